"""``workshop classroom``: a virtual classroom from its blueprint to the real thing."""

import contextlib
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from workshop import config, files, i18n
from workshop.cli import building
from workshop.cli.kindness import KindlyFailing
from workshop.errors import BlueprintError, ClassroomError
from workshop.i18n import ntr, tr
from workshop.tables import LANGUAGES

if TYPE_CHECKING:
    from workshop.classroom.blueprint.model import Blueprint
    from workshop.classroom.building.provider import Provider
    from workshop.classroom.providers.matrix.server import LocalServers

FILE = click.Path(path_type=Path)


@click.group(
    cls=KindlyFailing,
    no_args_is_help=True,
    options_metavar=tr("[OPTIONS]"),
    subcommand_metavar=tr("COMMAND ..."),
    help=tr("Describe a virtual classroom and build it on a real platform."),
)
def classroom() -> None:
    """Hold the commands about classrooms."""


file_argument = click.argument("file", type=FILE, metavar=tr("FILE"))
on_option = click.option(
    "--on", required=True, metavar=tr("PLATFORM"), help=tr("The platform to build on.")
)
details_option = click.option("--details", is_flag=True, help=tr("Name everything."))
remove_option = click.option(
    "--remove", is_flag=True, help=tr("Also remove what is there and not in the blueprint.")
)
folder_option = click.option(
    "--folder", type=FILE, metavar=tr("FOLDER"), help=tr("Where to put the files.")
)


@classroom.command(help=tr("Write an example classroom that you can change."))
@file_argument
def new(file: Path) -> None:
    """Write a blueprint and its list of people; existing files are never replaced."""
    from workshop.classroom.blueprint import reading

    example = config.kit_folder() / "data" / "demo" / "classroom.toml"
    roster = reading.read_blueprint(example).roster
    sources = {file: example} | (
        {file.with_name(roster): example.with_name(roster)} if roster else {}
    )
    for target in sources:
        _refuse_to_replace(target)
    for target, source in sources.items():
        files.write(target, source.read_bytes())
        click.echo(tr("Written: {file}. Open it in a text editor and make it yours.", file=target))


@classroom.command(help=tr("Name all mistakes at once, and say what each platform can do."))
@file_argument
@click.option(
    "--on",
    multiple=True,
    metavar=tr("PLATFORM"),
    help=tr("A platform to build on; can be given several times."),
)
@details_option
def check(file: Path, on: tuple[str, ...], details: bool) -> None:  # noqa: FBT001  # a flag
    """Check a blueprint, for some platforms or all of them."""
    blueprint, platforms = _blueprint(file), [_provider(name) for name in on]
    from workshop.classroom.building.coverage import coverage

    count = building.tell_problems(blueprint, *platforms)
    if not count:
        click.echo(tr("No problem."))
    table = coverage(blueprint, *platforms)
    if on or details:
        click.echo(f"\n{table.listing()}")
    elif overview := table.overview():
        click.echo(f"\n{overview}")
        click.echo(tr("Every part with its reason: --on PLATFORM, or --details for all of them."))
    sys.exit(1 if count else 0)


@classroom.command(help=tr("Form the study groups and save them in the file."))
@file_argument
def groups(file: Path) -> None:
    """Give a group to everyone who has none; the file as it was is kept beside it."""
    from workshop.classroom.blueprint import grouping, writing

    before = _blueprint(file)
    formed = grouping.grouped(before)
    if formed.groups == before.groups:
        click.echo(tr("Every student has a group, or no groups are asked for; nothing to do."))
        return
    kept = file.with_suffix(f".before{file.suffix}")
    files.write(kept, file.read_bytes())
    writing.write(formed, file)
    for group in formed.groups:
        count = ntr("{count} person", "{count} people", len(group.members))
        click.echo(f"{formed.said(group.title)}: {count}")
    click.echo(tr("Saved in {file}; as it was before: {kept}.", file=file, kept=kept))


@classroom.command(help=tr("Show what would be done on a platform, without doing it."))
@file_argument
@on_option
@details_option
@remove_option
def plan(file: Path, on: str, details: bool, remove: bool) -> None:  # noqa: FBT001  # flags
    """Compare a blueprint with a platform."""
    from workshop.classroom.building.site import open_site

    blueprint, platform = _blueprint(file), _provider(on)
    building.tell_problems(blueprint, platform)
    with open_site(blueprint, platform, file=file) as site:
        building.tell_plan(site.plan(remove=remove), details=details)


@classroom.command(help=tr("Build the classroom; run it again at any time."))
@file_argument
@on_option
@details_option
@remove_option
@click.option("--yes", is_flag=True, help=tr("Build without asking; removals are still asked."))
def apply(
    file: Path,
    on: str,
    details: bool,  # noqa: FBT001  # a flag, as the next two
    remove: bool,  # noqa: FBT001
    yes: bool,  # noqa: FBT001
) -> None:
    """Show the plan, ask, and build."""
    from workshop.classroom.building.site import open_site

    blueprint, platform = _blueprint(file), _provider(on)
    problems = building.tell_problems(blueprint, platform)
    with open_site(blueprint, platform, file=file) as site:
        report = building.build(
            site, problems=problems, remove=remove, details=details, ask=not yes
        )
    sys.exit(0 if report.is_complete else 1)


@classroom.command(help=tr("Say what is built, missing, different or there in addition."))
@file_argument
@on_option
@details_option
def status(file: Path, on: str, details: bool) -> None:  # noqa: FBT001  # a flag
    """Read a platform again, and compare."""
    from workshop.classroom.building.site import open_site

    with open_site(_blueprint(file), _provider(on), file=file) as site:
        found = site.status()
    click.echo(found.summary())
    if details:
        click.echo(found.details(names=True))


@classroom.command(help=tr("Write the files that a platform imports."))
@file_argument
@on_option
@folder_option
def export(file: Path, on: str, folder: Path | None) -> None:
    """Write the import files of a platform."""
    platform, blueprint = _provider(on), _blueprint(file)
    made = platform.files(blueprint)
    if not made:
        raise ClassroomError(
            "{platform} imports no files. Make its guide instead: workshop classroom guide {file} "
            "--on {name}",
            platform=platform.title,
            file=file,
            name=platform.name,
        )
    building.tell_problems(blueprint, platform)
    target = _folder(file, folder, platform)
    before = {path for path in target.rglob("*") if path.is_file()}
    written = {target / _below(name): content for name, content in made.items()}
    for path, content in written.items():
        _write(path, content)
    building.tell_leftovers(before - written.keys())


@classroom.command(help=tr("Write step-by-step instructions as a page and a PDF."))
@file_argument
@on_option
@folder_option
@click.option("--lang", type=click.Choice(LANGUAGES), help=tr("Language of what is made."))
def guide(file: Path, on: str, folder: Path | None, lang: str | None) -> None:
    """Write the guide of a platform."""
    platform, blueprint = _provider(on), _blueprint(file)
    language = lang or i18n.language()
    building.tell_problems(blueprint, platform)
    with i18n.use(language):
        made = platform.guide(blueprint)
    from workshop.classroom.providers.guides import rendering

    target = _folder(file, folder, platform)
    _write(target / "guide.html", rendering.to_html(made, language))
    _write(target / "guide.pdf", rendering.to_pdf(made, language))


@classroom.command(help=tr("Start Matrix servers on this computer, one a college."))
@file_argument
@click.option(
    "--build", "builds", is_flag=True, help=tr("Build the classroom on them straight away.")
)
@click.option(
    "--host",
    default="localhost",
    show_default=True,
    metavar=tr("NAME"),
    help=tr("Name or number of this computer in its network."),
)
@click.option("--fresh", is_flag=True, help=tr("Throw away the servers' data of the last time."))
def serve(file: Path, builds: bool, host: str, fresh: bool) -> None:  # noqa: FBT001  # flags
    """Run servers for a demonstration until they are stopped."""
    import threading

    from workshop.classroom.building.site import ledger_path
    from workshop.classroom.providers.matrix import server, serving
    from workshop.classroom.providers.matrix.accounts import FILE as ACCOUNTS

    blueprint, platform = _blueprint(file), _provider("matrix")
    colleges = [college.key for college in blueprint.colleges]
    folder = file.parent / f"{file.stem}.servers"
    if fresh and folder.exists():
        question = tr(
            "Throw away all accounts and messages of the servers in {folder}?", folder=folder
        )
        click.confirm(question, abort=True)
    problems = building.tell_problems(blueprint, platform) if builds else 0
    running = server.running(folder, colleges, host=host, fresh=fresh)
    with running as servers, contextlib.suppress(KeyboardInterrupt):
        if not all(one.name.startswith(f"{host}:") for one in servers.servers):
            click.echo(
                tr(
                    "The servers keep the names that they were made with; only with --fresh do "
                    "they get new ones."
                )
            )
        if not builds or _is_built(blueprint, file, servers, problems):
            accounts = ledger_path(file, platform.name).parent / ACCOUNTS
            click.echo(serving.instructions(servers, accounts))
            click.echo(
                tr(
                    "The servers run until you press Ctrl+C; their data stay in {folder}.",
                    folder=folder,
                )
            )
            threading.Event().wait()
    click.echo(tr("The servers are stopped."))


@classroom.command(help=tr("Keep an address or a token in this computer's keyring."))
@click.argument("name", metavar=tr("NAME"))
@on_option
@click.option("--forget", is_flag=True, help=tr("Remove it from the keyring instead."))
def secret(name: str, on: str, forget: bool) -> None:  # noqa: FBT001  # a flag
    """Ask for a value without showing it, and keep it."""
    from workshop.classroom.building import settings

    setting = settings.setting_named(_provider(on), name)
    if forget:
        gone = settings.forget(setting)
        click.echo(
            tr("Forgotten.") if gone else tr("The keyring holds no {name}.", name=setting.name)
        )
        return
    click.echo(str(setting.title))
    value = click.prompt(setting.name, hide_input=setting.secret)
    settings.store(setting, value)
    click.echo(tr("Stored in the keyring of this computer: {name}.", name=setting.name))


def _blueprint(file: Path) -> "Blueprint":
    from workshop.classroom.blueprint import reading

    return reading.read_blueprint(file)


def _provider(name: str) -> "Provider":
    from workshop.classroom.building.registry import provider

    return provider(name)


def _folder(file: Path, folder: Path | None, platform: "Provider") -> Path:
    if folder:
        return folder
    own = file.parent / "classroom-files"
    files.write(own / ".gitignore", "*\n")  # the files name people
    return own / platform.name


def _below(name: str) -> Path:
    """Return a name as a path that leads nowhere but down, whatever a plug-in calls its file."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return Path(*(part for part in parts if part not in ("/", "..") and ":" not in part))


def _write(path: Path, content: str | bytes) -> None:
    files.write(path, content)
    click.echo(path.as_posix())


def _refuse_to_replace(file: Path) -> None:
    if file.exists():
        raise BlueprintError(
            "{file} exists already and is not replaced. Choose another name, or move it away.",
            file=file,
        )


def _is_built(blueprint: "Blueprint", file: Path, servers: "LocalServers", problems: int) -> bool:
    """Build a class on local servers; return whether it came to its end, whatever it left out."""
    from workshop.classroom.building.site import open_site

    with open_site(blueprint, "matrix", file=file, settings=servers.settings()) as site:
        report = building.build(site, problems=problems, remove=False, details=False, ask=False)
    return report.stopped is None

"""The commands of the kit, each: parse, call one function, print."""

import os
import sys
from pathlib import Path

import click

from workshop import __version__, config, i18n
from workshop.cli.classroom import classroom
from workshop.cli.kindness import KindlyFailing, complain
from workshop.cli.survey import survey
from workshop.i18n import language, ntr, number, tr
from workshop.tables import LANGUAGES

KINDS = ("slides", "handouts", "participant")
MOST_JOBS = 16  # each is a kernel of its own, with its own memory


@click.group(
    cls=KindlyFailing,
    no_args_is_help=True,
    options_metavar=tr("[OPTIONS]"),
    subcommand_metavar=tr("COMMAND ..."),
    context_settings={"max_content_width": 100},
    help=tr("Ruang Kelas: notebooks, offline slides and handouts for your workshop."),
)
@click.option("-v", "--verbose", is_flag=True, help=tr("Show the details of an error."))
@click.version_option(__version__)
def workshop(verbose: bool) -> None:  # noqa: FBT001  # read by KindlyFailing
    """Hold the commands."""


@workshop.command(help=tr("Make slides, handouts and participant copies."))
@click.argument("notebooks", nargs=-1, metavar=tr("[NOTEBOOK]..."))
@click.option(
    "--lang",
    type=click.Choice([*LANGUAGES, "all"]),
    default="all",
    show_default=True,
    help=tr("Language of what is made."),
)
@click.option(
    "--only",
    default=",".join(KINDS),
    show_default=True,
    metavar=tr("LIST"),
    help=tr("Kinds of files to make, separated by commas."),
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    default=min(os.cpu_count() or 2, MOST_JOBS),
    metavar="N",
    help=tr("Notebooks to work on at a time; usual is one for each processor core."),
)
@click.pass_context
def build(
    context: click.Context, notebooks: tuple[str, ...], lang: str, only: str, jobs: int
) -> None:
    """Publish notebooks."""
    from rich.console import Console

    from workshop.publishing import build as publishing
    from workshop.publishing import plan, progress

    kit = config.kit_folder()
    wanted = plan.jobs(kit, notebooks, LANGUAGES if lang == "all" else (lang,), _kinds(only))
    with progress.ProgressBars(Console(stderr=True)) as bars:
        outcomes = publishing.build(kit, wanted, workers=jobs, watcher=bars)
    click.echo(progress.summary(outcomes, kit))
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors:
        complain(context, error)
    sys.exit(1 if errors else 0)


def _kinds(only: str) -> tuple[str, ...]:
    kinds = tuple(kind.strip() for kind in only.split(","))
    for kind in kinds:
        if kind not in KINDS:
            raise click.BadParameter(
                tr("{value!r} is not one of {choices}.", value=kind, choices=", ".join(KINDS)),
                param_hint="--only",
            )
    return kinds


@workshop.command(help=tr("Open JupyterLab on your own copies of the notebooks."))
@click.option("--lang", type=click.Choice(LANGUAGES), help=tr("Language to begin with."))
@click.option("--no-browser", is_flag=True, help=tr("Do not open a browser window."))
def lab(lang: str | None, no_browser: bool) -> None:  # noqa: FBT001  # a flag
    """Open JupyterLab."""
    from workshop.publishing import workspace

    if lang:
        i18n.set_language(lang)
    own = workspace.prepare(config.kit_folder())
    click.echo(tr("Your notebooks lie in {folder}.", folder=own.folder))
    for path in own.kept:
        click.echo(tr("Kept as you changed it: {file}", file=path.relative_to(own.folder)))
    sys.exit(workspace.open_lab(own, language(), browser=not no_browser))


@workshop.command(help=tr("Say what this machine lacks and how to fix it."))
def doctor() -> None:
    """Examine the machine."""
    from workshop.doctor import examine

    findings = examine()
    signs = {"good": "✓", "advice": "•", "problem": "✗"}
    for finding in findings:
        click.echo(f"{signs[finding.state]} {finding.subject}: {finding.detail}")
        if finding.remedy:
            click.echo(f"  → {finding.remedy}")
    sys.exit(1 if any(finding.state == "problem" for finding in findings) else 0)


@workshop.command(help=tr("Check the conventions of notebooks and translations."))
def check() -> None:
    """Check the conventions."""
    from workshop.publishing.authoring import conventions

    problems = conventions.check(config.kit_folder())
    for problem in problems:
        click.echo(str(problem))
    if not problems:
        click.echo(tr("All conventions are kept."))
        return
    count = len(problems)
    click.echo(ntr("{count} problem.", "{count} problems.", count))
    sys.exit(1)


@workshop.command(help=tr("Copy code from one language's notebooks to the other's."))
@click.option(
    "--from",
    "source",
    type=click.Choice(LANGUAGES),
    default="id",
    show_default=True,
    help=tr("The language whose code counts."),
)
@click.option(
    "--accept",
    multiple=True,
    metavar="NOTEBOOK",
    help=tr("A notebook whose two texts you have just compared."),
)
def sync(source: str, accept: tuple[str, ...]) -> None:
    """Keep the two trees in step."""
    from workshop.publishing.authoring import twins

    kit = config.kit_folder()
    changed = twins.sync(kit, source, accept=frozenset(Path(name).stem for name in accept))
    for path in changed:
        click.echo(path.relative_to(kit).as_posix())
    click.echo(tr("Files changed: {count}", count=number(len(changed))))


workshop.add_command(classroom)
workshop.add_command(survey)

"""Naming problems, showing a plan, asking about it, building it and reporting."""

from typing import TYPE_CHECKING

import click

from workshop.i18n import ntr, number, tr

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.classroom.blueprint.model import Blueprint
    from workshop.classroom.building.planning import Plan
    from workshop.classroom.building.provider import Provider
    from workshop.classroom.building.report import Report
    from workshop.classroom.building.site import Site


def build(site: "Site", *, problems: int, remove: bool, details: bool, ask: bool) -> "Report":
    """Show the plan, ask, build and report.

    ``problems`` that were named before keep nobody from building the rest: what the platform
    refuses of them is told at the end. They are never passed over in silence.
    """
    from rich.console import Console

    from workshop.cli.bars import StepBar

    found = site.plan(remove=remove)
    tell_plan(found, details=details)
    if found.is_empty:
        return site.apply(found)
    if ask:
        click.confirm(_question(problems), abort=True)
    elif problems:
        click.echo(
            ntr(
                "{count} problem is named above; the class is built all the same.",
                "{count} problems are named above; the class is built all the same.",
                problems,
            )
        )
    agreed = _agrees_to_remove(found)
    with StepBar(Console(stderr=True), len(found.changing)) as bar:
        report = site.apply(found, progress=bar.step, confirm_removals=lambda _: agreed)
    click.echo(report.summary())
    told = report.details(names=True)
    click.echo(told, nl=bool(told))
    if details:
        click.echo("\n".join(report.costs()))
    return report


def tell_plan(found: "Plan", *, details: bool) -> None:
    """Print a plan, in short or with everything in it."""
    click.echo(
        found.details(names=True) if details else "\n".join([found.summary(), *found.notes()])
    )


def tell_problems(blueprint: "Blueprint", *platforms: "Provider") -> int:
    """Print what is wrong with a class, and what platforms would refuse; return how many."""
    from workshop.classroom.blueprint.problems import problems

    found = [str(problem) for problem in problems(blueprint)]
    found += [f"{one.title}: {problem}" for one in platforms for problem in one.check(blueprint)]
    for problem in found:
        click.echo(f"✗ {problem}")
    if found:
        click.echo(ntr("{count} problem.", "{count} problems.", len(found)))
    return len(found)


def tell_leftovers(paths: set["Path"]) -> None:
    """Name the files of an earlier export: somebody in them may have withdrawn the consent."""
    old = sorted(path.as_posix() for path in paths if path.stem not in ("guide", ".gitignore"))
    if old:
        click.echo(
            tr(
                "Files of an earlier export are still there: {files}. Delete them if nobody needs "
                "them any more; people in them may have withdrawn their consent.",
                files=", ".join(old),
            ),
            err=True,
        )


def _question(problems: int) -> str:
    if not problems:
        return tr("Build this now?")
    return ntr(
        "{count} problem is named above. Build all the same?",
        "{count} problems are named above. Build all the same?",
        problems,
    )


def _agrees_to_remove(found: "Plan") -> bool:
    """Let a person type how many things are removed; whatever else is typed is a no."""
    from workshop.redaction import redacted

    if not found.removals:
        return False
    count = len(found.removals)
    for step in found.removals:
        click.echo(redacted(f"  − {step.resource.label}"))
    question = tr("To remove them for ever, type their number ({count})", count=number(count))
    try:
        return bool(click.prompt(question, default="", show_default=False).strip() == str(count))
    except click.Abort:
        return False

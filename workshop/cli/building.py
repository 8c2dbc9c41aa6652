"""Showing a plan, asking about it, building it and reporting, as `plan` and `apply` do."""

from typing import TYPE_CHECKING

import click

from workshop.i18n import number, tr

if TYPE_CHECKING:
    from workshop.classroom.blueprint.model import Blueprint
    from workshop.classroom.building.planning import Plan
    from workshop.classroom.building.provider import Provider
    from workshop.classroom.building.site import Site


def build(site: "Site", *, remove: bool, details: bool, ask: bool) -> bool:
    """Show the plan, ask, build and report; return whether everything was done."""
    from rich.console import Console

    from workshop.cli.bars import StepBar

    found = site.plan(remove=remove)
    tell_plan(found, details=details)
    if found.is_empty:
        return site.apply(found).is_complete
    if ask:
        click.confirm(tr("Build this now?"), abort=True)
    agreed = _agrees_to_remove(found)
    with StepBar(Console(stderr=True), len(found.changing)) as bar:
        report = site.apply(found, progress=bar.step, confirm_removals=lambda _: agreed)
    click.echo(report.summary())
    click.echo(report.details(names=True), nl=not report.is_complete)
    if details:
        click.echo("\n".join(report.costs()))
    return report.is_complete


def tell_plan(found: "Plan", *, details: bool) -> None:
    """Print a plan, in short or with everything in it."""
    click.echo(
        found.details(names=True) if details else "\n".join([found.summary(), *found.notes()])
    )


def tell_doubts(platform: "Provider", blueprint: "Blueprint") -> None:
    """Print what somebody should look at before anything is built."""
    from workshop.classroom.blueprint.problems import problems

    for doubt in [*problems(blueprint), *platform.check(blueprint)]:
        click.echo(f"• {doubt}")


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

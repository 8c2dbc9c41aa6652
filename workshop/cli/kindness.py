"""How the command speaks: kind answers to mistakes, and click's few words in our language."""

import sys
from typing import Any

import click

from workshop import i18n
from workshop.errors import Message, WorkshopError, reason_of
from workshop.i18n import tr

# Sentences of click itself that people meet; it fills their placeholders.
CLICK_SENTENCES = (
    Message("Usage:"),
    Message("Options"),
    Message("Commands"),
    Message("default: {default}"),
    Message("Show this message and exit."),
    Message("Show the version and exit."),
    Message("%(prog)s, version %(version)s"),
    Message("Error: {message}"),
    Message("Try '{command} {option}' for help."),
    Message("No such command {name!r}."),
    Message("No such option {name!r}."),
    Message("Missing argument"),
    Message("Missing option"),
    Message("Got unexpected extra arguments ({args})"),
    Message("Invalid value for {param_hint}: {message}"),
    Message("{value!r} is not one of {choices}."),
    Message("{value!r} is not a valid {number_type}."),
    Message("Option {name!r} requires {nargs} arguments."),
    Message("(Did you mean one of: {possibilities}?)"),
    Message("{value} is not in the range {range}."),
    Message("Aborted!"),
)


def _speak_our_language() -> None:
    """Let click say its few words in the reader's language.

    It asks gettext for them, but ships no catalogs and offers no setting: the
    function that it calls is replaced, and a test notices when that has no effect.
    """
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        module = sys.modules[f"click.{name}"]
        if hasattr(module, "_"):
            module._ = i18n.gettext  # type: ignore[attr-defined]
        if hasattr(module, "ngettext"):
            module.ngettext = i18n.ngettext  # type: ignore[attr-defined]


_speak_our_language()


class Command(click.Command):
    """A command whose usage line, too, is in the reader's language."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, options_metavar=tr("[OPTIONS]"), **settings)


class KindlyFailing(click.Group):
    """A group whose commands answer a mistake with one sentence and exit code 1."""

    command_class = Command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever reads has seen enough, as with `| head`; click ends silently
        except (WorkshopError, OSError) as error:
            complain(ctx, error)
        except KeyboardInterrupt:
            click.echo(tr("Stopped. Nothing is lost; run the same command again."), err=True)
        ctx.exit(1)


def complain(context: click.Context, error: Exception) -> None:
    """Say one sentence; with ``-v``, also where in the code it happened."""
    from workshop.redaction import redacted, told

    if context.find_root().params["verbose"]:
        click.echo(told(error), err=True)
    click.secho(redacted(_sentence(error)), fg="red", err=True)


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return tr(
            "{file} cannot be used ({reason}).",
            file=error.filename or tr("A file"),
            reason=reason_of(error),
        )
    return str(error)

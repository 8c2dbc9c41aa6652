"""The participant's set-up at a glance, with a button that looks again."""

import html

import ipywidgets

from workshop import doctor
from workshop.doctor import Finding
from workshop.i18n import tr

# Signs and colours; plain characters, because many a machine has no font with pictographs.
_SIGNS = {"good": ("✓", "#137333"), "advice": ("•", "#0b5394"), "problem": ("✗", "#b3261e")}


class SetupCheck(ipywidgets.VBox):
    """A friendly sentence, the findings as a table, and a button."""

    def __init__(self) -> None:
        self.again = ipywidgets.Button(description=tr("Look again"), icon="refresh")
        self.result = ipywidgets.HTML()
        self.again.on_click(self._look)
        super().__init__([self.result, self.again])
        self._look()

    def _look(self, _button: object = None) -> None:
        self.result.value = report(doctor.examine())

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        bundle: dict[str, object] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/markdown": tr("*The check of your set-up appears here.*")}


def setup_check() -> SetupCheck:
    """Check this machine and show the result."""
    return SetupCheck()


def report(findings: list[Finding]) -> str:
    """Return the findings as HTML: a sentence, then a row each.

    Examples
    --------
    >>> "&lt;b&gt;" in report([Finding("good", "<b>", "")])
    True
    """
    rows = "".join(_row(finding) for finding in findings)
    return (
        f'<p style="font-size:1.1em;font-weight:600">{html.escape(_verdict(findings))}</p>'
        f'<table style="border-collapse:collapse">{rows}</table>'
    )


def _verdict(findings: list[Finding]) -> str:
    if any(finding.state == "problem" for finding in findings):
        return tr("Nearly there: do what the rows marked ✗ say, then look again.")
    return tr("Your set-up is ready. You can begin.")


def _row(finding: Finding) -> str:
    sign, colour = _SIGNS[finding.state]
    fix = f"<code>{html.escape(finding.remedy)}</code>" if finding.remedy else ""
    return (
        f'<tr><td style="padding:.15em .6em;color:{colour};font-weight:700">{sign}</td>'
        f'<td style="padding:.15em .6em;font-weight:600">{html.escape(finding.subject)}</td>'
        f'<td style="padding:.15em .6em">{html.escape(finding.detail)}</td>'
        f'<td style="padding:.15em .6em">{fix}</td></tr>'
    )

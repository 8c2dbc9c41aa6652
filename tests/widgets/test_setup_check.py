"""The participant's set-up at a glance, and a button that looks again."""

import html
import re
from pathlib import Path

import pytest

from tests.conftest import KIT
from workshop import doctor, i18n, widgets
from workshop.doctor import Finding
from workshop.widgets.setup_check import report

GOOD = Finding("good", "Python", "3.12")
ADVICE = Finding("advice", "Browser", "none", "Install Chromium.")
PROBLEM = Finding("problem", "Fonts", "missing", "make workshop")


def words(page: str) -> str:
    return html.unescape(re.sub("<[^>]*>", " ", page))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_finding_has_its_row(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(KIT)
    with i18n.use(language):
        widget = widgets.setup_check()
        shown = words(widget.result.value)
        for finding in doctor.examine():
            assert finding.subject in shown
            assert finding.remedy in shown
    assert widget.result.value.count("<tr>") == len(doctor.examine())


def test_looking_again_sees_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "workshop.toml").write_text("[event", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with i18n.use("en"):
        widget = widgets.setup_check()
        assert "Nearly there" in widget.result.value
        fixed = (KIT / "workshop.toml").read_text(encoding="utf-8")
        (tmp_path / "workshop.toml").write_text(fixed, encoding="utf-8")
        widget.again.click()
        assert "Your set-up is ready." in widget.result.value


def test_advice_does_not_frighten_and_a_problem_is_marked() -> None:
    with i18n.use("en"):
        assert "ready" in report([GOOD, ADVICE])
        assert "Nearly there" in report([GOOD, PROBLEM])
    rows = [report([one]).partition("<tr>")[2] for one in (GOOD, ADVICE, PROBLEM)]
    signs = [words(row).split()[0] for row in rows]
    assert len(set(signs)) == 3
    with i18n.use("en"):
        assert f"marked {signs[2]}" in report([PROBLEM])
    assert "<code>make workshop</code>" in rows[2]


@pytest.mark.parametrize("place", ["subject", "detail", "remedy"])
def test_a_finding_is_escaped(place: str) -> None:
    parts = {"subject": "a", "detail": "b", "remedy": "c", place: "<script>"}
    page = report([Finding("problem", **parts)])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("language", ["id", "en"])
def test_published_pages_show_a_sentence_and_not_somebody_elses_machine(language: str) -> None:
    with i18n.use(language):
        widget = widgets.setup_check()
        bundle = widget._repr_mimebundle_(include=None, exclude=None)
        english = "*The check of your set-up appears here.*"
        assert bundle["text/markdown"] == i18n.tr(english)
        assert (bundle["text/markdown"] == english) == (language == "en")
    assert str(Path.cwd()) not in str(bundle)

"""Pages to read: complete in themselves, safe with strangers' cells, in order for everybody."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.publishing import samples
from tests.publishing.samples import bundle, code, markdown, shows
from workshop import config, i18n
from workshop.charts import CHART_MIME, CHOICES_MIME, Chart, Series
from workshop.publishing import page
from workshop.publishing.notebook import Notebook, parse
from workshop.publishing.page.drawings import inline

SCALE = Chart(
    "Keterlibatan",
    ("Saya aktif bertanya",),
    tuple(Series(name, (share,)) for name, share in (("Tidak", 20), ("Netral", 30), ("Ya", 50))),
    stacked=True,
)


def notebook(*cells: dict[str, Any], **metadata: Any) -> Notebook:
    return parse({"cells": list(cells), "metadata": metadata}, name="a-notebook", folder=Path())


def page_of(*cells: dict[str, Any], language: str = "en", cache: Path | None = None) -> str:
    """Return the body of the page of these cells."""
    text = page.render(notebook(*cells), None, language, cache=cache)
    return text[text.index("<body>") :]


def draws(chart: Chart) -> dict[str, Any]:
    return code("chart", bundle(CHART_MIME, chart.to_json()), tags=["hide-input"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_page_is_in_the_readers_language_and_bears_the_event(language: str) -> None:
    text = page.render(samples.seminar(language), config.settings(), language)
    event = config.settings().event.title.in_language(language)
    assert f'<html lang="{language}"' in text
    assert f"<strong>{event}</strong>" in text
    assert {"id": "30 menit", "en": "30 minutes"}[language] in text
    assert {"id": "Isi", "en": "Contents"}[language] in text


def test_a_page_forbids_every_request_to_the_outside() -> None:
    text = page.render(samples.stranger(), None, "en")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "http" not in policy[1]
    assert not re.search(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=\"(?!data:)", text)
    for word in ("steal(", "onclick", "<script>window", "evil.example/b.png"):
        assert word not in text


def test_what_participants_must_not_see_is_not_in_it() -> None:
    text = page.render(samples.seminar(), None, "id")
    for secret in ("secret_answer", "secret hint", "rahasia", "lima tangan"):
        assert secret not in text


def test_there_is_one_heading_of_the_first_level_and_no_level_is_left_out() -> None:
    text = page_of(markdown("## A\n\n#### B"), markdown("# C\n\n### D"))
    assert re.findall(r"<h(\d)", text) == ["1", "2", "2", "3"]


def test_a_page_with_several_parts_has_contents_that_lead_to_them() -> None:
    text = page_of(markdown("# A"), *(markdown(f"## Part *{n}*") for n in range(3)))
    assert re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', text) == [
        (f"part-{n + 1}", f"Part {n}") for n in range(3)
    ]
    assert all(f'id="part-{n}"' in text for n in (1, 2, 3))
    assert 'class="contents"' not in page_of(markdown("# A\n\n## B"))


# Charts.


def test_a_chart_is_a_drawing_for_wide_and_for_narrow_screens_with_its_words() -> None:
    text = page_of(draws(samples.platforms()))
    with i18n.use("en"):
        assert text.count(f'role="img" aria-label="{samples.platforms().alt}"') == 2
    assert text.count("<svg ") == text.count('aria-hidden="true">') == 2
    assert "Source: APJII" in text
    assert "plotly" not in text.lower()


def test_drawings_of_one_page_never_share_a_name() -> None:
    text = page_of(draws(samples.platforms()), draws(samples.platforms()), draws(SCALE))
    names = re.findall(r'\bid="([^"]+)"', text)
    assert len(names) == len(set(names)) > 3
    used = set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'href="#([^"]+)"', text))
    assert used == set(names)
    assert "<style type" not in text


def test_the_words_of_a_chart_are_not_taken_for_references() -> None:
    odd = Chart('url(#x) <b> href="#y"', ("url(#p)",), (Series("s", (1.0,)),))
    text = page_of(draws(odd))
    assert ">url(#p)</text>" in text
    assert "<b>" not in text


def test_of_precomputed_charts_the_first_is_drawn_and_the_choices_are_told() -> None:
    text = page_of(code("choose()", bundle(CHOICES_MIME, samples.choices())), language="id")
    assert text.count("<svg ") == 2
    assert "Urutkan (Terbesar dahulu, Menurut abjad)" in text


def test_drawn_charts_are_kept(tmp_path: Path) -> None:
    first = page_of(draws(SCALE), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert page_of(draws(SCALE), cache=tmp_path) == first


def test_a_strangers_figure_without_a_browser_is_a_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workshop.doctor.find_browser", lambda: None)
    figure = {"data": [{"type": "bar", "name": "<i>", "x": ["<b>a"], "y": [1.5]}], "layout": {}}
    text = page_of(code("fig", bundle("application/vnd.plotly.v1+json", figure)), language="id")
    assert "<td>1,5</td>" in text
    assert "<b>a" not in text


def test_a_drawing_without_a_size_stays_as_it_is() -> None:
    assert inline("<svg><g/></svg>", "a") == "<svg><g/></svg>"


# Tables, code, formulas.


def test_a_table_can_be_scrolled_by_keyboard() -> None:
    text = page_of(code("df", shows(text__html=samples.dataframe(2, 9))))
    assert '<div class="scroll" tabindex="0" role="group" aria-label="' in text


def test_code_is_shown_unless_it_is_hidden() -> None:
    text = page_of(code("shown = 1"), code("hidden = 2", tags=["hide-input"]))
    assert 'class="tok-n">shown</span>' in text
    assert "hidden" not in text


def test_formulas_are_mathml() -> None:
    assert "<math" in page_of(markdown("$n^2$"))


def test_rendering_loads_no_heavy_library_for_prose() -> None:
    program = (
        "import sys; from pathlib import Path; from workshop.publishing import page; "
        "from workshop.publishing.notebook import Cell, Notebook; "
        "page.render(Notebook('x', Path(), (Cell('a', 'markdown', '# Hi'),)), None, 'en'); "
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    heavy = {"matplotlib", "pandas", "plotly", "nbconvert", "nbformat", "scipy"}
    assert not heavy & set(run.stdout.decode().split())

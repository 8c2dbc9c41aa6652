"""The survey explorer in everything that is published."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.publishing.samples import code, markdown
from workshop import i18n
from workshop.charts import Chart, Series
from workshop.publishing import handout, live, slides
from workshop.publishing.notebook import Notebook, parse
from workshop.views import EXPLORER

ALT = "Explorer of the answers to “A survey”"
CHART = Chart("Platform </script>", ("Facebook", "YouTube"), (Series("%", (60.0, 40.0)),))


def payload() -> dict[str, Any]:
    return {
        "questions": [{"id": "a", "label": "</script><b>", "levels": ["x"], "kind": "single"}],
        "tables": [[0]],
        "cells": "",
        "chart": CHART.to_json(),
    }


def notebook(count: int = 1) -> Notebook:
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {EXPLORER.mime: json.loads(json.dumps(payload())), "text/plain": ALT},
    }
    cells = [markdown("# A")] + [code("explore()", output, tags=["hide-input"])] * count
    return parse({"cells": cells, "metadata": {}}, name="x", folder=Path())


def test_the_script_has_nothing_that_a_page_refuses() -> None:
    script = live.page(EXPLORER).script
    assert "export default" not in script
    assert "</script" not in script.lower()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_deck_carries_the_script_and_the_look_once_if_at_all(count: int) -> None:
    page = slides.render(notebook(count), None, "en")
    view = live.page(EXPLORER)
    assert page.count(view.script) == page.count(view.style) == (count > 0)
    assert page.count('class="rk-box" data-view="explorer"') == count


def test_words_of_strangers_cannot_leave_the_payload() -> None:
    page = slides.render(notebook(), None, "en")
    assert "</script><b>" not in page
    assert ALT in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "Di notebook dan di salindia"), ("en", "In the notebook and in the slides")],
)
def test_paper_shows_the_first_chart_and_says_where_the_explorer_lives(
    language: str, words: str, tmp_path: Path
) -> None:
    with i18n.use(language):
        pdf = handout.render(notebook(), None, language)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    with pypdfium2.PdfDocument(path) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    assert words in text
    assert "Facebook" in text

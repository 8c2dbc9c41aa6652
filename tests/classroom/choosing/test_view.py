"""The choice by clicking, as a value that notebooks show and pages publish."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishing.samples import code
from workshop import i18n
from workshop.charts import Chart
from workshop.classroom.choosing.choice import choose
from workshop.classroom.choosing.view import ChoiceExplorer, explore_choice
from workshop.errors import ClassroomError
from workshop.publishing import outputs
from workshop.publishing.notebook import parse
from workshop.views import RANKING

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(params=["id", "en"])
def picked(request: pytest.FixtureRequest) -> Iterator[ChoiceExplorer]:
    with i18n.use(request.param):
        yield explore_choice({"live": 10}, ["free"])


def test_a_notebook_gets_the_widget_the_payload_and_the_words(picked: ChoiceExplorer) -> None:
    bundle = picked._repr_mimebundle_()
    assert set(bundle) == {WIDGET, RANKING.mime, "text/plain"}
    words = choose({"live": 10}, ["free"]).explain().splitlines()
    assert bundle["text/plain"].splitlines() == words[:2]
    assert Chart.from_json(bundle[RANKING.mime]["chart"]).categories


def test_the_payload_is_plain_json_of_a_reasonable_size(picked: ChoiceExplorer) -> None:
    text = json.dumps(picked.payload)
    assert json.loads(text) == picked.payload
    assert len(text) < 100_000


def test_what_was_clicked_comes_back_to_python(picked: ChoiceExplorer) -> None:
    assert picked.choice.score(picked.choice.standing[0]) == picked.first.score(
        picked.first.standing[0]
    )
    picked.widget.weights = {**picked.weights, "live": 0, "low-data": 10}
    picked.widget.requirements = ["own-data"]
    assert picked.weights["low-data"] == 10
    assert picked.requirements == ("own-data",)
    assert picked.choice.winners == (picked.first.catalogue.platform("moodle"),)


def test_weights_all_moved_to_nothing_are_a_sentence_not_a_crash(picked: ChoiceExplorer) -> None:
    picked.widget.weights = dict.fromkeys(picked.weights, 0)
    with pytest.raises(ClassroomError):
        _ = picked.choice


def test_every_word_of_the_script_is_in_the_payload(picked: ChoiceExplorer) -> None:
    script = RANKING.script()
    used = set(re.findall(r"words\.(\w+)", script)) | set(re.findall(r'say\("(\w+)"', script))
    assert used
    assert used <= set(picked.payload["words"]), used - set(picked.payload["words"])


def test_publishing_takes_it_for_a_live_view(picked: ChoiceExplorer) -> None:
    output = {"output_type": "display_data", "metadata": {}}
    shown = code("explore_choice()", {**output, "data": picked._repr_mimebundle_()})
    notebook = parse({"cells": [shown], "metadata": {}}, name="ranking", folder=Path())
    (block,) = outputs.blocks(notebook.cells[0])
    assert isinstance(block, outputs.LiveBlock)
    assert block.view == RANKING
    assert block.alt == picked.alt

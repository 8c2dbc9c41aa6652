"""The explorer as a value that notebooks show and pages publish."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.survey.explorer import samples
from workshop import i18n
from workshop.charts import Chart
from workshop.errors import SurveyError
from workshop.publishing import outputs
from workshop.publishing.notebook import Cell
from workshop.survey.explorer import audit
from workshop.survey.explorer.exploration import Exploration, explore
from workshop.views import EXPLORER

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with i18n.use(request.param):
        yield request.param


@pytest.fixture
def exploration(language: str) -> Exploration:
    assert language
    return explore(samples.responses(168))


def test_a_notebook_gets_the_live_widget_the_protected_counts_and_a_sentence(
    exploration: Exploration,
) -> None:
    bundle = exploration._repr_mimebundle_()
    assert set(bundle) == {WIDGET, EXPLORER.mime, "text/plain"}
    assert bundle[EXPLORER.mime]["smallest"] == 10
    assert "168" in bundle["text/plain"]


def test_the_live_widget_holds_all_counts_and_nothing_but_counts(exploration: Exploration) -> None:
    state = exploration.widget.get_state()
    assert state["payload"]["smallest"] == 1
    counts = audit.tables_of(state["payload"])
    assert counts[0,].sum() == 168
    assert "Orang 7" not in json.dumps(state["payload"])


def test_whoever_receives_the_notebook_finds_no_name_and_no_free_text(
    exploration: Exploration,
) -> None:
    assert "Orang" not in json.dumps(exploration._repr_mimebundle_()[EXPLORER.mime])


def test_simulated_answers_say_so(exploration: Exploration) -> None:
    assert exploration.published["simulated"] is True
    assert exploration.alt.endswith(
        i18n.tr("These answers are simulated: they are for practice and say nothing about people.")
    )


def test_a_published_page_takes_the_explorer_before_all_else(exploration: Exploration) -> None:
    output = {"output_type": "display_data", "data": exploration._repr_mimebundle_()}
    (block,) = outputs.blocks(Cell("a", "code", "x", outputs=(output,)))
    assert isinstance(block, outputs.LiveBlock)
    assert block.chart.title == "Media yang paling sering dipakai"
    assert sum(filter(None, block.chart.series[0].values)) == pytest.approx(100)


def test_a_damaged_payload_falls_back_to_the_sentence() -> None:
    data = {EXPLORER.mime: {"questions": 1}, "text/plain": "An explorer"}
    output = {"output_type": "display_data", "data": data}
    assert outputs.blocks(Cell("a", "code", "x", outputs=(output,))) == [
        outputs.TextBlock("An explorer")
    ]


def test_the_chart_for_paper_survives_its_way_through_a_file(exploration: Exploration) -> None:
    model = json.loads(json.dumps(exploration.published["chart"]))
    assert isinstance(Chart.from_json(model), Chart)


def test_endless_and_equal_labels_stay_apart() -> None:
    options = {"1": "x" * 9000, "2": "x" * 9000, "3": " \n<b>y</b>\t "}
    asked = samples.question("q", "Q", "single", options)
    payload = explore(samples.of_one(asked, ["1", "2", "3"])).payload
    levels = payload["questions"][0]["levels"]
    assert len(set(levels)) == 3
    assert max(map(len, levels)) < 200
    assert levels[2] == "<b>y</b>"


def test_answers_that_nobody_can_count_are_refused_in_one_sentence() -> None:
    asked = samples.question("x", "X", "text")
    with i18n.use("en"), pytest.raises(SurveyError, match="no question that can be counted"):
        explore(samples.of_one(asked, ["a"]))


def test_counting_needs_no_widget_library() -> None:
    code = (
        "import sys; from tests.survey.explorer import samples; "
        "from workshop.survey.explorer.exploration import explore; "
        "explore(samples.responses(30)).published; "
        "print({'anywidget', 'ipywidgets', 'scipy'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"


@pytest.mark.parametrize("smallest", [-1, 0, 1, 2])
def test_a_threshold_that_hides_nobody_is_refused(smallest: int) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match="allowed: 3 or more"):
        explore(samples.responses(20), smallest_count=smallest)


def test_a_lower_threshold_shows_more_and_nothing_below_it_is_published() -> None:
    answers = samples.responses(168)
    shown = {}
    for smallest in (3, 5, 10):
        tables = audit.tables_of(explore(answers, smallest_count=smallest).published)
        pairs = [counts for places, counts in tables.items() if len(places) == 2]
        assert all(((counts == -1) | (counts >= smallest)).all() for counts in pairs)
        shown[smallest] = sum(int((counts >= 0).sum()) for counts in pairs)
    assert shown[3] > shown[5] > shown[10]

"""Views to click: one script each for notebooks, slides and pages, and safe in all of them."""

import subprocess
import sys

import pytest

from tests.conftest import KIT
from workshop.views import VIEWS, View

every_view = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)


@every_view
def test_its_script_makes_no_markup_of_words_and_asks_nobody(view: View) -> None:
    script = view.script().replace("http://www.w3.org/2000/svg", "")  # a name, not a place
    for forbidden in (
        *("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "Function(", "document.write"),
        *("fetch(", "XMLHttpRequest", "WebSocket", "http:"),
    ):
        assert forbidden not in script


@every_view
def test_its_script_ends_where_a_page_goes_on_without_a_notebook(view: View) -> None:
    assert view.script().endswith("export default { render };\n")
    assert view.script().count("export ") == 1


@every_view
def test_what_is_clicked_is_a_trait_that_comes_back(view: View) -> None:
    widget = view.widget({"n": 1}, chosen=["a"])
    assert widget.get_state(["payload", "chosen"]) == {"payload": {"n": 1}, "chosen": ["a"]}
    widget.set_state({"chosen": ["b"]})
    assert widget.chosen == ["b"]
    widget.close()


@every_view
def test_a_notebook_gets_it_alive_and_its_file_what_may_be_published(view: View) -> None:
    widget = view.widget({"all": "counts"})
    bundle = view.bundle(widget, {"protected": "counts"}, "in words")
    alive = "application/vnd.jupyter.widget-view+json"
    assert bundle[alive]["model_id"] == widget.model_id
    assert {name: bundle[name] for name in bundle if name != alive} == {
        view.mime: {"protected": "counts"},
        "text/plain": "in words",
    }
    widget.close()


def test_publishing_finds_the_views_without_loading_widgets_or_pandas() -> None:
    code = (
        "import sys; from workshop import views; [view.script() for view in views.VIEWS]; "
        "print({'anywidget', 'ipywidgets', 'pandas', 'traitlets'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=KIT, capture_output=True, text=True, check=True
    )
    assert result.stdout == "set()\n"

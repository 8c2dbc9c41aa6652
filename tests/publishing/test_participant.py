"""The participant's copy gives nothing away."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.small_kit import code, notebook, prose
from workshop.publishing.notebook import PRIVATE_TAGS
from workshop.publishing.participant import participant_copy

SECRET = "rahasia-7391"


def private(tag: str) -> dict[str, Any]:
    return code(f"private-{tag}", SECRET, tag)


def test_solutions_notes_and_outputs_are_gone_and_stubs_stay() -> None:
    shown = {"output_type": "stream", "name": "stdout", "text": SECRET}
    ran = code("ran", "x = 1") | {"outputs": [shown], "execution_count": 3}
    notes = prose("notes", SECRET, slideshow={"slide_type": "notes"})
    stub = code("stub", "answer = ...", "exercise")
    copy = participant_copy(notebook(*map(private, sorted(PRIVATE_TAGS)), notes, ran, stub))
    assert [cell["id"] for cell in copy["cells"]] == ["ran", "stub"]
    assert copy["cells"][0]["outputs"] == []
    assert copy["cells"][0]["execution_count"] is None
    assert SECRET not in json.dumps(copy)


def test_the_state_of_widgets_is_not_handed_out() -> None:
    content = notebook(prose("a", "# A"))
    content["metadata"]["widgets"] = {"state": SECRET}
    assert SECRET not in json.dumps(participant_copy(content))


def test_the_original_stays_as_it_is() -> None:
    content = notebook(code("a", "1") | {"outputs": [1]})
    before = json.dumps(content)
    participant_copy(content)
    assert json.dumps(content) == before


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["solution", "facilitator", "exercise", "check", ""]), st.booleans()
        )
    )
)
def test_no_private_cell_survives_any_mixture(kinds: list[tuple[str, bool]]) -> None:
    cells = [
        code(f"c{number}", SECRET if tag in PRIVATE_TAGS or notes else "public", tag)
        | ({"metadata": {"slideshow": {"slide_type": "notes"}}} if notes else {})
        for number, (tag, notes) in enumerate(kinds)
    ]
    copy = participant_copy(notebook(*cells))
    assert SECRET not in json.dumps(copy)
    assert len(copy["cells"]) == sum(tag not in PRIVATE_TAGS and not notes for tag, notes in kinds)

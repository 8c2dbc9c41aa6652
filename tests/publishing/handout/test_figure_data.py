"""The data of strangers' figures as tables."""

import base64
import struct
from typing import Any

import pytest

from workshop.publishing.handout.figure_data import figure_table


def table(
    *traces: dict[str, Any], **layout: Any
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    made = figure_table({"data": list(traces), "layout": layout})
    return made.header, list(made.rows)


def test_traces_become_columns_and_missing_points_stay_empty() -> None:
    header, rows = table(
        {"name": "Putra", "x": ["Senin", "Selasa"], "y": [1, 2]},
        {"name": "Putri", "x": ["Selasa", "Rabu"], "y": [3, 4]},
        xaxis={"title": {"text": "Hari"}},
    )
    assert header == ("Hari", "Putra", "Putri")
    assert rows == [("Senin", 1, None), ("Selasa", 2, 3), ("Rabu", None, 4)]


def test_horizontal_bars_and_pies_are_read_by_their_labels() -> None:
    _, bars = table({"orientation": "h", "x": [5], "y": ["A"]})
    _, pie = table({"type": "pie", "labels": ["A"], "values": [5]})
    assert bars == pie == [("A", 5)]


@pytest.mark.parametrize(("kind", "code"), [("f8", "d"), ("i2", "h"), ("float32", "f")])
def test_packed_numbers_are_unpacked(kind: str, code: str) -> None:
    packed = base64.b64encode(struct.pack(f"<2{code}", 3, 4)).decode()
    _, rows = table({"x": ["A", "B"], "y": {"dtype": kind, "bdata": packed}})
    assert rows == [("A", 3), ("B", 4)]


def test_points_with_equal_labels_are_listed_one_by_one() -> None:
    header, rows = table({"name": "t", "x": [1, 1], "y": [2, 3]})
    assert len(header) == 3
    assert rows == [(1, "t", 2), (1, "t", 3)]


def test_traces_of_the_same_name_both_stay() -> None:
    header, rows = table({"name": "t", "x": [1], "y": [2]}, {"name": "t", "x": [1], "y": [3]})
    assert header[1:] == ("t", "t")
    assert rows == [(1, 2, 3)]


@pytest.mark.parametrize(
    "trace",
    [
        {},
        {"x": 3, "y": None},
        {"z": {"bdata": "?", "dtype": "f8"}},
        {"y": {"bdata": "AA==", "dtype": "q"}},
    ],
)
def test_what_is_no_series_gives_no_rows(trace: dict[str, Any]) -> None:
    assert table(trace)[1] == []


def test_nested_and_odd_values_are_shortened_words() -> None:
    _, rows = table({"z": [[1, 2], {"a": 1}, "<b>x</b>"]})
    assert [value for _, value in rows] == ["[1, 2]", "{'a': 1}", "x"]

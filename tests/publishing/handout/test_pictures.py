"""Drawings for paper: what they show, that they are the same each time, and when none is made."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from workshop import i18n
from workshop.charts import COLOURS, HIGHLIGHT, MUTED, Chart, Series
from workshop.charts.colours import steps
from workshop.publishing.handout import pictures

LANGUAGES = ["id", "en"]
PLAIN = Chart("Pemakaian", ("Facebook", "YouTube"), (Series("2017", (54.0, 5.5)),))
MARKED = Chart(
    title="Pemakaian",
    categories=("Mesin pencari", "Film", "Artikel"),
    series=(Series("2017", (74.84, 70.23, 55.3)),),
    highlight=frozenset({"Mesin pencari", "Artikel"}),
    highlight_label="Untuk belajar",
)
PAIRED = Chart(
    title="2017 di samping 2025",
    categories=("Facebook", "TikTok"),
    series=(Series("2017", (54.0, None)), Series("2025", (21.58, 35.17))),
)
FIGURE: dict[str, Any] = {"data": [{"type": "bar", "x": ["Senin"], "y": [3]}], "layout": {}}


def texts(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314  # our own drawing
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_words_in_the_readers_language(language: str) -> None:
    with i18n.use(language):
        labels = [PLAIN.label(value) for value in (54.0, 5.5)]
    found = texts(pictures.chart_svg(PLAIN, language))
    assert {*PLAIN.categories, *labels, PLAIN.title} <= set(found)
    assert ("5,5" in " ".join(found)) is (language == "id")


def test_highlighted_bars_have_the_strong_colour_and_a_legend() -> None:
    svg = pictures.chart_svg(MARKED, "id")
    assert svg.count(f"fill: {HIGHLIGHT.lower()}") == 3  # two bars, one in the legend
    assert svg.count(f"fill: {MUTED.lower()}") == 2
    assert "Untuk belajar" in texts(svg)


def test_series_stand_side_by_side_and_a_missing_value_has_no_bar() -> None:
    svg = pictures.chart_svg(PAIRED, "id")
    assert svg.count(f"fill: {COLOURS[0].lower()}") == 2
    assert svg.count(f"fill: {COLOURS[1].lower()}") == 3
    assert {"2017", "2025"} <= set(texts(svg))


def test_the_steps_of_a_scale_are_stacked_with_their_numbers_and_a_legend_in_order() -> None:
    names = ("Tidak setuju", "Netral", "Setuju")
    values = ((12.5, 3), (30.5, 7), (57, 90))
    series = tuple(map(Series, names, values))
    chart = Chart("Sikap", ("Saya aktif", "Saya membaca"), series, stacked=True)
    svg = pictures.chart_svg(chart, "id")
    found = texts(svg)
    assert [text for text in found if text in names] == list(names)
    assert {"13%", "31%", "57%", "7%", "90%"} <= set(found)
    assert "3%" not in found  # too narrow a segment
    assert [svg.count(f"fill: {colour}") for colour in steps(3)] == [3, 3, 3]


def test_values_with_intervals_are_dots_on_an_axis_in_the_readers_language() -> None:
    one = Series("IPK", (3.12, 3.38), (3.01, 3.25), (3.24, 3.55))
    found = texts(pictures.chart_svg(Chart("IPK", ("Seni", "Hukum"), (one,), unit=""), "id"))
    assert {"3,12 (3,01 sampai 3,24)", "3,38 (3,25 sampai 3,55)"} <= set(found)
    assert "3,2" in found  # on the axis


def test_a_narrow_drawing_keeps_the_size_of_its_letters() -> None:
    wide, narrow = (pictures.chart_svg(MARKED, "id", width=width) for width in (6.5, 3.5))
    sizes = [set(re.findall(r"font: ([\d.]+)px", svg)) for svg in (wide, narrow)]
    assert sizes[0] == sizes[1]
    assert 'width="252pt"' in narrow


@pytest.mark.parametrize(
    "chart",
    [
        Chart("", (), ()),
        Chart("", (), (Series("a", (), (), ()),), stacked=True),
        Chart("Bertumpuk", ("A",), (Series("a", (None,)), Series("b", (0.0,))), stacked=True),
        Chart("Selang", ("A", "B"), (Series("a", (1.0, None), (None, None), (2.0, None)),)),
        Chart("Satu titik", ("A",), (Series("a", (0.0,), (0.0,), (0.0,)),)),
        Chart("Kosong", (), (Series("a", ()),)),
        Chart("Tanpa nilai", ("A",), (Series("a", (None,)),)),
        Chart("Nol", ("A",), (Series("a", (0.0,)),), unit="orang"),
        Chart("Negatif", ("A", "B"), (Series("a", (-3.0, 4.0)),), unit=""),
        Chart('$x_1$ <b> & "q" \\frac', ("$5 & $6", "日本語 😀"), (Series("<i>", (1.0, 2.0)),)),
        Chart("Panjang " * 40, ("Nama yang panjang sekali " * 5,), (Series("a", (1.0,)),)),
    ],
    ids=lambda chart: chart.title[:12] or "nothing",
)
def test_odd_charts_are_drawn(chart: Chart) -> None:
    found = " ".join(" ".join(texts(pictures.chart_svg(chart, "id"))).split())
    for category in chart.categories:
        assert " ".join(category.split()) in found


def test_charts_drawn_side_by_side_look_as_if_drawn_alone() -> None:
    charts = [Chart(f"Bagan {n}", ("A", "B"), (Series("s", (n + 1.0, 2.0)),)) for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda chart: pictures.chart_svg(chart, "id"), charts))
    assert together == [pictures.chart_svg(chart, "id") for chart in charts]
    assert all("<text" in svg for svg in together)


def test_a_chart_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys; from workshop.charts import Chart, Series; "
        "from workshop.publishing.handout import pictures; "
        "chart = Chart('Pemakaian', ('Facebook', 'YouTube'), (Series('2017', (54.0, 5.5)),)); "
        "sys.stdout.buffer.write(pictures.chart_svg(chart, 'id').encode())"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.decode() == pictures.chart_svg(PLAIN, "id")


def test_a_kept_drawing_is_read_and_matplotlib_stays_unloaded(tmp_path: Path) -> None:
    svg = pictures.chart_svg(PLAIN, "id", tmp_path)
    assert [file.suffix for file in tmp_path.iterdir()] == [".svg"]
    program = (
        "import sys; from pathlib import Path; from workshop.charts import Chart, Series; "
        "from workshop.publishing.handout import pictures; chart = Chart('Pemakaian', "
        "('Facebook', 'YouTube'), (Series('2017', (54.0, 5.5)),)); "
        "sys.stdout.buffer.write(pictures.chart_svg(chart, 'id', Path(sys.argv[1])).encode()); "
        "assert 'matplotlib' not in sys.modules"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=True).stdout.decode() == svg


def test_language_and_content_have_drawings_of_their_own(tmp_path: Path) -> None:
    for language in LANGUAGES:
        pictures.chart_svg(PLAIN, language, tmp_path)
    pictures.chart_svg(MARKED, "id", tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_no_figures_start_no_browser() -> None:
    assert pictures.plotly_pictures([]) == []


def test_without_a_browser_there_is_no_drawing_and_none_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("only on Linux are all browsers found through PATH")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    assert pictures.plotly_pictures([FIGURE, FIGURE], tmp_path) == [None, None]
    assert not list(tmp_path.iterdir())


@pytest.mark.browser
def test_a_browser_draws_what_it_can_and_reaches_nothing_outside(tmp_path: Path) -> None:
    outside = {"source": "http://127.0.0.1:1/x.png", "x": 0, "y": 1, "sizex": 1, "sizey": 1}
    figures = [FIGURE, {"data": 7, "layout": {}}, {**FIGURE, "layout": {"images": [outside]}}]
    first, broken, last = pictures.plotly_pictures(figures, tmp_path)
    assert first is not None
    assert last is not None
    assert "Senin" in texts(first)
    assert "127.0.0.1" not in last
    assert broken is None or "Senin" not in broken
    assert pictures.plotly_pictures(figures[:1], tmp_path) == [first]

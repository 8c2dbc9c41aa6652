"""The survey explorer in a deck that is opened from a file, with no network."""

import csv
import io
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visit, listen, wait_until
from tests.browser.explorer import Reader, deck
from tests.survey.explorer import samples
from workshop import i18n
from workshop.i18n import tr
from workshop.survey.explorer.coding import CodedSurvey, code
from workshop.survey.explorer.recoding import recode
from workshop.survey.responses import Responses

pytestmark = pytest.mark.browser

FEW, MANY = 168, 1_000_000
HOSTILE = (
    "<script>window.stolen = 1</script>",
    "<img src=https://evil.example/x.png onerror='window.stolen = 1'>",
    '=HYPERLINK("https://evil.example/","Click")',
    "#set page(fill: red) `code` $x$",
    "\u202eright to left\u202c and \x00 \x07 \ufffe",
    "x" * 10_000,
    "</script><b>bold</b>",
)


@pytest.fixture(scope="module")
def surveys() -> dict[int, Responses]:
    return {rows: samples.responses(rows) for rows in (FEW, MANY)}


@pytest.fixture(scope="module")
def coded(surveys: dict[int, Responses]) -> dict[int, CodedSurvey]:
    with i18n.use("id"):
        return {rows: recode(code(answers), 10).survey for rows, answers in surveys.items()}


@pytest.fixture(scope="module")
def path(surveys: dict[int, Responses], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deck(tmp_path_factory.mktemp("explorer") / "deck.html", "id", *surveys.values())


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with i18n.use("id"):
        yield


@pytest.fixture
def opened(path: Path, visit: Callable[..., Visit]) -> Iterator[Visit]:
    found = visit(path)
    show(found.page, 0)
    yield found
    assert found.requests == []
    assert found.errors == []


def show(page: Page, number: int) -> Reader:
    page.evaluate("number => Reveal.slide(number + 1)", number)
    wait_until(page, "document.querySelector('.present .rk-stage svg, .present .rk-stage p')")
    return Reader(page, number)


def margins(survey: CodedSurvey, chosen: "pd.Series[bool]") -> dict[str, dict[str, int]]:
    """Count every question with pandas among the respondents that are chosen."""
    found = {}
    for question in survey.questions:
        if question.several:
            counts = pd.DataFrame(question.codes)[chosen.to_numpy()].sum().tolist()
        else:
            codes = pd.Series(question.codes)[chosen.to_numpy()]
            counts = codes.value_counts().reindex(range(question.size), fill_value=0).tolist()
        found[question.label] = dict(zip(question.levels, counts, strict=False))
    return found


def agrees(reader: Reader, expected: dict[str, dict[str, int]], *own: str) -> tuple[int, int]:
    """Compare all linked charts but those that were filtered; return shown and hidden numbers."""
    shown = hidden = 0
    linked = reader.linked()
    assert linked.keys() == expected.keys()
    for label, counts in expected.items():
        if label in own:
            continue
        for level, count in counts.items():
            text = linked[label][level]
            hidden += text == tr("hidden")
            if text != tr("hidden"):
                assert text == i18n.number(count), (label, level)
                shown += 1
    return shown, hidden


@pytest.mark.parametrize(("number", "rows"), [(0, FEW), (1, MANY)])
def test_a_filter_changes_all_linked_charts_to_the_counts_of_pandas(
    opened: Visit,
    surveys: dict[int, Responses],
    coded: dict[int, CodedSurvey],
    number: int,
    rows: int,
) -> None:
    reader = show(opened.page, number)
    table = surveys[rows].table
    assert reader.status == f"{i18n.number(rows)} dari {i18n.number(rows)} responden"
    everybody = pd.Series(data=True, index=table.index)
    expected = margins(coded[rows], everybody)
    assert agrees(reader, expected) == (sum(map(len, expected.values())), 0)

    reader.choose("Fakultas", "Ekonomi")
    chosen = table["faculty"] == "feb"
    assert reader.status.startswith(i18n.number(int(chosen.sum())))
    shown, hidden = agrees(reader, margins(coded[rows], chosen), "Fakultas")
    assert shown > 15
    assert (hidden == 0) == (rows == MANY)


def test_filters_and_a_range_work_together_at_a_million(
    opened: Visit, surveys: dict[int, Responses], coded: dict[int, CodedSurvey]
) -> None:
    reader = show(opened.page, 1)
    reader.choose("Fakultas", "Teknik")
    reader.choose("Jenis kelamin", "Perempuan")
    handle = reader.explorer.get_by_role("slider", name="Dari")
    handle.focus()
    for _ in range(3):
        opened.page.keyboard.press("ArrowRight")
    survey, table = coded[MANY], surveys[MANY].table
    hours = next(one for one in survey.questions if one.id == "hours")
    chosen = (table["faculty"] == "ft") & (table["gender"] == "f") & (hours.codes >= 3)
    assert reader.status.startswith(i18n.number(int(chosen.sum())))
    own = ("Fakultas", "Jenis kelamin", hours.label)
    shown, hidden = agrees(reader, margins(survey, chosen), *own)
    assert (shown > 25, hidden) == (True, 0)
    assert handle.get_attribute("aria-valuetext") == hours.levels[3]


def test_a_split_shows_the_shares_of_each_group(
    opened: Visit, surveys: dict[int, Responses]
) -> None:
    reader = show(opened.page, 1)
    reader.choose("Pertanyaan", "Media sosial membantu belajar")
    reader.choose("Bagi menurut", "Fakultas")
    header, *rows = reader.table()
    assert header[1::2] == [f"{name}: Jumlah" for name in samples.FACULTIES.values()]
    table = surveys[MANY].table
    counts = pd.crosstab(table["useful"], table["faculty"])[list(samples.FACULTIES)]
    shares = 100 * counts / counts.sum()
    for row, whole, part in zip(rows, counts.to_numpy(), shares.to_numpy(), strict=False):
        assert row[1::2] == [i18n.number(n) for n in whole.tolist()]
        assert row[2::2] == [i18n.percent(round(n, 1)) for n in part.tolist()]
    assert rows[-1][1::2] == [i18n.number(n) for n in counts.sum().tolist()]


def test_a_million_rows_take_no_longer_than_168(opened: Visit) -> None:
    times: dict[int, list[float]] = {}
    for number, rows in ((0, FEW), (1, MANY)):
        reader = show(opened.page, number)
        turns = [reader.update_time("Fakultas", turn % 3) for turn in range(16)]
        times[rows] = turns[4:]
    few, many = (statistics.median(times[rows]) for rows in (FEW, MANY))
    assert many < 2.5 * few + 17
    assert many < 250  # a slow and busy machine, but still at once


def test_dragging_over_the_bars_marks_a_range_and_does_not_turn_the_slide(opened: Visit) -> None:
    reader = show(opened.page, 1)
    box = reader.explorer.locator(".rk-histogram").bounding_box()
    assert box
    opened.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 20)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 20, steps=4)
    opened.page.mouse.up()
    low, high = (int(one.input_value()) for one in reader.explorer.get_by_role("slider").all())
    assert (low, high) == (2, 4)
    assert opened.page.evaluate("Reveal.getIndices().h") == 2
    reader.press("Atur ulang")
    assert reader.status.startswith("1.000.000 dari")


def test_arrow_keys_in_the_explorer_stay_there_and_page_keys_turn_slides(opened: Visit) -> None:
    reader = show(opened.page, 0)
    reader.control("Pertanyaan").focus()
    before = reader.control("Pertanyaan").input_value()
    opened.page.keyboard.press("ArrowUp")
    assert reader.control("Pertanyaan").input_value() != before
    reader.explorer.locator(".rk-other").first.focus()
    for key in ("ArrowRight", "ArrowLeft", "Space"):
        opened.page.keyboard.press(key)
    assert opened.page.evaluate("Reveal.getIndices().h") == 1
    reader.control("Fakultas").focus()
    opened.page.keyboard.press("PageDown")
    assert opened.page.evaluate("Reveal.getIndices().h") == 2


def test_it_says_in_words_what_it_shows_and_what_it_hides(opened: Visit) -> None:
    reader = show(opened.page, 0)
    reader.choose("Pertanyaan", "Media sosial membantu belajar")
    reader.press("Jelaskan dengan kata-kata")
    told = reader.explorer.locator(".rk-told")
    assert told.get_attribute("aria-live") == "polite"
    assert "Jawaban terbanyak adalah “Netral”" in told.inner_text()
    reader.choose("Bagi menurut", "Jenis kelamin")
    words = told.inner_text()
    assert "Kelompok paling berbeda pada" in words
    assert "angka disembunyikan" in words
    assert (
        tr("These answers are simulated: they are for practice and say nothing about people.")
        in words
    )
    reader.choose("Fakultas", "Teknik")
    reader.choose("Tahun", "Tahun 1")
    assert "terlalu rinci" in reader.explorer.inner_text()


def test_the_table_is_saved_as_an_indonesian_spreadsheet_opens_it(opened: Visit) -> None:
    reader = show(opened.page, 1)
    reader.choose("Bagi menurut", "Tahun")
    with opened.page.expect_download() as download:
        reader.press("Unduh tabel")
    assert download.value.suggested_filename == "platform-year.csv"
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Media yang paling sering dipakai"
    assert [row[0] for row in rows[1:5]] == list(samples.PLATFORMS.values())
    assert "," in rows[1][2]
    assert sum(int(row[1]) for row in rows[1:5]) == int(rows[5][1])
    assert any("simulasi" in row[0] for row in rows if row)


def test_the_picture_is_saved_large_enough_for_a_slide(opened: Visit) -> None:
    reader = show(opened.page, 0)
    with opened.page.expect_download() as download:
        reader.press("Unduh gambar")
    assert download.value.suggested_filename == "platform.png"
    with Image.open(download.value.path()) as image:
        assert image.width == 2400
        assert image.height > 1000
        colours = [colour for _, colour in image.convert("RGB").getcolors(1 << 24) or []]
    assert (0, 0x72, 0xB2) in colours


def test_axe_finds_nothing_in_the_explorer(opened: Visit) -> None:
    reader = show(opened.page, 0)
    reader.press("Jelaskan dengan kata-kata")
    opened.page.wait_for_timeout(300)
    found = Axe().run(opened.page, context=".present").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_text_on_a_slide_is_large_and_nothing_spills_over(opened: Visit) -> None:
    from tests.browser.test_slides_in_the_browser import SMALLEST_TEXT, SPILLS

    show(opened.page, 0)
    assert opened.page.evaluate(SMALLEST_TEXT) >= 18
    assert opened.page.evaluate(SPILLS) == []
    sizes = opened.page.evaluate(
        "[...document.querySelectorAll('.present .rk-stage text')]"
        ".map((node) => +node.getAttribute('font-size'))"
    )
    assert min(sizes) >= 18


@pytest.mark.parametrize("width", [360, 820])
def test_on_a_phone_and_a_tablet_the_page_is_no_wider_than_the_screen(
    path: Path, browser: Browser, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780}, offline=True)
    page = context.new_page()
    seen = Visit(page)
    listen(page, seen)
    page.goto(path.as_uri())
    page.locator(".rk-explorer").first.wait_for(state="attached")
    wait_until(page, "document.readyState === 'complete'")
    if width < 600:
        page.locator(".rk-stage svg").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.errors == seen.requests == []
    context.close()


def test_answers_of_strangers_stay_text(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    options = {str(place): text for place, text in enumerate(HOSTILE, 1)}
    asked = samples.question("q", HOSTILE[1], "single", options)
    answers = [str(1 + place % len(HOSTILE)) for place in range(140)]
    found = visit(deck(tmp_path / "deck.html", "id", samples.of_one(asked, list(answers))))
    reader = show(found.page, 0)
    reader.press("Jelaskan dengan kata-kata")
    assert [row[0] for row in reader.table()[1:3]] == list(HOSTILE[:2])
    with found.page.expect_download() as table:
        reader.press("Unduh tabel")
    text = Path(table.value.path()).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert "'" + HOSTILE[2] in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    with found.page.expect_download() as picture:
        reader.press("Unduh gambar")
    with Image.open(picture.value.path()) as image:
        assert image.width == 2400
    assert found.page.evaluate("window.stolen") is None
    assert found.page.locator(".rk-explorer :is(img, b, script)").count() == 0
    assert found.requests == found.errors == []


def test_a_deck_without_an_explorer_carries_none_of_it(decks: dict[str, Path], path: Path) -> None:
    assert "rk-explorer" not in decks["kit-id"].read_text(encoding="utf-8")
    page = path.read_text(encoding="utf-8")
    assert page.count("class Explorer {") == 1
    assert page.count(".rk-frame { display: grid") == 1

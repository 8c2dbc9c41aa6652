"""Handouts are read back as a reader gets them: their text, their pages, their pictures."""

import base64
import datetime
import io
import json
import sys
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workshop import i18n
from workshop.charts import CHART_MIME, CHOICES_MIME, PLOTLY_MIME, Chart, Series
from workshop.config import Event, Settings
from workshop.publishing import handout, notebook
from workshop.tables import Text

LANGUAGES = ["id", "en"]
CHART = Chart(
    title="Media sosial menurut survei",
    categories=("Facebook", "YouTube", "Harga $5 dan $6"),
    series=(Series("2017", (54.0, 11.0, 5.5)),),
    highlight=frozenset({"YouTube"}),
    highlight_label="Untuk belajar",
    source="APJII 2017",
)
EVENT = Settings(
    event=Event(
        title=Text("Ruang kelas virtual", "Virtual classrooms"),
        host="Kampus Contoh",
        venue="Aula",
        city="Pontianak",
        date=datetime.date(2026, 7, 29),
        start=datetime.time(8, 30),
    ),
    sessions=(),
)
FIGURE = {
    "data": [
        {"type": "bar", "name": "Putra", "x": ["Senin", "Selasa"], "y": [12, 1234.5]},
        {"type": "bar", "name": "Putri", "x": ["Senin", "Selasa"], "y": [7, 9]},
    ],
    "layout": {"title": {"text": "Kehadiran <b>mingguan</b>"}},
}


def prose(source: str, name: str = "prose", **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source, **more}


def code(source: str, *outputs: Any, tags: tuple[str, ...] = (), name: str = "") -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name or f"code-{zlib.crc32(repr((source, outputs)).encode())}",
        "metadata": {"tags": list(tags)},
        "source": source,
        "outputs": list(outputs),
    }


def shown(**data: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def of_kind(mime: str, data: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {mime: data}, "metadata": {}}


def render(
    *cells: dict[str, Any],
    language: str = "id",
    event: Settings | None = None,
    folder: Path = Path("missing"),
    metadata: dict[str, Any] | None = None,
) -> bytes:
    content = {"cells": list(cells), "metadata": metadata or {}}
    return handout.render(notebook.parse(content, name="contoh", folder=folder), event, language)


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded().replace("\r\n", "\n"))
            text_page.close()
            page.close()
        return texts


def words(pdf: bytes) -> str:
    """All text, with line ends as spaces and without the marks that let long words break."""
    text = " ".join(pages(pdf)).replace("\N{ZERO WIDTH SPACE}", "").replace("\ufffe", "")
    return " ".join(text.split())


def inked_share(pdf: bytes, page: int = 0) -> float:
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=0.5).to_pil().convert("L")
    return int(sum(image.histogram()[:250])) / int(image.width * image.height)


def coloured(pdf: bytes, colour: tuple[int, int, int], page: int = 0) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=1).to_pil().convert("RGB")
    counts: dict[tuple[int, int, int], int] = {
        found: count for count, found in image.getcolors(1 << 24)
    }
    return counts.get(colour, 0)


def ruled_lines(pdf: bytes) -> int:
    """Count what crosses a column near the right end of the box, below its label."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=2).to_pil().convert("L")
    column = [image.getpixel((950, y)) for y in range(image.height)]
    dark: list[bool] = [value < 225 for value in column]
    starts = sum(now and not before for before, now in pairwise(dark))
    return starts - 2  # the label, and the lower edge of the box


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("only on Linux are all browsers found through PATH")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH", raising=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_tells_event_place_date_title_and_minutes(language: str) -> None:
    pdf = render(
        prose("# Potret *media* sosial\n\nIsi."),
        language=language,
        event=EVENT,
        metadata={"workshop": {"minutes": 25}},
    )
    text = words(pdf)
    with i18n.use(language):
        day = i18n.date(EVENT.event.date)
    assert EVENT.event.title.in_language(language) in text
    assert f"Aula, Pontianak · {day}" in text
    assert text.count("Potret media sosial") == 1
    assert {"id": "25 menit", "en": "25 minutes"}[language] in text
    assert "1 / 1" in text


def test_without_an_event_the_page_is_plain() -> None:
    assert words(render(prose("# Judul\n\nIsi."))) == "Judul Isi. 1 / 1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_carries_title_author_and_language(language: str) -> None:
    pdf = render(prose("# Judul `kode`"), language=language, event=EVENT)
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.get_metadata_value("Title") == "Judul kode"
        assert document.get_metadata_value("Author") == "Kampus Contoh"
    assert f"/Lang ({language})".encode() in pdf.replace(b"/Lang(", b"/Lang (")
    assert b"/MarkInfo" in pdf


def test_every_page_says_which_of_how_many_it_is() -> None:
    found = pages(render(prose("# Judul\n\n" + "Kalimat yang cukup panjang. " * 900)))
    assert len(found) > 2
    for number, text in enumerate(found, start=1):
        assert f"{number} / {len(found)}" in text
    assert all("Judul" in text for text in found)


def test_the_same_notebook_gives_the_same_bytes() -> None:
    cells = (prose("# Judul\n\n$x$"), code("chart", of_kind(CHART_MIME, CHART.to_json())))
    assert render(*cells, event=EVENT) == render(*cells, event=EVENT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("no_browser")
def test_a_chart_of_the_kit_is_vectors_with_words_that_can_be_searched(language: str) -> None:
    pdf = render(code("chart", of_kind(CHART_MIME, CHART.to_json())), language=language)
    text = words(pdf)
    with i18n.use(language):
        labels = [CHART.label(value) for value in CHART.series[0].values]
    for label in (*CHART.categories, *labels, CHART.title, CHART.highlight_label):
        assert " ".join(label.split()) in text
    assert {"id": "Sumber: APJII 2017", "en": "Source: APJII 2017"}[language] in text
    assert b"/Subtype /Image" not in pdf
    assert coloured(pdf, (0x00, 0x72, 0xB2)) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_print_the_default_chart_and_say_what_can_be_chosen(language: str) -> None:
    other = Chart("Bukan ini", ("Z",), (Series("a", (1.0,)),))
    controls = [
        {
            "name": "measure",
            "label": "Ukuran",
            "options": [{"value": code, "label": f"Pilihan {code}"} for code in "abcdef"],
        }
    ]
    charts = {"a": CHART.to_json()} | {code: other.to_json() for code in "bcdef"}
    bundle = of_kind(CHOICES_MIME, {"controls": controls, "charts": charts})
    text = words(render(code("choose", bundle), language=language))
    assert CHART.title in text
    assert "Bukan ini" not in text
    assert "Ukuran (Pilihan a, Pilihan b, Pilihan c" in text
    assert {"id": "dan 3 lagi", "en": "and 3 more"}[language] in text


def test_private_and_live_cells_are_never_printed() -> None:
    word = "RAHASIA"
    cells = [
        code(f"print('{word}')", tags=(tag,))
        for tag in ("solution", "facilitator", "check", "hint", "skip-handout")
    ]
    cells += [prose(word, metadata={"tags": ["solution"]})]
    cells += [prose(word, metadata={"slideshow": {"slide_type": "notes"}})]
    cells += [code(word, tags=("hide-input",)), {**prose(word), "cell_type": "raw"}]
    full = prose("Teks lengkap.", metadata={"slideshow": {"slide_type": "skip"}})
    pdf = render(*cells, full)
    assert "Teks lengkap." in words(pdf)
    assert word not in words(pdf)
    assert word.encode() not in pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exercise_is_a_box_with_its_task_and_lines_to_write_on(language: str) -> None:
    pdf = render(
        prose("# Judul", "title"),
        prose("### Berapa kali lipat?\n\nHitunglah.", "ratio-task"),
        code("ratio = ...", tags=("exercise",), name="ratio"),
        prose("Sesudahnya."),
        language=language,
    )
    label = {"id": "Latihan 1: Berapa kali lipat?", "en": "Exercise 1: Berapa kali lipat?"}
    assert f"{label[language]} Hitunglah. ratio = ... Sesudahnya." in words(pdf)
    assert coloured(pdf, (0x00, 0x72, 0xB2)) > 5000


def test_a_heading_that_counts_the_exercise_itself_is_not_counted_twice() -> None:
    pdf = render(
        prose("# Judul", "title"),
        prose("### Latihan 1: rasio", "ratio-task"),
        code("ratio = ...", tags=("exercise",), name="ratio"),
    )
    assert words(pdf).count("Latihan 1") == 1


def test_a_conclusion_gets_more_lines_than_a_value() -> None:
    value = render(code("ratio = ...", tags=("exercise", "hide-input")))
    conclusion = render(code('conclusion = """..."""', tags=("exercise",)))
    assert (ruled_lines(value), ruled_lines(conclusion)) == (3, 6)
    assert '"""' not in words(conclusion)


def test_options_of_a_question_are_boxes_to_tick() -> None:
    question = {"text/markdown": "**Mana?**\n\n- ☐ Satu\n- ☐ Dua\n"}
    pdf = render(code("q", shown(**question), tags=("exercise", "hide-input")))
    assert "Mana? Satu Dua" in words(pdf)
    assert ruled_lines(pdf) == 0


def test_long_code_and_long_output_are_cut_with_a_note() -> None:
    lines = "\n".join(f"baris_{number}" for number in range(200))
    stream = {"output_type": "stream", "name": "stdout", "text": lines.replace("baris", "cetak")}
    text = words(render(code(lines, stream)))
    assert "baris_39" in text
    assert "baris_40" not in text
    assert "cetak_39" in text
    assert "cetak_40" not in text
    assert text.count("… 160 baris lagi di notebook.") == 2


def test_nothing_runs_over_the_edge_of_the_paper() -> None:
    long = "x" * 400
    table = "| " + " | ".join(f"kolom{n}" for n in range(14)) + " |\n" + "|---" * 14 + "|\n"
    row = "| " + " | ".join("nilai panjang" for _ in range(14)) + " |\n"
    pdf = render(
        prose(f"# {long}\n\n{long} `{long}`\n\n```\n{long}\n```\n\n{table}{row}"),
        code(long, {"output_type": "stream", "name": "stdout", "text": long}),
        code("e", {"output_type": "error", "ename": long, "evalue": long, "traceback": []}),
        code("p", of_kind("image/png", png(2000, 300))),
        event=EVENT,
    )
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            image = page.render(scale=1).to_pil().convert("L")
            for box in ((0, 0, 50, image.height), (image.width - 50, 0, *image.size)):
                assert image.crop(box).getextrema() == (255, 255)


def test_tables_align_numbers_to_the_right_and_repeat_their_header() -> None:
    rows = "".join(f"| Kampus {n} | {n * 1.5} |\n" for n in range(90))
    found = pages(render(prose(f"| Nama | Nilai |\n|---|---|\n{rows}")))
    assert len(found) > 1
    assert all("Nama" in text and "Nilai" in text for text in found)
    assert "Kampus 89" in found[-1]


def test_callouts_have_colours_and_sources_are_small() -> None:
    pdf = render(prose("> **Catatan.** Biru.\n\n> **Peringatan.** Jingga.\n\n*Sumber: APJII.*"))
    assert "Catatan. Biru. Peringatan. Jingga. Sumber: APJII." in words(pdf)
    assert coloured(pdf, (0xEA, 0xF4, 0xFA)) > 1000
    assert coloured(pdf, (0xFD, 0xF3, 0xE3)) > 1000


def test_formulas_are_set_and_unknown_ones_are_shown_as_they_were_written() -> None:
    text = words(render(prose("$$\\frac{300}{1 + e^2}$$\n\nLalu $\\takdikenal{x}$ dan $ini.")))
    assert "\\takdikenal{x}" in text
    assert "$ini" in text
    assert "frac" not in text


def test_a_bare_align_environment_is_a_formula() -> None:
    text = words(render(prose("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n")))
    assert "begin" not in text


HOSTILE = [
    '#panic("x")',
    "$ @ref <label> \\ #x",
    '```{=typst}\n#panic("x")\n```',
    '`#panic("x")`{=typst}',
    '[x]{typst:text:fill="panic()"}',
    '<span data-typst:text:fill="panic()" typst:fill="panic()">teks</span>',
    '<table typst:fill="panic()"><tr><td data-typst:fill="panic()">sel</td></tr></table>',
    "[a](#tidak-ada) [b](javascript:x) [c](http://e.id/%22)#y",
    '$#panic()$ $\\text{#panic()"}$ $"$',
    "// bukan komentar /* juga bukan */",
    "<script>RAHASIA</script><iframe src='/etc/passwd'></iframe>",
    '![#panic()](x.png "]") ![](https://example.org/x.png)',
    "kata" * 1000,
    "😀 👩‍👩‍👧 مرحبا بالعالم שלום 日本語 \u202e",
    "> " * 300 + "dalam",
    "<div>" * 400 + "dalam",
    "\x00\x07\x1b[31m\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["text/markdown", "text/html", "text/plain", "prose", "title"])
def test_hostile_text_comes_out_as_text(text: str, kind: str) -> None:
    cells = {"prose": prose(f"{text}\n"), "title": prose(f"# {text}\n")}
    pdf = render(cells.get(kind) or code("x", shown(**{kind: text})), prose("Penutup."))
    assert "Penutup." in words(pdf)
    if kind in {"text/markdown", "text/html", "prose"}:
        assert "RAHASIA" not in words(pdf)


def test_typst_code_of_an_author_is_printed_and_not_run() -> None:
    text = words(render(prose('#panic("x")\n\n```{=typst}\n#let y = 1\n```\n')))
    assert '#panic("x")' in text
    assert "#let y = 1" in text


def test_a_picture_on_the_internet_is_told_in_words() -> None:
    text = words(render(prose("![Peta](https://example.org/peta.png)\n")))
    assert text.startswith("contoh Gambar tidak ditampilkan di sini: Peta · https://example.org")


def test_pictures_beside_the_notebook_and_attached_ones_are_printed(tmp_path: Path) -> None:
    (tmp_path / "merah.png").write_bytes(base64.b64decode(png(80, 60, (255, 0, 0))))
    attached = {"hijau.png": {"image/png": png(80, 60, (0, 255, 0))}}
    source = "![Merah](merah.png)\n\n![Hijau](attachment:hijau.png) ![Luar](../luar.png)"
    pdf = render(prose(source, attachments=attached), folder=tmp_path)
    assert coloured(pdf, (255, 0, 0)) > 1000
    assert coloured(pdf, (0, 255, 0)) > 1000
    assert "Luar" in words(pdf)


def test_a_broken_picture_is_a_note_and_the_rest_is_printed() -> None:
    broken = base64.b64encode(b"\x89PNG no picture").decode()
    pdf = render(
        code("p", of_kind("image/png", broken)),
        code("s", of_kind("image/svg+xml", "<svg")),
        code("chart", of_kind(CHART_MIME, CHART.to_json())),
        prose("Penutup."),
    )
    text = words(pdf)
    assert text.count("Gambar tidak ditampilkan di sini") == 2
    assert "Facebook" in text
    assert "Penutup." in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_a_strangers_figure_is_a_table_of_its_data(language: str) -> None:
    text = words(render(code("figure", of_kind(PLOTLY_MIME, FIGURE)), language=language))
    assert "Kehadiran mingguan" in text
    assert "Putra Putri" in text
    assert {"id": "Selasa 1.234,5 9", "en": "Selasa 1,234.5 9"}[language] in text


@pytest.mark.browser
def test_with_a_browser_a_strangers_figure_is_drawn() -> None:
    pdf = render(code("figure", of_kind(PLOTLY_MIME, FIGURE)))
    assert "Selasa" in words(pdf)
    assert "1.234,5" not in words(pdf)
    assert inked_share(pdf) > 0.05


@pytest.mark.usefixtures("no_browser")
def test_a_strangers_notebook_is_printed() -> None:
    frame = (
        "<div><style scoped>.x{}</style><table border='1' class='dataframe'><thead><tr>"
        "<th></th><th>nama</th></tr></thead><tbody><tr><th>0</th><td>Ani</td></tr></tbody></table>"
    )
    error = {"output_type": "error", "ename": "ValueError", "evalue": "salah", "traceback": []}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Analisis\n", "\n", "$x^2$"]},
        code("df", shown(**{"text/html": [frame]})),
        code("plot", of_kind("image/png", png(640, 480, (0, 0, 255)))),
        code("fig", of_kind(PLOTLY_MIME, FIGURE)),
        code("sympy", shown(**{"text/latex": "$\\displaystyle \\frac{a}{b}$"})),
        code("widget", shown(**{"application/vnd.jupyter.widget-view+json": {}})),
        code("1/0", error),
    ]
    text = words(render(*cells))
    for expected in ("Analisis", "Ani", "Putra", "ValueError", "salah"):
        assert expected in text


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(markdown=st.text(max_size=300), html=st.text(max_size=300))
@example(markdown="$$", html="<table><tr><td colspan=0 rowspan=99>x")
@example(markdown="1. #\n   - `` ` ``\n\n***a**b*", html="<ol start=-5><li>x</ol>")
def test_any_text_becomes_a_pdf(markdown: str, html: str) -> None:
    pdf = render(prose(markdown), code("x", shown(**{"text/html": html})), prose("Penutup."))
    assert "Penutup." in words(pdf)


MARKS = r"""
# * _ ` ``` ~ ~~~ $ $$ \ \( \) [ ] ( ) ![ ]( < > <b> </b> <td> <table> </table> | |-| { } {=typst}
@x <x> // /* */ - 1. > " ' = == : &amp; &#0; [^1] [^1]: http://a.b \frac{ ^ _{ \begin{align}
\end{align} \text{ \left( \right. & \\ é 😀 x
""".split()  # shorter to read than a list of strings


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    marks=st.lists(st.sampled_from([*MARKS, "\n", "\n\n"]), max_size=40),
    kind=st.sampled_from(["text/markdown", "text/html"]),
)
def test_any_heap_of_markup_becomes_a_pdf(marks: list[str], kind: str) -> None:
    for separator in ("", " "):
        pdf = render(code("x", shown(**{kind: separator.join(marks)})), prose("Penutup."))
        assert "Penutup." in words(pdf)


def test_a_page_with_a_chart_is_not_mostly_empty() -> None:
    pdf = render(prose("# Judul"), code("chart", of_kind(CHART_MIME, CHART.to_json())))
    assert inked_share(pdf) > 0.03


def png(width: int, height: int, colour: tuple[int, int, int] = (90, 90, 90)) -> str:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def test_the_models_in_these_tests_are_plain_json() -> None:
    assert Chart.from_json(json.loads(json.dumps(CHART.to_json()))) == CHART

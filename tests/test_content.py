"""What notebooks, slides and glossary tell: true figures, whole exercises, fair time."""

import functools
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import KIT
from workshop import exercises, published, survey
from workshop.publishing import notebook
from workshop.publishing.notebook import Cell, Notebook
from workshop.tables import LANGUAGES

DECKS = sorted(KIT.glob("slides/*/*.ipynb"))
NOTEBOOKS = sorted(KIT.glob("notebooks/*/0[0-7]-*.ipynb"))
# Words of a slide that the last row can still read.
MOST_WORDS = 40
NOTES = {
    "id": ("**Sampaikan.**", "**Tanyakan.**", "**Jika terlambat.**"),
    "en": ("**Say.**", "**Ask.**", "**When late.**"),
}
# Percentages that are no quotation: sums that the notebooks do, and the examples of questions.
WORKED_OUT = {
    43 + 12,  # those whom the study of learning management systems mentions
    100 - 43 - 12,  # those whom it leaves untold
    round(168 / 300 * 100),  # the part of the students that was sampled
    5,
    10,  # margins of error that people choose
    5.02,  # the margin that 168 of 300 reach; tests of the sample size calculate it
    50,  # the share that asks for the largest sample
    80,  # the part of a link that can be used: usable_share in data/catalogue/network.csv
    60,  # the answer "yes" in the example of a sample
    90,  # "close to 90%", of 89.35 and 87.13
    95,  # the confidence level
    100,
}
RIGHT_CHOICES = {
    "pretest-1": "c",
    "pretest-2": "b",
    "pretest-3": "d",
    "more-than-hundred": "b",
    "canteen-sample": "c",
    "two-in-one": "b",
    "reversed-item": "d",
    "ambiguous-date": "c",
    "forgotten-reversal": "a",
    "no-difference": "d",
    "rare-combination": "b",
    "closed-doors": "d",
    "weak-radio": "b",
    "nobody-moves": "c",
    "not-on-the-list": "d",
    "not-a-mark": "b",
}


def named(paths: list[Path]) -> list[Any]:
    assert paths
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in paths]


def prose(book: Notebook) -> str:
    return "\n".join(cell.source for cell in book.cells if cell.kind == "markdown")


def percentages(text: str) -> set[float]:
    found = re.findall(r"(?<![\d.,])(\d+(?:[.,]\d+)?)(?:\s?%| persen\b| per cent\b)", text)
    return {float(number.replace(",", ".")) for number in found}


def quoted() -> set[float]:
    names = published.measures().options
    return {value for name in names for value in published.read(name)["percent"].tolist()}


@functools.cache
def demonstrated() -> set[float]:
    """Percentages of the simulated answers that the notebooks speak of."""
    answers = survey.demo()
    counted = (survey.frequencies(answers, name) for name in ("platform", "device", "gender"))
    shares = {round(share, 1) for one in counted for share in one.table["percent"]}
    learned = survey.gain(answers, "pretest", "posttest").class_gain
    computing = answers.table[answers.table["faculty"] == "computing"]
    return shares | {
        round(100 * learned),
        round(100 * float((computing["device"] == "phone").mean())),
    }


def slides_of(book: Notebook) -> list[list[Cell]]:
    slides: list[list[Cell]] = []
    for cell in book.cells:
        if cell.slide in {"slide", "subslide"}:
            slides.append([])
        slides[-1].append(cell)
    return slides


def words(cells: list[Cell]) -> int:
    shown = [c.source for c in cells if c.kind == "markdown" and c.slide not in {"notes", "skip"}]
    return len(re.findall(r"\w+", "\n".join(shown)))


@pytest.mark.parametrize("path", named(DECKS))
def test_every_percentage_on_a_slide_or_in_its_notes_is_a_published_figure(path: Path) -> None:
    found = percentages(prose(notebook.read(path)))
    assert len(found) >= 5
    assert found <= quoted()


@pytest.mark.parametrize("path", named(NOTEBOOKS))
def test_every_percentage_in_a_notebook_is_published_or_worked_out(path: Path) -> None:
    found = percentages(prose(notebook.read(path)))
    assert found or path.stem > "04", "the portrait and the surveys speak of percentages"
    assert found <= quoted() | demonstrated() | WORKED_OUT


@pytest.mark.parametrize("path", named([path for path in NOTEBOOKS if "portrait" in path.stem]))
def test_a_rise_in_percentage_points_is_the_difference_of_two_published_figures(path: Path) -> None:
    text = prose(notebook.read(path))
    found = re.findall(r"(\d+[.,]\d+) (?:poin persen|percentage points)", text)
    figures = quoted()
    assert found
    for rise in (float(number.replace(",", ".")) for number in found):
        assert any(rise == round(one - two, 2) for one in figures for two in figures), rise


def test_every_percentage_of_the_exercises_is_published_or_worked_out() -> None:
    text = (KIT / "notebooks" / "exercises.toml").read_text(encoding="utf-8")
    assert percentages(text) <= quoted() | demonstrated() | WORKED_OUT


@pytest.mark.parametrize("path", named(DECKS))
def test_every_slide_has_time_notes_and_few_words(path: Path) -> None:
    slides = slides_of(notebook.read(path))
    for slide in slides:
        notes = [cell.source for cell in slide if cell.slide == "notes"]
        assert slide[0].minutes, slide[0].id
        assert len(notes) == 1, slide[0].id
        assert all(label in notes[0] for label in NOTES[path.parent.name]), slide[0].id
        assert words(slide) <= MOST_WORDS, slide[0].id


@pytest.mark.parametrize("path", named([*DECKS, *NOTEBOOKS]))
def test_the_minutes_of_the_sections_add_up_to_those_of_the_notebook(path: Path) -> None:
    book = notebook.read(path)
    assert sum(cell.minutes or 0 for cell in book.cells) == book.minutes


@pytest.mark.parametrize("path", named(NOTEBOOKS))
def test_every_exercise_of_a_notebook_has_its_task_its_help_and_its_solution(path: Path) -> None:
    book = notebook.read(path)
    ids = [cell.id for cell in book.cells]
    found = [cell for cell in book.cells if "exercise" in cell.tags]
    assert len(found) >= 4
    for cell in found:
        by_clicking = cell.source == f'widgets.question("{cell.id}")'
        parts = ("task", "solution") if by_clicking else ("task", "check", "hint", "solution")
        assert all(f"{cell.id}-{part}" in ids for part in parts), cell.id
        assert by_clicking or "..." in cell.source, cell.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exercise_in_the_catalogue_is_used_by_a_notebook(language: str) -> None:
    books = map(notebook.read, sorted(KIT.glob(f"notebooks/{language}/*.ipynb")))
    used = {cell.id for book in books for cell in book.cells if "exercise" in cell.tags}
    assert used == set(exercises.catalog())


@pytest.mark.parametrize(("name", "right"), RIGHT_CHOICES.items())
def test_exactly_one_option_of_a_question_is_right(name: str, right: str) -> None:
    options = exercises.find(name).options
    moods = {key: exercises.check(name, key).mood for key in options}
    assert moods == {key: "right" if key == right else "wrong" for key in options}


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("hall-share", 2700, "100"),
        ("chat-ratio", 89.35 - 55.30, "selisih"),
        ("chat-ratio", 55.30 / 89.35, "terbalik"),
        ("missing-share", 55, "sisanya"),
        ("missing-share", 31, "selisih"),
        ("information-uses", "information", "nama kelompoknya"),
        ("needed-sample", 300, "Slovin"),
        ("half-answered", 0.0502, "168"),
        ("explorer-reading", 118, "semua fakultas"),
        ("hours-and-gpa", 0.17, "tandanya"),
    ],
)
def test_a_foreseen_mistake_gets_its_own_answer(name: str, answer: object, words: str) -> None:
    feedback = exercises.check(name, answer)
    assert feedback.mood == "wrong"
    assert words in feedback.text


@pytest.mark.parametrize(
    "answer", [["search-engine", "articles"], ["articles", "search-engine"]], ids="-".join
)
def test_a_filtered_table_is_right_in_any_order(answer: list[str]) -> None:
    assert exercises.check("information-uses", answer).mood == "right"


@pytest.mark.parametrize(
    ("conclusion", "mood"),
    [
        ("TikTok.", "wrong"),
        ("Orang kini jauh lebih sering membuka TikTok daripada Facebook, " * 2, "wrong"),
        ("Pada 2025, 35,17% pengguna internet paling sering membuka TikTok. " * 2, "right"),
        ("Pada 2025, 35 dari 100 pengguna internet paling sering membuka TikTok. " * 2, "right"),
        ("In 2025, some 35 out of 100 internet users opened TikTok most often. " * 2, "right"),
    ],
)
def test_a_conclusion_must_give_figure_year_and_whom_it_counts(conclusion: str, mood: str) -> None:
    assert exercises.check("careful-conclusion", conclusion).mood == mood


@pytest.mark.parametrize(
    ("name", "words", "mood"),
    [
        ("consent-text", "Kami mohon Anda mengisi angket ini dengan jujur. " * 3, "wrong"),
        (
            "consent-text",
            "Kami ingin mengetahui cara Anda belajar. Anda tidak dipaksa ikut, dan jawaban Anda "
            "kami hapus sesudah enam bulan.",
            "right",
        ),
        (
            "three-findings",
            "Kebanyakan senang memakai Facebook setiap hari di kampus. " * 4,
            "wrong",
        ),
        (
            "three-findings",
            "Dari 168 mahasiswa (data simulasi), 54,2% paling sering memakai Facebook. "
            "Keterlibatan belajar berhubungan dengan IPK, r = 0,45, tetapi ini bukan bukti "
            "sebab-akibat.",
            "right",
        ),
    ],
)
def test_a_text_must_say_what_was_asked_for(name: str, words: str, mood: str) -> None:
    assert exercises.check(name, words).mood == mood


@pytest.mark.parametrize("path", named(NOTEBOOKS))
def test_whoever_fills_in_the_solutions_is_told_that_they_are_right(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", path.parent.name)
    book = nbformat.read(path, as_version=4)
    sources = {cell["id"]: (cell["cell_type"], cell["source"]) for cell in book.cells}
    coded = []
    for cell in book.cells:
        kind, solution = sources.get(f"{cell['id']}-solution", ("", ""))
        if kind == "code":
            coded.append(cell["id"])
            cell["source"] = solution
    book.cells = [cell for cell in book.cells if not cell["id"].endswith("-solution")]
    NotebookClient(book, resources={"metadata": {"path": str(path.parent)}}).execute()
    right = {name: exercises.find(name).right.in_language(path.parent.name) for name in coded}
    said = {
        cell["id"].removesuffix("-check"): cell["outputs"][0]["data"]["text/plain"]
        for cell in book.cells
        if cell["id"].removesuffix("-check") in right and cell["id"].endswith("-check")
    }
    assert coded
    assert said == right


def test_the_glossary_gives_at_least_sixty_terms_once_each_in_two_columns() -> None:
    text = (KIT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    terms = [row for row in rows if row != ("Bahasa Indonesia", "English")]
    indonesian = [row[0] for row in terms]
    assert len(terms) >= 60
    assert len(indonesian) == len(set(indonesian))

"""Words, numbers and dates in the reader's language, and a catalog that is complete."""

import ast
import datetime
import re
import string
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KIT
from workshop import i18n
from workshop.errors import CatalogError, SettingsError
from workshop.publishing.authoring import translations

EVENT = '[event]\nlanguage = "{}"\n'
MODULES = sorted((KIT / "workshop").rglob("*.py"))
# Independent of the package: what separates thousands and decimals on paper.
SEPARATORS = {"id": (".", ","), "en": (",", ".")}
FINITE = st.decimals(-(10**9), 10**9, places=3, allow_nan=False)


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Start without a choice, in a folder without an event."""
    monkeypatch.delenv("WORKSHOP_LANG", raising=False)
    monkeypatch.setattr(i18n, "_process_choice", [])
    monkeypatch.chdir(tmp_path)
    i18n._default_language.cache_clear()
    i18n.indonesian.cache_clear()
    yield
    i18n._default_language.cache_clear()
    i18n.indonesian.cache_clear()


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    with i18n.CATALOG.open("rb") as file:
        return read_po(file, abort_invalid=True)


def entries(catalog: Catalog) -> list[Message]:
    found = [message for message in catalog if message.id]
    assert len(found) > 50
    return found


def forms(words: object) -> list[str]:
    return [words] if isinstance(words, str) else [str(one) for one in words or ()]  # type: ignore[attr-defined]


def placeholders(words: str) -> set[tuple[str, str, str]]:
    parts = string.Formatter().parse(words)
    braces = {(name, conversion or "", spec or "") for _, name, spec, conversion in parts if name}
    return braces | {(name, "%", "") for name in re.findall(r"%\((\w+)\)s", words)}


# The language in force: argument, environment, folder, event, Indonesian.


def test_without_any_choice_the_event_of_the_kit_counts() -> None:
    assert i18n.language() == "id"


def test_the_event_says_the_language(tmp_path: Path) -> None:
    (tmp_path / "workshop.toml").write_text(EVENT.format("en"), encoding="utf-8")
    assert i18n.language() == "en"


@pytest.mark.parametrize("content", [EVENT.format("fr"), "[event", "", "event = 5", "event = []"])
def test_an_event_file_with_mistakes_is_answered_in_indonesian(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "workshop.toml").write_text(content, encoding="utf-8")
    assert i18n.language() == "id"


@pytest.mark.parametrize(("folder", "event"), [("en", "id"), ("id", "en")])
def test_the_folder_of_the_notebook_wins_over_the_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, event: str
) -> None:
    (tmp_path / "workshop.toml").write_text(EVENT.format(event), encoding="utf-8")
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / folder)
    assert i18n.language() == folder


def test_the_environment_wins_over_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "id").mkdir()
    monkeypatch.chdir(tmp_path / "id")
    monkeypatch.setenv("WORKSHOP_LANG", "en")
    assert i18n.language() == "en"


def test_a_choice_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "id")
    i18n.set_language("en")
    assert i18n.language() == "en"


def test_a_with_block_wins_over_everything_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "id")
    i18n.set_language("id")
    with i18n.use("en"):
        assert i18n.language() == "en"
        with i18n.use("id"):
            assert i18n.language() == "id"
        assert i18n.language() == "en"
    assert i18n.language() == "id"


def test_a_with_block_ends_when_something_fails_in_it() -> None:
    with pytest.raises(ZeroDivisionError), i18n.use("en"):
        _ = 1 / 0
    assert i18n.language() == "id"


def test_threads_do_not_hear_one_another() -> None:
    barrier = threading.Barrier(4, timeout=20)

    def speak(language: str) -> list[str]:
        heard = []
        with i18n.use(language):
            for _ in range(20):
                barrier.wait()
                heard.append(f"{i18n.language()} {i18n.number(1234.5)} {i18n.tr('Check')}")
        return heard

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(speak, ["id", "en", "id", "en"]))
    expected = {"id": "id 1.234,5 Periksa", "en": "en 1,234.5 Check"}
    for language, heard in zip(["id", "en", "id", "en"], results, strict=True):
        assert set(heard) == {expected[language]}


@pytest.mark.parametrize("code", ["fr", "ID", "", "id "])
def test_another_language_is_refused_and_the_choice_stays(code: str) -> None:
    i18n.set_language("en")
    with pytest.raises(SettingsError, match=r"language is .*; allowed: id, en"):
        i18n.set_language(code)
    with pytest.raises(SettingsError, match="allowed: id, en"), i18n.use(code):
        pass
    assert i18n.language() == "en"


def test_a_wrong_environment_variable_is_named_with_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "bahasa")
    with pytest.raises(SettingsError) as caught:
        i18n.tr("Check")
    assert caught.value.parts == {"where": "WORKSHOP_LANG", "value": "bahasa"}
    assert "WORKSHOP_LANG" in str(caught.value)


# Words.


def test_words_are_translated_and_filled() -> None:
    with i18n.use("id"):
        assert i18n.tr("Exercise {number}", number=3) == "Latihan 3"
    with i18n.use("en"):
        assert i18n.tr("Exercise {number}", number=3) == "Exercise 3"


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", 0, "0 minutes"),
        ("en", 1, "1 minute"),
        ("en", 2, "2 minutes"),
        ("en", 1500, "1,500 minutes"),
        ("id", 0, "0 menit"),
        ("id", 1, "1 menit"),
        ("id", 1500, "1.500 menit"),
    ],
)
def test_what_is_counted_is_told_as_the_language_counts(
    language: str, count: int, words: str
) -> None:
    with i18n.use(language):
        assert i18n.ntr("{count} minute", "{count} minutes", count) == words


@given(st.text())
def test_a_value_with_braces_is_shown_as_it_is(value: str) -> None:
    for language in ("id", "en"):
        with i18n.use(language):
            assert value in i18n.tr("Source: {source}", source=value)


# Numbers, dates, times.


def as_written(value: Decimal, language: str, places: int) -> str:
    """Write a number by hand, with exactly so many decimals."""
    thousands, point = SEPARATORS[language]
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    sign = "-" if rounded < 0 else ""
    return sign + thousands.join(reversed(groups)) + (point + fraction if places else "")


@given(FINITE, st.integers(0, 4))
def test_a_number_has_the_separators_of_the_language(value: Decimal, places: int) -> None:
    for language in ("id", "en"):
        with i18n.use(language):
            assert i18n.number(value, places) == as_written(value, language, places)


@given(FINITE)
def test_without_being_told_a_number_has_at_most_two_decimals(value: Decimal) -> None:
    for language in ("id", "en"):
        point = SEPARATORS[language][1]
        expected = as_written(value, language, 2).rstrip("0").rstrip(point)
        with i18n.use(language):
            assert i18n.number(value) == expected


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "0", "0"),
        (54.0, "54", "54"),
        (1234.5, "1.234,5", "1,234.5"),
        (1_500_000, "1.500.000", "1,500,000"),
        (0.1 + 0.2, "0,3", "0.3"),
        (-7.25, "-7,25", "-7.25"),
        (-0.001, "0", "0"),
    ],
)
def test_a_number_reads_as_people_write_it(value: float, indonesian: str, english: str) -> None:
    with i18n.use("id"):
        assert i18n.number(value) == indonesian
    with i18n.use("en"):
        assert i18n.number(value) == english


@pytest.mark.parametrize(
    ("language", "words"), [("id", ["54%", "87,13%", "0,6%"]), ("en", ["54%", "87.13%", "0.6%"])]
)
def test_percentages_are_written_without_needless_zeros(language: str, words: list[str]) -> None:
    with i18n.use(language):
        assert [i18n.percent(points) for points in (54.0, 87.13, 0.60)] == words


MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
DAYS = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_date_is_written_in_full(day: datetime.date) -> None:
    for language in ("id", "en"):
        month = MONTHS[language].split()[day.month - 1]
        weekday = DAYS[language].split()[day.weekday()]
        with i18n.use(language):
            assert i18n.date(day) == f"{weekday}, {day.day} {month} {day.year}"


@pytest.mark.parametrize(("language", "words"), [("id", "08.05"), ("en", "08:05")])
def test_a_time_of_day_is_written_as_on_a_programme(language: str, words: str) -> None:
    with i18n.use(language):
        assert i18n.clock(datetime.time(8, 5)) == words


# The catalog.


@pytest.fixture
def other_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(i18n, "CATALOG", tmp_path / "other.po")
    return tmp_path / "other.po"


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"Not Found",
        b'msgid "Check\nmsgstr "Periksa"\n',
        b'msgid "Check"\nmsgstr "Periks\xe1"\n',
        b'msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=none\\n"\n\nmsgid "a"\nmsgstr "b"\n',
    ],
    ids=["missing", "empty", "other", "open-quote", "latin-1", "plural", "charset"],
)
def test_a_catalog_that_cannot_be_read_is_an_error_and_never_english(
    other_catalog: Path, content: bytes | None
) -> None:
    if content is not None:
        other_catalog.write_bytes(content)
    for _ in range(2):
        with i18n.use("id"), pytest.raises(CatalogError, match="Install the kit again") as caught:
            i18n.tr("Check")
        assert caught.value.parts["path"] == other_catalog
    with i18n.use("en"):
        assert i18n.tr("Check") == "Check"


def test_a_catalog_that_was_cut_off_while_copying_is_an_error(other_catalog: Path) -> None:
    whole = (KIT / "workshop/locale/id/LC_MESSAGES/workshop.po").read_bytes()
    other_catalog.write_bytes(whole[: whole.index(b'msgstr "Periksa"') + 12])
    with i18n.use("id"), pytest.raises(CatalogError):
        i18n.tr("Check")


def test_a_translation_that_is_only_a_guess_is_not_shown(other_catalog: Path) -> None:
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries = b'#, fuzzy\nmsgid "Check"\nmsgstr "Cek"\n\nmsgid "Hint"\nmsgstr "Petunjuk"\n'
    other_catalog.write_bytes(header + entries)
    with i18n.use("id"):
        assert (i18n.tr("Check"), i18n.tr("Hint")) == ("Check", "Petunjuk")


@given(place=st.integers(0, 3000), noise=st.binary(min_size=1, max_size=30))
def test_a_damaged_catalog_gives_words_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    whole = (KIT / "workshop/locale/id/LC_MESSAGES/workshop.po").read_bytes()
    path = tmp_path_factory.getbasetemp() / "damaged.po"
    path.write_bytes(whole[:place] + noise + whole[place + len(noise) :])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "CATALOG", path)
        i18n.indonesian.cache_clear()
        try:
            assert i18n.indonesian()
        except CatalogError as error:
            told = str(error)
            assert str(path) in told


def test_the_catalog_knows_that_indonesian_has_one_plural(catalog: Catalog) -> None:
    assert str(catalog.locale) == "id"
    assert catalog.num_plurals == 1
    header = i18n.CATALOG.read_text(encoding="utf-8").partition("\n\n")[0]
    assert "nplurals=1; plural=0;" in header


def test_every_entry_is_translated_and_none_is_a_guess(catalog: Catalog) -> None:
    assert [message.id for message in entries(catalog) if message.fuzzy] == []
    assert [message.id for message in entries(catalog) if not all(forms(message.string))] == []


def test_a_counting_sentence_has_exactly_one_indonesian_form(catalog: Catalog) -> None:
    plural = [message for message in entries(catalog) if message.pluralizable]
    assert plural
    assert [message.id for message in plural if len(forms(message.string)) != 1] == []


def test_no_sentence_stands_twice_in_the_catalog(catalog: Catalog) -> None:
    text = i18n.CATALOG.read_text(encoding="utf-8")
    assert text.count("\nmsgid ") == len(entries(catalog))


def test_a_translation_has_the_placeholders_of_its_sentence(catalog: Catalog) -> None:
    different = [
        message.id
        for message in entries(catalog)
        for words in forms(message.string)
        if placeholders(words) != placeholders(forms(message.id)[-1])
    ]
    assert different == []


def test_a_translation_keeps_edges_and_commands_of_its_sentence(catalog: Catalog) -> None:
    for message in entries(catalog):
        english, indonesian = forms(message.id)[-1], forms(message.string)[0]
        for sign in ("`", "\n", "✅", "❗"):
            assert Counter(english)[sign] == Counter(indonesian)[sign], english
        assert english[0].isspace() == indonesian[0].isspace(), english
        assert english[-1].isspace() == indonesian[-1].isspace(), english


def test_every_sentence_of_the_package_has_its_indonesian() -> None:
    assert len(list(translations.sentences())) > 50
    assert translations.missing_translations() == []


def test_the_catalog_holds_no_sentence_that_nobody_uses() -> None:
    assert translations.superfluous_translations() == []


def sentence_calls(path: Path) -> Iterator[tuple[int, set[str], set[str]]]:
    """Yield line, placeholders and given values of each sentence that is filled where it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = {keyword.arg for keyword in node.keywords}
        filled_elsewhere = None in given or (name == "Message" and not given)  # such as click's
        if name not in translations.KEYWORDS or filled_elsewhere:
            continue
        sentences: list[Any] = [
            one.value
            for one in node.args[:2]
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        counted = {"count"} if name == "ntr" else set()
        if sentences:
            needed = {field for words in sentences for field, _, _ in placeholders(words)}
            yield node.lineno, needed, {str(one) for one in given} | counted


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(KIT).as_posix())
def test_a_sentence_is_given_exactly_the_values_that_it_names(path: Path) -> None:
    wrong = [
        f"line {line}: {sorted(needed ^ given)}"
        for line, needed, given in sentence_calls(path)
        if needed != given
    ]
    assert wrong == []


def test_sentences_with_values_were_found() -> None:
    assert sum(len(needed) > 0 for path in MODULES for _, needed, _ in sentence_calls(path)) > 30


def test_english_needs_no_catalog_at_all(tmp_path: Path) -> None:
    code = "import sys; from workshop.i18n import tr; tr('Check'); print('babel' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={"WORKSHOP_LANG": "en", "PYTHONPATH": str(KIT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == "False\n"


def test_no_sentence_hides_inside_an_f_string_where_the_search_for_sentences_is_blind() -> None:
    paths = sorted((KIT / "workshop").rglob("*.py"))
    assert len(paths) > 100
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"tr", "ntr", "Message"}
    ]
    assert hidden == []

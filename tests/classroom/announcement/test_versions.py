"""The announcement in the length of every place."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.classroom.announcement.model import Announcement, missing
from workshop.classroom.announcement.versions import PLACES, Version, versions
from workshop.classroom.building.lengths import weighted

LINK = "https://kelas.example.ac.id/daftar"
FULL = Announcement(
    theme="Membangun kelas virtual",
    benefit="Kelas Anda tetap berjalan ketika hujan, macet, atau listrik padam.",
    speaker="Siti Rahma",
    place="Aula Kampus 1, Pontianak",
    begins=datetime.datetime(2026, 8, 17, 9, 0),
    zone="WIB",
    taught=("memilih platform", "menghitung kuota", "membuka kelas pertama Anda"),
    link=LINK,
    seats=60,
)


def by_key(announcement: Announcement) -> dict[str, Version]:
    return {version.place.key: version for version in versions(announcement)}


def test_a_full_announcement_lacks_nothing() -> None:
    assert missing(FULL) == []


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("theme", "theme"),
        ("benefit", "benefit"),
        ("speaker", "speaker"),
        ("place", "place"),
        ("taught", "taught"),
        ("link", "link"),
        ("begins", "time"),
    ],
)
def test_each_part_that_is_missing_is_named(part: str, word: str) -> None:
    empty = {"taught": (), "begins": None}.get(part, "")
    lacking = Announcement(**{**vars(FULL), part: empty})
    with i18n.use("en"):
        (message,) = map(str, missing(lacking))
    assert word in message.lower()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Diskon khusus hari ini", "selling"),
        ("Bersama caleg kita", "politics"),
        ("HTM Rp 50.000", "fee"),
    ],
)
def test_fees_politics_and_selling_are_noticed(words: str, reason: str) -> None:
    with i18n.use("en"):
        (message,) = map(str, missing(Announcement(**{**vars(FULL), "benefit": words})))
    assert reason in message


def test_ordinary_words_are_not_taken_for_selling_or_politics() -> None:
    words = (
        "Belajar jujur, membeli waktu, menjual ide kepada pemilih kurikulum, dengan promosi diri"
    )
    assert missing(Announcement(**{**vars(FULL), "benefit": words})) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_version_of_a_usual_announcement_fits_and_keeps_what_people_need(
    language: str,
) -> None:
    with i18n.use(language):
        found = by_key(FULL)
    assert set(found) == {place.key for place in PLACES}
    for version in found.values():
        assert version.fits
        assert FULL.theme in version.text
        assert LINK in version.text
    assert found["short"].left_out
    assert not found["whatsapp"].left_out
    assert "*Membangun kelas virtual*" in found["whatsapp"].text


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400)


@given(st.builds(Announcement, theme=texts, benefit=texts, speaker=texts, place=texts))
def test_a_version_fits_or_holds_nothing_but_the_first_part(announcement: Announcement) -> None:
    parts = 6  # besides the four texts: what it costs, and the rules
    for version in versions(announcement):
        assert version.length == version.place.count(version.text)
        assert version.fits or len(version.left_out) >= 1 or version.text.count("\n") < parts


@given(texts, texts)
def test_parts_are_whole_or_absent(theme: str, benefit: str) -> None:
    for version in versions(Announcement(theme=theme, benefit=benefit)):
        assert benefit in version.text or "manfaat" in version.left_out


# Reckoned by hand from X's description: 1 a Latin letter, 2 others, 23 a link.
@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 280, 280),
        ("é", 1),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
        ("–“”", 3),
        ("日本語", 6),
        ("😀", 2),
        (f"Daftar: {LINK} ya", 8 + 23 + 3),
    ],
)
def test_x_counts_as_it_says_that_it_does(text: str, length: int) -> None:
    assert weighted(text) == length

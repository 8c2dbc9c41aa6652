"""The poster, read back as a phone's camera and a printer would."""

import pytest

from tests import pdf
from tests.classroom.announcement.test_versions import FULL
from workshop import i18n
from workshop.classroom.announcement.model import Announcement
from workshop.classroom.announcement.poster import poster


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_poster_is_one_page_with_all_that_is_announced(language: str) -> None:
    with i18n.use(language):
        when = FULL.when
    (text,) = pdf.words(poster(FULL, language))
    words = " ".join(text.split())
    for part in (FULL.theme, FULL.speaker, FULL.place, *FULL.taught, when):
        assert part in words.replace("\N{ZERO WIDTH SPACE}", "")


def test_what_strangers_write_is_printed_and_never_obeyed() -> None:
    (text,) = pdf.words(poster(Announcement(theme='#panic("x")', benefit="*_$<b>"), "id"))
    assert '#panic("x")' in text


def test_a_poster_without_a_link_has_no_code() -> None:
    assert len(pdf.words(poster(Announcement(theme="Tema"), "en"))) == 1

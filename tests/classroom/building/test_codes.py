"""QR codes, read by ZXing as the camera of a phone would, from every paper that carries one."""

import pytest

from tests import pdf
from tests.classroom.announcement.test_versions import FULL
from workshop import i18n
from workshop.classroom.announcement.poster import poster
from workshop.classroom.blueprint.demonstration import demo, example
from workshop.classroom.providers.files.provider import FilesProvider
from workshop.classroom.providers.guides import platforms, rendering

LINK = "https://kelas.example.ac.id/masuk?kode=abc-123&ruang=aula%20utama#pintu"


def test_the_code_of_a_poster_opens_its_link() -> None:
    assert pdf.codes(poster(FULL, "id")) == [[FULL.link]]


def test_every_welcome_sheet_lets_its_reader_into_the_class() -> None:
    small = example("id")
    sheets = pdf.codes(FilesProvider(LINK).files(small)["welcome.pdf"])
    assert len(sheets) == sum(one.role == "student" for one in small.members) > 1
    assert all(LINK in codes for codes in sheets)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_codes_of_a_guide_are_the_links_of_its_steps(language: str) -> None:
    with i18n.use(language):
        guide = platforms.whatsapp().guide(demo())
        read = [text for page in pdf.codes(rendering.to_pdf(guide, language)) for text in page]
    assert read
    assert set(read) <= {step.link for step in guide.steps}

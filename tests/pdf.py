"""PDFs as people meet them: the words on each page, and the codes that a phone reads off it."""

import io

import pypdfium2
import zxingcpp

PIXELS_PER_POINT = 2  # 144 dots an inch: a page as a phone's camera has it


def words(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def codes(pdf: bytes) -> list[list[str]]:
    """Return what the QR codes of each page say."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pictures = [page.render(scale=PIXELS_PER_POINT).to_pil() for page in document]
    return [[code.text for code in zxingcpp.read_barcodes(one)] for one in pictures]

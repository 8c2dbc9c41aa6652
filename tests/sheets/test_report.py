"""What is told about the reading of a file, whatever the file holds."""

from html.parser import HTMLParser

from workshop import i18n
from workshop.errors import Message
from workshop.sheets.report import Decision, ReadingReport, written_rows

HOSTILE = "<script>alert(1)</script>"


class Page(HTMLParser):
    """Collects the tags of a page and the text of its table rows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its parent's
        self.tags.append(tag)
        if tag == "tr":
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data


def test_the_report_shows_warnings_first_and_hostile_text_as_text() -> None:
    fine = Decision(Message("The file has one column."), Message("They end early."))
    bad = Decision(
        Message("Rows above the headers were left out: {words}", words=HOSTILE),
        Message("They hold a title."),
        (1, 2, 3),
        warning=True,
    )
    with i18n.use("en"):
        page = Page(ReadingReport((fine, bad))._repr_mimebundle_()["text/html"])
    assert "script" not in page.tags
    assert page.tags.count("caption") == 1
    assert HOSTILE in page.texts[1]
    assert "1–3" in page.texts[1]
    assert "one column" in page.texts[2]


def test_rows_are_written_as_a_person_writes_them() -> None:
    assert written_rows(()) == ""
    assert written_rows((5, 2, 3)) == "2–3, 5"
    with i18n.use("en"):
        assert written_rows(tuple(range(1, 100, 2))).endswith("… (50 in all)")

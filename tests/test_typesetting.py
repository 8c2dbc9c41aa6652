"""Typst is given text that stays text, and nothing of the machine."""

import pytest

from workshop import typesetting


def test_a_document_becomes_a_pdf() -> None:
    assert typesetting.compiled({"main.typ": b"Halo"}, {}).startswith(b"%PDF")


def test_a_mistake_is_told() -> None:
    with pytest.raises(typesetting.RejectedError, match="unclosed"):
        typesetting.compiled({"main.typ": b"#text("}, {})


@pytest.mark.parametrize("text", ['"', "\\", '\\"); #panic("x', "a\nb", "\ud800", "\0"])
def test_a_quoted_text_cannot_end_its_string(text: str) -> None:
    source = f"#let a = {typesetting.quoted(text)}\n#a".encode()
    assert typesetting.compiled({"main.typ": source}, {}, fonts=False)


def test_files_of_the_machine_cannot_be_read() -> None:
    with pytest.raises(typesetting.RejectedError):
        typesetting.compiled({"main.typ": b'#read("/etc/hostname")'}, {}, fonts=False)

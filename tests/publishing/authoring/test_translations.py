"""Every sentence that people see is found, and stands in both languages."""

from workshop.publishing.authoring import translations


def test_sentences_of_every_form_are_found() -> None:
    found = {words for _path, words in translations.sentences()}
    assert len(found) > 100
    assert "Check" in found  # tr()
    assert "{count} more hints." in found  # ntr(): the plural
    assert any(words.startswith("{path} is not valid TOML") for words in found)  # an error
    assert "Show this message and exit." in found  # a word of click


def test_every_sentence_is_translated() -> None:
    assert translations.missing_translations() == []


def test_the_catalog_holds_nothing_that_nobody_uses() -> None:
    assert translations.superfluous_translations() == []

"""Files of installed packages are found without loading those packages."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import KIT
from workshop import assets, i18n
from workshop.errors import SetupError


@pytest.fixture
def without_reveal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python's own way to say that a package is not there."""
    monkeypatch.setitem(sys.modules, "sphinx_revealjs", None)
    assets._package.cache_clear()
    yield
    assets._package.cache_clear()


@pytest.mark.parametrize("name", ["dist/reveal.js", "dist/reveal.css", "plugin/notes/notes.js"])
def test_the_slides_find_their_parts_of_reveal(name: str) -> None:
    assert assets.reveal_file(name).stat().st_size > 500


@pytest.mark.parametrize("style", ["regular", "italic", "semibold", "semibolditalic"])
@pytest.mark.parametrize(("ending", "beginning"), [("ttf", b"\x00\x01\x00\x00"), ("woff", b"wOFF")])
def test_every_style_of_the_font_is_there(style: str, ending: str, beginning: bytes) -> None:
    assert assets.font_file(style, ending).read_bytes().startswith(beginning)


def test_the_script_that_draws_charts_is_there() -> None:
    assert b"plotly.js" in assets.plotly_script().read_bytes()[:200]


@pytest.mark.usefixtures("without_reveal")
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_package_that_is_not_installed_is_named_with_the_remedy(language: str) -> None:
    with i18n.use(language), pytest.raises(SetupError, match=r"sphinx_revealjs.*make workshop"):
        assets.font_file("regular", "ttf")


def test_finding_a_file_loads_neither_sphinx_nor_plotly() -> None:
    code = (
        "import sys; from workshop import assets; assets.plotly_script(); "
        "assets.font_file('regular', 'ttf'); "
        "print({'sphinx', 'sphinx_revealjs', 'plotly'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=KIT, capture_output=True, text=True, check=True
    )
    assert result.stdout == "set()\n"

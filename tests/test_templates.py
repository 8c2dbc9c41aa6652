"""Templates escape what is put into them, and refuse to leave a hole."""

from pathlib import Path

import jinja2
import pytest

from tests.conftest import KIT
from workshop.templates import template

TEMPLATES = sorted(
    path for folder in ("workshop", "slides") for path in (KIT / folder).rglob("*.html.j2")
)


def test_every_template_of_the_kit_can_be_read() -> None:
    assert len(TEMPLATES) >= 4
    for path in TEMPLATES:
        assert template(path).name == path.name


def test_a_value_never_becomes_markup_and_an_included_part_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{% include 'part.html.j2' %}", encoding="utf-8")
    (tmp_path / "part.html.j2").write_text("<p>{{ answer }}</p>", encoding="utf-8")
    page = template(tmp_path / "page.html.j2").render(answer='<script>"')
    assert page == "<p>&lt;script&gt;&#34;</p>"


def test_a_missing_value_is_an_error_and_not_a_hole(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{{ answer }}", encoding="utf-8")
    with pytest.raises(jinja2.UndefinedError, match="answer"):
        template(tmp_path / "page.html.j2").render()

"""Markdown and HTML of strangers become harmless HTML that is complete in itself."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing import samples
from workshop import i18n
from workshop.publishing import markdown
from workshop.publishing.mathml import to_mathml
from workshop.publishing.safe_html import Pictures, clean

HARMLESS_SCHEMES = ("data:image/", "#")
FORBIDDEN = {"script", "iframe", "object", "embed", "link", "meta", "base", "form", "style", "svg"}
BAITS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://evil.example/a.png">',
    "<img srcset='//evil.example/a.png 2x'>",
    "![a](http://evil.example/b.png)",
    "![a](//evil.example/b.png)",
    "[a](javascript:alert(1))",
    '<a href="data:text/html,x">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "$\\text{<script>alert(1)</script>}$",
    "$$\\href{javascript:alert(1)}{x}$$",
    "```python\n<script>alert(1)</script>\n```",
    "```<script>\nx\n```",
    '<div style="background:url(//evil.example/c.png)">x</div>',
    '<p style="position:fixed" class="fragment notes">x</p>',
    "<table background='http://evil.example/d.png'><tr><td>1</table>",
    '<video src="http://evil.example/e.mp4" poster="http://evil.example/f.png"></video>',
    "`", "$", "$$", "\n", ">", "**", "| a | b |\n|---|---|\n", "<!--", "-->", "<", '"', "'", "&lt;",
]  # fmt: skip


class Watcher(HTMLParser):
    """Collects what a browser would run or ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self.harm.append(tag)
        for name, value in attrs:
            text = (value or "").strip().lower()
            if name.startswith("on") or "javascript:" in text.replace("\t", "") or "url(" in text:
                self.harm.append(f"{tag} {name}={value}")
            asks = name in ("src", "srcset", "poster", "background", "data") and text
            if asks and not text.startswith(HARMLESS_SCHEMES):
                self.harm.append(f"{tag} {name}={value}")
            if name == "href" and text.startswith(("data:", "vbscript:", "file:")):
                self.harm.append(f"{tag} {name}={value}")


def harm(page: str) -> list[str]:
    """Return everything in a page that would run or ask for something by itself."""
    watcher = Watcher()
    watcher.feed(page)
    watcher.close()
    return watcher.harm


hostile = st.lists(st.one_of(st.sampled_from(BAITS), st.text(max_size=12)), max_size=8).map("".join)


@settings(deadline=None)
@given(hostile)
def test_no_markdown_makes_a_page_run_or_request_anything(text: str) -> None:
    assert harm(markdown.to_html(text)) == []


@settings(deadline=None)
@given(hostile)
def test_no_html_makes_a_page_run_or_request_anything(text: str) -> None:
    assert harm(clean(text)) == []


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_formula_makes_a_page_run_or_request_anything(tex: str) -> None:
    assert harm(to_mathml(tex)) == []
    assert harm(to_mathml(f"\\text{{{tex}<script>x</script>}}")) == []


def test_the_watcher_sees_harm() -> None:
    assert harm('<img src="http://x/a.png" onerror="a()"><script>a()</script>') != []


def test_a_hostile_html_output_stays_readable() -> None:
    page = clean(samples.HOSTILE_HTML)
    assert harm(page) == []
    assert "Readable text from HTML" in page
    assert 'href="https://example.org/"' in page
    assert "noopener" in page


def test_formulas_become_mathml() -> None:
    page = markdown.to_html(
        "With $n = 5$ and\n\n$$\\frac{1}{2}$$\n\n\\begin{align}a&=b\\end{align}"
    )
    assert page.count("<math ") == 3
    assert page.count('display="block"') == 2
    assert "<mfrac>" in page


@pytest.mark.parametrize("tex", ["x^", "\\frac{1}", "\\undefinedmacro{x}", "\\left( x"])
def test_a_formula_that_cannot_be_understood_is_shown_as_its_source(tex: str) -> None:
    assert f'<code class="tex">{tex}</code>' in markdown.to_html(f"${tex}$")


def test_prices_are_no_formulas() -> None:
    assert "<math" not in markdown.to_html("It costs $5 and then $ 6.")


def test_a_decimal_comma_stays_with_its_number() -> None:
    assert "<mtext>0,05</mtext>" in to_mathml("0{,}05")


def test_tables_and_struck_words_are_understood() -> None:
    page = markdown.to_html("| a | b |\n|---|--:|\n| ~~1~~ | 2 |")
    assert '<div class="scroll"><table>' in page
    assert "<s>1</s>" in page
    assert "text-align:right" in page


@pytest.mark.parametrize(
    "text", ["> **Catatan.** Isi.", '<div class="alert alert-info">Isi.</div>']
)
def test_notes_become_callouts(text: str) -> None:
    assert 'class="callout"' in markdown.to_html(text)


def test_options_to_tick_and_sources_are_recognised() -> None:
    assert '<li class="task">☐ satu</li>' in markdown.to_html("- ☐ satu\n- dua")
    assert '<p class="source">' in markdown.to_html("*Sumber: APJII, 2017*")
    assert "source" not in markdown.to_html("*Catatan:* Sumber: APJII")


def test_an_ordinary_quotation_is_no_callout() -> None:
    assert "callout" not in markdown.to_html("> Seorang guru berkata **begini**.")


def test_code_is_coloured_and_unknown_languages_stay_plain() -> None:
    assert '<span class="tok-k">def</span>' in markdown.to_html("```python\ndef f(): ...\n```")
    assert "a &lt; b" in markdown.to_html("```klingon\na < b\n```")


def test_classes_of_the_theme_cannot_be_borrowed() -> None:
    page = clean('<p class="fragment dataframe notes" id="words">x</p>')
    assert page == '<p class="dataframe">x</p>'


def test_pictures_beside_the_notebook_come_along(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "my chart.png").write_bytes(b"\x89PNG")
    page = markdown.to_html("![A chart](images/my%20chart.png)", Pictures(folder))
    assert '<img src="data:image/png;base64,iVBORw==" alt="A chart">' in page


def test_pictures_outside_the_notebooks_folder_stay_out(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "secret.txt").write_text("secret")
    for source in (
        "../secret.png",
        str(tmp_path / "secret.png"),
        "link.png",
        "secret.txt",
        "a\0.png",
    ):
        page = markdown.to_html(f'<img src="{source}" alt="x">', Pictures(folder))
        assert "<img" not in page, source


def test_attachments_come_along() -> None:
    pictures = Pictures(attachments={"a b.png": {"image/png": "iVBO\nRw=="}})
    page = markdown.to_html("![pasted](attachment:a%20b.png)", pictures)
    assert '<img src="data:image/png;base64,iVBORw==" alt="pasted">' in page


def test_a_picture_on_the_internet_becomes_a_link() -> None:
    with i18n.use("en"):
        page = markdown.to_html('![A <b>"logo"](https://example.org/{0}logo.png)')
    assert "<img" not in page
    assert 'href="https://example.org/' in page
    assert "Picture on the internet: A" in page


def test_a_picture_without_alternative_text_has_an_empty_one() -> None:
    assert 'alt=""' in clean('<img src="data:image/png;base64,AA==">')


@settings(deadline=None)
@given(st.text(alphabet="# a\n`~=-", max_size=80))
def test_cutting_into_sections_loses_no_line(text: str) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    parts = [line for part in markdown.sections(text) for line in part.splitlines() if line.strip()]
    assert parts == lines


def test_a_hash_in_code_is_no_heading() -> None:
    assert len(markdown.sections("# A\n```\n# B\n```\n## C\n### D")) == 2


def test_secret_places_never_remain() -> None:
    page = markdown.to_html("$a$ kept0z `kept1z`\n\n```\nx\n```")
    assert not re.search(r"kept[0-9a-f]{16}", page)


def test_code_inside_an_attribute_does_not_open_it() -> None:
    text = '<div title="\n\n```\ncode\n```\n\n<img src=x onerror=alert(1)>\n\n<p ">'
    page = markdown.to_html(text)
    assert "<pre" not in page
    assert "<img" not in page

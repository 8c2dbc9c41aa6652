"""Authors' Markdown and HTML as Typst text: what is understood, and what must not get through."""

import subprocess
import sys

import pytest

from workshop.publishing.handout import pandoc, typst
from workshop.publishing.handout.pandoc import Piece

FORMULAS = [
    r"\frac{300}{1 + 300 \cdot 0{,}05^2}", r"\sum_{i=1}^{n} x_i", r"A \cap B \cup C", r"\oplus",
    r"\ominus \otimes \odot", r"\sqcap", r"\partial f / \partial x", r"\hbar", r"\langle x \rangle",
    r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}", r"\begin{Vmatrix} a \end{Vmatrix}",
    r"\begin{cases} 1 & x > 0 \\ 0 \end{cases}", r"\begin{pmatrix} a & b \end{pmatrix}",
    r"\hat{p} \pm 1{,}96 \sqrt{\frac{\hat{p}(1-\hat{p})}{n}}", r"\bar{x}", r"\mathbb{R}",
    r"\text{rata-rata}", r"\left( \frac{a}{b} \right]", r"E = mc^2 \label{eq:energi}",
    r"\lim_{x \to \infty}", r"\overline{xy}", r"\chi^2", r"\binom{n}{k}", r"x \in \{1, 2\}",
]  # fmt: skip


def only(text: str, kind: str = "markdown", *, options: bool = False) -> str:
    (made,) = pandoc.typeset([Piece(text, kind, options)]).texts
    return made


def accepted(text: str) -> bool:
    return typst.accepts(f'#import "{typst.THEME}": *\n{text}')


@pytest.mark.parametrize("tex", FORMULAS)
def test_formulas_of_a_lecture_are_accepted_by_typst(tex: str) -> None:
    made = only(f"$${tex}$$")
    assert "#formula(" in made
    assert accepted(made)


def test_a_formula_that_typst_refuses_is_shown_as_written_and_its_neighbour_is_set() -> None:
    made = pandoc.typeset([Piece(r"$\sqrt{}$ dan $\frac{a}{b}$")])
    assert not accepted(made.texts[0])
    fixed = pandoc.with_sound_formulas(made.texts[0], made.mark, accepted)
    assert accepted(fixed)
    assert '#tex("\\\\sqrt{}"' in fixed
    assert "a / b" in fixed


def test_pieces_do_not_run_into_one_another() -> None:
    made = pandoc.typeset(
        [Piece("```\nkode"), Piece("*Teks*"), Piece("[a]: http://b.id"), Piece("[a]")]
    )
    assert "Teks" not in made.texts[0]
    assert made.texts[1] == "#emph[Teks]"
    assert "b.id" not in made.texts[3]


@pytest.mark.parametrize(
    "text",
    [
        '<span data-typst:text:fill="panic()">x</span>',
        '<div typst:inset="panic()"><p data-typst:fill="panic()">x</p></div>',
        '<table data-typst:fill="panic()"><tr><td typst:fill="panic()">x</td></tr></table>',
        '<h2 id="panic()">x</h2>',
        "x ^[catatan]{typst:fill=panic()}",
    ],
)
@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_no_attribute_of_an_author_becomes_typst_code(text: str, kind: str) -> None:
    made = only(text, kind)
    assert "fill: panic" not in made
    assert "inset: panic" not in made
    assert "<panic" not in made


def test_an_address_for_print_stands_in_a_footnote() -> None:
    assert "#footnote[" in only("[APJII](https://apjii.or.id)")
    assert "#footnote[" not in only("<https://apjii.or.id>")
    assert "#link" not in only("[lain](02-lain.ipynb) [atas](#atas) [x](javascript:alert(1))")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("> **Catatan.** x", "info"),
        ("> **Peringatan.** x", "warning"),
        ("> **Tip.** x", "tip"),
        ("> [!WARNING]\n> x", "warning"),
        ('<div class="alert alert-success">\n\nx *y*\n\n</div>', "tip"),
        ('<div><div class="alert alert-danger">x</div></div>', "warning"),
    ],
)
def test_callouts_are_recognised(text: str, kind: str) -> None:
    assert f'#callout("{kind}")[' in only(text)


def test_a_source_line_is_recognised_alone_and_at_the_end_of_a_paragraph() -> None:
    assert only("*Sumber: APJII.*").startswith("#source[")
    assert only("Isi.\n*Source: APJII.*").startswith("Isi.\n\n#source[")
    assert "#source[" not in only("*Penting:* isi")


def test_html_inside_markdown_is_understood() -> None:
    made = only("H<sub>2</sub>O <b>tebal *miring*</b> $x^2$<br>baru <script>x</script>")
    assert "#sub[2]" in made
    assert "#strong[tebal #emph[miring]]" in made
    assert "$x^2$" in made
    assert "script" not in made


def test_tables_of_tag_soup_keep_their_cells_and_numbers_go_right() -> None:
    made = only("<table><tr><th>a<th>b<tr><td>x<td>1,5</table>", "html")
    assert "(left,right,)" in made
    assert "[x], [1,5]" in made


def test_lists_of_a_question_become_options() -> None:
    assert only("Mana?\n\n- satu\n- dua\n", options=True).count("#option[") == 2
    assert "#option[" not in only("- satu\n- dua\n")


def test_a_bare_environment_is_a_formula_but_not_inside_code_or_dollars() -> None:
    align = "\\begin{align}\na &= b\n\\end{align}"
    assert "#formula(" in only(align)
    assert only(f"$$\n{align}\n$$").count("#formula(") == 1
    assert "#formula(" not in only(f"```\n{align}\n```")


def test_pictures_are_numbered_with_the_piece_they_stand_in() -> None:
    made = pandoc.typeset([Piece("![a](x.png)"), Piece('<img src="y.png" alt="b">', "html")])
    assert made.pictures == ((0, "x.png"), (1, "y.png"))
    assert '#picture(2, alt: "b"' in made.texts[1]


def test_a_footnote_that_names_itself_comes_to_an_end() -> None:
    assert "1" in only("a [^1]\n\n[^1]: b [^1] c\n")


def test_texts_that_pandoc_cannot_read_stay_as_written_and_the_others_are_converted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 0.000_01)  # as if pandoc were busy for ever
    made = pandoc.typeset([Piece("*Satu* ![a](x.png)"), Piece("![b](y.png)")])
    assert made.texts[0].startswith("#emph[Satu] #picture(1")
    assert made.texts[1].startswith("#picture(2")
    assert made.pictures == ((0, "x.png"), (1, "y.png"))
    monkeypatch.setattr(pandoc, "SECONDS_FOR_A_PIECE", 0.000_01)
    assert only("*Satu*") == '#plain("*Satu*")'


def test_a_tag_that_is_written_about_does_not_swallow_the_rest() -> None:
    text = (
        "Use `<script>`.\n\nThis is printed.\n\n```html\n<svg>x</svg>\n```\n\n<script>y</script>z"
    )
    (typst,) = pandoc.typeset([pandoc.Piece(text)]).texts
    for words in ("<script>", "This is printed.", "<svg>x</svg>", "z"):
        assert words in typst
    assert "y" not in typst.replace("typst", "")


def test_handouts_that_are_made_at_once_all_find_the_pandoc_of_the_kit() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from workshop.publishing.handout.pandoc import Piece, typeset\n"
        "with ThreadPoolExecutor(6) as pool:\n"
        "    for made in pool.map(lambda _: typeset([Piece('# *A*')]), range(6)):\n"
        "        print(made.texts[0])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == ["= #emph[A]"] * 6

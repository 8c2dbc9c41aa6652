"""Markdown cells → HTML that may be put into any page.

Formulas and coloured code are our own HTML, which a sanitiser would spoil.
They are kept aside while the rest is cleaned; a secret word holds their place.
"""

import functools
import itertools
import re
import secrets
from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING, Any

from workshop.publishing import highlight
from workshop.publishing.mathml import to_mathml
from workshop.publishing.safe_html import NO_PICTURES, Pictures, clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

    Env = MutableMapping[str, Any]

_BOXES = ("☐", "☑", "☒")


def to_html(text: str, pictures: Pictures = NO_PICTURES) -> str:
    """Turn Markdown into safe HTML.

    Parameters
    ----------
    text
        CommonMark with tables, strike-through and formulas between dollars.
    pictures
        Where its pictures may come from.

    Examples
    --------
    >>> to_html("**Hi** <script>x</script>")
    '<p><strong>Hi</strong> </p>\\n'
    """
    kept: list[str] = []
    word = f"kept{secrets.token_hex(8)}n"
    page = _parser().render(text, {"kept": kept, "word": word})

    def put_back(found: re.Match[str]) -> str:
        # Inside a tag it would end an attribute; there is no honest use for it.
        return kept[int(found[1])] if found[1] else re.sub(rf"{word}\d+z", "", found[0])

    return re.sub(rf"<[^>]*>|{word}(\d+)z", put_back, clean(page, pictures))


def sections(text: str) -> list[str]:
    """Split Markdown before each heading of the first or second level.

    Examples
    --------
    >>> sections("# A\\ntext\\n## B\\n### C")
    ['# A\\ntext', '## B\\n### C']
    """
    lines = text.splitlines()
    starts = [
        token.map[0]
        for token in _parser().parse(text)
        if token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2")
        if token.map
    ]
    borders = sorted({0, *starts, len(lines)})
    parts = ["\n".join(lines[a:b]) for a, b in itertools.pairwise(borders)]
    return [part for part in parts if part.strip()]


@functools.cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # A price like "$5 and $6" is no formula: Jupyter asks for no space inside the dollars either.
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, double_inline=True)
    parser.use(amsmath_plugin)
    parser.core.ruler.push("marks", _mark)
    rules = {"math_inline": _math, "math_inline_double": _display, "math_block": _display}
    for name, rule in {**rules, "amsmath": _display, "fence": _code, "code_block": _code}.items():
        parser.add_render_rule(name, rule)
    return parser


def _mark(state: Any) -> None:
    """Give callouts, options to tick and sources the classes of the theme."""
    tokens: list[Token] = state.tokens
    for before, inside, text in zip([None, *tokens], tokens, tokens[1:], strict=False):
        words = [child for child in text.children or [] if child.type != "text" or child.content]
        if inside.type != "paragraph_open" or not words:
            continue
        opening = before or inside
        if opening.type == "blockquote_open" and words[0].type == "strong_open":
            opening.attrJoin("class", "callout")
        if opening.type == "list_item_open" and text.content.startswith(_BOXES):
            opening.attrJoin("class", "task")
        if [words[0].type, words[-1].type] == ["em_open", "em_close"] and _is_source(words[1]):
            inside.attrJoin("class", "source")


def _is_source(word: "Token") -> bool:
    return word.content.startswith(("Sumber:", "Source:"))


def _keep(page: str, env: "Env") -> str:
    env["kept"].append(page)
    return f"{env['word']}{len(env['kept']) - 1}z"


def _math(
    _renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, _options: Any, env: "Env"
) -> str:
    return _keep(to_mathml(tokens[index].content), env)


def _display(
    _renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, _options: Any, env: "Env"
) -> str:
    formula = to_mathml(tokens[index].content, block=True)
    place = _keep(f'<span class="formula">{formula}</span>', env)
    return place if tokens[index].type == "math_inline_double" else f"<p>{place}</p>\n"


def _code(
    _renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, _options: Any, env: "Env"
) -> str:
    language = (tokens[index].info.split() or [""])[0]
    page = highlight.to_html(tokens[index].content, language.strip("{}"))
    return f"{_keep(page, env)}\n"

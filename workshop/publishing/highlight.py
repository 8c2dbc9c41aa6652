"""Source code as coloured HTML; the colours are those of the theme (``tok-…`` classes)."""

import functools
import html

_ALIASES = {"py": "python", "ipython": "python", "ipython3": "python", "sh": "bash"}


@functools.lru_cache(maxsize=512)
def to_html(source: str, language: str = "python") -> str:
    """Colour source code; an unknown language stays plain text.

    Examples
    --------
    >>> to_html("x = 1").count("tok-")
    3
    >>> to_html("<b>", "no such language")
    '<pre class="code"><code>&lt;b&gt;</code></pre>'
    """
    return f'<pre class="code"><code>{_coloured(source.rstrip(), language)}</code></pre>'


def _coloured(source: str, language: str) -> str:
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(_ALIASES.get(language, language or "text"), stripnl=False)
    except ClassNotFound:
        return html.escape(source)
    return highlight(source, lexer, HtmlFormatter(nowrap=True, classprefix="tok-")).rstrip("\n")

"""HTML that strangers wrote, made harmless and complete in itself.

nh3 keeps a closed list of elements and attributes, so that no script, frame,
form or event handler passes. What it leaves is well-formed, and a second pass
over its tags puts pictures inline: from a ``data:`` address, a cell's
attachment or a file beside the notebook. A picture on the internet becomes a
link, because a page that is opened without a network must not ask for one.
"""

import base64
import functools
import html
import json
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from workshop.i18n import tr

_TAGS = (
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small "
    "span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr"
)
_DROPPED_WITH_CONTENT = (
    "script style iframe object embed template noscript title select textarea svg math"
)
_STYLES = "text-align vertical-align font-weight font-style text-decoration white-space"
_ATTRIBUTES = {
    "*": {"class", "style", "title", "dir", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "col": {"span"},
    "details": {"open"},
}
_CLASSES = re.compile(r"(?:callout|alert)(?:-\w+)?|dataframe|code|tok-\w+|task|source")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[^\s="<>]+="[^"]*")*)\s*>')
_ATTRIBUTE = re.compile(r'([^\s="<>]+)="([^"]*)"')


@dataclass(frozen=True)
class Pictures:
    """Where the pictures of a cell may come from.

    Parameters
    ----------
    folder
        The notebook's folder; no file outside its tree is ever read.
    attachments
        A cell's attachments: name → MIME type → base64 text.
    """

    folder: Path | None = None
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def data_uri(self, source: str) -> str | None:
        """Return the picture as a ``data:`` address, or ``None`` when there is none."""
        if source.startswith("data:"):
            return source if source.startswith("data:image/") else None
        if source.startswith("attachment:"):
            return self._attached(unquote(source.removeprefix("attachment:")))
        name = unquote(source)
        # An address of a machine, written in one of the many ways that Windows understands.
        outside = name.startswith("/") or any(sign in name for sign in (":", "\\", "//"))
        return None if outside else self._local(name)

    def _attached(self, name: str) -> str | None:
        for mime, data in self.attachments.get(name, {}).items():
            if mime.startswith("image/"):
                return f"data:{mime};base64,{''.join(''.join(data).split())}"
        return None

    def _local(self, name: str) -> str | None:
        if self.folder is None:
            return None
        folder = self.folder.resolve()
        try:
            path = (folder / name).resolve()
            mime = mimetypes.guess_type(path.name)[0] or ""
            if not mime.startswith("image/") or not path.is_relative_to(folder):
                return None
            return picture_uri(path.read_bytes(), mime)
        except (OSError, ValueError):
            return None


NO_PICTURES = Pictures()


def picture_uri(data: bytes, mime: str) -> str:
    """Return bytes as a ``data:`` address.

    Examples
    --------
    >>> picture_uri(b"GIF", "image/gif")
    'data:image/gif;base64,R0lG'
    """
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def clean(text: str, pictures: Pictures = NO_PICTURES) -> str:
    """Make HTML harmless: no script, no handler, no request to the outside.

    Examples
    --------
    >>> clean('<p onclick="x()">Hi<script>x()</script></p>')
    '<p>Hi</p>'
    """
    import nh3

    safe = nh3.clean(text, attribute_filter=_filter, **_options())
    return _TAG.sub(functools.partial(_complete, pictures=pictures), safe)


@functools.cache
def _options() -> dict[str, Any]:
    return {
        "tags": set(_TAGS.split()),
        "clean_content_tags": set(_DROPPED_WITH_CONTENT.split()),
        "attributes": _ATTRIBUTES,
        "filter_style_properties": set(_STYLES.split()),
        "url_schemes": {"http", "https", "mailto", "tel", "data", "attachment"},
        "link_rel": "noopener noreferrer",
        "set_tag_attribute_values": {"a": {"target": "_blank"}},
    }


def _filter(_tag: str, name: str, value: str) -> str | None:
    if name == "href" and value.strip().lower().startswith(("data:", "attachment:")):
        return None
    if name == "class":
        return " ".join(c for c in value.split() if _CLASSES.fullmatch(c)) or None
    return value


def _complete(match: re.Match[str], pictures: Pictures) -> str:
    closing, tag, attributes = match.groups()
    change = _CHANGES.get((closing, tag))
    if change is None:
        return match.group()
    values = {k: html.unescape(v) for k, v in _ATTRIBUTE.findall(attributes)}
    return change(match.group(), values, pictures)


def _image(_tag: str, values: dict[str, str], pictures: Pictures) -> str:
    source, alt = values.get("src", ""), values.get("alt", "")
    uri = pictures.data_uri(source)
    if uri:
        sizes = "".join(
            f' {name}="{values[name]}"'
            for name in ("width", "height")
            if values.get(name, "").isdecimal()
        )
        return f'<img src="{html.escape(uri)}" alt="{html.escape(alt)}"{sizes}>'
    return _instead_of_image(source, alt)


def _instead_of_image(source: str, alt: str) -> str:
    name = html.escape(alt or source.rsplit("/", 1)[-1][:80])
    if not source.startswith(("http://", "https://")):
        words = tr("Picture that is not in this folder: {name}", name="{name}")
        return f'<span class="no-picture">{html.escape(words).replace("{name}", name)}</span>'
    words = html.escape(tr("Picture on the internet: {name}", name="{name}")).replace(
        "{name}", name
    )
    return (
        f'<a class="no-picture" href="{html.escape(source)}" target="_blank" '
        f'rel="noopener noreferrer">{words}</a>'
    )


def _alert(tag: str, values: dict[str, str], _pictures: Pictures) -> str:
    """Show the alert boxes of Jupyter as the callouts of the theme."""
    if "alert" not in values.get("class", "").split():
        return tag
    return re.sub(r'class="[^"]*"', 'class="callout"', tag)


def _table(tag: str, _values: dict[str, str], _pictures: Pictures) -> str:
    return f'<div class="scroll">{tag}'


def _end_of_table(tag: str, _values: dict[str, str], _pictures: Pictures) -> str:
    return f"{tag}</div>"


_CHANGES: dict[tuple[str, str], Callable[[str, dict[str, str], Pictures], str]] = {
    ("", "img"): _image,
    ("", "div"): _alert,
    ("", "table"): _table,
    ("/", "table"): _end_of_table,
}


def script_json(value: object) -> str:
    """Write JSON that cannot end the ``<script>`` it stands in.

    Examples
    --------
    >>> script_json("</script>")
    '"\\\\u003c/script>"'
    """
    return _encoder().encode(value).replace("<", "\\u003c")


@functools.cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

"""SVG drawings inside a page: each with names of its own, and nothing that styles the others."""

import re

_TAG = re.compile(r"<[^>]*>")
_BEFORE = re.compile(r"\A.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>|<style\b.*?</style>", re.DOTALL)
_REFERENCE = re.compile(r"""(?<=url\(\#)[^)]+|(?<=href="\#)[^"]+""")
_NAME = re.compile(r'\s+id="([^"]*)"')
_SIZE = re.compile(r'<svg\b[^>]*?\bviewBox="0 0 (?P<wide>[\d.]+) (?P<high>[\d.]+)"[^>]*>')


def inline(svg: str, prefix: str) -> str:
    """Make one of our drawings part of a page.

    Names that nothing refers to go, the others get a prefix, so that two drawings in one page
    never mean each other's parts. What is said of a drawing stands on the element around it.

    Parameters
    ----------
    svg
        A whole file of `drawing.draw`.
    prefix
        Letters and digits, different for each drawing of the page.

    Examples
    --------
    >>> inline('<?xml?><svg viewBox="0 0 9 4" id="x"><g clip-path="url(#a)"/></svg>', "p1")
    '<svg viewBox="0 0 9 4" width="9" aria-hidden="true"><g clip-path="url(#p1-a)"/></svg>'
    """
    page = _METADATA.sub("", _BEFORE.sub("", svg)).strip()
    used = {name for tag in _TAG.findall(page) for name in _REFERENCE.findall(tag)}
    page = _TAG.sub(lambda tag: _renamed(tag[0], used, prefix), page)
    return _SIZE.sub(_opening, page, count=1)


def _renamed(tag: str, used: set[str], prefix: str) -> str:
    tag = _NAME.sub(
        lambda found: f' id="{prefix}-{found[1]}"' if found[1] in used else "", tag, count=1
    )
    return _REFERENCE.sub(lambda found: f"{prefix}-{found[0]}", tag)


def _opening(found: re.Match[str]) -> str:
    # A point of print is drawn as a pixel and a third; the style sheet sets the real width.
    wide, high = found["wide"], found["high"]
    return f'<svg viewBox="0 0 {wide} {high}" width="{wide}" aria-hidden="true">'

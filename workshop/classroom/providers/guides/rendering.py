"""A guide as a page that needs no network, and as paper; whatever it says is shown, not obeyed."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from workshop import i18n
from workshop.classroom.building.codes import qr_code
from workshop.classroom.building.lengths import characters
from workshop.classroom.building.provider import Guide, GuideStep
from workshop.i18n import tr
from workshop.paper import pages
from workshop.templates import template

_HERE = Path(__file__).parent
# A code of a longer link has squares too small for the camera of a cheap telephone.
_LONGEST_CODE = 800


@dataclass(frozen=True)
class _Shown:
    """A step with its words around it."""

    number: int
    step: GuideStep
    length: str
    address: str
    evidence: str
    code: bytes


def to_html(guide: Guide, language: str) -> str:
    """Return a guide as one page with boxes to tick and texts to copy.

    Parameters
    ----------
    guide
        Written in ``language``.
    language
        ``"id"`` or ``"en"``, for the words around it.

    Examples
    --------
    >>> page = to_html(Guide("A class", "By hand.", (GuideStep("Open <it>."),)), "en")
    >>> "Open &lt;it&gt;." in page
    True
    """
    with i18n.use(language):
        return template(_HERE / "guide.html.j2").render(
            guide=guide,
            language=language,
            steps=[(shown, _picture(shown.code)) for shown in _shown(guide)],
            words={
                "limits": _limits_title(),
                "steps": tr("Steps"),
                "press": tr("Copy"),
                "open": tr("Open"),
                "phone": tr("Open it on the phone: QR code"),
                "code": tr("QR code of the link"),
            },
            said={
                "done": tr("{done} of {all} steps done", done="{done}", all="{all}"),
                "copied": tr("Copied."),
                "selected": tr("Selected. Press Ctrl+C to copy it."),
            },
        )


def to_pdf(guide: Guide, language: str) -> bytes:
    """Return a guide as pages in A4, to tick with a pen.

    Examples
    --------
    >>> to_pdf(Guide("A class", "By hand.", (GuideStep("Open it."),)), "en")[:4]
    b'%PDF'
    """
    with i18n.use(language):
        steps = list(_shown(guide))
        limits = pages.array([pages.string(limit) for limit in guide.limits])
        head = map(pages.string, (guide.title, guide.introduction, _limits_title()))
        calls = [pages.call("opening", *head, limits), *map(_written, steps)]
        codes = {f"code-{shown.number}.svg": shown.code for shown in steps if shown.code}
        look = _HERE / "guide.typ"
        return pages.to_pdf(guide.title, language, calls, look=look, pictures=codes)


def _shown(guide: Guide) -> Iterator[_Shown]:
    for number, step in enumerate(guide.steps, 1):
        # Only what opens in a browser becomes a link.
        link = step.link if step.link.startswith(("https://", "http://")) else ""
        evidence = tr("Evidence: {what}", what=step.evidence) if step.evidence else ""
        parts = (_length(step), _address(step, link), evidence, _code(step, link))
        yield _Shown(number, step, *parts)


def _length(step: GuideStep) -> str:
    if not (step.text and step.limit):
        return ""
    count = i18n.number(characters(step.text))
    return tr("{count} of {limit} characters", count=count, limit=i18n.number(step.limit))


def _address(step: GuideStep, link: str) -> str:
    """Return what is read of a link; one that carries the whole text would be lines long."""
    return tr("Open with this text") if link and _carries(step) else link


def _code(step: GuideStep, link: str) -> bytes:
    """Return the code of a link that is opened on the telephone, where the account is."""
    useful = _carries(step) and 0 < len(link) <= _LONGEST_CODE
    return qr_code(link) if useful else b""


def _carries(step: GuideStep) -> bool:
    return bool(step.text) and quote(step.text) in step.link


def _written(shown: _Shown) -> str:
    step = shown.step
    return pages.call(
        "step",
        str(shown.number),
        pages.string(step.do),
        pages.string(step.text),
        pages.string(shown.length),
        pages.string(step.link if shown.address else ""),
        pages.string(shown.address),
        pages.string(shown.evidence),
        pages.truth(bool(shown.code)),
    )


def _limits_title() -> str:
    return tr("What to know before")


def _picture(code: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(code).decode()}" if code else ""

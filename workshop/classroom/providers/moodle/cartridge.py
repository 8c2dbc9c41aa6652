"""The forums and pages of a class as an IMS Common Cartridge 1.1, the newest that Moodle imports.

What comes first in a cartridge lands in Moodle's general section, and each further part in the
section of a week; so the weeks keep their numbers. All times in the file are fixed, so that the
same blueprint always gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring

from workshop.classroom.blueprint.model import Blueprint, Week
from workshop.classroom.providers.moodle import content, names
from workshop.i18n import tr, use

# The three spaces of names that Moodle looks for, and where their schemas are published.
CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
METADATA = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
TOPIC = "http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"
_SCHEMAS = {
    CARTRIDGE: f"{_PROFILE}/ccv1p1_imscp_v1p2_v1p0.xsd",
    METADATA: f"{_PROFILE}/LOM/ccv1p1_lommanifest_v1p0.xsd",
    TOPIC: f"{_PROFILE}/ccv1p1_imsdt_v1p1.xsd",
}
MANIFEST = "imsmanifest.xml"
FORUM, PAGE = "imsdt_xmlv1p1", "webcontent"
_ENTITY = re.compile(r"&amp;(?=#?\w+;)")
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that an archive can hold


@dataclass(frozen=True)
class _Item:
    """A forum or a page: what it is called, and what stands in it."""

    key: str
    title: str
    type: str
    html: str

    @property
    def file(self) -> str:
        return f"{self.key}/{'topic.xml' if self.type == FORUM else 'page.html'}"


def cartridge(blueprint: Blueprint) -> bytes:
    """Return the file with the forums and pages of a class."""
    parts = list(_parts(blueprint))
    items = [item for _, inside in parts for item in inside]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as whole:
        _add(whole, MANIFEST, _manifest(blueprint, parts))
        for item in items:
            _add(whole, item.file, _topic(item) if item.type == FORUM else _page(blueprint, item))
    return archive.getvalue()


def _parts(blueprint: Blueprint) -> Iterator[tuple[str, list[_Item]]]:
    """Yield title and content of the general section, then of each week."""
    weekly = {week.key: week for week in blueprint.weeks}
    pages, forums = dict(names.pages(blueprint)), dict(names.forums(blueprint))
    general = [
        _Item(f"forum-{key}", name, FORUM, content.forum(blueprint, key))
        for key, name in forums.items()
        if key not in weekly
    ]
    if blueprint.rules:
        general.insert(0, _Item("page-rules", pages["rules"], PAGE, content.rules(blueprint)))
    with use(blueprint.language):
        yield tr("General"), general
    for key, week in weekly.items():
        yield forums[key], _weekly(blueprint, week, pages[key], forums[key])


def _weekly(blueprint: Blueprint, week: Week, page: str, forum: str) -> list[_Item]:
    return [
        _Item(f"page-{week.key}", page, PAGE, content.guide(blueprint, week)),
        _Item(f"forum-{week.key}", forum, FORUM, content.forum(blueprint, week.key)),
    ]


def _manifest(blueprint: Blueprint, parts: Sequence[tuple[str, list[_Item]]]) -> bytes:
    # Moodle reads the first kilobyte and wants this name without a prefix there.
    root = Element("manifest", {"identifier": f"cc-{blueprint.key}", "xmlns": CARTRIDGE})
    root.set("xmlns:lomimscc", METADATA)
    _locate(root, CARTRIDGE, METADATA)
    _describe(SubElement(root, "metadata"), blueprint)
    organization = SubElement(
        SubElement(root, "organizations"),
        "organization",
        {"identifier": "weeks", "structure": "rooted-hierarchy"},
    )
    top = SubElement(organization, "item", {"identifier": "root"})
    for number, (title, items) in enumerate(parts):
        _organize(top, number, title, items)
    resources = SubElement(root, "resources")
    for item in (item for _, items in parts for item in items):
        _refer(resources, item)
    return _xml(root)


def _describe(metadata: Element, blueprint: Blueprint) -> None:
    SubElement(metadata, "schema").text = "IMS Common Cartridge"
    SubElement(metadata, "schemaversion").text = "1.1.0"
    general = SubElement(SubElement(metadata, "lomimscc:lom"), "lomimscc:general")
    for name, text in (
        ("title", names.course_name(blueprint)),
        ("description", names.plain(content.course(blueprint))),
    ):
        string = SubElement(SubElement(general, f"lomimscc:{name}"), "lomimscc:string")
        string.set("language", blueprint.language)
        string.text = text


def _organize(top: Element, number: int, title: str, items: Sequence[_Item]) -> None:
    part = SubElement(top, "item", {"identifier": f"part-{number:02}"})
    SubElement(part, "title").text = title
    for item in items:
        place = SubElement(
            part, "item", {"identifier": f"item-{item.key}", "identifierref": item.key}
        )
        SubElement(place, "title").text = item.title


def _refer(resources: Element, item: _Item) -> None:
    resource = SubElement(resources, "resource", {"identifier": item.key, "type": item.type})
    if item.type == PAGE:
        resource.set("href", item.file)
    SubElement(resource, "file", {"href": item.file})


def _topic(item: _Item) -> bytes:
    root = Element("topic", {"xmlns": TOPIC})
    _locate(root, TOPIC)
    SubElement(root, "title").text = item.title
    SubElement(root, "text", {"texttype": "text/html"}).text = _harmless(item.html)
    return _xml(root)


def _page(blueprint: Blueprint, item: _Item) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="{blueprint.language}">\n<head><meta charset="utf-8">'
        f"<title>{escape(item.title)}</title></head>\n<body>{_harmless(item.html)}</body>\n</html>\n"
    ).encode()


def _harmless(text: str) -> str:
    """Return HTML in which no escaped sign becomes a tag when Moodle undoes the escapes."""
    for escaped in ("&lt;", "&gt;"):
        text = text.replace(escaped, names.without_tags(unescape(escaped)))
    return _ENTITY.sub("&amp; ", text)


def _locate(root: Element, *spaces: str) -> None:
    root.set("xmlns:xsi", _INSTANCE)
    pairs = " ".join(f"{space} {_SCHEMAS[space]}" for space in spaces)
    root.set("xsi:schemaLocation", pairs)


def _xml(root: Element) -> bytes:
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    fromstring(text)  # noqa: S314  # our own text: it proves that no sign in it is forbidden
    return text


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same on every computer
    archive.writestr(entry, data)

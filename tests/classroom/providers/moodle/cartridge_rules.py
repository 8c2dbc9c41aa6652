"""What a Common Cartridge 1.1 has to be so that Moodle 4.5 imports it.

Read off the specification and off what a real Moodle took and refused.
"""

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, fromstring

CARTRIDGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
METADATA = "{http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest}"
TOPIC = "{http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1}"
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
TYPES = ("imsdt_xmlv1p1", "webcontent", "imswl_xmlv1p1")
TAGS = frozenset("html head meta title body p ol ul li h4 a br".split())
NAME = re.compile(r"[A-Za-z_][\w.-]*")
LONGEST = 255


def problems(data: bytes) -> list[str]:
    """Return all that is wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.testzip():
            return ["damaged"]
        files = {name: archive.read(name) for name in archive.namelist()}
        names = Counter(archive.namelist())
        times = {entry.date_time for entry in archive.infolist()}
    found = [f"{name} twice" for name, count in names.items() if count > 1]
    found += [f"path {name}" for name in files if name.startswith("/") or ".." in name]
    if len(times) > 1:
        found.append("times differ")
    if next(iter(files)) != "imsmanifest.xml":
        return [*found, "no manifest at the beginning"]
    return [*found, *_manifest(files)]


def _manifest(files: dict[str, bytes]) -> Iterator[str]:
    text = files["imsmanifest.xml"]
    root = fromstring(text)  # noqa: S314  # our own file
    # How Moodle recognises the version.
    if f'xmlns="{CARTRIDGE[1:-1]}"'.encode() not in text[:1024]:
        yield "name space not within the first kilobyte"
    if root.tag != f"{CARTRIDGE}manifest":
        yield f"root is {root.tag}"
    if root.findtext(f"{CARTRIDGE}metadata/{CARTRIDGE}schemaversion") != "1.1.0":
        yield "version"
    if not root.findtext(f".//{METADATA}title/{METADATA}string"):
        yield "no title"
    yield from _located(root, CARTRIDGE, METADATA)
    identifiers = Counter(each.get("identifier") or "" for each in root.iter() if each.attrib)
    identifiers.pop("", None)
    yield from (f"identifier {name} twice" for name, count in identifiers.items() if count > 1)
    yield from (f"identifier {name}" for name in identifiers if not NAME.fullmatch(name))
    yield from _organized(root)
    yield from _resources(root, files)


def _organized(root: Element) -> Iterator[str]:
    organizations = root.findall(f"{CARTRIDGE}organizations/{CARTRIDGE}organization")
    if [each.get("structure") for each in organizations] != ["rooted-hierarchy"]:
        yield "organization"
        return
    tops = organizations[0].findall(f"{CARTRIDGE}item")
    if len(tops) != 1 or tops[0].find(f"{CARTRIDGE}title") is not None:
        yield "one item without a title is the root"
    resources = {each.get("identifier") for each in root.iter(f"{CARTRIDGE}resource")}
    for item in tops[0].iter(f"{CARTRIDGE}item"):
        title = item.findtext(f"{CARTRIDGE}title")
        reference = item.get("identifierref")
        if item is not tops[0] and not (title and title.strip() and len(title) <= LONGEST):
            yield f"title {title!r}"
        if reference is not None and reference not in resources:
            yield f"{reference} does not exist"
        if reference is not None and item.findall(f"{CARTRIDGE}item"):
            yield "a forum or page holds others"


def _resources(root: Element, files: dict[str, bytes]) -> Iterator[str]:
    named = {"imsmanifest.xml"}
    for resource in root.iter(f"{CARTRIDGE}resource"):
        hrefs = [each.get("href", "") for each in resource.findall(f"{CARTRIDGE}file")]
        named |= set(hrefs)
        if resource.get("type") not in TYPES:
            yield f"type {resource.get('type')}"
        if resource.get("type") == "webcontent" and resource.get("href") not in hrefs:
            yield "a page without its file"
        for href in hrefs:
            if href not in files:
                yield f"{href} is missing"
            elif href.endswith(".xml"):
                yield from _topic(files[href])
            else:
                yield from _text(files[href].decode())
    yield from (f"{name} is named nowhere" for name in files.keys() - named)


def _topic(data: bytes) -> Iterator[str]:
    root = fromstring(data)  # noqa: S314  # our own file
    if root.tag != f"{TOPIC}topic":
        yield f"topic is {root.tag}"
    title, text = root.find(f"{TOPIC}title"), root.find(f"{TOPIC}text")
    if title is None or not (title.text or "").strip() or len(title.text or "") > LONGEST:
        yield "topic without a title"
    if text is None or text.get("texttype") != "text/html":
        yield "topic without HTML"
    else:
        yield from _text(text.text or "")
    yield from _located(root, TOPIC)


def _text(text: str) -> Iterator[str]:
    """Moodle undoes escapes up to twice, after it has cleaned the text."""
    for _ in range(4):
        yield from _Tags(text).strange
        text = html.unescape(text)


class _Tags(HTMLParser):
    """Collects tags and attributes that we never write."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.strange: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"a": {"href"}, "html": {"lang"}, "meta": {"charset"}}.get(tag, set())
        if tag not in TAGS or {name for name, _ in attrs} - allowed:
            self.strange.append(f"<{tag} {attrs}>")
        for name, value in attrs:
            if name == "href" and not (value or "").startswith(("http://", "https://")):
                self.strange.append(f"link {value}")


def _located(root: Element, *spaces: str) -> Iterator[str]:
    pairs = root.get(f"{INSTANCE}schemaLocation", "").split()
    if pairs[::2] != [space[1:-1] for space in spaces]:
        yield f"schemas of {root.tag}"
    if not all(
        place.startswith("http://www.imsglobal.org/profile/cc/ccv1p1/") for place in pairs[1::2]
    ):
        yield f"schema locations of {root.tag}"

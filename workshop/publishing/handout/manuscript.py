"""A document in the making: our own Typst calls, authors' texts and pictures, in order.

Authors' texts become Typst in one run of pandoc when the document is printed.
When Typst then refuses the whole, the guilty formula, text or picture is found
and shown in its plain form: a handout with one odd formula is better than none.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from workshop.errors import PublishingError
from workshop.publishing.handout import pandoc, typst
from workshop.publishing.handout.pandoc import Piece
from workshop.publishing.safe_html import NO_PICTURES, Pictures
from workshop.typesetting import RejectedError, quoted

_ENDINGS = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"RIFF": "webp",
}


@dataclass
class Manuscript:
    """What will be printed.

    Parameters
    ----------
    missing
        Words for a picture that cannot be shown.
    """

    missing: str
    parts: list[str | Piece] = field(default_factory=list)
    places: list[Pictures] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def own(self, text: str) -> None:
        """Add Typst text of ours; words of others stand in it as `typesetting.quoted` strings."""
        self.parts.append(text)

    def author(self, piece: Piece, pictures: Pictures = NO_PICTURES) -> None:
        """Add a text of an author, and where its pictures come from."""
        self.parts.append(piece)
        self.places.append(pictures)

    def picture(self, data: bytes) -> str:
        """Keep a picture and return the name that Typst knows it by."""
        name = f"picture-{len(self.files) + 1}.{_ending(data)}"
        self.files[name] = data
        return name

    def to_pdf(self) -> bytes:
        """Print the manuscript.

        Raises
        ------
        PublishingError
            When pandoc or Typst does not work on this machine.
        """
        pieces = [part for part in self.parts if isinstance(part, Piece)]
        made = pandoc.typeset(pieces) if pieces else pandoc.Typeset((), (), "")
        numbered = self._numbered(made)
        try:
            return typst.to_pdf(self._document(made.texts, numbered), self.files)
        except RejectedError:
            return self._mended(made, pieces, numbered)

    def _mended(
        self, made: pandoc.Typeset, pieces: list[Piece], numbered: Mapping[str, str]
    ) -> bytes:
        texts = [
            _acceptable(text, made.mark, piece)
            for text, piece in zip(made.texts, pieces, strict=True)
        ]
        sound = {name: data for name, data in self.files.items() if _is_sound(name, data)}
        try:
            return typst.to_pdf(self._document(texts, numbered, sound), sound)
        except RejectedError as error:
            raise PublishingError(
                "The handout could not be laid out ({reason}). "
                "Install the kit again; if that does not help, report this sentence.",
                reason=error,
            ) from error

    def _numbered(self, made: pandoc.Typeset) -> dict[str, str]:
        """Fetch the pictures that authors' texts name: number in the text → name of the file."""
        found = {}
        for number, (piece, source) in enumerate(made.pictures, start=1):
            data = _content(self.places[piece].data_uri(source))
            if data:
                found[str(number)] = self.picture(data)
        return found

    def _document(
        self,
        texts: "tuple[str, ...] | list[str]",
        numbered: Mapping[str, str],
        sound: Mapping[str, bytes] | None = None,
    ) -> str:
        names = self.files if sound is None else sound
        known = {number: name for number, name in numbered.items() if name in names}
        known |= {name: name for name in names}
        remaining = iter(texts)
        body = (part if isinstance(part, str) else next(remaining) for part in self.parts)
        return "\n\n".join([_prelude(known, self.missing), *body])


def _prelude(files: Mapping[str, str], missing: str) -> str:
    table = ", ".join(f"{quoted(number)}: {quoted(name)}" for number, name in files.items())
    return (
        f'#import "{typst.THEME}": *\n#let files = ({table or ":"})\n'
        f"#let picture = picture.with(files, {quoted(missing)})"
    )


def _acceptable(text: str, mark: str, piece: Piece) -> str:
    if _is_fine(text):
        return text
    fixed = pandoc.with_sound_formulas(text, mark, _is_fine)
    return fixed if _is_fine(fixed) else f"#plain({quoted(piece.text)})"


def _is_fine(text: str) -> bool:
    return typst.accepts(f"{_prelude({}, '')}\n{text}")


def _is_sound(name: str, data: bytes) -> bool:
    return typst.accepts(f"#image({quoted(name)})", {name: data})


def _content(uri: str | None) -> bytes | None:
    if uri is None:
        return None
    kind, _, data = uri.partition(",")
    try:
        return base64.b64decode(data) if kind.endswith(";base64") else unquote_to_bytes(data)
    except binascii.Error:
        return None


def _ending(data: bytes) -> str:
    """Typst goes by the ending of a file, and authors' endings are sometimes wrong."""
    return next((end for start, end in _ENDINGS.items() if data.startswith(start)), "svg")

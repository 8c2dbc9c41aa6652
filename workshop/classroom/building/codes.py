"""A text as a QR code, to be photographed from a screen or from paper."""

import io


def qr_code(text: str) -> bytes:
    """Return a text as a QR code, an SVG picture.

    Examples
    --------
    >>> b"<svg" in qr_code("https://example.ac.id")
    True
    """
    import segno

    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", border=2, dark="#1f2933")
    return picture.getvalue()

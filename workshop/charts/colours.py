"""The colours of every chart, safe for colour-blind readers, and the ink to write on them.

Unordered series take the palette of Okabe and Ito (2008). The steps of an
answer scale go from orange-brown over neutral grey to blue, which all common
kinds of colour blindness keep apart, and get darker towards both ends, which
also shows on a black and white print.
"""

FONT = "Source Sans Pro"
INK = "#1f2933"
GRID = "#d9e0e6"
# Okabe and Ito's blue, orange, green, vermilion, purple and sky blue.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9")
MUTED = "#8fa3b3"
HIGHLIGHT = COLOURS[0]

# Ends of the two arms of a scale, strong and light, and what lies between the arms.
_LOW, _HIGH = ("#a63f00", "#f7c08a"), ("#005a91", "#9fd0f0")
_MIDDLE = "#d3d9df"


def steps(count: int) -> tuple[str, ...]:
    """Return the colours of the steps of a scale, from its low end to its high end.

    Examples
    --------
    >>> steps(5)
    ('#a63f00', '#f7c08a', '#d3d9df', '#9fd0f0', '#005a91')
    >>> len(set(steps(10)))
    10
    """
    arm = count // 2
    middle = (_MIDDLE,) if count % 2 else ()
    return (*_arm(*_LOW, arm), *middle, *reversed(_arm(*_HIGH, arm)))


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on a colour.

    The better of the two always has a contrast of at least 4.58 to 1.

    Examples
    --------
    >>> ink_on("#005a91"), ink_on("#d3d9df")
    ('#ffffff', '#000000')
    """
    # Where both have the same contrast: (1.05 / l)² = 21, with l the luminance + 0.05.
    return "#ffffff" if _luminance(colour) < 0.1791 else "#000000"


def _arm(strong: str, light: str, count: int) -> tuple[str, ...]:
    """Return colours from strong to light; with few steps, they stay far apart."""
    return tuple(_mixed(strong, light, place / max(1, count - 1)) for place in range(count))


def _mixed(first: str, second: str, share: float) -> str:
    pairs = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

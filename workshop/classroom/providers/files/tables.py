"""Tables as CSV (RFC 4180) for programs: UTF-8 without a mark, commas, no formulas.

A text that a spreadsheet would take for a formula gets an apostrophe; keys, dates and ordinary
addresses never begin like one, so that what programs compare stays as it is.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence


def to_csv(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write rows under a header; what a row does not name stays empty.

    Examples
    --------
    >>> to_csv(["id", "name"], [{"id": "ani", "name": "=1+1"}])
    b"id,name\\r\\nani,'=1+1\\r\\n"
    """
    from workshop.spreadsheet import defused

    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, header, restval="")
    writer.writeheader()
    writer.writerows(
        {name: defused(text, in_csv=True) for name, text in row.items()} for row in rows
    )
    return lines.getvalue().encode()

"""What is wrong with the files of a catalogue, each mistake a sentence with its row."""

from collections.abc import Iterator, Mapping, Sequence

from workshop.classroom.choosing.model import BASES, BEST, FACTS, HEAVIEST
from workshop.errors import Message

Rows = Sequence[Mapping[str, str]]


def of(read: Mapping[str, Rows]) -> Iterator[Message]:
    """Name every value that the files do not allow, and every row that is missing or double.

    Parameters
    ----------
    read
        Name of the file → its rows.
    """
    codes = [row["code"] for row in read["criteria"]]
    for name in ("platforms", "criteria", "requirements"):
        yield from _doubles(name, [row["code"] for row in read[name]])
    for row in read["criteria"]:
        yield from _weight(row)
    for row in read["requirements"]:
        yield from _requirement(row)
    for row in read["platforms"]:
        yield from _facts(row)
    known = {row["code"] for row in read["platforms"]}
    for row in read["platform_evidence"]:
        yield from _evidence(row, known, codes)
    yield from _gaps(read, codes)


def _doubles(name: str, codes: Sequence[str]) -> Iterator[Message]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Message("{file}.csv: {code} stands in it twice", file=name, code=code)


def _weight(row: Mapping[str, str]) -> Iterator[Message]:
    if row["weight"] not in map(str, range(HEAVIEST + 1)):
        yield Message(
            "criteria.csv: the weight of {criterion} is {value}; allowed: 0 to {most}",
            criterion=row["code"],
            value=row["weight"] or "–",
            most=HEAVIEST,
        )


def _requirement(row: Mapping[str, str]) -> Iterator[Message]:
    if row["fact"] not in FACTS:
        yield Message(
            "requirements.csv: the fact {fact} is not known; allowed: {allowed}",
            fact=row["fact"] or "–",
            allowed=", ".join(FACTS),
        )
    elif strange := set(row["passes"].split()) - set(FACTS[row["fact"]]):
        yield Message(
            "requirements.csv: {requirement} passes with {value}; allowed: {allowed}",
            requirement=row["code"],
            value=", ".join(sorted(strange)),
            allowed=", ".join(FACTS[row["fact"]]),
        )


def _facts(row: Mapping[str, str]) -> Iterator[Message]:
    for fact, values in FACTS.items():
        if row[fact] and row[fact] not in values:
            yield Message(
                "platforms.csv: {fact} of {platform} is {value}; allowed: {allowed}",
                fact=fact,
                platform=row["code"],
                value=row[fact],
                allowed=", ".join(values),
            )


def _evidence(
    row: Mapping[str, str], platforms: set[str], criteria: Sequence[str]
) -> Iterator[Message]:
    where = {"platform": row["platform"], "aspect": row["aspect"]}
    if row["platform"] not in platforms or row["aspect"] not in (*FACTS, *criteria):
        yield Message(
            "platform_evidence.csv: {platform} or {aspect} is not known in the other files", **where
        )
    elif row["aspect"] in criteria and row["score"] not in map(str, range(BEST + 1)):
        yield Message(
            "platform_evidence.csv: the score of {platform} for {aspect} is {value}; "
            "allowed: 0 to {most}",
            **where,
            value=row["score"] or "–",
            most=BEST,
        )
    if row["basis"] not in BASES:
        yield Message(
            "platform_evidence.csv: the basis of {platform} for {aspect} is {value}; "
            "allowed: {allowed}",
            **where,
            value=row["basis"] or "–",
            allowed=", ".join(BASES),
        )


def _gaps(read: Mapping[str, Rows], criteria: Sequence[str]) -> Iterator[Message]:
    found = {(row["platform"], row["aspect"]) for row in read["platform_evidence"]}
    for row in read["platforms"]:
        for aspect in (*FACTS, *criteria):
            if (row["code"], aspect) not in found:
                yield Message(
                    "platform_evidence.csv: there is no row for {platform} and {aspect}",
                    platform=row["code"],
                    aspect=aspect,
                )

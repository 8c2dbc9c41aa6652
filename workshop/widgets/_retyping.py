"""What becomes of the other language when words are typed in one of them.

A question that was just added holds words to be replaced; whoever replaces them
in one language must not leave them in the other. What is emptied stays empty,
so that it is told as a mistake and nothing comes back by itself.
"""

from collections.abc import Callable, Iterator, Sequence

from workshop.tables import Text

# Whether words in the other language are only there until somebody writes better ones.
Stopgap = Callable[[Text], bool]


def one(old: Text, language: str, typed: str, stopgap: Stopgap) -> Text:
    """Return a text with new words in a language, and in both where the other is a stopgap.

    Examples
    --------
    >>> one(Text("Pertanyaan baru?", "New question?"), "id", "Suka kopi?", lambda _: True)
    Text(id='Suka kopi?', en='Suka kopi?')
    """
    words = " ".join(typed.split())
    if words and stopgap(old):
        return Text(words, words)
    return Text(words, old.en) if language == "id" else Text(old.id, words)


def several(old: Sequence[Text], language: str, typed: str, stopgap: Stopgap) -> tuple[Text, ...]:
    """Return the labels of options, typed one a line in a language.

    A line that was there before keeps its other half wherever it is moved; a new line takes
    the place of the one that stood there. Labels without words wait for them: they do not go
    when fewer lines are typed.

    Examples
    --------
    >>> several([Text("Ya", "Yes"), Text("Tidak", "No")], "id", "Tidak\\nYa", lambda _: False)
    (Text(id='Tidak', en='No'), Text(id='Ya', en='Yes'))
    """
    before = [label.in_language(language) for label in old]
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    if not any(lines):
        emptied = tuple(one(label, language, "", stopgap) for label in old)
        return emptied if any(label.id or label.en for label in emptied) else ()
    if all(before):
        lines = [line for line in lines if line]
    else:
        lines += [""] * (len(old) - len(lines))
    return tuple(_labels(old, before, lines, language, stopgap))


def _labels(
    old: Sequence[Text], before: list[str], lines: list[str], language: str, stopgap: Stopgap
) -> Iterator[Text]:
    left = {words: place for place, words in reversed(list(enumerate(before))) if words}
    moved = {place: left.pop(line) for place, line in enumerate(lines) if line in left}
    taken = set(moved.values())
    for place, line in enumerate(lines):
        if place in moved:
            yield old[moved[place]]
        elif place < len(old) and place not in taken:
            yield one(old[place], language, line, stopgap)
        elif line:
            yield Text(line, line)

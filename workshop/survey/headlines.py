"""Which sentences of a result say what was found; the others say how, and what to beware of."""

import re

from workshop.results import Result
from workshop.survey.analysis import crosstab_words
from workshop.survey.analysis.crosstab import Crosstab
from workshop.survey.analysis.frequencies import Frequencies

MOST = 3
# A level of confidence is no finding, nor is a whole of 100%.
_LEVELS = re.compile(r"\b(?:90|95|99|100)\s?%")
_FIGURE = re.compile(r"\d[.,]\d|\d\s?%|=\s?[-−]?\d|<\s?\d")


def headlines(result: Result) -> tuple[str, ...]:
    """Return the sentences with the figures that were found, at most three.

    Where no sentence has any, the first one stands for all.

    Examples
    --------
    >>> from workshop.survey.analysis.sampling import sample_size
    >>> len(headlines(sample_size(300)))
    3
    """
    method = ""
    if isinstance(result, Crosstab) and result.test is not None:
        method = crosstab_words.reason(result.test)
    # After the most frequent answer, frequencies tell how exact their shares are.
    most = 1 if isinstance(result, Frequencies) else MOST
    sentences = tuple(result.sentences())
    found = tuple(one for one in sentences if one != method and _has_figure(one))
    return found[:most] or sentences[:1]


def _has_figure(sentence: str) -> bool:
    return bool(_FIGURE.search(_LEVELS.sub("", sentence)))

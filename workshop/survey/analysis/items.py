"""Which items a reliability is asked for, and whether their answers allow one."""

from typing import TYPE_CHECKING

import pandas as pd

from workshop.errors import SurveyError
from workshop.survey.analysis.scores import are_equal
from workshop.survey.analysis.variable import Data, Variable, variable
from workshop.survey.responses import Responses
from workshop.tables import Text

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers


def items_of(data: Data, names: tuple[str, ...]) -> tuple[Text, tuple[Variable, ...]]:
    """Return the title of a scale, empty for loose items, and the items themselves."""
    title = Text("", "")
    if isinstance(data, Responses):
        scales = {scale.id: scale for scale in data.questionnaire.scales}
        if len(names) == 1 and data.questionnaire.items(names[0]):
            scale = scales.get(names[0])
            title = scale.title if scale else Text(names[0], names[0])
            names = tuple(item.id for item in data.questionnaire.items(names[0]))
    elif isinstance(data, pd.DataFrame) and not names:
        names = tuple(data.columns)
    found = tuple(variable(data, name) for name in names)
    if len(found) < 2 or len(set(names)) < len(names):
        raise SurveyError(
            "{count} different items are given; reliability needs at least 2. Name the items, or "
            "a scale of the questionnaire.",
            count=len(set(names)),
        )
    return title, found


def check(answers: "Numbers", items: tuple[Variable, ...], respondents: int) -> None:
    """Refuse answers of too few people, and items that do not vary."""
    if len(answers) < 3:
        raise SurveyError(
            "Too few people answered all {items} items ({count} of {respondents}); at least 3 "
            "are needed. Leave out the items with many missing answers.",
            count=len(answers),
            respondents=respondents,
            items=len(items),
        )
    for item, values in zip(items, answers.T, strict=True):
        if are_equal(values):
            raise SurveyError(
                "All {count} people who answered every item gave the same answer to {item}. Leave "
                "this item out.",
                count=len(answers),
                item=item.id,
            )

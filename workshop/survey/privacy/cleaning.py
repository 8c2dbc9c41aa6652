"""Taking out of the answers what must not be shared: questions, contacts, details, order."""

import re
from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd

from workshop.errors import Message, SurveyError
from workshop.sheets.report import ReadingReport
from workshop.survey.privacy import anonymity
from workshop.survey.privacy.anonymity import Merging
from workshop.survey.questionnaire.model import Question
from workshop.survey.responses import Responses

# What happens to a question, in words.
TREATMENTS = {
    "identifier": Message("removed: it names a person"),
    "sensitive": Message("removed: it must not be tied to a person"),
    "date": Message("removed: a date singles people out"),
    "text": Message("removed: people name themselves in free texts"),
    "without": Message("removed, as you asked"),
    "coarser": Message("kept, with answers joined as you asked"),
    "blanked": Message("kept, some answers blanked"),
    "masked": Message("kept, e-mail addresses and long numbers masked"),
    "kept": Message("kept"),
}
REMOVED = ("identifier", "sensitive", "date", "text", "without")
_CONTACT = re.compile(r"\S+@\S+|(?:\d[ .()/-]{0,2}){6,}\d|@\w+")


def treatment(
    question: Question, responses: Responses, without: Collection[str], *, free_text: bool
) -> str:
    """Return the key of `TREATMENTS` for a question, before groups are looked at."""
    if "identifier" in (question.role, question.privacy) or _is_a_number_of_persons(
        question, responses.table
    ):
        return "identifier"
    if question.privacy == "sensitive":
        return "sensitive"
    if question.id in without:
        return "without"
    if question.kind == "text":
        return "masked" if free_text else "text"
    return "date" if question.kind == "date" else "kept"


def _is_a_number_of_persons(question: Question, table: pd.DataFrame) -> bool:
    """Recognise student, identity and telephone numbers: long, whole and nobody's twice."""
    if question.kind != "number":
        return False
    numbers = table[question.id].dropna()
    long = numbers[(numbers >= 100_000) & (numbers % 1 == 0)]
    return len(long) > 0.5 * len(numbers) and long.nunique() > 0.9 * len(long)


def left_out(responses: Responses, treatments: dict[str, str]) -> Responses:
    """Leave out questions; the report and the name of the file may hold answers and names."""
    questions = tuple(
        question
        for question in responses.questionnaire.questions
        if treatments[question.id] not in REMOVED
    )
    table = responses.table[[name for question in questions for name in question.columns]].copy()
    for question in questions:
        if treatments[question.id] == "masked":
            masked = table[question.id].astype("string").str.replace(_CONTACT, "…", regex=True)
            table[question.id] = masked.astype(table[question.id].dtype)
    return Responses(
        replace(responses.questionnaire, questions=questions),
        table,
        ReadingReport(),
        simulated=responses.simulated,
    )


def mergings(
    quasi: list[Question], people: pd.DataFrame, done: Collection[str] = ()
) -> dict[str, Merging]:
    """Return how the answers to each question can be joined, where they can."""
    found = {one.id: anonymity.merging(one, people[one.id]) for one in quasi if one.id not in done}
    return {name: merging for name, merging in found.items() if merging}


def joined(responses: Responses, names: Collection[str]) -> Responses:
    """Join answers of these questions; those that were left out are no matter any more."""
    wanted = [one for one in responses.questionnaire.questions if one.id in names]
    people = anonymity.keys(responses, wanted)
    possible = mergings(wanted, people)
    table, questions = responses.table.copy(), list(responses.questionnaire.questions)
    for question in wanted:
        if question.id not in possible:
            raise SurveyError(
                "The answers to {question} cannot be joined: it has fewer than three different "
                "ones, or is answered with several. Use without instead of coarser.",
                question=question.id,
            )
        merging = possible[question.id]
        new = replace(
            question, kind="single", options=merging.options, minimum=None, maximum=None, scale=""
        )
        codes = people[question.id].map(merging.codes)
        table[question.id] = pd.Categorical(codes, categories=list(new.codes))
        questions[questions.index(question)] = replace(new, reversed=False)
    return replace(
        responses,
        questionnaire=replace(responses.questionnaire, questions=tuple(questions)),
        table=table,
    )


def blanked(responses: Responses, gone: pd.DataFrame) -> Responses:
    """Blank the answers that `anonymity.blanks` marks."""
    table = responses.table.copy()
    for name in gone.columns:
        for column in responses.questionnaire.question(name).columns:
            table[column] = table[column].mask(gone[name])
    return replace(responses, table=table)


def shuffled(responses: Responses, seed: int | None) -> Responses:
    """Put the rows into a random order, since the first and the last to answer are known."""
    order = np.random.default_rng(seed).permutation(len(responses))
    return replace(responses, table=responses.table.iloc[order].reset_index(drop=True))

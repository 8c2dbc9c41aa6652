"""Surveys for the tests of the explorer: small ones, random ones, and one of a million rows."""

from typing import Any

import numpy as np
import pandas as pd

from workshop.survey.questionnaire.model import Kind, Option, Question, Questionnaire, Role
from workshop.survey.responses import Responses
from workshop.tables import Text

FACULTIES = {"feb": "Ekonomi", "fkip": "Keguruan", "ft": "Teknik"}
AGREEMENT = {
    "1": "Sangat tidak setuju",
    "2": "Tidak setuju",
    "3": "Netral",
    "4": "Setuju",
    "5": "Sangat setuju",
}
PLATFORMS = {"facebook": "Facebook", "instagram": "Instagram", "youtube": "YouTube", "x": "X"}
PURPOSES = {"chat": "Mengobrol", "search": "Mencari bahan", "video": "Menonton video"}


def question(
    name: str, label: str, kind: Kind, options: dict[str, str] | None = None, role: Role = ""
) -> Question:
    """Return a question whose words are the same in both languages."""
    listed = tuple(Option(code, Text(text, text)) for code, text in (options or {}).items())
    return Question(name, Text(label, label), kind, listed, role=role)


def questionnaire() -> Questionnaire:
    """Return a questionnaire with every kind of question that can be counted."""
    return Questionnaire(
        Text("Media sosial dan belajar", "Social media and learning"),
        (
            question("faculty", "Fakultas", "single", FACULTIES, "demographic"),
            question("year", "Tahun", "single", {"1": "Tahun 1", "2": "Tahun 2"}, "demographic"),
            question(
                "gender",
                "Jenis kelamin",
                "single",
                {"f": "Perempuan", "m": "Laki-laki"},
                "demographic",
            ),
            question("platform", "Media yang paling sering dipakai", "single", PLATFORMS),
            question("hours", "Jam sehari di media sosial", "number"),
            question("purposes", "Untuk apa", "multiple", PURPOSES),
            question("useful", "Media sosial membantu belajar", "likert", AGREEMENT),
            question("focus", "Media sosial mengganggu", "likert", AGREEMENT),
            question("gpa", "IPK", "number", role="outcome"),
            question("name", "Nama", "text", role="identifier"),
        ),
    )


def responses(rows: int, seed: int = 7, *, simulated: bool = True) -> Responses:
    """Return answers in which the questions depend on one another; some are missing."""
    rng = np.random.default_rng(seed)
    faculty = rng.choice(3, rows, p=[0.45, 0.35, 0.2])
    trait = rng.normal(size=rows)
    hours = np.clip(np.round(4 + 1.5 * rng.normal(size=rows) + 0.5 * faculty, 1), 0, 16)
    gpa = np.round(np.clip(3 + 0.3 * trait + 0.2 * rng.normal(size=rows), 1, 4), 2)
    gpa[rng.random(rows) < 0.09] = np.nan
    table = pd.DataFrame(
        {
            "faculty": _categories(list(FACULTIES), faculty),
            "year": _categories(["1", "2"], rng.integers(0, 2, rows)),
            "gender": _categories(["f", "m"], rng.choice(2, rows, p=[0.6, 0.4])),
            "platform": _categories(list(PLATFORMS), rng.choice(4, rows, p=[0.4, 0.3, 0.18, 0.12])),
            "hours": hours,
            **{
                f"purposes/{code}": pd.array(rng.random(rows) < share, dtype="boolean")
                for code, share in zip(PURPOSES, (0.75, 0.5, 0.3), strict=True)
            },
            "useful": _steps(trait + 0.7 * rng.normal(size=rows)),
            "focus": _steps(-trait + 0.9 * rng.normal(size=rows)),
            "gpa": gpa,
            "name": [f"Orang {number}" for number in range(rows)],
        }
    )
    return Responses(questionnaire(), table, source="answers.csv", simulated=simulated)


def _categories(codes: list[str], places: "np.ndarray[Any, np.dtype[np.int64]]") -> pd.Categorical:
    return pd.Categorical(np.array(codes)[places], categories=codes)


def _steps(values: "np.ndarray[Any, np.dtype[np.float64]]") -> pd.Categorical:
    places = np.searchsorted([-1.3, -0.5, 0.4, 1.3], values)
    steps = list(AGREEMENT)
    return pd.Categorical(np.array(steps)[places], categories=steps, ordered=True)


def of_one(asked: Question, answers: list[object]) -> Responses:
    """Return the answers to a single question."""
    column = pd.Series(answers)
    if asked.kind in ("single", "likert"):
        column = pd.Series(pd.Categorical(answers, categories=list(asked.codes)))
    return Responses(Questionnaire(Text("Satu", "One"), (asked,)), pd.DataFrame({asked.id: column}))

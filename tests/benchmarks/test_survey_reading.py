"""The promise on large files of answers, as a ratio beside a bare `pandas.read_csv`."""

import csv
import random
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.benchmarks.ratios import Ratio, best
from workshop.survey.questionnaire.model import Kind, Option, Question, Questionnaire
from workshop.survey.reading.loading import read
from workshop.tables import Text

ROWS = 100_000
TURNS = 5
STEPS = ("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju")
FACULTIES = ("Teknik", "Hukum", "Kedokteran")
PURPOSES = ("Mengobrol", "Media sosial", "Mencari, mengunduh", "Foto", "Video", "Musik")


def question(name: str, kind: Kind, labels: tuple[str, ...] = ()) -> Question:
    options = (Option(str(code), Text(one, one)) for code, one in enumerate(labels, start=1))
    return Question(name, Text(name, name), kind, tuple(options))


QUESTIONNAIRE = Questionnaire(
    Text("", ""),
    (
        *(question(f"likert_{number}", "likert", STEPS) for number in range(20)),
        *(question(f"single_{number}", "single", FACULTIES) for number in range(10)),
        *(question(f"multiple_{number}", "multiple", PURPOSES) for number in range(4)),
        *(question(f"number_{number}", "number") for number in range(6)),
    ),
)


def write(path: Path) -> None:
    """Write 40 columns as Google Forms does; the seed makes the file the same each time."""
    chance = random.Random(300)  # noqa: S311 - answers, not secrets
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(one.id for one in QUESTIONNAIRE.questions)
        for _ in range(ROWS):
            several = (chance.sample(PURPOSES, chance.randint(1, 4)) for _ in range(4))
            numbers = (f"{chance.uniform(0, 24):.1f}" for _ in range(6))
            steps, faculties = chance.choices(STEPS, k=20), chance.choices(FACULTIES, k=10)
            rows.writerow([*steps, *faculties, *map(";".join, several), *numbers])


def seconds(work: Callable[[], object]) -> float:
    """Measure the processor's time: both run on one core, and others may use the machine."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(path: Path, questionnaire: Questionnaire | None) -> Ratio:
    kit, stock = best(
        lambda: seconds(lambda: read(path, questionnaire)),
        lambda: seconds(lambda: pd.read_csv(path)),
        TURNS,
    )
    return Ratio("survey.read, 100,000 × 40", "pandas.read_csv", kit, stock, 1 / 3)


@pytest.mark.benchmark
def test_a_large_file_takes_at_most_three_times_a_bare_pandas(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    write(path)
    for questionnaire in (QUESTIONNAIRE, None):
        ratio = measure(path, questionnaire)
        print(f"{ratio.kit:.2f} s beside {ratio.stock:.2f} s: {1 / ratio.value:.2f}×")
        assert ratio.holds

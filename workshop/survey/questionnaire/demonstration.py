"""The demonstration survey: 168 made-up students of 300, as a Google Forms export.

Every margin is dealt out exactly: people are ordered by a score that carries the dependence
(say, of the device on the faculty) and some chance; the lowest get the first option, the next
ones the second, and so on. What there is to find is told in ``data/README.md``.

Only ``random()`` of the standard library is used as the source of chance, since Python promises
that its sequence never changes; so the file comes out the same, byte by byte, on every machine.
"""

import csv
import datetime
import io
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import NormalDist

from workshop import files
from workshop.config import kit_folder
from workshop.survey.questionnaire.comments import COMMENTS
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.questionnaire.reading import read
from workshop.survey.responses import Responses

# The word that the reader of answers takes for a mark, and people too.
MARK = "SIMULASI"
PEOPLE = 168
SEMINAR = 62
SEED = 605
OPENED = datetime.datetime(2026, 8, 3, 7, 30)  # the form adds its zone

# How many people of 168 give each answer, from the lowest score to the highest.
FACULTY = {"computing": 64, "business": 56, "education": 48}
YEAR = {"1": 48, "2": 44, "3": 42, "4": 34}
GENDER = {"female": 88, "male": 80}
DEVICE = {"phone": 118, "both": 28, "laptop": 22}
CONNECTION = {"mobile": 92, "wifi": 46, "campus": 30}
# Published for 2017: Facebook 54, Instagram 15, YouTube 11, Google+ 6, Twitter 5.5 per cent.
PLATFORM = {
    "instagram": 25,
    "youtube": 18,
    "twitter": 10,
    "other": 14,
    "google_plus": 10,
    "facebook": 91,
}
# Published for 2017, in per cent of internet users.
PURPOSES = {
    "chat": 89.35,
    "social": 87.13,
    "search": 74.84,
    "photos": 72.79,
    "music": 71.10,
    "films": 70.23,
    "video": 69.64,
    "news": 57.13,
    "articles": 55.30,
    "games": 54.13,
}
RATINGS = {
    "chat": (12, 24, 52, 52, 28),
    "search": (10, 12, 30, 58, 58),
    "articles": (11, 17, 42, 58, 40),
    "video": (10, 14, 36, 62, 46),
    "games": (38, 46, 44, 26, 14),
    "groups": (12, 20, 44, 58, 34),
}
ENGAGEMENT = (
    (12, 26, 50, 54, 26),
    (11, 24, 48, 58, 27),
    (18, 38, 48, 44, 20),
    (10, 20, 42, 62, 34),
    (22, 44, 50, 36, 16),
    (13, 28, 52, 50, 25),
)
REVERSED = (3, 5)

Scores = list[float]
Answers = list[str]


class Chance:
    """Standard normal scores, one a person."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  chance for teaching, no secret

    def scores(self, mean: Sequence[float] = (), spread: float = 1.0) -> Scores:
        """Return one score a person, around their ``mean`` when given."""
        means = mean or [0.0] * PEOPLE
        normal = NormalDist().inv_cdf
        return [one + spread * normal(self.random.random()) for one in means]


def demo() -> Responses:
    """Return the demonstration answers, read as anybody's file is read.

    Examples
    --------
    >>> responses = demo()
    >>> len(responses), responses.simulated
    (168, True)
    """
    # Later, since the reader of answers needs this package.
    from workshop.survey.reading.loading import read as read_answers

    folder = _folder()
    return read_answers(folder / "answers.csv", read(folder / "questionnaire.toml"))


def write() -> Path:
    """Write ``data/demo/answers.csv`` anew and return its path."""
    path = _folder() / "answers.csv"
    files.write(path, answers_csv(read(path.with_name("questionnaire.toml"))))
    return path


def _folder() -> Path:
    return kit_folder() / "data" / "demo"


def answers_csv(questionnaire: Questionnaire, seed: int = SEED) -> str:
    """Return the simulated answers as Google Forms exports them in Indonesian, marked at the end.

    Parameters
    ----------
    questionnaire
        That of ``data/demo/``: its texts become the header, its labels the answers.
    seed
        Another seed makes up other people with the same margins.
    """
    chance = Chance(seed)
    answers = _answers(chance)
    sheet = io.StringIO()
    table = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\n")
    texts = (question.text.id for question in questionnaire.questions)
    table.writerow(["Cap waktu", *texts, MARK])
    columns = [_in_words(question, answers[question.id]) for question in questionnaire.questions]
    table.writerows(zip(_moments(chance), *columns, [MARK] * PEOPLE, strict=True))
    return sheet.getvalue()


def _answers(chance: Chance) -> dict[str, Answers]:
    """Make everything up; people who are more engaged study more, and differently."""
    engaged = chance.scores()
    player = chance.scores()
    who = _demographics(chance)
    purposes = _purposes(chance, engaged, player)
    return {
        "code": _codes(chance),
        **who,
        "platform": _dealt(PLATFORM, chance.scores([0.55 * int(year) for year in who["year"]])),
        "hours": _hours(chance, who["year"], engaged),
        "purposes": purposes,
        **_ratings(chance, engaged, player),
        **_engagement(chance, engaged),
        "gpa": _gpa(chance, engaged, purposes),
        "comment": _comments(chance),
        **_tests(chance, who["year"]),
    }


def _dealt(counts: Mapping[str, int], scores: Scores) -> Answers:
    """Deal the options out: the lowest scores get the first one."""
    order = sorted(range(PEOPLE), key=scores.__getitem__)
    codes = [code for code, count in counts.items() for _ in range(count)]
    dealt = dict(zip(order, codes, strict=True))
    return [dealt[person] for person in range(PEOPLE)]


def _demographics(chance: Chance) -> dict[str, Answers]:
    faculty = _dealt(FACULTY, chance.scores())
    leaning = {"computing": 0.95, "business": 0.1, "education": -0.45}
    device = _dealt(DEVICE, chance.scores([leaning[one] for one in faculty]))
    roaming = {"phone": 0.0, "both": 0.4, "laptop": 0.7}
    return {
        "faculty": faculty,
        "year": _dealt(YEAR, chance.scores()),
        "gender": _dealt(GENDER, chance.scores()),
        "device": device,
        "connection": _dealt(CONNECTION, chance.scores([roaming[one] for one in device])),
    }


def _codes(chance: Chance) -> Answers:
    """Return codes as people make them up, such as ``RINA07``; no two alike."""
    first, second = "BU RA SI DE WA NI TO YU LI MA".split(), "DI NI WI RI NA LA MI TO RO".split()
    codes: dict[str, None] = {}
    pick = chance.random.random
    while len(codes) < PEOPLE:
        syllables = first[int(pick() * len(first))] + second[int(pick() * len(second))]
        codes[f"{syllables}{int(pick() * 100):02}"] = None
    return list(codes)


def _hours(chance: Chance, year: Answers, engaged: Scores) -> Answers:
    """Younger students spend more hours; in halves of an hour."""
    means = [5.8 - 0.5 * int(one) - 0.3 * trait for one, trait in zip(year, engaged, strict=True)]
    return [
        f"{round(2 * min(max(hours, 0.5), 14)) / 2:g}" for hours in chance.scores(means, spread=1.9)
    ]


def _purposes(chance: Chance, engaged: Scores, player: Scores) -> Answers:
    """Deal each purpose out by itself; chatting comes last, to whoever has none yet."""
    leaning = {"search": 0.4, "articles": 0.5, "news": 0.2}
    ticked: list[list[str]] = [[] for _ in range(PEOPLE)]
    for code, percent in reversed(PURPOSES.items()):
        yes = round(percent * PEOPLE / 100)
        means = [leaning.get(code, 0) * one for one in engaged]
        if code == "games":
            means = [2 * one for one in player]
        if code == "chat":
            means = [0.0 if codes else 9.0 for codes in ticked]
        answers = _dealt({"no": PEOPLE - yes, "yes": yes}, chance.scores(means))
        for codes, answer in zip(ticked, answers, strict=True):
            codes[:0] = [code] if answer == "yes" else []
    return [";".join(codes) for codes in ticked]


def _ratings(chance: Chance, engaged: Scores, player: Scores) -> dict[str, Answers]:
    leaning = {"search": 0.3, "articles": 0.45, "video": 0.15, "groups": 0.5}
    generous = chance.scores(spread=0.5)  # some people rate everything higher
    ratings = {}
    for code, counts in RATINGS.items():
        tilt = player if code == "games" else [leaning.get(code, 0) * one for one in engaged]
        means = [one + other for one, other in zip(tilt, generous, strict=True)]
        ratings[f"rate_{code}"] = _dealt(_steps(counts), chance.scores(means))
    return ratings


def _steps(counts: Sequence[int]) -> dict[str, int]:
    return {str(step): count for step, count in enumerate(counts, start=1)}


def _engagement(chance: Chance, engaged: Scores) -> dict[str, Answers]:
    items = {}
    for number, counts in enumerate(ENGAGEMENT, start=1):
        sign = -1 if number in REVERSED else 1
        means = [sign * 0.9 * one for one in engaged]
        items[f"engagement_{number}"] = _dealt(_steps(counts), chance.scores(means))
    return items


def _gpa(chance: Chance, engaged: Scores, purposes: Answers) -> Answers:
    """Engagement goes with better grades, playing with slightly worse ones; 12 are not told."""
    means = [
        3.22 + 0.17 * trait - 0.09 * ("games" in ticked.split(";"))
        for trait, ticked in zip(engaged, purposes, strict=True)
    ]
    grades = [f"{min(max(one, 2.0), 4.0):.2f}" for one in chance.scores(means, spread=0.3)]
    return _dealt_out(grades, _dealt({"": 12, "told": PEOPLE - 12}, chance.scores()))


def _comments(chance: Chance) -> Answers:
    writers = _dealt({"": PEOPLE - len(COMMENTS), "told": len(COMMENTS)}, chance.scores())
    following = iter(COMMENTS)
    return [next(following) if one else "" for one in writers]


def _dealt_out(answers: Answers, told: Answers) -> Answers:
    return [answer if one else "" for answer, one in zip(answers, told, strict=True)]


def _tests(chance: Chance, year: Answers) -> dict[str, Answers]:
    """Mostly older students came to the seminar; of 62, four took only one of the tests."""
    means = [0.6 * int(one) for one in year]
    came = _dealt({"": PEOPLE - SEMINAR, "came": SEMINAR}, chance.scores(means))
    before = chance.scores([5.1] * PEOPLE, spread=1.6)
    after = chance.scores([0.55 * one + 3.7 for one in before], spread=1.3)
    seminar = [person for person, one in enumerate(came) if one]
    late, early = set(seminar[5:20:10]), set(seminar[10:30:15])
    return {
        "pretest": _marks(before, set(seminar) - late),
        "posttest": _marks(after, set(seminar) - early),
    }


def _marks(scores: Scores, present: set[int]) -> Answers:
    return [
        str(round(min(max(score, 0), 10))) if person in present else ""
        for person, score in enumerate(scores)
    ]


def _in_words(question: Question, answers: Answers) -> Answers:
    labels = question.labels("id")
    words: dict[str, Callable[[str], str]] = {
        "single": labels.__getitem__,
        "likert": labels.__getitem__,
        "multiple": lambda codes: ";".join(labels[code] for code in codes.split(";")),
        "number": lambda number: number.replace(".", ","),
    }
    return [words.get(question.kind, str)(answer) for answer in answers]


def _moments(chance: Chance) -> Answers:
    """Return the moments of sending: within eleven days, one after the other."""
    minutes = sorted(chance.random.random() * 11 * 24 * 60 for _ in range(PEOPLE))
    moments = [
        OPENED + datetime.timedelta(minutes=int(one), seconds=int(one) % 60) for one in minutes
    ]
    # Not %p: it depends on the language of the machine.
    return [
        f"{one:%Y/%m/%d} {one.hour % 12 or 12}:{one:%M:%S} {'AM' if one.hour < 12 else 'PM'} GMT+7"
        for one in moments
    ]

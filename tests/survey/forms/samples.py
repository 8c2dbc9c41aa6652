"""Questionnaires that the forms are tested with: an ordinary one and a hostile one."""

from hypothesis import strategies as st

from workshop.survey.questionnaire.model import Option, Question, Questionnaire, Scale
from workshop.tables import Text

AGREEMENT = tuple(
    Option(str(code), Text(indonesian, english))
    for code, (indonesian, english) in enumerate(
        [
            ("Sangat tidak setuju", "Strongly disagree"),
            ("Tidak setuju", "Disagree"),
            ("Netral", "Neutral"),
            ("Setuju", "Agree"),
            ("Sangat setuju", "Strongly agree"),
        ],
        start=1,
    )
)

ORDINARY = Questionnaire(
    Text("Media sosial dan belajar", "Social media and learning"),
    (
        Question(
            "code",
            Text("Kode peserta", "Participant code"),
            "text",
            role="identifier",
            privacy="identifier",
        ),
        Question(
            "platform",
            Text("Platform yang paling sering Anda pakai?", "Which platform do you use most?"),
            "single",
            (
                Option("facebook", Text("Facebook", "Facebook")),
                Option("whatsapp", Text("WhatsApp", "WhatsApp")),
                Option("other", Text("Lainnya", "Other")),
            ),
            required=True,
        ),
        Question(
            "purposes",
            Text("Untuk apa?", "What for?"),
            "multiple",
            (
                Option("chat", Text("Mengobrol, sendiri", "Chatting, alone")),
                Option("search", Text("Mencari", "Searching")),
            ),
        ),
        Question(
            "hours",
            Text("Berapa jam sehari?", "How many hours a day?"),
            "number",
            minimum=0,
            maximum=24,
            unit=Text("jam sehari", "hours a day"),
            required=True,
        ),
        Question("gpa", Text("IPK", "GPA"), "number", minimum=0, privacy="sensitive"),
        Question("weight", Text("Bobot", "Weight"), "number", maximum=2.5),
        Question("shoes", Text("Ukuran sepatu", "Shoe size"), "number"),
        Question("born", Text("Tanggal lahir", "Date of birth"), "date", role="demographic"),
        *(
            Question(
                f"engagement_{place}",
                Text(f"Saya terlibat {place}", f"I take part {place}"),
                "likert",
                AGREEMENT,
                scale="engagement",
                reversed=place == 2,
                required=True,
            )
            for place in (1, 2, 3)
        ),
        Question("comment", Text("Komentar", "Comments"), "text"),
    ),
    Text("Jawaban Anda bersifat rahasia.\nTerima kasih.", "Your answers stay secret.\nThanks."),
    (Scale("engagement", Text("Keterlibatan belajar", "Learning engagement")),),
    population=300,
)

HOSTILE_TEXTS = (
    '=HYPERLINK("http://evil.example","klik")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "#panic(1) *tebal* _miring_ $x$ @label <label> ```typst",
    "`${evil}` ${platform} {SID} {{7*7}} {% raw %}",
    "'tunggal' \"ganda\" \\ \\n \\u0041 */ //",
    "baris\u2028satu\u2029dua\ttab",
    "\u202eterbalik\u202c \u200f\u05e9\u05dc\u05d5\u05dd",
    "nol\x00bel\x07 \x1b[31m",
    "emoji 🙂 漢字 ة",
    "]]> <![CDATA[ &amp; & %s %d",
)


def _hostile(place: int) -> Text:
    text = HOSTILE_TEXTS[place % len(HOSTILE_TEXTS)]
    return Text(f"{text} {place}", f"{text} {place} en")


def _hostile_options(start: int) -> tuple[Option, ...]:
    codes = ("a b", "a_b", "=1", "ü", "self", "other", "very_long_code_of_an_option", "0")
    return tuple(Option(code, _hostile(start + place)) for place, code in enumerate(codes))


HOSTILE = Questionnaire(
    Text(HOSTILE_TEXTS[0], HOSTILE_TEXTS[4]),
    (
        *(
            Question(f"text_{place}", Text(text, f"{text} en"), "text", required=place % 2 == 0)
            for place, text in enumerate(HOSTILE_TEXTS)
        ),
        Question("introduction", _hostile(1), "single", _hostile_options(0)),
        Question("meta", _hostile(2), "multiple", _hostile_options(5)),
        Question("self", Text("a" * 10_000, "b " * 5_000), "number", unit=_hostile(4)),
        Question("that", Text("", ""), "likert", AGREEMENT, reversed=True),
        Question("a_very_long_name_of_a_question_1", _hostile(6), "date"),
        Question("a_very_long_name_of_a_question_2", _hostile(7), "likert", AGREEMENT),
        Question("id", _hostile(8), "likert", tuple(_hostile_options(3)[:3])),
    ),
    Text("\n".join(HOSTILE_TEXTS), "\n".join(HOSTILE_TEXTS)),
    (Scale("x", _hostile(3)),),
)

_texts = st.builds(Text, *[st.text(max_size=40) | st.sampled_from(HOSTILE_TEXTS)] * 2)
_options = st.lists(
    st.builds(Option, st.text(min_size=1, max_size=12), _texts),
    min_size=1,
    max_size=6,
    unique_by=lambda option: option.code,
).map(tuple)
_ids = st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True)


@st.composite
def _questions(draw: st.DrawFn) -> Question:
    kind = draw(st.sampled_from(["single", "multiple", "likert", "number", "text", "date"]))
    options = draw(_options) if kind in {"single", "multiple"} else ()
    if kind == "likert":
        count = draw(st.integers(3, 7))
        options = tuple(Option(str(code), draw(_texts)) for code in range(1, count + 1))
    bounds = st.none() | st.floats(-1e9, 1e9, allow_nan=False)
    numeric = kind == "number"
    least, most = draw(bounds), draw(bounds)
    if least is not None and most is not None:
        least, most = sorted((least, most))
    return Question(
        draw(_ids),
        draw(_texts),
        kind,  # type: ignore[arg-type]  # one of the kinds
        options,
        required=draw(st.booleans()),
        minimum=least if numeric else None,
        maximum=most if numeric else None,
        unit=draw(_texts) if numeric else Text("", ""),
    )


def questionnaires() -> st.SearchStrategy[Questionnaire]:
    """Return questionnaires of any words, as `questionnaire.read` could accept them."""
    questions = st.lists(
        _questions(), min_size=1, max_size=5, unique_by=lambda question: question.id
    )
    return st.builds(Questionnaire, _texts, questions.map(tuple), _texts)

"""A stranger's columns are guessed sensibly, and the guess can be written and corrected."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop import i18n
from workshop.survey import questionnaire
from workshop.survey.questionnaire.inference import infer
from workshop.survey.questionnaire.lists import split
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.questionnaire.shapes import unique
from workshop.survey.responses import Responses
from workshop.tables import Text

PEOPLE = 24


def again(*answers: str | None) -> list[str | None]:
    """The same answers over and over, until everybody has one."""
    return [answers[person % len(answers)] for person in range(PEOPLE)]


def each(pattern: str) -> list[str | None]:
    """Another answer for each person."""
    return [pattern.format(person) for person in range(PEOPLE)]


def guess(header: str, answers: list[str | None]) -> Question:
    return infer(pd.DataFrame({header: answers}, dtype=object))[0].questions[0]


@pytest.mark.parametrize(
    ("header", "answers", "kind"),
    [
        ("Platform", again("Facebook", "YouTube", None), "single"),
        ("Setuju?", again("Ya", "Tidak"), "single"),
        ("Punya laptop", again("0", "1"), "single"),
        ("Q1", again("Setuju", "Sangat Setuju", "Tidak setuju"), "likert"),
        ("Q1", again("SS", "S", "TS", "STS"), "likert"),
        ("Q1", again("Never", "Often", "sometimes"), "likert"),
        ("Q1", again("1 = Rendah", "2 = Sedang", "3 = Tinggi"), "likert"),
        ("Tujuan", again("Gim;Berita", "Gim", "Berita;Musik"), "multiple"),
        ("Tujuan", again("Gim, Berita", "Gim", "Berita, Musik"), "multiple"),
        ("Tujuan", again("Gim;", "Gim;Berita;"), "multiple"),
        ("Jam", again("1,5", "2", "3,25", "4", "10"), "number"),
        ("Gaji", again("1.500.000", "2.000.000", "-3"), "number"),
        ("Lulus", again("31/12/2025", "1/2/2026", "17-08-2026"), "date"),
        ("Cap waktu", each("2026/08/03 9:{:02}:12 PM GMT+7"), "date"),
        ("Lulus", again("17 Agustus 2026", "3 Mei 2025"), "date"),
        ("Komentar", each("Menurut saya {}, dan seterusnya."), "text"),
        ("Komentar", ["Tidak ada"] * 8 + each("Usul nomor {}")[8:], "text"),
        ("Kosong", again(None), "text"),
    ],
)
def test_the_kind_is_read_off_the_answers(
    header: str, answers: list[str | None], kind: str
) -> None:
    assert guess(header, answers).kind == kind


@pytest.mark.parametrize(
    ("header", "answers", "role", "privacy"),
    [
        ("Nama", again("Budi", "Ani"), "identifier", "identifier"),
        ("Nama lengkap", each("Orang {}"), "identifier", "identifier"),
        ("NIM", each("H11{:07}"), "identifier", "identifier"),
        ("Alamat email", each("a{}@contoh.id"), "identifier", "identifier"),
        ("Kontak", each("a{}@contoh.id"), "identifier", "identifier"),
        ("Kontak", each("0812-3456-78{:02}"), "identifier", "identifier"),
        ("No. HP", each("+62 812 3456 78{:02}"), "identifier", "identifier"),
        ("student_id", each("20190{:05}"), "identifier", "identifier"),
        ("Kode peserta", each("BUDI{:02}"), "identifier", "identifier"),
        ("Nama Mhs", again("Budi", "Ani"), "", "open"),
        ("Nama Mhs", each("Orang {}"), "identifier", "identifier"),
        ("Nama (boleh inisial)", each("Orang {}"), "identifier", "identifier"),
        ("1. Nama", each("Orang {}"), "identifier", "identifier"),
        ("data_diri/nama", each("Orang {}"), "identifier", "identifier"),
        ("Nama lengkap", again(*map("Orang {}".format, range(12))), "identifier", "identifier"),
        ("Nomor Pokok Mahasiswa", each("20{:02}"), "identifier", "identifier"),
        ("No. Stambuk", each("12{:02}"), "identifier", "identifier"),
        ("2. NIM", each("{}"), "identifier", "identifier"),
        ("Email", again("anonymous"), "identifier", "identifier"),
        ("Kontak?", again("a@contoh.id", "b@contoh.id"), "identifier", "identifier"),
        ("Nomor", each("81234567{:03}"), "identifier", "identifier"),
        ("Tautan", each("https://contoh.id/{}"), "identifier", "identifier"),
        ("Akun Instagram", each("@orang{}"), "identifier", "identifier"),
        ("No", each("{}"), "identifier", "identifier"),
        ("Tgl lahir", each("2001-01-{:02}")[1:], "demographic", "quasi-identifier"),
        ("Mulai", each("2026-01-{:02}")[1:], "", "open"),
        ("Anggaran", each("1{:02}00000"), "", "open"),
        ("HP/Laptop", again("HP", "Laptop"), "", "open"),
        ("Apakah Anda punya email?", again("Ya", "Tidak"), "", "open"),
        ("Jenis kelamin", again("L", "P"), "demographic", "quasi-identifier"),
        ("jenis_kelamin", again("L", "P"), "demographic", "quasi-identifier"),
        ("Fakultas", again("Teknik", "Hukum"), "demographic", "quasi-identifier"),
        ("Semester", again("1", "3", "5"), "demographic", "quasi-identifier"),
        ("What is your age?", again("19", "20", "31"), "demographic", "quasi-identifier"),
        ("Tanggal lahir", each("{0}/1/2001"), "demographic", "quasi-identifier"),
        ("Agama", again("Islam", "Kristen", "Hindu"), "demographic", "sensitive"),
        ("IPK", again("3,1", "2,9", "4", "3,55"), "outcome", "open"),
        ("Nama platform kesukaan", again("Facebook", "YouTube"), "", "open"),
        ("Seberapa sering memakai email?", again("Sering", "Jarang", "Selalu"), "", "open"),
        ("Saya aktif di kelas", again("Setuju", "Netral", "Tidak setuju"), "", "open"),
        ("Uang saku", each("1{:02}0000"), "", "open"),
    ],
)
def test_who_answers_is_recognised_and_who_a_person_is_kept_private(
    header: str, answers: list[str | None], role: str, privacy: str
) -> None:
    guessed = guess(header, answers)
    assert (guessed.role, guessed.privacy) == (role, privacy)


def test_semesters_are_groups_and_ages_are_numbers() -> None:
    assert guess("Semester", again("1", "3", "5")).codes == ("1", "3", "5")
    assert guess("Umur", again("19", "20", "21")).kind == "number"


def test_likert_words_become_steps_from_the_lowest_in_the_spelling_of_the_file() -> None:
    steps = guess("Q", again("SANGAT SETUJU", "Tidak setuju", "Netral")).options
    assert [step.code for step in steps] == list("12345")
    assert [step.label.id for step in steps] == [
        "Sangat tidak setuju",
        "Tidak setuju",
        "Netral",
        "Setuju",
        "SANGAT SETUJU",
    ]
    assert steps[0].label.en == "Strongly disagree"


def test_a_middle_that_nobody_chose_in_any_column_is_left_out() -> None:
    table = pd.DataFrame({"a": again("Setuju", "Tidak setuju"), "b": again("Setuju", "Netral")})
    assert {len(question.options) for question in infer(table)[0].questions} == {5}
    assert {len(question.options) for question in infer(table[["a"]])[0].questions} == {4}


def test_several_columns_of_small_whole_numbers_are_ratings_and_one_is_a_number() -> None:
    table = pd.DataFrame(
        {
            "Q1 [a]": again("1", "2", "3"),
            "Q1 [b]": again("1", "5", "3"),
            "Q1 [c]": again("2", "3", "4"),
            "Semester": again("1", "7", "3"),
        }
    )
    asked = infer(table)[0].questions
    assert [question.kind for question in asked] == ["likert"] * 3 + ["single"]
    assert {question.codes for question in asked[:3]} == {tuple("12345")}
    assert infer(table[["Q1 [a]"]])[0].questions[0].kind == "number"


@pytest.mark.parametrize("header", ["{0}/{1}", "{0} [{1}]"])
@pytest.mark.parametrize("ticks", [("1", "0"), ("Yes", "No"), ("Ya", None)])
def test_columns_of_ticks_become_one_question(header: str, ticks: tuple[str, str]) -> None:
    table = pd.DataFrame(
        {
            "Tujuan": again("Gim Berita", "Gim"),
            header.format("Tujuan", "Gim"): again(*ticks),
            header.format("Tujuan", "Berita, lokal"): again(*reversed(ticks)),
            "Lain": again("a", "b"),
        }
    )
    asked = infer(table)[0].questions
    assert [question.id for question in asked] == ["tujuan", "lain"]
    assert asked[0].kind == "multiple"
    assert asked[0].columns == ("tujuan/gim", "tujuan/berita_lokal")
    assert asked[0].labels("id")["berita_lokal"] == "Berita, lokal"


def test_a_grid_of_ratings_stays_one_question_a_row() -> None:
    table = pd.DataFrame({"Q [a]": again("Setuju", "Netral"), "Q [b]": again("Netral", "Setuju")})
    assert [question.id for question in infer(table)[0].questions] == ["q_a", "q_b"]


@pytest.mark.parametrize(
    ("answer", "separator", "parts"),
    [
        ("Chat (WA, LINE), Gim", ",", ["Chat (WA, LINE)", "Gim"]),
        ("a;b;", ";", ["a", "b"]),
        ("a;;b", ";", ["a", "b"]),
        ("a (b; c", ";", ["a (b", "c"]),
        (":), :(, a", ",", [":)", ":(, a"]),
        ("", ",", []),
    ],
)
def test_an_answer_is_split_outside_brackets(answer: str, separator: str, parts: list[str]) -> None:
    assert list(split(answer, separator)) == parts


def test_ids_come_from_the_headers_and_no_two_are_alike() -> None:
    headers = ["1. Berapa jam?", "Berapa jam", "Jam\nbelajar", "年齢", "", "", "Café – Ä"]
    table = pd.DataFrame([["a"] * len(headers)] * 4, columns=headers)
    asked = infer(table)[0].questions
    assert [question.id for question in asked] == [
        "berapa_jam",
        "berapa_jam_2",
        "jam_belajar",
        "question_4",
        "question_5",
        "question_6",
        "cafe_a",
    ]
    assert [question.text.id for question in asked][3:6] == ["年齢", "Kolom 5", "Kolom 6"]


def test_spellings_that_differ_in_capitals_only_are_one_option() -> None:
    assert guess("Q", again("Facebook", "facebook", "YouTube", "Facebook")).codes == (
        "facebook",
        "youtube",
    )


def test_every_guess_is_told_with_its_reason() -> None:
    table = pd.DataFrame({"NIM": each("H{:09}"), "Gender": again("L", "P"), "Kosong": again(None)})
    decisions = infer(table)[1]
    with i18n.use("en"):
        told = [(one.question, str(one.what), str(one.why), one.warning) for one in decisions]
    assert told == [
        (
            "nim",
            "“NIM” says who a person is; it is never published.",
            "Its header or its answers look like a name, a number or an address.",
            False,
        ),
        (
            "gender",
            "“Gender” is read as a question with one answer out of 2.",
            "A few different answers come again and again.",
            False,
        ),
        (
            "gender",
            "“Gender” says something about who answers.",
            "Its header names it.",
            False,
        ),
        ("kosong", "“Kosong” is read as free text.", "It holds no answers.", True),
    ]


def test_responses_keep_the_questionnaire_that_they_have() -> None:
    asked = Questionnaire(Text("A", "A"), (Question("q", Text("T", "T"), "text"),))
    assert infer(Responses(asked, pd.DataFrame({"q": ["a"]}))) == (asked, [])


def test_an_option_that_first_comes_late_in_a_long_file_is_found() -> None:
    table = pd.DataFrame({"Q": ["a", "b"] * 10_000 + ["c"] * 5})
    assert infer(table)[0].questions[0].codes == ("a", "b", "c")


def test_a_long_column_of_different_texts_is_free_text() -> None:
    table = pd.DataFrame({"Q": [f"jawaban {row}; dan lain" for row in range(20_000)]})
    assert infer(table)[0].questions[0].kind == "text"


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(["Setuju", "Netral", "1", "5", "0", "a;b", "a, b", "1/2/2026", "x@y.id", "-"]),
)
HEADERS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["Nama", "Q/a", "Q/b", "Q", "Q [a]", "Umur", "IPK", "Agama"]),
)


@given(
    st.lists(HEADERS, min_size=1, max_size=5).flatmap(
        lambda headers: st.tuples(
            st.just(headers),
            st.lists(st.tuples(*[CELLS] * len(headers)), max_size=12),
        )
    )
)
@settings(max_examples=200)
def test_any_table_gives_a_questionnaire_that_can_be_written_and_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    sheet: tuple[list[str], list[tuple[str | None, ...]]],
) -> None:
    headers, rows = sheet
    guessed, decisions = infer(pd.DataFrame(rows, columns=headers, dtype=object))
    path = tmp_path_factory.getbasetemp() / "guessed.toml"
    questionnaire.write(guessed, path)
    assert questionnaire.read(path) == guessed
    assert {decision.question for decision in decisions} == {
        question.id for question in guessed.questions
    }


def test_ticks_in_a_group_of_kobotoolbox_take_their_list_with_them() -> None:
    table = pd.DataFrame(
        {"grp/alat": again("hp laptop", "hp"), "grp/alat/hp": again("1"),
         "grp/alat/laptop": again("1", "0")}
    )  # fmt: skip
    (question,) = infer(table)[0].questions
    assert (question.kind, question.codes) == ("multiple", ("hp", "laptop"))


def test_codes_of_limesurvey_before_the_words_do_not_part_the_ticks_of_a_question() -> None:
    headers = ("tujuan[a]. Untuk apa? [Gim]", "tujuan[b]. Untuk apa? [Berita]")
    table = pd.DataFrame({header: again("Ya", "Tidak") for header in headers})
    (question,) = infer(table)[0].questions
    assert (question.kind, question.text.id) == ("multiple", "Untuk apa?")


def test_equal_codes_are_numbered_in_a_time_that_grows_with_their_number_only() -> None:
    codes = unique(["a", "a_2", *["a"] * 50_000])
    assert len(set(codes)) == len(codes)
    assert codes[:4] == ["a", "a_2", "a_3", "a_4"]


def test_a_strangers_header_cannot_command_the_terminal_or_turn_the_sentence_round() -> None:
    _, decisions = infer(pd.DataFrame({f"Um\x1b[31mur\u202e{'x' * 5000}": again("1", "2")}))
    told = str(decisions[0].what)
    assert not {"\x1b", "\u202e"} & set(told)
    assert len(told) < 300


def test_numbers_with_a_decimal_comma_and_a_few_oddities_are_no_lists() -> None:
    hours = [*["4,5"] * 8, *["2,5"] * 8, *["3"] * 6, *["4"] * 4, "±5", "7 jam"]
    asked, _ = infer(pd.DataFrame({"Berapa jam?": hours}))
    assert asked.questions[0].kind == "number"


@pytest.mark.parametrize("cells", [("1, 2", "2, 3", "1"), ("4,5", "2,5", "sering")])
def test_numbers_are_never_cut_at_a_comma(cells: tuple[str, ...]) -> None:
    asked, _ = infer(pd.DataFrame({"Apa?": list(cells) * 9}))
    assert asked.questions[0].kind != "multiple"


def test_a_list_that_was_cut_at_commas_is_pointed_out() -> None:
    cells = ["Chat, Gim", "Chat", "Berita, Chat", "Gim"] * 6
    asked, decisions = infer(pd.DataFrame({"Untuk apa?": cells}))
    assert asked.questions[0].kind == "multiple"
    assert [one.warning for one in decisions] == [True]
    _, decisions = infer(pd.DataFrame({"Untuk apa?": [cell.replace(",", ";") for cell in cells]}))
    assert [one.warning for one in decisions] == [False]


def test_an_option_with_commas_in_it_stays_whole() -> None:
    calls, chat = "Zoom, Meet, atau Teams", "Mengobrol, berkirim pesan"
    cells = [f"{calls}, Gim", calls, chat, f"{chat}, {calls}", "Gim"] * 5
    asked, _ = infer(pd.DataFrame({"Untuk apa?": cells}))
    labels = {option.label.id for option in asked.questions[0].options}
    assert labels == {calls, chat, "Gim"}

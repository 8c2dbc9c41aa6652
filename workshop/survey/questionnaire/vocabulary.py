"""Words that questionnaires share: the steps of Likert scales, and headers that name a person.

Answers are compared in lower case without outer spaces, so that "Sangat Setuju" is found too.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from workshop.tables import Text


@dataclass(frozen=True)
class Step:
    """One step of a ladder: its usual words, and other spellings of the same step."""

    label: Text
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ladder:
    """Answers from the lowest to the highest; the middle of five may be left out."""

    name: str
    steps: tuple[Step, ...]

    @functools.cached_property
    def words(self) -> dict[str, int]:
        """Every word for a step, as `plain` writes it → the place of the step."""
        return {
            plain(word): place
            for place, step in enumerate(self.steps)
            for word in (step.label.id, step.label.en, *step.spellings)
        }

    def places(self, answers: Iterable[str]) -> dict[str, int] | None:
        """Return the step of each answer, or nothing when one is none of them.

        Two different words for the same step are two answers, hence another ladder.

        Examples
        --------
        >>> LADDERS[0].places(["setuju", "Tidak Setuju"])
        {'setuju': 3, 'Tidak Setuju': 1}
        """
        found: dict[str, int] = {}
        for answer in answers:
            place = self.words.get(plain(answer))
            if place is None or place in found.values():
                return None
            found[answer] = place
        return found


def plain(answer: str) -> str:
    """Return an answer as it is compared: lower case, single spaces, no stop at the end."""
    return " ".join(answer.casefold().replace("-", " ").split()).rstrip(".")


def ladder_of(answers: Iterable[str]) -> Ladder | None:
    """Return the ladder that all these different answers stand on; two of them at least.

    Examples
    --------
    >>> ladder_of(["Selalu", "Jarang", "Kadang-kadang"]).name
    'frequency'
    """
    answers = list(answers)
    if not 2 <= len(answers) <= 5:
        return None
    return next((ladder for ladder in LADDERS if ladder.places(answers) is not None), None)


def _ladder(name: str, *steps: str) -> Ladder:
    """Read steps written as ``words / English words / other spelling / …``."""
    parts = [[word.strip() for word in step.split("/")] for step in steps]
    return Ladder(name, tuple(Step(Text(own, en), tuple(more)) for own, en, *more in parts))


LADDERS = (
    _ladder(
        "agreement",
        "Sangat tidak setuju / Strongly disagree / sts / completely disagree / totally disagree",
        "Tidak setuju / Disagree / ts",
        "Netral / Neutral / n / ragu-ragu / ragu / rr / kurang setuju / ks / cukup setuju / cs / "
        "biasa saja / undecided / neither agree nor disagree / neither agree or disagree",
        "Setuju / Agree / s",
        "Sangat setuju / Strongly agree / ss / completely agree / totally agree",
    ),
    _ladder(
        "frequency",
        "Tidak pernah / Never / tp",
        "Jarang / Rarely / seldom / hampir tidak pernah / almost never / jr",
        "Kadang-kadang / Sometimes / kadang / terkadang / occasionally / kd",
        "Sering / Often / usually / frequently / sr",
        "Selalu / Always / sangat sering / very often / almost always / sl",
    ),
    _ladder(
        "usefulness",
        "Sangat tidak bermanfaat / Not useful at all / sangat tidak berguna / not at all useful",
        "Tidak bermanfaat / Not useful / tidak berguna / kurang bermanfaat / kurang berguna / "
        "slightly useful / not very useful",
        "Cukup bermanfaat / Moderately useful / cukup berguna / somewhat useful",
        "Bermanfaat / Useful / berguna",
        "Sangat bermanfaat / Very useful / sangat berguna / extremely useful",
    ),
    _ladder(
        "satisfaction",
        "Sangat tidak puas / Very dissatisfied / very unsatisfied",
        "Tidak puas / Dissatisfied / unsatisfied",
        "Netral / Neutral / cukup puas / kurang puas / biasa saja / "
        "neither satisfied nor dissatisfied",
        "Puas / Satisfied",
        "Sangat puas / Very satisfied",
    ),
    _ladder(
        "importance",
        "Sangat tidak penting / Not important at all / not at all important / tidak penting sama "
        "sekali",
        "Tidak penting / Not important / slightly important / kurang penting",
        "Cukup penting / Moderately important / somewhat important / netral / neutral",
        "Penting / Important",
        "Sangat penting / Very important / extremely important",
    ),
    _ladder(
        "quality",
        "Sangat buruk / Very poor / sangat kurang / sangat tidak baik / very bad",
        "Buruk / Poor / kurang / tidak baik / kurang baik / bad",
        "Cukup / Fair / sedang / cukup baik / average / acceptable",
        "Baik / Good",
        "Sangat baik / Very good / excellent / baik sekali",
    ),
    _ladder(
        "level",
        "Sangat rendah / Very low",
        "Rendah / Low",
        "Sedang / Moderate / medium / cukup / average",
        "Tinggi / High",
        "Sangat tinggi / Very high",
    ),
    _ladder(
        "ease",
        "Sangat sulit / Very difficult / sangat sukar / very hard",
        "Sulit / Difficult / sukar / hard",
        "Cukup / Moderate / sedang / biasa saja / netral / neutral",
        "Mudah / Easy",
        "Sangat mudah / Very easy",
    ),
    _ladder(
        "fit",
        "Sangat tidak sesuai / Not at all true of me / not at all",
        "Tidak sesuai / Not true of me / slightly",
        "Netral / Neutral / kurang sesuai / cukup sesuai / moderately",
        "Sesuai / True of me / very much",
        "Sangat sesuai / Very true of me / extremely",
    ),
)


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(alternatives)})(?![^\W_])", re.IGNORECASE)


# Always one person, whatever the answers are.
PERSONAL = _words(
    r"e-?mail", r"surel", r"alamat", r"address", r"username", r"nama (?:pengguna|akun)",
    r"(?:no|nomor|nomer)\.? ?(?:hp|telp?|telepon|telefon|handphone|ponsel|wa|whatsapp|induk|ktp"
    r"|pokok|stambuk|mahasiswa|peserta)", r"stambuk", r"cell ?phone", r"mobile(?: number| no)?",
    r"phone(?: number)?", r"telepon", r"handphone", r"whatsapp number",
    r"nim", r"nisn?", r"npm", r"nrp", r"nip", r"nidn", r"nik", r"ktp",
    r"(?:student|matric(?:ulation)?|registration) (?:id|number|no)",
    r"employee (?:id|number)",
    r"nama (?:anda|saudara|lengkap|panggilan|mahasiswa|mhs|siswa|peserta|responden|dosen|guru)",
    r"name of (?:the )?(?:student|participant|respondent)", r"data diri", r"tanda tangan",
    r"(?:id|akun|account) (?:line|instagram|ig|telegram|facebook|fb|tiktok|twitter|discord)",
    r"(?:full|first|last|family|your|student|participant) ?name",
    r"(?:kode|code|id) ?(?:peserta|mahasiswa|responden|anda|participant|respondent|student)",
    r"(?:participant|respondent|student|response|your|own|personal)(?:'s)? ?(?:code|id)",
    r"uuid", r"ipaddr", r"ip ?address", r"submitted by", r"latitude", r"longitude", r"gps",
)  # fmt: skip
# One person when the whole header is this word.
NAMES = re.compile(
    r"\W*(?:nama|name|names|panggilan|nickname|inisial|initials|kode|code|id|token|hp|wa|kontak|"
    r"contact|(?:alamat )?(?:e-?mail|surel)(?: address)?|ni[mkps]|nisn|nidn|npm|nrp|"
    r"(?:no|nomor|nomer)\.?(?: ?(?:hp|wa|telp|urut|absen|induk|responden))?)\W*",
    re.IGNORECASE,
)
# One person when the answers to such a header are free text.
NAMED = re.compile(r"(?:nama|name)\b")
# Who answers: alone it says little, together with others it may single somebody out.
DEMOGRAPHIC = _words(
    r"jenis kelamin", r"gender", r"kelamin", r"sex", r"umur", r"usia", r"age", r"age group",
    r"(?:tanggal|tgl\.?) lahir", r"tahun lahir", r"tempat lahir", r"date of birth",
    r"birth ?(?:date|day|year)", r"born", r"fakultas", r"faculty",
    r"jurusan", r"program studi", r"prodi", r"department", r"major", r"study program(?:me)?",
    r"angkatan", r"semester", r"tahun ke", r"tingkat",
    r"year of study", r"study year", r"class year", r"year", r"tahun (?:masuk|kuliah|studi)",
    r"kelas", r"pekerjaan", r"occupation", r"job", r"jabatan", r"pendidikan(?: terakhir)?",
    r"education(?: level)?", r"agama", r"religion", r"suku", r"ethnicity", r"kota", r"city",
    r"kabupaten", r"provinsi", r"province", r"asal(?: daerah| sekolah)?", r"kampus",
    r"universitas", r"university", r"institution", r"status (?:pernikahan|perkawinan)",
    r"marital status", r"domisili", r"penghasilan", r"income",
)  # fmt: skip
# An "IP" is a grade in Indonesia, and an address elsewhere.
OUTCOME = _words(
    r"ipk", r"ip(?: semester)?", r"gpa", r"nilai", r"skor", r"scores?", r"grades?", r"pre-?test",
    r"post-?test", r"cgpa",
)  # fmt: skip
AGE = _words(r"umur", r"usia", r"age")
SENSITIVE = _words(r"agama", r"religion", r"suku", r"ethnicity", r"penghasilan", r"income")

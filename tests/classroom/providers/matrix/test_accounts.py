"""The first passwords: written once, read back whole, readable by nobody else."""

import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.classroom.providers.matrix.accounts import Account, Accounts, new_password
from workshop.errors import PublishingError

LINE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=40)


FIRST, LATER = "abcd-efgh-jkmn", "pqrs-tuvw-xyz2"


def account(name: str = "Ani", word: str = FIRST) -> Account:
    return Account("ani", name, "https://a.example", "a.example", word)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_file_opens_in_the_spreadsheet_of_the_reader(tmp_path: Path, language: str) -> None:
    file = tmp_path / "new" / "accounts.csv"
    with i18n.use(language):
        Accounts(file).add(account())
    text = file.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0].split(";" if language == "id" else ",")[0] == "person"
    assert len(text.splitlines()) == 2


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    Accounts(file).add(account())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_written_last_counts(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.csv")
    accounts.add(account())
    with i18n.use("en"):
        accounts.add(account(word=LATER))
    assert accounts.read()["@ani:a.example"].password == LATER


def test_several_servers_write_side_by_side(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.csv")
    some = [replace(account(), person=f"mhs-{n}") for n in range(64)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(accounts.add, some))
    assert len(accounts.read()) == 64
    assert len(accounts.path.read_text(encoding="utf-8").splitlines()) == 65


def test_a_torn_line_is_passed_over(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.csv")
    accounts.add(account())
    with accounts.path.open("ab") as file:
        file.write("budi;Budi;htt\xe9".encode("latin-1"))
    assert list(accounts.read()) == ["@ani:a.example"]
    accounts.add(account("Ani Wati"))
    assert accounts.read()["@ani:a.example"].name == "Ani Wati"


def test_a_file_that_is_not_there_holds_nobody(tmp_path: Path) -> None:
    assert Accounts(tmp_path / "none.csv").read() == {}


def test_a_file_that_cannot_be_written_is_told_before_an_account_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishingError, match=r"accounts\.csv"):
        Accounts(tmp_path / "file" / "accounts.csv").add(account())


@given(LINE)
def test_any_name_comes_back_and_is_no_formula(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        accounts = Accounts(Path(folder) / "accounts.csv")
        accounts.add(account(name))
        (found,) = accounts.read().values()
        assert found.name.removeprefix("'") == name.removeprefix("'")
        assert found.account == "@ani:a.example"
        (_, row) = accounts.path.read_text(encoding="utf-8-sig").splitlines()
        assert ";=" not in row


def test_passwords_are_never_the_same_and_never_shown() -> None:
    assert len({new_password() for _ in range(200)}) == 200
    assert FIRST not in repr(account())


def test_a_file_that_a_spreadsheet_saved_in_another_encoding_takes_further_accounts(
    tmp_path: Path,
) -> None:
    accounts = Accounts(tmp_path / "accounts.csv")
    accounts.add(account("René"))
    accounts.path.write_bytes(accounts.path.read_text(encoding="utf-8-sig").encode("latin-1"))
    accounts.add(account("Ani", FIRST))
    assert len(accounts.path.read_bytes().splitlines()) == 3

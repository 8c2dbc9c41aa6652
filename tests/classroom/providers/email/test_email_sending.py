"""Letters as they arrive on a real mail server on this computer."""

import datetime
import logging
import smtplib
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.classroom.providers.classes import a_class, at
from tests.classroom.providers.email.mail_server import (
    DROP,
    PASSWORD,
    USER,
    Mailbox,
    free_port,
    make_certificate,
    serving,
)
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.planning import plan
from workshop.classroom.building.remembered import remembered
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.providers.email import EmailProvider
from workshop.classroom.providers.email.connection import EmailConnection
from workshop.errors import ProviderError

BEFORE = datetime.datetime(2026, 8, 1, 3, tzinfo=datetime.UTC)
# Three days before the first summary is due, and after the only meeting.
IN_WEEK_1 = datetime.datetime(2026, 9, 5, 3, tzinfo=datetime.UTC)


NOTHING: Mapping[str, str] = {}


def dates(content: object) -> Any:
    """Return a calendar; icalendar's types know thirty kinds of every value."""
    assert isinstance(content, bytes)
    return icalendar.Calendar.from_ical(content)


class Pauses(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    with serving(mailbox) as number:
        yield number


def settings(port: int, own: Mapping[str, str] = NOTHING) -> dict[str, str]:
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(port),
        "SMTP_SECURITY": "none",
        "SMTP_FROM": "Dewi Lestari, M.Kom. <dewi@stt.example>",
        "CLASSROOM_LINK": "https://kelas.example/masuk",
        **own,
    }


def connected(
    port: int,
    blueprint: Blueprint,
    now: datetime.datetime = BEFORE,
    pauses: Pauses | None = None,
    own: Mapping[str, str] = NOTHING,
) -> EmailConnection:
    connection = EmailProvider(lambda: now).connect(blueprint, settings(port, own))
    connection._post._sleep = Pauses() if pauses is None else pauses
    return connection


def steps(desired: tuple[Resource, ...], recorded: dict[str, str] | None = None) -> list[Step]:
    return list(plan(desired, remembered(desired, recorded or {})).changing)


def applied(
    port: int,
    blueprint: Blueprint,
    now: datetime.datetime = BEFORE,
    ledger: dict[str, str] | None = None,
    own: Mapping[str, str] = NOTHING,
) -> list[Outcome]:
    """Send what is due and not in the ledger, and write it down there."""
    ledger = {} if ledger is None else ledger
    desired = EmailProvider(lambda: now).desired(blueprint)
    connection = connected(port, blueprint, now, own=own)
    try:
        outcomes = list(connection.apply(steps(desired, ledger)))
    finally:
        connection.close()
    by_address = {one.address: one for one in desired}
    for outcome in outcomes:
        if outcome.state == "done":
            ledger[outcome.address] = by_address[outcome.address].fingerprint
    return outcomes


def test_everybody_who_agreed_gets_one_letter_of_their_own(mailbox: Mailbox, port: int) -> None:
    blueprint = a_class()
    outcomes = applied(port, blueprint)
    assert [outcome.state for outcome in outcomes] == ["done"] * 7
    assert sorted(mailbox.recipients) == sorted(person.email for person in blueprint.members)
    assert "tono@stt.example" not in mailbox.recipients
    assert len(mailbox.sessions) == 1  # one line for all
    for letter, recipient in zip(mailbox.letters, mailbox.recipients, strict=True):
        assert [one.addr_spec for one in letter["To"].addresses] == [recipient]
        assert letter["Cc"] is None
        assert letter["Bcc"] is None
        others = {person.email for person in blueprint.members} - {recipient, "dewi@stt.example"}
        assert not any(address in letter.as_string() for address in others)


def test_names_with_commas_and_of_other_scripts_arrive_whole(mailbox: Mailbox, port: int) -> None:
    applied(port, a_class())
    names = {letter["To"].addresses[0].display_name for letter in mailbox.letters}
    assert {"Dr. Dewi Lestari, M.Kom.", "I Made Ārya", "Aiko 愛子"} <= names
    sender = mailbox.letters[0]["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ("Dewi Lestari, M.Kom.", "dewi@stt.example")


def test_the_invitation_holds_link_rules_dates_and_the_consent(mailbox: Mailbox, port: int) -> None:
    applied(port, a_class(language="en"))
    letter = next(one for one in mailbox.letters if "m1@stt.example" in one["To"])
    assert letter["Subject"] == "Invitation to the class Social Media, Learning; and Us"
    assert letter["Content-Language"] == "en"
    assert parsedate_to_datetime(letter["Date"]) == BEFORE
    part = letter.get_body(("plain",))
    assert part is not None
    text = part.get_content().replace("\r\n", "\n")
    for words in (
        "Dear Mahasiswa 1,",
        "https://kelas.example/masuk",
        "1. Everybody summarises.\n2. No political campaigning.",
        "Week 1: Topic 1 – Monday, 7 September 2026, 20:00 WIB",
        "Talk – Thursday, 3 September 2026, 09:00 WIB – https://meet.example/a",
        "You may withdraw your consent",
        "STT Pontianak, Akademi Berbagi",
        "Kind regards\nDr. Dewi Lestari, M.Kom.",
    ):
        assert words in text


@pytest.mark.parametrize(("language", "word"), [("id", "Undangan"), ("en", "Invitation")])
def test_letters_are_in_the_language_of_the_class(
    mailbox: Mailbox, port: int, language: str, word: str
) -> None:
    applied(port, a_class(language=language))
    assert all(letter["Subject"].startswith(word) for letter in mailbox.letters)


def test_the_calendar_is_attached_and_holds_all_dates(mailbox: Mailbox, port: int) -> None:
    blueprint = a_class()
    applied(port, blueprint)
    attached = list(mailbox.letters[0].iter_attachments())
    assert [part.get_filename() for part in attached] == ["calendar.ics"]
    assert attached[0].get_content_type() == "text/calendar"
    assert attached[0].get_param("method") == "PUBLISH"
    content = attached[0].get_payload(decode=True)
    found = dates(content)
    assert found["method"] == "PUBLISH"
    assert len(found.walk("VEVENT")) == len(blueprint.weeks) + len(blueprint.sessions)
    assert len(found.walk("VTIMEZONE")) == 1
    assert isinstance(content, bytes)
    assert {line[-1:] for line in content.split(b"\n")[:-1]} == {b"\r"}


def test_the_second_time_nothing_is_sent(mailbox: Mailbox, port: int) -> None:
    ledger: dict[str, str] = {}
    first = applied(port, a_class(), ledger=ledger)
    assert applied(port, a_class(), ledger=ledger) == []
    assert len(mailbox.raw) == len(first)


def test_a_new_date_is_told_with_a_newer_calendar_of_the_same_identifiers(
    mailbox: Mailbox, port: int
) -> None:
    import dataclasses

    ledger: dict[str, str] = {}
    blueprint = a_class(language="en")
    applied(port, blueprint, ledger=ledger)
    week = dataclasses.replace(blueprint.weeks[0], summary_due=at(7, 21))
    moved = dataclasses.replace(blueprint, weeks=(week, *blueprint.weeks[1:]))
    later = BEFORE + datetime.timedelta(days=2)
    outcomes = applied(port, moved, later, ledger)
    assert {outcome.action for outcome in outcomes} == {"change"}
    assert mailbox.letters[-1]["Subject"].startswith("New dates or details")
    old, new = (
        dates(next(mailbox.letters[place].iter_attachments()).get_payload(decode=True))
        for place in (0, -1)
    )
    for before, after in zip(old.walk("VEVENT"), new.walk("VEVENT"), strict=True):
        assert before["UID"] == after["UID"]
        assert before["SEQUENCE"] < after["SEQUENCE"]
    assert applied(port, moved, later, ledger) == []


def test_reworded_topics_send_no_letter(mailbox: Mailbox, port: int) -> None:
    import dataclasses

    from workshop.tables import Text

    ledger: dict[str, str] = {}
    blueprint = a_class()
    applied(port, blueprint, ledger=ledger)
    week = dataclasses.replace(blueprint.weeks[0], topic=Text("Lain", "Other"))
    reworded = dataclasses.replace(blueprint, weeks=(week, *blueprint.weeks[1:]))
    assert applied(port, reworded, ledger=ledger) == []
    assert len(mailbox.raw) == 7


def test_only_students_are_reminded_and_only_in_time(mailbox: Mailbox, port: int) -> None:
    blueprint = a_class()
    ledger: dict[str, str] = {}
    applied(port, blueprint, ledger=ledger)
    mailbox.raw.clear()
    outcomes = applied(port, blueprint, IN_WEEK_1, ledger)
    assert [one.address for one in outcomes] == [
        f"reminder/week-01.student-00{number}" for number in range(1, 5)
    ]
    assert "Pengingat" in mailbox.letters[0]["Subject"]
    assert applied(port, blueprint, IN_WEEK_1, ledger) == []
    much_later = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    assert applied(port, blueprint, much_later, ledger) == []


def test_a_meeting_is_asked_for_where_a_calendar_can_answer(mailbox: Mailbox, port: int) -> None:
    blueprint = a_class(language="en")
    ledger: dict[str, str] = {}
    applied(port, blueprint, ledger=ledger)
    mailbox.raw.clear()
    applied(port, blueprint, datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC), ledger)
    assert len(mailbox.raw) == 7
    letter = next(one for one in mailbox.letters if "aiko@guest.example" in one["To"])
    assert letter.get_content_type() == "multipart/alternative"
    asked = list(letter.iter_parts())[-1]
    assert (asked.get_content_type(), asked.get_param("method")) == ("text/calendar", "REQUEST")
    content = asked.get_payload(decode=True)
    found = dates(content)
    (event,) = found.walk("VEVENT")
    assert found["method"] == "REQUEST"
    assert event["ORGANIZER"] == "mailto:dewi@stt.example"
    assert event["ATTENDEE"] == "mailto:aiko@guest.example"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["DTSTART"].dt.isoformat() == "2026-09-03T09:00:00+07:00"
    assert event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(minutes=90)


def test_a_refused_recipient_is_told_and_the_others_get_their_letters(
    mailbox: Mailbox, port: int
) -> None:
    mailbox.at_recipient["m2@akademi.example"] = ["550 5.1.1 No such user"]
    outcomes = applied(port, a_class())
    failed = [one for one in outcomes if one.state == "failed"]
    assert [one.address for one in failed] == ["invitation/student-002"]
    assert failed[0].reason is not None
    assert failed[0].reason.parts["code"] == 550
    assert "No such user" in str(failed[0].reason)
    assert len(mailbox.raw) == 6


def test_a_busy_server_is_asked_again(mailbox: Mailbox, port: int) -> None:
    mailbox.at_recipient["m2@akademi.example"] = ["450 4.2.1 Too fast", "451 4.7.1 Greylisted"]
    mailbox.at_data = ["452 4.3.1 Full"]
    pauses = Pauses()
    blueprint = a_class()
    connection = connected(port, blueprint, pauses=pauses)
    outcomes = list(connection.apply(steps(EmailProvider(lambda: BEFORE).desired(blueprint))))
    connection.close()
    assert {one.state for one in outcomes} == {"done"}
    assert len(mailbox.raw) == 7
    assert pauses == [2.0, 2.0, 8.0]
    assert connection.usage.total == 1 + 7 + 3


def test_one_mailbox_that_stays_busy_does_not_stop_the_others(mailbox: Mailbox, port: int) -> None:
    mailbox.at_recipient["m2@akademi.example"] = ["450 4.2.1 Too fast"] * 9
    outcomes = applied(port, a_class())
    assert [one.address for one in outcomes if one.state == "failed"] == ["invitation/student-002"]


def test_a_server_that_puts_everybody_off_is_left_alone_until_later(
    mailbox: Mailbox, port: int
) -> None:
    mailbox.at_sender = ["451 4.3.0 Try later"] * 99
    connection = connected(port, a_class())
    told: list[Outcome] = []
    with pytest.raises(ProviderError, match="Try later") as caught:
        told += connection.apply(steps(EmailProvider(lambda: BEFORE).desired(a_class())))
    connection.close()
    assert caught.value.parts["code"] == 451
    assert len(mailbox.at_sender) == 99 - 3 * 4


def test_a_sender_who_may_not_send_ends_it_at_once(mailbox: Mailbox, port: int) -> None:
    mailbox.at_sender = ["550 5.4.5 Daily user sending limit exceeded"]
    with pytest.raises(ProviderError, match="Daily user sending limit") as caught:
        applied(port, a_class())
    assert caught.value.parts["sender"] == "dewi@stt.example"


@pytest.mark.parametrize("answer", [DROP, "421 4.4.2 Timeout"])
def test_a_dropped_line_is_opened_again_and_nobody_is_left_out(
    mailbox: Mailbox, port: int, answer: str
) -> None:
    mailbox.at_data = ["250 OK", answer]
    outcomes = applied(port, a_class())
    assert {one.state for one in outcomes} == {"done"}
    assert len(mailbox.sessions) == 2
    names = [letter["Message-ID"] for letter in mailbox.letters]
    assert len(names) == len(set(names)) == 7


def test_a_server_that_goes_away_leaves_a_ledger_that_a_second_run_completes(
    mailbox: Mailbox,
) -> None:
    ledger: dict[str, str] = {}
    blueprint = a_class()
    provider = EmailProvider(lambda: BEFORE)
    desired = provider.desired(blueprint)
    with serving(mailbox) as port:
        connection = connected(port, blueprint)
        outcomes = connection.apply(steps(desired))
        for _ in range(3):
            ledger[next(outcomes).address] = ""
    with pytest.raises(
        ProviderError, match=r"nobody gets a letter twice|tidak ada yang menerima surel dua kali"
    ):
        next(outcomes)
    connection.close()
    ledger = {one.address: one.fingerprint for one in desired if one.address in ledger}
    with serving(mailbox) as port:
        assert len(applied(port, blueprint, ledger=ledger)) == 4
    assert sorted(mailbox.recipients) == sorted(person.email for person in blueprint.members)


def test_the_same_letter_has_the_same_name_and_others_have_others(
    mailbox: Mailbox, port: int
) -> None:
    applied(port, a_class())
    applied(port, a_class(), BEFORE + datetime.timedelta(days=1))
    names = [letter["Message-ID"] for letter in mailbox.letters]
    assert names[:7] == names[7:]
    assert len(set(names)) == 7
    assert all(name.endswith("@stt.example>") for name in names)


def test_a_letter_cannot_be_taken_back(port: int) -> None:
    connection = connected(port, a_class())
    one = EmailProvider(lambda: BEFORE).desired(a_class())[0]
    (outcome,) = connection.apply([Step("remove", None, one)])
    connection.close()
    assert outcome.state == "skipped"
    assert connection.read([one]) == {}


# Encryption and login.


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_letters_travel_encrypted_and_signed_in(
    mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    certificate = make_certificate(tmp_path / "server.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(mailbox, security=security, certificate=certificate, login=True) as port:
        own = {"SMTP_SECURITY": security, "SMTP_USER": USER, "SMTP_PASSWORD": PASSWORD}
        outcomes = applied(port, a_class(), own=own)
    assert {one.state for one in outcomes} == {"done"}
    assert len(mailbox.raw) == 7


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_nothing_is_sent_to_a_server_whose_certificate_is_not_trusted(
    mailbox: Mailbox, tmp_path: Path, security: str
) -> None:
    certificate = make_certificate(tmp_path / "server.pem")
    with (
        serving(mailbox, security=security, certificate=certificate) as port,
        pytest.raises(ProviderError, match="SSL_CERT_FILE"),
    ):
        connected(port, a_class(), own={"SMTP_SECURITY": security})
    assert mailbox.raw == []


def test_a_password_is_never_sent_where_encryption_was_asked_for_and_is_not_there(
    mailbox: Mailbox, port: int
) -> None:
    own = {"SMTP_SECURITY": "starttls", "SMTP_USER": USER, "SMTP_PASSWORD": PASSWORD}
    with pytest.raises(ProviderError, match="SMTP_SECURITY") as caught:
        connected(port, a_class(), own=own)
    assert PASSWORD not in str(caught.value)
    with pytest.raises(ProviderError, match="587"):
        connected(port, a_class(), own={"SMTP_SECURITY": "ssl"})
    assert mailbox.raw == []


def test_a_wrong_password_is_told_without_it(
    mailbox: Mailbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    certificate = make_certificate(tmp_path / "server.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    own = {"SMTP_SECURITY": "starttls", "SMTP_USER": USER, "SMTP_PASSWORD": "salah-besar-12"}
    with (
        serving(mailbox, security="starttls", certificate=certificate, login=True) as port,
        pytest.raises(ProviderError) as caught,
    ):
        connected(port, a_class(), own=own)
    assert caught.value.parts == {"host": "127.0.0.1", "user": USER}
    shown = str(caught.value) + caplog.text + "".join(capfd.readouterr())
    assert "salah-besar-12" not in shown
    assert caught.value.__cause__ is None
    assert "salah" not in repr(caught.value)


def test_an_account_shows_no_password() -> None:
    from workshop.classroom.providers.email.account import account

    assert PASSWORD not in repr(account(settings(25, {"SMTP_PASSWORD": PASSWORD})))


def test_a_server_that_is_not_there_is_told_in_one_sentence() -> None:
    port = free_port()
    with pytest.raises(ProviderError, match="SMTP_HOST") as caught:
        connected(port, a_class())
    assert caught.value.parts["port"] == port
    assert isinstance(caught.value.__cause__, OSError | smtplib.SMTPException)

"""What letters say, to whom, and that no name can break a header."""

import csv
import dataclasses
import datetime
import email
import email.policy
import io
from email.headerregistry import Address
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.providers.classes import a_class
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.provider import Connection, Provider
from workshop.classroom.building.resources import KINDS
from workshop.classroom.providers.email import EmailProvider
from workshop.classroom.providers.email.account import account, plain_address
from workshop.classroom.providers.email.connection import EmailConnection
from workshop.classroom.providers.email.envelopes import envelope
from workshop.classroom.providers.email.letters import Letter, reminder, welcome
from workshop.errors import ProviderError

NOW = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
SENDER = Address("Dewi", addr_spec="dewi@stt.example")
GOOD = {"SMTP_HOST": "smtp.example.org", "SMTP_FROM": "dewi@stt.example"}


def conforms(provider: Provider, connection: type[Connection]) -> bool:
    return bool(provider and connection)


def with_person(**changes: Any) -> Blueprint:
    blueprint = a_class()
    strange = dataclasses.replace(blueprint.people[3], **changes)
    return dataclasses.replace(blueprint, people=(*blueprint.people[:3], strange))


def test_it_is_a_provider() -> None:
    assert conforms(EmailProvider(), EmailConnection)


# Also what a header hides in itself: encoded words with line breaks and quotes in them.
WORDS = st.sampled_from(
    [
        "=?utf-8?q?",
        "=0D=0ABcc:_x@y.example",
        "?=",
        "=?utf-8?b?DQpCY2M6IHhAeQ==?=",
        '"',
        "\r\n",
        "<",
        ",",
    ]
)
HOSTILE = st.one_of(st.text(max_size=60), st.lists(WORDS | st.text(max_size=3)).map("".join))


@given(name=HOSTILE, subject=HOSTILE, text=st.text(max_size=200))
def test_no_name_and_no_title_breaks_a_header(name: str, subject: str, text: str) -> None:
    person = Person("a", name, "a@b.example", "student", "stt")
    mail = envelope(Letter(subject, text), SENDER, person, identifier="<1@b.example>", now=NOW)
    arrived = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    assert sorted(arrived.keys()) == sorted(mail.keys())
    assert [one.addr_spec for one in arrived["To"].addresses] == ["a@b.example"]
    assert len(set(map(str.lower, arrived.keys()))) == len(arrived.keys())
    assert all(len(line) <= 998 for line in mail.as_bytes().split(b"\r\n"))


@pytest.mark.parametrize(
    "name",
    [
        "Ani\r\nBcc: everybody@example.org",
        'Ani" <x@y.example>, "Budi',
        "Ani <evil@example.org>",
        "=?utf-8?q?x=0D=0ABcc:_a@b?=",
        "愛子, Ph.D.",
        "A" * 300,
        "",
    ],
)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    person = Person("a", name, "a@b.example", "student", "stt")
    mail = envelope(Letter("Halo", "Halo"), SENDER, person, identifier="<1@b.example>", now=NOW)
    arrived = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    assert arrived["Bcc"] is None
    assert [one.addr_spec for one in arrived["To"].addresses] == ["a@b.example"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ani@kampus.example", "ani@kampus.example"),
        (" ani.b+c@sub.kampus.example ", "ani.b+c@sub.kampus.example"),
        ("ani@köln.example", "ani@xn--kln-sna.example"),
        ("", ""),
        ("ani", ""),
        ("ani@", ""),
        ("ani@kampus.example, budi@kampus.example", ""),
        ("ani @kampus.example", ""),
        ("ani@kampus.example\nBcc: x@y.example", ""),
        ("<ani@kampus.example>", ""),
        ("ani@@kampus.example", ""),
        ("ani..b@kampus.example", ""),
        ("anï@kampus.example", ""),
        ("=cmd@kampus.example", "=cmd@kampus.example"),
        ("a" * 65 + "@kampus.example", ""),
        ("ani@" + "k" * 300 + ".example", ""),
    ],
)
def test_only_what_servers_take_is_an_address(text: str, right: str) -> None:
    assert plain_address(text) == right


@given(st.text(max_size=300))
def test_an_address_never_holds_what_could_be_a_command(text: str) -> None:
    found = plain_address(text)
    assert not set(found) & set(' <>,;:"\r\n\t\0')


def test_who_has_no_address_is_named_and_left_out() -> None:
    blueprint = with_person(email="ani at kampus")
    (message,) = EmailProvider().check(blueprint)
    assert message.parts["row"] == 5
    assert "invitation/student-001" not in {
        one.address for one in EmailProvider(lambda: NOW).desired(blueprint)
    }


def test_a_shared_address_is_told_for_both_who_share_it() -> None:
    messages = EmailProvider().check(with_person(email="DEWI@stt.example"))
    assert [message.parts["row"] for message in messages] == [2, 5]
    assert EmailProvider().check(a_class()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_HOST", "https://smtp.example.org"),
        ("SMTP_HOST", ""),
        ("SMTP_PORT", "smtp"),
        ("SMTP_PORT", "70000"),
        ("SMTP_SECURITY", "none"),
        ("SMTP_SECURITY", "tls1.0"),
        ("SMTP_FROM", "nobody"),
        ("SMTP_FROM", "a@b.example\r\nBcc: c@d.example"),
        ("CLASSROOM_LINK", "javascript:alert(1)"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(name: str, value: str) -> None:
    with pytest.raises(ProviderError) as caught:
        account(GOOD | {name: value})
    assert caught.value.parts["name"] == name
    assert "\n" not in str(caught.value)


def test_settings_have_sensible_defaults() -> None:
    found = account(GOOD)
    assert (found.port, found.security, found.user) == (587, "starttls", "")
    assert account(GOOD | {"SMTP_HOST": "::1", "SMTP_SECURITY": "none"}).host == "::1"
    secret = [one.name for one in EmailProvider().settings if one.secret]
    assert secret == ["SMTP_PASSWORD"]


def test_all_parts_of_a_blueprint_are_answered_for() -> None:
    support = EmailProvider().support()
    assert {one.kind for one in support} <= set(KINDS)
    assert len({one.kind for one in support}) == len(support)
    assert {one.coverage for one in support} == {"done", "guide", "impossible"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_and_the_support_speak_the_readers_language(language: str) -> None:
    with i18n.use(language):
        guide = EmailProvider().guide(a_class())
        words = [guide.title, guide.introduction, *(step.do for step in guide.steps)]
        words += [str(one.note) for one in EmailProvider().support()]
    indonesian = [" dan " in text or "Anda" in text or "surel" in text.lower() for text in words]
    assert any(indonesian) == (language == "id")
    assert len(guide.steps) == 3 + 3
    assert "Mahasiswa 1" not in "".join(step.text for step in guide.steps)


def test_files_for_a_mail_merge_hold_who_agreed_and_no_formula() -> None:
    files = EmailProvider().files(with_person(name='=HYPERLINK("x")'))
    assert set(files) == {"calendar.ics", "invitations.csv"}
    assert icalendar.Calendar.from_ical(files["calendar.ics"])
    rows = list(csv.DictReader(io.StringIO(files["invitations.csv"].decode("utf-8-sig"))))
    assert len(rows) == 4
    assert rows[-1]["name"].startswith("'=")
    assert EmailProvider().files(a_class()) == EmailProvider().files(a_class())


def test_a_guest_is_told_when_the_stay_is_and_a_student_of_the_duty() -> None:
    blueprint = dataclasses.replace(a_class(language="en"), rules=())
    guest, student = (welcome(blueprint, blueprint.people[place]).text for place in (2, 3))
    assert "guest in week 1, from Tuesday, 1 September 2026" in guest
    assert "every student writes a summary" not in guest
    assert "every student writes a summary" in student
    assert "earlier one" in welcome(blueprint, blueprint.people[3], again=True).text


def test_a_reminder_repeats_the_question() -> None:
    blueprint = a_class()
    letter = reminder(blueprint, blueprint.people[3], blueprint.weeks[1], "https://k.example")
    assert "Apa pendapat Anda\ntentang 2?" in letter.text
    assert "Senin, 14 September 2026, pukul 20.00 WIB" in letter.text
    assert "https://k.example" in letter.text


def test_the_letters_for_300_people_and_16_weeks_are_planned_in_a_moment() -> None:
    import time

    begin = time.perf_counter()
    desired = EmailProvider(lambda: NOW).desired(a_class(300, 16))
    assert time.perf_counter() - begin < 1
    assert len(desired) == 2 * 303
    assert len({one.address for one in desired}) == len(desired)

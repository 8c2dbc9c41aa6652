"""The platforms that are built by hand: every step is there, fits, and opens what it promises."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.classroom.blueprint.samples import blueprints
from tests.classroom.providers.classes import a_class, people
from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Channel
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.classroom.building.lengths import weighted
from workshop.classroom.building.provider import GuideStep
from workshop.classroom.building.registry import provider, providers
from workshop.classroom.providers import guides
from workshop.errors import ProviderError
from workshop.tables import Text

NAMES = ("discord", "facebook", "telegram", "whatsapp", "x", "youtube")
ALL = {name: getattr(guides, name)() for name in NAMES}
by_hand = pytest.mark.parametrize("name", NAMES)
by_hand_with_groups = pytest.mark.parametrize(
    "name", ["discord", "facebook", "telegram", "whatsapp"]
)
ANY_CLASS = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def steps(name: str, blueprint: Blueprint, language: str = "en") -> tuple[GuideStep, ...]:
    with i18n.use(language):
        found: tuple[GuideStep, ...] = ALL[name].guide(blueprint).steps
    return found


@by_hand
def test_it_is_registered_under_its_name(name: str) -> None:
    assert provider(name).title == ALL[name].title
    assert provider(name).name == name
    assert name in providers()


@given(blueprints(), st.sampled_from(["id", "en"]))
@ANY_CLASS
def test_every_step_of_any_class_says_what_to_do_and_fits(
    blueprint: Blueprint, language: str
) -> None:
    for name in NAMES:
        for step in steps(name, blueprint, language):
            assert step.do.strip()
            assert step.limit >= 0
            assert not step.limit or len(step.text) <= step.limit
            assert step.text == step.text.strip()


@given(blueprints(), st.sampled_from(NAMES))
@ANY_CLASS
def test_every_link_leads_to_the_platform_with_the_very_text(
    blueprint: Blueprint, name: str
) -> None:
    hosts = {"wa.me", "t.me", "x.com", "www.facebook.com", "studio.youtube.com"}
    for step in steps(name, blueprint):
        if not step.link:
            continue
        link = urlsplit(step.link)
        assert link.scheme == "https"
        assert link.hostname in hosts
        assert len(step.link) <= 2000 or name == "x"
        if link.query:
            assert parse_qs(link.query, keep_blank_values=True)["text"] == [step.text]


@given(blueprints())
@ANY_CLASS
def test_a_post_fits_as_x_counts(blueprint: Blueprint) -> None:
    long = "漢字かな" * 80
    weeks = tuple(replace(week, topic=Text(long, long)) for week in blueprint.weeks)
    for found in (blueprint, replace(blueprint, weeks=weeks)):
        posts = steps("x", found)
        assert len(posts) == len(found.weeks)
        assert all(weighted(post.text) <= 280 for post in posts)


@pytest.mark.parametrize("language", ["id", "en"])
@by_hand
def test_the_demonstration_is_complete_in_both_languages(name: str, language: str) -> None:
    blueprint = read_blueprint(KIT / "data" / "demo" / "classroom.toml")
    found = steps(name, blueprint, language)
    everything = "\n".join((*(step.do for step in found), *(step.text for step in found)))
    for week in blueprint.weeks:
        assert blueprint.said(week.topic) in everything
    if name not in ("x", "youtube"):
        for person in blueprint.with_role("lecturer"):
            assert person.name in everything
    if name != "x":
        for rule in blueprint.rules:
            assert blueprint.said(rule.text) in everything
    named = {person.name for person in blueprint.with_role("student") if person.name in everything}
    assert len(named) == (0 if name in ("x", "youtube") else len(blueprint.with_role("student")))
    for person in blueprint.people:
        assert person.email not in everything
        assert person.identifier not in everything


@by_hand_with_groups
def test_each_study_group_is_listed_with_its_members_and_with_nobody_who_refused(
    name: str,
) -> None:
    blueprint = a_class(language="en")
    first, second = blueprint.groups
    spoilt = replace(first, members=(*first.members, "tono", "on-no-list"))
    found = steps(name, replace(blueprint, groups=(spoilt, second)))
    lists = [(step.do, step.text) for step in found if "When they have joined" in step.do]
    assert [text for do, text in lists if "“Group 1”" in do] == ["Mahasiswa 1\nMahasiswa 3"]
    assert [text for do, text in lists if "“Group 2”" in do] == ["Mahasiswa 2\nMahasiswa 4"]
    assert not [step for step in found if "Tono" in step.do + step.text]
    # What the members are added to is made before.
    texts = [step.text for step in found]
    assert texts.index("Group 1") < texts.index("Mahasiswa 1\nMahasiswa 3")


def test_a_list_that_is_sent_is_cut_where_the_platform_cuts_it() -> None:
    blueprint = a_class(900)
    found = [step for step in steps("telegram", blueprint) if "Mahasiswa 1\n" in step.text]
    whole = [step.text for step in steps("telegram", blueprint) if "\nMahasiswa" in step.text]
    assert found[0].limit == 4096
    assert len(whole) > len(blueprint.groups)
    assert sum(text.count("Mahasiswa") for text in whole) == 900


@by_hand
def test_whoever_reads_english_is_led_in_english_and_copies_the_language_of_the_class(
    name: str,
) -> None:
    blueprint = a_class(language="id")
    english, indonesian = steps(name, blueprint), steps(name, blueprint, "id")
    assert [step.text for step in english] == [step.text for step in indonesian]
    assert not {step.do for step in english} & {step.do for step in indonesian}


@pytest.mark.parametrize("name", ["whatsapp", "telegram", "discord"])
def test_each_study_group_gets_its_place_and_a_closed_channel_is_closed(name: str) -> None:
    blueprint = replace(
        a_class(language="en"),
        channels=(
            Channel("news", Text("Kabar", "News"), "announcements"),
            Channel("slides", Text("Salindia", "Slides"), "materials", ("lecturer",)),
            Channel("groups", Text("Kelompok", "Groups"), "group"),
        ),
    )
    found = steps(name, blueprint)
    names = [step.text for step in found]
    assert {"Slides", "Group 1", "Group 2"} <= set(names)
    assert "Groups" not in names
    assert not found[names.index("Slides") + 1].text  # it is closed in the next step
    assert found[names.index("Group 1") + 1].text == "Group 2"


@by_hand
def test_what_the_guide_promises_it_does(name: str) -> None:
    full, support = a_class(language="en"), ALL[name].support()
    promised = {line.kind for line in support if line.coverage == "guide"}
    assert {line.coverage for line in support} <= {"guide", "impossible"}
    assert all(str(line.note) and str(line.title) for line in support)
    words = [step.do + step.text for step in steps(name, full)]
    signs = {
        "channel": "Discussion",
        "rules": "No political campaigning.",
        "event": "Talk",
        "person": "",
        "group": "Mahasiswa 3",
        "discussion": "Topic 2",
        "announcement": "Topic 1",
    }
    for kind in promised:
        assert any(signs[kind] in word for word in words), kind


@by_hand
def test_a_connection_is_refused_with_the_command_for_the_guide(name: str) -> None:
    one = ALL[name]
    with i18n.use("en"), pytest.raises(ProviderError) as error:
        one.connect(a_class(), {})
    assert f"workshop classroom guide classroom.toml --on {name}" in str(error.value)
    with i18n.use("id"), pytest.raises(ProviderError) as error:
        one.connect(a_class(), {})
    assert "Buatlah panduannya" in str(error.value)
    assert one.settings == ()
    assert one.desired(a_class()) == ()
    assert one.files(a_class()) == {}


def test_too_many_people_for_a_group_are_told_with_their_number() -> None:
    crowd = replace(a_class(), people=people(1100))
    with i18n.use("en"):
        (problem,) = map(str, ALL["whatsapp"].check(crowd))
    assert "1,024" in problem or "1024" in problem
    assert ALL["whatsapp"].check(a_class()) == ALL["x"].check(crowd) == []


def test_youtube_gets_none_of_the_signs_that_it_refuses() -> None:
    blueprint = replace(a_class(), course=Text("a < b > c", "a < b > c"))
    assert not [step for step in steps("youtube", blueprint) if set("<>") & set(step.text)]


def test_a_message_too_long_for_an_address_is_copied_and_not_linked() -> None:
    blueprint = a_class(weeks=1)
    weeks = (replace(blueprint.weeks[0], prompt=Text("panjang " * 400, "long " * 400)),)
    (step,) = (
        one for one in steps("whatsapp", replace(blueprint, weeks=weeks)) if "Topik" in one.text
    )
    assert not step.link

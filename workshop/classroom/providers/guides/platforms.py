"""What a person does on each platform, step by step.

Limits of lengths: Telegram, core.telegram.org/bots/api (title 128, description 255, message
4,096); Discord, discord.com/developers/docs (name 100, topic 1,024, message 2,000); X,
docs.x.com (280, name 50); YouTube, developers.google.com/youtube (title 100, description
5,000). WhatsApp and Facebook publish no limits for their groups: those here are on the safe
side. Read in 2026.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building import lengths, wording
from workshop.classroom.building.provider import GuideStep
from workshop.classroom.providers.guides import steps, texts
from workshop.classroom.providers.guides.provider import GuideProvider
from workshop.errors import Message
from workshop.i18n import tr

_NO_GROUPS = Message("There are no groups inside a group; make one for each study group.")
_NO_DATES = Message("There is no calendar; send the calendar file of the class instead.")
_NO_CHANNELS = Message("There is one stream of posts; begin each post with its topic.")
_PUBLIC = Message("Posts are public; nothing here belongs to a class only.")
_NO_PEOPLE = Message("Accounts belong to the people themselves; invite them by a link.")


def whatsapp() -> GuideProvider:
    """Return the guide for a WhatsApp community.

    Examples
    --------
    >>> whatsapp().name
    'whatsapp'
    """
    return GuideProvider(
        "whatsapp",
        "WhatsApp",
        Message(
            "WhatsApp lets no program make a class group: its interface for groups holds 8 people "
            "at most and needs an official business account. By hand it takes about 15 minutes."
        ),
        {"event": _NO_DATES},
        _whatsapp,
        (
            Message("Everybody in the group sees everybody's telephone number. Ask before."),
            Message("There are no threads: begin every answer by quoting the message."),
        ),
        1024,
    )


def telegram() -> GuideProvider:
    """Return the guide for a Telegram group with topics."""
    return GuideProvider(
        "telegram",
        "Telegram",
        Message(
            "On Telegram a bot cannot make a group; a person makes it once. After that, topics "
            "keep the subjects apart."
        ),
        {"event": _NO_DATES},
        _telegram,
        (
            Message("People can hide their telephone number: Settings, Privacy and Security."),
            Message("Everybody in the class can read the topics of all study groups."),
        ),
        200_000,
    )


def facebook() -> GuideProvider:
    """Return the guide for a private Facebook group."""
    return GuideProvider(
        "facebook",
        "Facebook",
        Message(
            "Facebook removed its interface for groups on 22 April 2024: no program can make one "
            "or post in it. By hand it takes about 20 minutes."
        ),
        {"channel": _NO_CHANNELS},
        _facebook,
        (
            Message("The order of posts is chosen by Facebook: pin what everybody must read."),
            _NO_GROUPS,
        ),
    )


def x() -> GuideProvider:
    """Return the guide for announcing on X."""
    return GuideProvider(
        "x",
        "X",
        Message(
            "X is for announcing, not for teaching. Each post by a program costs money since "
            "February 2026; a link that opens with the text costs nothing."
        ),
        {
            "person": _PUBLIC,
            "channel": _PUBLIC,
            "group": _PUBLIC,
            "rules": _PUBLIC,
            "discussion": _PUBLIC,
            "event": _NO_DATES,
        },
        _x,
        (Message("Whatever is posted is public: no names and no pictures without consent."),),
    )


def discord() -> GuideProvider:
    """Return the guide for a Discord server."""
    return GuideProvider(
        "discord",
        "Discord",
        Message(
            "Since July 2025 no program can make a Discord server; a person makes it once. It has "
            "channels, roles and voice rooms."
        ),
        {},
        _discord,
        (Message("The least age is 13, and the programs are large for a weak telephone."),),
    )


def youtube() -> GuideProvider:
    """Return the guide for recordings on YouTube."""
    return GuideProvider(
        "youtube",
        "YouTube",
        Message(
            "YouTube keeps recordings and shows them at a low data rate. Discussions belong "
            "elsewhere."
        ),
        {
            "person": _NO_PEOPLE,
            "channel": Message("One playlist for the class takes the place of channels."),
            "group": _NO_GROUPS,
            "announcement": Message("Subscribers get no message that they surely see."),
            "event": _NO_DATES,
        },
        _youtube,
        (Message("Choose “Unlisted” and name no student in titles or descriptions."),),
    )


def _whatsapp(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("In WhatsApp, make a new community with this name."),
        texts.title(blueprint, 60),
        limit=60,
        evidence=tr("picture of the community's page"),
    )
    yield steps.described(blueprint, 512)
    for place in steps.places(blueprint):
        name = steps.name(blueprint, place, 60)
        if place.kind == "announcements":
            yield GuideStep(
                tr(
                    "For “{channel}”, use the group that every community has by itself; only "
                    "admins write in it.",
                    channel=name,
                )
            )
            continue
        yield GuideStep(
            tr("Add a group with this name, for its members only.")
            if place.group
            else tr("Add a group with this name."),
            name,
            limit=60,
        )
        if steps.is_closed(place):
            yield GuideStep(tr("In that group's settings: only admins may send messages."))
    yield GuideStep(
        tr("Open “Invite via link”, copy the link, and send it to the people by e-mail."),
        evidence=tr("the link, kept in a safe place"),
    )
    yield from steps.members(blueprint, 60)
    yield from steps.admins(blueprint, tr("make these people admins"))
    yield from steps.pinned(blueprint, 4096)
    yield from steps.weeks(blueprint, 4096, "https://wa.me/?text=")


def _telegram(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("In Telegram, make a new group with this name and switch on “Topics”."),
        texts.title(blueprint, 128),
        limit=128,
        evidence=tr("picture of the group's page"),
    )
    yield steps.described(blueprint, 255)
    for place in steps.places(blueprint):
        yield GuideStep(
            tr("Make a topic with this name."), steps.name(blueprint, place, 128), limit=128
        )
        if steps.is_closed(place):
            yield GuideStep(tr("Close that topic, so that only admins write in it."))
    yield GuideStep(
        tr("Make an invitation link that asks for approval, and send it by e-mail."),
        evidence=tr("the link, kept in a safe place"),
    )
    yield from steps.members(blueprint, 128, sent=4096)
    yield from steps.admins(blueprint, tr("make these people admins"))
    yield from steps.pinned(blueprint, 4096)
    yield from steps.weeks(blueprint, 4096, "https://t.me/share/url?url=%20&text=")


def _facebook(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("On Facebook, make a new group with this name; privacy: private and hidden."),
        texts.title(blueprint, 75),
        link="https://www.facebook.com/groups/create",
        limit=75,
        evidence=tr("picture of the group's page"),
    )
    yield steps.described(blueprint, 3000)
    if rules := wording.rules(blueprint):
        yield GuideStep(tr("Put the rules into “Group rules”, one by one."), rules)
    yield GuideStep(tr("Let admins approve every member, and ask each for name and college."))
    yield from steps.admins(blueprint, tr("make these people moderators"))
    for place in steps.places(blueprint):
        if place.group:
            doing = tr("Make a private group of its own for this study group, with this name.")
            yield GuideStep(doing, steps.name(blueprint, place, 75), limit=75)
    yield from steps.members(blueprint, 75)
    yield from steps.dates(blueprint, tr("Make an event of the group with this title."), 64)
    one_stream = replace(blueprint, channels=())
    yield from steps.pinned(one_stream, 5000)
    yield from steps.weeks(one_stream, 5000)


def _x(blueprint: Blueprint) -> Iterator[GuideStep]:
    for week in blueprint.weeks:
        text = texts.shortened(texts.post(blueprint, week), 280, lengths.weighted)
        yield GuideStep(
            tr(
                "On {day}, open the link, read the post once more, and send it.",
                day=i18n.date(week.begins),
            ),
            text,
            link=f"https://x.com/intent/post?text={quote(text)}",
            limit=280,
            evidence=tr("address of the post"),
        )


def _discord(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("In Discord, make a new server “For a club or community” with this name."),
        texts.title(blueprint, 100),
        limit=100,
        evidence=tr("picture of the server's page"),
    )
    for place in steps.places(blueprint):
        yield GuideStep(
            tr("Make a private text channel with this name.")
            if place.group
            else tr("Make a text channel with this name."),
            steps.name(blueprint, place, 100),
            limit=100,
        )
        if steps.is_closed(place):
            yield GuideStep(tr("Take “Send messages” from @everyone in that channel."))
    yield GuideStep(
        tr("Make an invitation that never expires, and send it by e-mail."),
        evidence=tr("the link, kept in a safe place"),
    )
    yield from steps.members(blueprint, 100)
    yield from steps.admins(blueprint, tr("make a role “Lecturer” and give it to these people"))
    yield from steps.pinned(blueprint, 2000)
    yield from steps.dates(blueprint, tr("Make an event of the server with this title."), 100)
    yield from steps.weeks(blueprint, 2000)


def _youtube(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("In YouTube Studio, make a playlist with this name; visibility: unlisted."),
        texts.without_brackets(texts.title(blueprint, 100)),
        link="https://studio.youtube.com",
        limit=100,
        evidence=tr("address of the playlist"),
    )
    yield GuideStep(
        tr("Put this into its description."),
        texts.without_brackets(texts.shortened(texts.welcome(blueprint), 5000)),
        limit=5000,
    )
    for session in blueprint.sessions:
        yield GuideStep(
            tr("Upload the recording with this title; visibility: unlisted; audience: not kids."),
            texts.without_brackets(
                texts.shortened(wording.one_line(blueprint.said(session.title)), 100)
            ),
            limit=100,
            evidence=tr("address of the recording"),
        )
    for week in blueprint.weeks:
        for number, part in enumerate(texts.split(texts.week(blueprint, week), 5000)):
            yield GuideStep(
                tr("Put this under a recording of week {number}.", number=week.number)
                if number == 0
                else tr("Then this, which did not fit."),
                texts.without_brackets(part),
                limit=5000,
            )

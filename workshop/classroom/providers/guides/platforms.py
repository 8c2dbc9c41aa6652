"""What a person does on each platform, step by step.

Limits of lengths: Telegram, core.telegram.org/bots/api (title 128, description 255, message
4,096); Discord, discord.com/developers/docs (name 100, topic 1,024, message 2,000); X,
docs.x.com (280, name 50); YouTube, developers.google.com/youtube (title 100, description
5,000). WhatsApp and Facebook publish no limits for their groups: those here are on the safe
side. Read in 2026.
"""

from collections.abc import Iterator
from urllib.parse import quote

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Channel
from workshop.classroom.building import wording
from workshop.classroom.building.provider import GuideStep
from workshop.classroom.providers.guides import texts
from workshop.classroom.providers.guides.provider import GuideProvider
from workshop.errors import Message
from workshop.i18n import tr

_NO_GROUPS = Message("There are no groups inside a group; make one for each study group.")
_NO_DATES = Message("There is no calendar; send the calendar file of the class instead.")
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
            "keep the weeks apart."
        ),
        {"event": _NO_DATES},
        _telegram,
        (Message("People can hide their telephone number: Settings, Privacy and Security."),),
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
        {"group": _NO_GROUPS},
        _facebook,
        (Message("The order of posts is chosen by Facebook: pin what everybody must read."),),
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
        {"event": _NO_DATES},
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
    yield _described(blueprint, 512)
    for channel in blueprint.channels:
        yield GuideStep(tr("Add a group with this name."), _name(blueprint, channel, 60), limit=60)
        if channel.writers and "student" not in channel.writers:
            yield GuideStep(tr("In that group's settings: only admins may send messages."))
    yield GuideStep(
        tr("Open “Invite via link”, copy the link, and send it to the people by e-mail."),
        evidence=tr("the link, kept in a safe place"),
    )
    yield from _admins(blueprint, tr("make these people admins"))
    yield from _pinned(blueprint, 4096)
    yield from _weeks(blueprint, 4096, "https://wa.me/?text=")


def _telegram(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("In Telegram, make a new group with this name and switch on “Topics”."),
        texts.title(blueprint, 128),
        limit=128,
        evidence=tr("picture of the group's page"),
    )
    yield _described(blueprint, 255)
    for channel in blueprint.channels:
        yield GuideStep(
            tr("Make a topic with this name."), _name(blueprint, channel, 128), limit=128
        )
        if channel.writers and "student" not in channel.writers:
            yield GuideStep(tr("Close that topic, so that only admins write in it."))
    yield GuideStep(
        tr("Make an invitation link that asks for approval, and send it by e-mail."),
        evidence=tr("the link, kept in a safe place"),
    )
    yield from _admins(blueprint, tr("make these people admins"))
    yield from _pinned(blueprint, 4096)
    yield from _weeks(blueprint, 4096, "https://t.me/share/url?url=%20&text=")


def _facebook(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("On Facebook, make a new group with this name; privacy: private and hidden."),
        texts.title(blueprint, 75),
        link="https://www.facebook.com/groups/create",
        limit=75,
        evidence=tr("picture of the group's page"),
    )
    yield _described(blueprint, 3000)
    yield GuideStep(
        tr("Put the rules into “Group rules”, one a rule."), wording.rules(blueprint), limit=2000
    )
    yield GuideStep(tr("Let admins approve every member, and ask each for name and college."))
    yield from _admins(blueprint, tr("make these people moderators"))
    yield from _weeks(blueprint, 5000)


def _x(blueprint: Blueprint) -> Iterator[GuideStep]:
    for week in blueprint.weeks:
        text = texts.shortened(_tweet(blueprint, week.number, blueprint.said(week.topic)), 280)
        yield GuideStep(
            tr("Open the link, read the post once more, and send it."),
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
    for channel in blueprint.channels:
        yield GuideStep(
            tr("Make a text channel with this name."), _name(blueprint, channel, 100), limit=100
        )
        if channel.writers and "student" not in channel.writers:
            yield GuideStep(tr("Take “Send messages” from @everyone in that channel."))
    yield from _admins(blueprint, tr("make a role “Lecturer” and give it to these people"))
    yield GuideStep(
        tr("Make an invitation that never expires, and send it by e-mail."),
        evidence=tr("the link, kept in a safe place"),
    )
    yield from _pinned(blueprint, 2000)
    yield from _weeks(blueprint, 2000)


def _youtube(blueprint: Blueprint) -> Iterator[GuideStep]:
    yield GuideStep(
        tr("In YouTube Studio, make a playlist with this name; visibility: unlisted."),
        texts.title(blueprint, 100),
        link="https://studio.youtube.com",
        limit=100,
        evidence=tr("address of the playlist"),
    )
    for session in blueprint.sessions:
        yield GuideStep(
            tr("Upload the recording with this title; visibility: unlisted; audience: not kids."),
            texts.shortened(wording.one_line(blueprint.said(session.title)), 100),
            limit=100,
            evidence=tr("address of the recording"),
        )
    for week in blueprint.weeks:
        for number, part in enumerate(texts.split(texts.week(blueprint, week), 5000)):
            yield GuideStep(
                tr("Put this under the recording of week {number}.", number=week.number)
                if number == 0
                else tr("Then this, which did not fit."),
                part,
                limit=5000,
            )


def _described(blueprint: Blueprint, limit: int) -> GuideStep:
    text = texts.shortened(texts.welcome(blueprint).partition("\n\n")[0], limit)
    return GuideStep(tr("Put this into its description."), text, limit=limit)


def _name(blueprint: Blueprint, channel: Channel, limit: int) -> str:
    return texts.shortened(wording.one_line(blueprint.said(channel.title)), limit)


def _admins(blueprint: Blueprint, doing: str) -> Iterator[GuideStep]:
    staff = blueprint.with_role("lecturer", "moderator")
    if staff:
        names = ", ".join(wording.one_line(person.name) for person in staff)
        yield GuideStep(
            tr("When they have joined, {doing}: {names}", doing=doing, names=names),
            evidence=tr("two admins at least, so that nobody is indispensable"),
        )


def _pinned(blueprint: Blueprint, limit: int) -> Iterator[GuideStep]:
    for part in texts.split(texts.welcome(blueprint), limit):
        yield GuideStep(tr("Send this message and pin it."), part, limit=limit)


def _weeks(blueprint: Blueprint, limit: int, link: str = "") -> Iterator[GuideStep]:
    for week in blueprint.weeks:
        for part in texts.split(texts.week(blueprint, week), limit):
            yield GuideStep(
                tr("On {day}, send this message.", day=i18n.date(week.begins)),
                part,
                link=f"{link}{quote(part)}" if link else "",
                limit=limit,
            )


def _tweet(blueprint: Blueprint, number: int, topic: str) -> str:
    with i18n.use(blueprint.language):
        course = wording.one_line(blueprint.said(blueprint.course))
        return tr("{course}, week {number}: {topic}", course=course, number=number, topic=topic)

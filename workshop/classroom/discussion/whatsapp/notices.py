"""What WhatsApp itself writes into a chat, in Indonesian and English.

The texts are those that appear in exports; they change between versions. Whatever has no
sender on Android is a notice anyway, known or not. Known beginnings are needed where a notice
could be taken for somebody's words, or its first half for a name.
"""

import re

LEFT_TO_RIGHT = "\u200e"
# Marks that steer the direction of writing; WhatsApp puts them around names and notices.
INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_THINGS = (
    "image|video|audio|sticker|gif|document|contact card|video note|voice message|media|"
    "gambar|foto|stiker|dokumen|kartu kontak|catatan video|pesan video|pesan suara|suara"
)
# Where the thing itself was left out: <Media omitted>, ‎image omitted, ‎gambar tidak disertakan.
OMITTED = re.compile(
    rf"<(?:media omitted|media tidak disertakan)>|(?:{_THINGS}) (?:omitted|tidak disertakan)",
    re.IGNORECASE,
)
# A document on iOS: its name, its pages and the notice, with a caption perhaps on the next line.
DOCUMENT = re.compile(r"[^\n]*\u200e(?:document omitted|dokumen tidak disertakan)", re.IGNORECASE)
ATTACHED = re.compile(
    r"\u200e?(?:[^\n]{1,255} \((?:file attached|file terlampir|berkas terlampir)\)"
    r"|<(?:attached|terlampir): [^\n>]{1,255}>)",
    re.IGNORECASE,
)
DELETED = re.compile(
    r"(?:this message was deleted(?: by admin [^\n]{1,80})?|you deleted this message"
    r"(?: as admin)?|pesan ini (?:telah )?dihapus(?: oleh admin [^\n]{1,80})?"
    r"|anda (?:telah )?menghapus pesan ini)\.?",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\u200e?<(?:this message was edited|pesan ini (?:telah )?diedit)>\u200e?\Z", re.IGNORECASE
)

_WITHOUT_A_NAME = (
    r"messages and calls are end-to-end encrypted|messages to this (?:chat|group) and calls are"
    r"|messages you send to this (?:chat|group) are"
    r"|pesan dan panggilan (?:ter|di)enkripsi|pesan dan panggilan dilindungi"
    r"|pesan (?:ke|di|yang anda kirim ke) (?:grup|chat) ini"
    r"|you(?:'re| are) (?:now|no longer) an admin|anda (?:sekarang|kini|bukan lagi) admin"
    r"|your security code with|kode keamanan anda dengan"
    r"|this chat is with a business|chat ini dengan akun bisnis"
    r"|disappearing messages|pesan sementara|this group was added|grup ini ditambahkan"
    r"|anyone in this (?:group|community)|siapa pun di (?:grup|komunitas) ini"
    r"|waiting for this message|menunggu pesan ini"
)
_VERBS = (
    r"added|removed|left|joined|was added|was removed|were added|created (?:this )?group|changed"
    r"|turned (?:on|off)|pinned|started a call|reset this group's|deleted this group"
    r"|(?:is|are) now an admin|now an admin|requested to join|cancelled"
    r"|menambahkan|mengeluarkan|keluar|bergabung|ditambahkan|dikeluarkan|telah (?:keluar|bergabung)"
    r"|membuat grup|mengubah|mengganti|telah diubah|berubah|mengaktifkan|menonaktifkan"
    r"|menyematkan|mengatur ulang|menghapus grup|memulai panggilan|meminta untuk bergabung"
)
NAMELESS = re.compile(rf"(?:{_WITHOUT_A_NAME})", re.IGNORECASE)
# "Ayu added Budi": a notice about somebody, where the program speaks and not a person.
ABOUT_SOMEBODY = re.compile(rf"(?P<who>[^\n:]{{1,100}}?) (?:{_VERBS})\b[^\n]*", re.IGNORECASE)
# A notice that quotes what people typed, so that it may hold a colon.
QUOTING = re.compile(
    r"[^\n]{1,100}? (?:changed (?:the )?(?:subject|group name|group description)"
    r"|created (?:this )?group|mengubah (?:subjek|nama|judul|deskripsi)(?: grup)?|membuat grup)"
    r"[^\n]{0,30}[\"“”«]",
    re.IGNORECASE,
)
# Names that a notice gives away, for senders whose name holds a colon.
ADDED = re.compile(
    r"[^\n]{1,100}? (?:added|menambahkan) (?P<name>[^\n]{1,100})\Z"
    r"|(?P<same>[^\n]{1,100}?) (?:left|joined [^\n]*|keluar|bergabung [^\n]*)\Z",
    re.IGNORECASE,
)


def without_edited(text: str) -> tuple[str, bool]:
    """Return a text without the mark of an edited message, and whether it had one.

    Examples
    --------
    >>> without_edited("Halo <Pesan ini diedit>"), without_edited("Halo ")
    (('Halo', True), ('Halo ', False))
    """
    found = _EDITED.search(text)
    return (text[: found.start()].rstrip(), True) if found else (text, False)


def is_notice(text: str) -> bool:
    """Whether a text reads like something that WhatsApp writes itself.

    Examples
    --------
    >>> is_notice("Ayu menambahkan Budi"), is_notice("Selamat pagi")
    (True, False)
    """
    return bool(NAMELESS.match(text) or ABOUT_SOMEBODY.fullmatch(text))

"""What in a free text may identify a single person.

It is shown to whoever writes and to whoever reviews, before anything is published: a
person decides, because a rule can only suspect.
"""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

LINK = re.compile(r"(?:https?://|www\.)\S+|doi:\S+", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+|00)\d{1,3}(?:[ .()/-]?\d){6,12}(?![\d-])"
    r"|(?:tel|phone|tél|téléphone|teléfono|mobile|whatsapp)[a-zé]*\W{1,4}"
    r"\d(?:[ .()/-]?\d){5,12}",
    re.IGNORECASE,
)
# Nine digits and more in one piece, or the letters of a passport before six or more.
NUMBER = re.compile(r"(?<![\w.,-])(?:\d{9,18}|[A-Z]{1,3}\d{6,10})(?![\w.,]\d|\w)")
NAME = r"[A-ZÀ-Þ][a-zà-ÿ'’-]+"
# `Awa Diallo, 12 years old`; no band such as 5–17 and no `Children aged 12`.
PERSON = re.compile(
    rf"\b{NAME}(?:\s+{NAME})?\s*[,(]\s*(?:aged|age|âgée?(?:\s+de)?|de)?\s*\d{{1,2}}"
    r"(?![\d–-])\s*(?:years?(?:[ -]old)?|yrs?|ans|años|\)|$)"
)
KINDS: dict[str, re.Pattern] = {
    "email": ADDRESS,
    "phone": PHONE,
    "number": NUMBER,
    "person": PERSON,
}


def flags_of(text: str) -> tuple[str, ...]:
    """Return what in a text may identify a person: email, phone, number, person."""
    return _flags(text) if text else ()


def flag_label(kind: str) -> str:
    return {
        "email": _("an e-mail address"),
        "phone": _("a phone number"),
        "number": _("a number that may identify a person"),
        "person": _("a name with an age"),
    }[kind]


@lru_cache(maxsize=4_000)
def _flags(text: str) -> tuple[str, ...]:
    bare = LINK.sub(" ", text)
    return tuple(kind for kind, sign in KINDS.items() if sign.search(bare))


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address and nothing else."""
    return bool(ADDRESS.fullmatch(text))

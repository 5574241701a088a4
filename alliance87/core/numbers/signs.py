"""The signs of many keyboards and files, brought to the few that the reader knows."""

import re
import unicodedata

from alliance87.core.numbers.numerals import ARABIC_DECIMAL, ARABIC_GROUP

# Marks of direction and signs without width.
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
UNSEEN = re.compile(f"[{INVISIBLE}]+")
# It shows the digits after it from right to left.
TURNS_ROUND = "\N{RIGHT-TO-LEFT OVERRIDE}"
SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
ZEROS = ("0", "\N{ARABIC-INDIC DIGIT ZERO}", "\u06f0", "\N{FULLWIDTH DIGIT ZERO}")
DIGITS = tuple("".join(chr(ord(zero) + each) for each in range(10)) for zero in ZEROS)
IN_NUMBERS = f"[{''.join(DIGITS)}.,'’{ARABIC_DECIMAL}{ARABIC_GROUP}]"
# What stands unseen between two digits may show them in another order.
TORN = re.compile(f"{IN_NUMBERS}[{INVISIBLE}]+{IN_NUMBERS}")
SIGNS = {
    "-": "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d",
    "'": "\u2018\u2019\u02bc\u00b4\u0060\u2032\uff07",
    "%": "\N{ARABIC PERCENT SIGN}\ufe6a\uff05",
    "*": "\N{ARABIC FIVE POINTED STAR}\uff0a\u2217",
    ",": "\N{ARABIC COMMA}\uff0c",
    ".": "\uff0e",
    "<": "\uff1c",
    ">": "\uff1e",
    "(": "\uff08",
    ")": "\uff09",
    "+": "\uff0b",
    ":": "\uff1a",
    "≤": "\u2a7d\u2266",
    "≥": "\u2a7e\u2267",
}
TABLE = {ord(each): sign for sign, others in SIGNS.items() for each in others}
TABLE |= {ord(each): str(at) for row in DIGITS for at, each in enumerate(row)}
SPACE = re.compile(f"[{SPACES}]")
TATWEEL = "\N{ARABIC TATWEEL}"


def visible(text: str) -> str:
    """Return a text as it is seen, without the blanks around it."""
    return text.strip() if text.isascii() else UNSEEN.sub("", text).strip()


def plain(text: str) -> str | None:
    """Return a text in ASCII digits and signs; None where its digits may deceive.

    That is where two kinds of digits stand in one text, something unseen stands
    between two digits, or a mark turns them round.
    """
    if text.isascii():
        return text.strip()
    kinds = sum(any(each in row for each in text) for row in DIGITS)
    if kinds > 1 or TURNS_ROUND in text or TORN.search(text):
        return None
    return SPACE.sub(" ", UNSEEN.sub("", text)).translate(TABLE).strip()


def folded(text: str) -> str:
    """Return words without case, accents and doubled blanks, to be looked up."""
    parted = unicodedata.normalize("NFKD", text.casefold()).replace(TATWEEL, "")
    letters = (each for each in parted if not unicodedata.combining(each))
    return " ".join("".join(letters).split())

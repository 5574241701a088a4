"""What stands behind the digits: percent, a word for a power of ten, marks."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from alliance87.core.numbers.signs import folded
from alliance87.core.numbers.words import LETTER_POWERS, PERCENT_WORDS, powers_of

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
MARK = re.compile(
    rf"\*+|†+|‡+|§+|¶+|[{RAISED_LETTERS}]|(?<![{RAISED}])[{RAISED}]{{1,2}}(?![{RAISED}])"
    r"|\((?P<round>[a-z])\)|\[(?P<square>[0-9]{1,2}|[a-z])\]"
)
# Not l, o and i, which look like digits.
LETTERS = re.compile("[a-hjkmnp-z](?: ?, ?[a-hjkmnp-z])*")


class Tail(NamedTuple):
    """`powers` are pairs of a power of ten and footnote marks, one for each reading.

    `raised` holds the digits of a mark that stands raised and alone: 10⁵ may be meant.
    """

    powers: tuple[tuple[int, str], ...]
    is_percent: bool = False
    is_closed: bool = False
    raised: str = ""


NO_TAIL = Tail(((0, ""),))
PERCENT_TAIL = Tail(((0, ""),), is_percent=True)


@lru_cache(maxsize=4096)
def read_tail(text: str, language: str) -> Tail | None:
    """Return what stands behind the digits; None when it is not known."""
    if not text:
        return NO_TAIL
    if text in {"%", " %"}:
        return PERCENT_TAIL
    words, marks = without_marks(text)
    is_attached = not text.startswith(" ")
    is_closed, words = _taken(words, ")")
    is_percent, words = _taken(words, "%")
    if not is_percent and folded(words) in PERCENT_WORDS:
        is_percent, words = True, ""
    powers = _powers(words, marks, language, is_attached, is_percent)
    if not powers:
        return None
    raised = unicodedata.normalize("NFKC", text) if not text.strip(RAISED) else ""
    return Tail(powers, is_percent, is_closed, raised)


def without_marks(text: str) -> tuple[str, str]:
    """Part a text from its footnote marks, which are joined by commas."""
    marks = [
        each["round"] or each["square"] or unicodedata.normalize("NFKC", each[0])
        for each in MARK.finditer(text)
    ]
    return MARK.sub("", text).strip(), ",".join(marks)


def _taken(text: str, sign: str) -> tuple[bool, str]:
    return sign in text, text.replace(sign, "", 1).strip()


def _powers(
    words: str, marks: str, language: str, is_attached: bool, is_percent: bool
) -> tuple[tuple[int, str], ...]:
    if not words:
        return ((0, marks),)
    letter = words.lower()
    if letter in LETTER_POWERS and not is_percent:
        powers = tuple((power, marks) for power in LETTER_POWERS[letter])
        is_thousand = letter == "k" and is_attached
        return powers if is_thousand else (*powers, (0, _joined(letter, marks)))
    if LETTERS.fullmatch(words) and not is_attached:
        return ((0, _joined(words.replace(" ", ""), marks)),)
    if is_percent:
        return ()
    return tuple((power, marks) for power in powers_of(folded(words), language))


def _joined(letters: str, marks: str) -> str:
    return f"{letters},{marks}" if marks else letters

"""Whether figures are written with a decimal comma or a point, where they prove it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

DIGITS = re.compile(r"-?(\d[\d.,\s]*\d)")
SPACES = re.compile(r"\s")
MARKS = (".", ",")


class Known(NamedTuple):
    """A decimal mark and how it is known; without a mark, `said` asks for it.

    Where figures prove both marks, what was remembered of the source is no answer.
    """

    mark: str = ""
    said: str = ""
    is_contradicted: bool = False


def mark_of(texts: Iterable[tuple[str, str]]) -> Known:
    """Return the decimal mark of figures; `texts` are pairs of place and text.

    It is empty where no figure has one, and where they prove both or neither.
    """
    proof: dict[str, tuple[str, str]] = {}
    doubtful: tuple[str, str] | None = None
    for place, text in texts:
        found = DIGITS.search(text)
        if not found or not any(mark in found[1] for mark in MARKS):
            continue
        mark = proved_mark(SPACES.sub("", found[1]))
        if mark:
            proof.setdefault(mark, (place, text))
        else:
            doubtful = doubtful or (place, text)
    if len(proof) == 1:
        ((mark, seen),) = proof.items()
        return Known(mark, _known(mark, *seen))
    if proof:
        return Known("", _contradiction(proof), is_contradicted=True)
    return Known("", _doubt(*doubtful)) if doubtful else Known()


def proved_mark(digits: str) -> str:
    """Return the decimal mark that a figure can only be read with, or nothing."""
    marks = [each for each in digits if each in MARKS]
    last = marks[-1]
    other = MARKS[1 - MARKS.index(last)]
    if len(set(marks)) == 2:
        return last if digits.count(last) == 1 else ""
    if len(marks) > 1:
        return other
    whole, _mark, fraction = digits.partition(last)
    # 1000,000 may be a million with a mark missing.
    is_long = len(whole) > 3 and fraction != "000"
    if len(fraction) != 3 or is_long or whole.startswith("0"):
        return last
    return ""


def _known(mark: str, place: str, text: str) -> str:
    if mark == ",":
        return _("“%(text)s” in %(place)s can only have a decimal comma.") % {
            "text": text,
            "place": place,
        }
    return _("“%(text)s” in %(place)s can only have a decimal point.") % {
        "text": text,
        "place": place,
    }


def _contradiction(proof: dict[str, tuple[str, str]]) -> str:
    (first, one), (second, other) = proof["."], proof[","]
    return _(
        "“%(one)s” in %(first)s has a decimal point and “%(other)s” in %(second)s a "
        "decimal comma. Which one does the file use?"
    ) % {"one": one, "first": first, "other": other, "second": second}


def _doubt(place: str, text: str) -> str:
    return _(
        "“%(text)s” in %(place)s can be read in two ways. Does the file use a decimal "
        "comma or a decimal point?"
    ) % {"text": text, "place": place}

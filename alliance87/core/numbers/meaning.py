"""What was understood: as a plain value, in words, and as what to type for it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.enums import Empty
from alliance87.core.numbers.signs import visible
from alliance87.core.numbers.writing import write_number, write_plain

SHOWN_MAX = 40


class Reading(NamedTuple):
    """One reading of a text: a number, or what its absence means.

    `number` stands in the unit typed: 12.5 for “12.5%”, with `is_percent`. `bound` is
    "<" or ">" where only a limit was given. `marks` are footnote marks with commas
    between them (`x,y`, `*`, `1`). `is_bracketed`: the source printed the number in
    brackets because few cases stand behind it; whoever stores the number stores that
    too. `empty` is a value of `Empty`, and `number` is None then.
    """

    number: Decimal | None = None
    is_percent: bool = False
    bound: str = ""
    marks: str = ""
    is_bracketed: bool = False
    empty: str = ""


class Choice(NamedTuple):
    """One of several readings: what to type for it, and how it is explained."""

    entry: str
    meaning: str
    reading: Reading


class AmbiguousNumber(ValidationError):
    """A text that can be read in more than one way; `choices` holds all of them."""

    choices: tuple[Choice, ...] = ()


def understood(reading: Reading, *, language: str) -> str:
    """Say a reading in words, so that a person can check it: “less than 0.1%”."""
    with override(language):
        return said(reading, language=language)


def ambiguous(
    text: str, readings: Sequence[Reading], *, language: str
) -> AmbiguousNumber:
    """Return the question which of several readings is meant."""
    choices = [
        Choice(typed(each, language=language), said(each, language=language), each)
        for each in readings
    ]
    entries, meanings, _readings = zip(*choices, strict=True)
    if len(readings) == 2:
        message = _(
            "“%(text)s” can mean %(thousands)s or %(decimal)s. Write %(plain)s for "
            "the first, or %(longer)s for the second."
        ) % {
            "text": shortened(text),
            **dict(zip(("thousands", "decimal"), meanings, strict=True)),
            **dict(zip(("plain", "longer"), entries, strict=True)),
        }
    else:
        message = _(
            "“%(text)s” can mean: %(meanings)s. Write the one you mean like this: "
            "%(entries)s."
        ) % {
            "text": shortened(text),
            "meanings": "; ".join(meanings),
            "entries": "; ".join(entries),
        }
    question = AmbiguousNumber(message, code="ambiguous")
    question.choices = tuple(choices)
    return question


def shortened(text: str) -> str:
    """Return a text as a message names it: visible, on one line, not too long."""
    seen = " ".join(visible(text).split())
    return seen if len(seen) <= SHOWN_MAX else f"{seen[:SHOWN_MAX]}…"


def said(reading: Reading, *, language: str) -> str:
    """Say a reading in the language that is active, its digits in `language`."""
    text = _said_value(reading, language)
    if reading.bound:
        pattern = (
            _("less than %(number)s")
            if reading.bound == "<"
            else _("more than %(number)s")
        )
        text = pattern % {"number": text}
    if reading.is_bracketed:
        text = _("%(number)s, in brackets: few cases behind it") % {"number": text}
    if reading.marks:
        text = _("%(number)s with the mark “%(marks)s”") % {
            "number": text,
            "marks": reading.marks,
        }
    return text


def typed(reading: Reading, *, language: str) -> str:
    """Return what to type so that exactly this is read."""
    if reading.number is None:
        text = str(Empty(reading.empty).label)
    else:
        digits = write_plain(reading.number, language=language)
        text = f"{reading.bound}{digits}{'%' if reading.is_percent else ''}"
    text = f"({text})" if reading.is_bracketed else text
    marks = reading.marks.split(",") if reading.marks else ()
    return text + " ".join(map(_typed_mark, marks))


def _said_value(reading: Reading, language: str) -> str:
    if reading.number is None:
        return str(Empty(reading.empty).label)
    number = write_number(reading.number, language=language)
    return _("%(share)s%%") % {"share": number} if reading.is_percent else number


def _typed_mark(mark: str) -> str:
    if mark.isdecimal():
        return f" [{mark}]"
    return f" ({mark})" if mark.isalpha() else mark

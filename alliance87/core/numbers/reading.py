"""The one reader of numbers in statistical tables, forms and files (ADR 0022)."""

import re
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.numbers.meaning import Reading, ambiguous, shortened, typed
from alliance87.core.numbers.numerals import numerals, without_indian_groups
from alliance87.core.numbers.signs import folded, plain, visible
from alliance87.core.numbers.tails import Tail, read_tail, without_marks
from alliance87.core.numbers.words import BOUNDS, ZERO, meanings_of
from alliance87.core.numbers.writing import write_number

WHOLE_MAX = 18
PLACES_MAX = 6
LENGTH_MAX = 80
# Most numbers of a file: nothing about them can be read in two ways.
is_usual = re.compile(
    r"-?[1-9][0-9]{0,17}(?:[.,](?:[0-9]{1,2}|[0-9]{4,6}))?|0(?:[.,][0-9]{1,6})?"
).fullmatch
HAS_DIGIT = re.compile("[0-9]")
NUMBER = re.compile(
    r"(?P<head>[^0-9+-]*?)(?P<sign>[+-]?)"
    r"(?P<digits>[.,٫]?[0-9](?:[0-9., '٫٬]*[0-9])?)(?P<tail>.*)"
)
DETACHED_MINUS = re.compile(r"- +([0-9].*)")


class _Given(NamedTuple):
    """A text, and what is known about where it stands."""

    text: str
    language: str
    decimal_mark: str
    may_be_negative: bool


def read_number(
    text: str, *, language: str, decimal_mark: str = "", may_be_negative: bool = False
) -> Reading | None:
    """Read a number, or a word or sign for its absence; None when nothing was typed.

    `language` says what `mil` or `n.d.` mean and how a message writes digits.
    `decimal_mark` is "." or "," where a file declares it: it tells what `1,234` is and
    changes nothing else. Brackets mean few cases; where a number below zero can stand,
    they could mean a minus and are asked about. Raises ValidationError with the code
    `invalid`, `groups`, `digits`, or `ambiguous` (an `AmbiguousNumber`).
    """
    if is_usual(text):
        return Reading(Decimal(text.replace(",", ".")))
    if not visible(text):
        return None
    given = _Given(text, language, decimal_mark, may_be_negative)
    found = list(dict.fromkeys(_readings(given)))
    if not found:
        raise _invalid(given)
    if len(found) > 1:
        raise ambiguous(text, found, language=language)
    return found[0]


def _readings(given: _Given) -> list[Reading]:
    cleaned = plain(given.text)
    if cleaned is None:
        raise _deceptive(given)
    if len(cleaned) > LENGTH_MAX:
        return []
    if not HAS_DIGIT.search(cleaned):
        return _absences(cleaned, given.language)
    if detached := DETACHED_MINUS.fullmatch(cleaned):
        return [*_numbers(f"-{detached[1]}", given), *_numbers(detached[1], given)]
    # Only a footnote may bring a digit to a word: “n/a [1]”.
    return _numbers(cleaned, given) or _absences(cleaned, given.language)


def _absences(text: str, language: str) -> list[Reading]:
    """Return what a word or a sign can mean that stands in place of a number."""
    words, marks = folded(text), ""
    meanings = meanings_of(words, language)
    if not meanings:
        rest, marks = without_marks(text)
        meanings = meanings_of(folded(rest), language)
    return [
        Reading(Decimal(0), marks=marks)
        if each == ZERO
        else Reading(marks=marks, empty=each)
        for each in meanings
    ]


def _numbers(text: str, given: _Given) -> list[Reading]:
    parts = NUMBER.fullmatch(text)
    if not parts:
        return []
    is_opened, bound, is_percent = _head(parts["head"].strip())
    tail = read_tail(parts["tail"], given.language)
    if bound is None or tail is None or is_opened != tail.is_closed:
        return []
    if (is_percent and tail.is_percent) or (is_opened and parts["sign"]):
        return []
    values = _values(parts["sign"], parts["digits"], tail, given)
    is_percent = is_percent or tail.is_percent
    return [
        Reading(printed, is_percent, bounded, marks, is_bracketed)
        for value, marks in values
        for bounded, number in _bounded(bound, value, is_percent)
        for printed, is_bracketed in _printed(number, is_opened, given)
    ]


def _head(text: str) -> tuple[bool, str | None, bool]:
    """Return whether brackets open, the limit (None: unknown words), and percent."""
    if not text:
        return False, "", False
    words = folded(text.removeprefix("(").removesuffix("%"))
    return text.startswith("("), BOUNDS.get(words), text.endswith("%")


def _values(
    sign: str, digits: str, tail: Tail, given: _Given
) -> list[tuple[Decimal, str]]:
    """Return every number the digits can stand for, with its marks."""
    found = numerals(digits, decimal_mark=given.decimal_mark)
    if not found:
        raise _groups(digits, given)
    powers = tail.powers
    if tail.raised and found == ("10",):
        powers = (*powers, (int(tail.raised) - 1, ""))
    values = [
        (Decimal(f"{sign}{text}") if text.strip("0.") else Decimal(0), marks)
        for each in found
        for power, marks in powers
        if _fits(text := _scaled(each, power))
    ]
    if not values:
        raise _digits(found[-1], given)
    return values


def _scaled(text: str, power: int) -> str:
    """Return the digits of a number times a power of ten."""
    return f"{Decimal(f'{text}e{power}'):f}" if power else text


def _fits(text: str) -> bool:
    whole, _point, fraction = text.partition(".")
    return (
        len(whole.lstrip("0")) <= WHOLE_MAX and len(fraction.rstrip("0")) <= PLACES_MAX
    )


def _bounded(
    bound: str, number: Decimal, is_percent: bool
) -> list[tuple[str, Decimal]]:
    """Return the limits that can be kept; “at most” and “at least” cannot."""
    if bound not in {"≤", "≥"}:
        return [(bound, number)]
    kept, step = ("<", 1) if bound == "≤" else (">", -1)
    is_count = number == number.to_integral_value() and not is_percent
    next_one = [(kept, number + step)] if is_count else []
    return [*next_one, (kept, number), ("", number)]


def _printed(
    number: Decimal, is_opened: bool, given: _Given
) -> list[tuple[Decimal, bool]]:
    """Return what a number means as it is printed, and whether its brackets count."""
    if not is_opened:
        return [(number, False)]
    if given.may_be_negative:
        return [(-number, False), (number, False)]
    return [(number, True)]


def _invalid(given: _Given) -> ValidationError:
    return ValidationError(
        _(
            "“%(text)s” cannot be read as a number. Write digits only, for example "
            "%(example)s; where there is no number, write “%(absent)s”."
        )
        % {
            "text": shortened(given.text),
            "example": typed(Reading(Decimal("1234.5")), language=given.language),
            "absent": typed(Reading(empty="not_available"), language=given.language),
        },
        code="invalid",
    )


def _groups(digits: str, given: _Given) -> ValidationError:
    if whole := without_indian_groups(digits):
        return ValidationError(
            _(
                "“%(text)s” is grouped by hundreds. If it means %(number)s, write "
                "%(entry)s."
            )
            % {
                "text": shortened(given.text),
                "number": write_number(Decimal(whole), language=given.language),
                "entry": whole,
            },
            code="groups",
        )
    return ValidationError(
        _(
            "The groups in “%(text)s” are not three digits long. "
            "Write the number without marks between the digits."
        )
        % {"text": shortened(given.text)},
        code="groups",
    )


def _deceptive(given: _Given) -> ValidationError:
    return ValidationError(
        _(
            "“%(text)s” holds digits of two scripts, or a sign between its digits that "
            "cannot be seen. Type the number again."
        )
        % {"text": shortened(given.text)},
        code="invalid",
    )


def _digits(digits: str, given: _Given) -> ValidationError:
    whole, _point, fraction = digits.partition(".")
    values = {
        "text": shortened(given.text),
        "whole": WHOLE_MAX,
        "places": PLACES_MAX,
    }
    if len(whole.lstrip("0")) <= WHOLE_MAX and fraction:
        message = _(
            "“%(text)s” has more than %(places)s digits after the decimal mark. Round "
            "it."
        )
    else:
        message = _(
            "“%(text)s” is too long: at most %(whole)s digits are read before the "
            "decimal mark. Check it."
        )
    return ValidationError(message % values, code="digits")

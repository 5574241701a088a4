"""Numbers as people type them: read in one way only, or asked about.

One country writes 1,234 for what another writes 1.234, and a wrong guess is off by a
thousand. So a text that can be read in two ways is refused, and the person is shown
both readings.
"""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
SPACES = re.compile(r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]")
ALLOWED = re.compile(r"-?[0-9][0-9., ]*")
PLAIN = re.compile(r"[0-9]+")
SPACED = re.compile(r"[0-9]{1,3}( [0-9]{3})+")


def parse_amount(text: str, *, language: str) -> Decimal:
    """Read digits with one decimal mark; spaces, or the other mark, group thousands.

    `language` decides how the two readings of an ambiguous text are written in the
    message, never which of them is taken. Raises ValidationError.
    """
    cleaned = SPACES.sub(" ", text.strip()).replace("\N{MINUS SIGN}", "-")
    if not ALLOWED.fullmatch(cleaned):
        raise ValidationError(
            _("“%(text)s” is not an amount. Write digits only, for example 1200000.")
            % {"text": text},
            code="invalid",
        )
    sign, digits = (-1, cleaned[1:]) if cleaned[0] == "-" else (1, cleaned)
    _refuse_two_readings(digits, text, language)
    whole, fraction = _split(digits)
    if not _is_whole(whole) or not PLAIN.fullmatch(fraction or "0"):
        raise ValidationError(
            _(
                "The groups in “%(text)s” are not three digits long. "
                "Write the amount without marks between the digits."
            )
            % {"text": text},
            code="groups",
        )
    return sign * Decimal(f"{re.sub('[., ]', '', whole)}.{fraction or '0'}")


def write_number(value: Decimal, *, language: str) -> str:
    """Write a number with its digits in groups of three that never break apart."""
    is_whole = value == value.to_integral_value()
    return _grouped(f"{value:,.0f}" if is_whole else f"{value:,f}", language)


def write_amount(value: Decimal, *, language: str) -> str:
    """Write money as `parse_amount` reads it, with two digits unless it is whole."""
    is_whole = value == value.to_integral_value()
    return _grouped(f"{value:,.{0 if is_whole else 2}f}", language)


def _grouped(text: str, language: str) -> str:
    whole, _point, fraction = text.partition(".")
    grouped = whole.replace(",", NO_BREAK_SPACE)
    return f"{grouped}{_decimal_mark(language)}{fraction}" if fraction else grouped


def _refuse_two_readings(digits: str, text: str, language: str) -> None:
    """Refuse `1,234`: one mark, three digits after it, at most three before it."""
    match = re.fullmatch(r"([1-9][0-9]{0,2})[.,]([0-9]{3})", digits)
    if not match:
        return
    whole, fraction = match.groups()
    raise ValidationError(
        _(
            "“%(text)s” can mean %(thousands)s or %(decimal)s. Write %(plain)s for "
            "the first, or %(longer)s for the second."
        )
        % {
            "text": text,
            "thousands": f"{whole}{NO_BREAK_SPACE}{fraction}",
            "decimal": f"{whole}{_decimal_mark(language)}{fraction}",
            "plain": f"{whole}{fraction}",
            "longer": f"{whole}{_decimal_mark(language)}{fraction}0",
        },
        code="ambiguous",
    )


def _split(digits: str) -> tuple[str, str]:
    """Part the digits at the decimal mark: the last mark, when it stands once."""
    marks = [each for each in digits if each in ".,"]
    if not marks or (len(marks) > 1 and len(set(marks)) == 1):
        return digits, ""
    if digits.count(marks[-1]) > 1:
        return digits, ""
    whole, _mark, fraction = digits.rpartition(marks[-1])
    return whole, fraction or "?"


def _is_whole(whole: str) -> bool:
    """Whether thousands are grouped by one sign throughout, or not at all."""
    marks = set(re.sub("[0-9]", "", whole))
    if len(marks) > 1:
        return False
    spaced = whole.replace(marks.pop(), " ") if marks else whole
    return bool(PLAIN.fullmatch(spaced) or SPACED.fullmatch(spaced))


def _decimal_mark(language: str) -> str:
    return formats.get_format("DECIMAL_SEPARATOR", lang=language)

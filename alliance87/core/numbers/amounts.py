"""Amounts of money as people type them: digits and marks, nothing else."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.numbers.meaning import Reading, ambiguous
from alliance87.core.numbers.numerals import numerals

SPACES = re.compile(r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]")
ALLOWED = re.compile(r"-?[0-9][0-9., ]*")


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
    sign, digits = ("-", cleaned[1:]) if cleaned[0] == "-" else ("", cleaned)
    found = numerals(digits)
    if not found:
        raise ValidationError(
            _(
                "The groups in “%(text)s” are not three digits long. "
                "Write the amount without marks between the digits."
            )
            % {"text": text},
            code="groups",
        )
    values = [Decimal(f"{sign}{each}") for each in found]
    if len(values) > 1:
        raise ambiguous(text, [Reading(each) for each in values], language=language)
    return values[0]

"""Numbers to text."""

import re
from decimal import Decimal

from django.utils import formats

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
LOOKS_GROUPED = re.compile(r"-?(?:[1-9][0-9]{0,2}\.[0-9]{3}|[0-9]{4,}\.000)")


def write_number(value: Decimal, *, language: str, places: int = 0) -> str:
    """Write a number with its digits in groups of three that never break apart.

    `places`: how many zeros follow a whole number, beside others with digits.
    """
    is_whole = value == value.to_integral_value()
    return _grouped(f"{value:,.{places}f}" if is_whole else f"{value:,f}", language)


def write_amount(value: Decimal, *, language: str) -> str:
    """Write money as `parse_amount` reads it, with two digits unless it is whole."""
    is_whole = value == value.to_integral_value()
    return _grouped(f"{value:,.{0 if is_whole else 2}f}", language)


def write_plain(value: Decimal, *, language: str) -> str:
    """Write digits that can be read in one way only: 1.234 becomes 1.2340."""
    text = f"{value:f}"
    text = f"{text}0" if LOOKS_GROUPED.fullmatch(text) else text
    return text.replace(".", _decimal_mark(language))


def _grouped(text: str, language: str) -> str:
    whole, _point, fraction = text.partition(".")
    grouped = whole.replace(",", NO_BREAK_SPACE)
    return f"{grouped}{_decimal_mark(language)}{fraction}" if fraction else grouped


def _decimal_mark(language: str) -> str:
    return formats.get_format("DECIMAL_SEPARATOR", lang=language)

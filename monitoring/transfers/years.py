"""The year a figure is about, out of what files write for it."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST, LAST = 1900, 2100
PLAIN = re.compile(r"((?:19|20)\d\d)(?:\.0+)?")
DAY = re.compile(r"((?:19|20)\d\d)-\d\d-\d\d(?:T.*)?")
PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)(?!\d)")
WITHIN = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d.,]?\d)")
SERIAL = re.compile(r"[345]\d{4}")


@lru_cache(maxsize=2_000)
def year_of(text: str, *, period: str = "") -> int:
    """Read a year; of a period such as 2016–17 the one that `period` chose.

    `period` is `first`, `last` or empty: then a period is refused, because sources
    differ in what they do. Raises ValidationError.
    """
    if found := PLAIN.fullmatch(text) or DAY.fullmatch(text):
        return int(found[1])
    if found := PERIOD.fullmatch(text.strip()):
        return _of_period(found, text, period)
    if SERIAL.fullmatch(text):
        raise ValidationError(
            _("“%(text)s” is no year. It looks like a date that became a number.")
            % {"text": text},
            code="serial",
        )
    raise ValidationError(
        _("“%(text)s” is no year. Write four digits, for example 2019.")
        % {"text": text},
        code="year",
    )


@lru_cache(maxsize=2_000)
def year_within(text: str, *, period: str = "") -> int:
    """Read the one year that a text names, for example “MICS 2018”."""
    periods = list(PERIOD.finditer(text))
    years = {int(each[1]) for each in WITHIN.finditer(PERIOD.sub(" ", text))}
    if len(periods) == 1 and not years:
        return _of_period(periods[0], text, period)
    if len(years) == 1 and not periods:
        return years.pop()
    raise ValidationError(
        _("“%(text)s” names no year, or more than one.") % {"text": text},
        code="year",
    )


def is_year(text: str) -> bool:
    """Whether a column name is a year: `2015`, `[2015]`, `2015.0`, `2015 [YR2015]`."""
    return year_in_header(text) is not None


def year_in_header(text: str) -> int | None:
    bare = re.sub(r"\s*\[YR\d{4}\]$", "", text.strip()).strip("[]() *")
    found = PLAIN.fullmatch(bare.removeprefix("YR").removeprefix("X"))
    return int(found[1]) if found else None


def _of_period(found: re.Match, text: str, period: str) -> int:
    first, last = found[1], found[2]
    if len(last) == 2:
        last = first[:2] + last
    if int(last) < int(first):
        raise ValidationError(
            _("“%(text)s” is no period of years.") % {"text": text}, code="year"
        )
    if period not in {"first", "last"}:
        raise ValidationError(
            _(
                "“%(text)s” is a period. Choose whether its first or its last year "
                "counts."
            )
            % {"text": text},
            code="period",
        )
    return int(first if period == "first" else last)

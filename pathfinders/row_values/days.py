"""Days as people type them, in figures or with the name of the month."""

import re
from datetime import date
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.dates import write_day

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
DAY_FIRST = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th)? (?:de )?([^\W\d]+)\.? (?:de )?(\d{4})"
)
MONTH_FIRST = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def parse_day(text: str, *, language: str) -> date:
    """Read 2024-12-31, 31/12/2024, 31 December 2024 or December 31, 2024.

    In English 5/6/2024 has two readings and is refused; other languages write the day
    first. Raises ValidationError.
    """
    cleaned = " ".join(text.split())
    if match := ISO.fullmatch(cleaned):
        year, month, day = map(int, match.groups())
    elif match := FIGURES.fullmatch(cleaned):
        day, month, year = map(int, match.groups())
        _refuse_two_readings(day, month, year, text, language)
    else:
        day, month, year = _with_name_of_month(cleaned, text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a day of the calendar.") % {"text": text}, code="date"
        ) from error


def _refuse_two_readings(day: int, month: int, year: int, text: str, language) -> None:
    if not language.startswith("en") or day == month or max(day, month) > 12:
        return
    if not day or not month:
        return
    first, second = date(year, month, day), date(year, day, month)
    raise ValidationError(
        _(
            "“%(text)s” can mean %(first)s or %(second)s. Write %(first_iso)s or "
            "%(second_iso)s."
        )
        % {
            "text": text,
            "first": write_day(first),
            "second": write_day(second),
            "first_iso": first.isoformat(),
            "second_iso": second.isoformat(),
        },
        code="ambiguous",
    )


def _with_name_of_month(cleaned: str, text: str) -> tuple[int, int, int]:
    if match := DAY_FIRST.fullmatch(cleaned):
        day, name, year = match.groups()
    elif match := MONTH_FIRST.fullmatch(cleaned):
        name, day, year = match.groups()
    else:
        raise _not_a_day(text)
    month = _months().get(name.casefold())
    if month is None:
        raise _not_a_day(text)
    return int(day), month, int(year)


def _not_a_day(text: str) -> ValidationError:
    return ValidationError(
        _(
            "“%(text)s” is not a day. Write it as 2024-12-31, 31/12/2024 or "
            "31 December 2024."
        )
        % {"text": text},
        code="date",
    )


@cache
def _months() -> dict[str, int]:
    """Return the names of the months, long and short, in all our languages."""
    found: dict[str, int] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for names in (MONTHS, MONTHS_AP, MONTHS_3):
                for number, name in names.items():
                    found.setdefault(str(name).casefold().rstrip("."), number)
    return found

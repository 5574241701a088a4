"""Dates as the world states them: a day, a month, a year, "before", or not known.

Sources contradict each other and are vague, so a date is stored as the first day
it may be, with its precision, and is printed no more exactly than it is known.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.enums import Precision

ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with its precision; `on` is None exactly when nothing is known.

    `until` ends a range (a workshop of two days) and is read with the same precision.
    """

    on: date | None
    precision: str
    until: date | None = None

    @classmethod
    def day(cls, on: date, until: date | None = None) -> "PartialDate":
        return cls(on, Precision.DAY, until)

    @classmethod
    def unknown(cls) -> "PartialDate":
        return cls(None, Precision.UNKNOWN)

    @classmethod
    def parse(cls, text: str, *, until: str = "", before: bool = False):
        """Read `2018`, `2018-12` or `2018-12-05`; empty text means not known.

        Raises ValidationError when the text is none of these or not a real date.
        """
        if not text:
            return cls.unknown()
        on, precision = _read(text)
        end = _read(until)[0] if until else None
        return cls(on, Precision.BEFORE if before else precision, end)

    @property
    def is_known(self) -> bool:
        return self.on is not None

    @property
    def latest(self) -> date | None:
        """The last day it may be: the end of the month or year when only that."""
        last = self.until or self.on
        if last is None:
            return None
        if self.precision == Precision.MONTH:
            days = calendar.monthrange(last.year, last.month)[1]
            return last.replace(day=days)
        if self.precision == Precision.YEAR:
            return date(last.year, 12, 31)
        return last

    def __str__(self) -> str:
        if self.on is None:
            return _("Date not known")
        if self.precision == Precision.BEFORE:
            return _("Before %(date)s") % {"date": write_day(self.on)}
        if self.until and self.until != self.on:
            return self._range()
        return self._point(self.on)

    def _point(self, when: date) -> str:
        if self.precision == Precision.YEAR:
            return str(when.year)
        if self.precision == Precision.MONTH:
            return write_month(when)
        return write_day(when)

    def _range(self) -> str:
        first = self._point(self.on)
        if self.precision == Precision.DAY and self.on.year == self.until.year:
            same_month = self.on.month == self.until.month
            first = write_day(self.on, "j" if same_month else "j F")
        return f"{first}\N{EN DASH}{self._point(self.until)}"


def write_day(day: date, pattern: str = "j F Y") -> str:
    """Return a day as the reader's language writes it: 1er mars, 5 de mayo de 2026."""
    return _written_day(day, pattern, (get_language() or "en")[:2])


@lru_cache(maxsize=4096)
def _written_day(day: date, pattern: str, language: str) -> str:
    """Write a day in the active language, which is named: a page has many days."""
    if language == "es":
        pattern = pattern.replace(" ", r" \d\e ")
    text = date_format(day, pattern)
    is_first = language == "fr" and day.day == 1
    return text.replace("1", "1er", 1) if is_first else text


def write_month(day: date) -> str:
    """Return the month and year of a day, as the reader's language writes them."""
    pattern = r"F \d\e Y" if get_language() == "es" else "F Y"
    return date_format(day, pattern)


def _read(text: str) -> tuple[date, str]:
    match = ISO.fullmatch(text.strip())
    if not match:
        raise ValidationError(
            _("“%(text)s” is not a date. Write 2018, 2018-12 or 2018-12-05.")
            % {"text": text},
            code="date",
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    return partial_date_from_parts(year=year, month=month, day=day)


def partial_date_from_parts(*, year, month=None, day=None) -> tuple[date, str]:
    """Return the first day and the precision that the given parts allow."""
    if year is None:
        raise ValidationError(_("Enter at least the year."), code="date")
    if day is not None and month is None:
        raise ValidationError(
            _("Enter the month too, or leave the day empty."), code="date"
        )
    precision = Precision.YEAR
    if month is not None:
        precision = Precision.MONTH if day is None else Precision.DAY
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        return first, precision
    except ValueError as error:
        raise ValidationError(
            _("This date does not exist. Check the day, the month and the year."),
            code="date",
        ) from error


def year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for the 29th.

    In the first year that can be written it is the first day.
    """
    if day.year == date.min.year:
        return date.min
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over, in the time zone of the site."""
    if day >= date.max:
        return datetime.max.replace(tzinfo=timezone.get_current_timezone())
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))

"""What every period of a seat, of its people and of an office shares."""

from collections.abc import Iterable

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.models.base import Recorded, Sourced, Versioned

# A start or an end that no source gives is a NULL, so these are all there is to say.
STARTS = [choice for choice in Precision.choices if choice[0] != Precision.UNKNOWN]
ENDS = [choice for choice in STARTS if choice[0] != Precision.BEFORE]

BEFORE_SEAT = _("The seat did not exist yet on the first day.")
AFTER_SEAT = _("The seat was abolished before the last day.")
ENDS_FIRST = _("The end comes after the first day.")
OUTSIDE_TERM = _("A representative serves within the term of the holder.")

# A start known by its month or year may lie anywhere in it.
OUTSIDE = """
    term.starts_on < DATE_TRUNC(
        CASE WHEN term.start_precision IN ('month', 'year')
            THEN term.start_precision ELSE 'day' END,
        seat.created_on::timestamp
    ) OR COALESCE(term.ends_on, 'infinity'::date) > seat.abolished_on
"""
STRAYS = """
    (term.starts_on IS NOT NULL
        AND COALESCE(person.starts_on, '-infinity'::date) < term.starts_on)
    OR COALESCE(person.ends_on, 'infinity'::date) > term.ends_on
"""
REFUSE = """
    IF {found} THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
NO_SEAT = "a seat is held only while it exists"
NO_TERM = "a representative serves within the term of the holder"


def _guard(name: str, operation, sql: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=operation, func=sql
    )


def _of_row(condition: str, row: str) -> str:
    """Return the condition with the row being written in place of a table."""
    return condition.replace(f"{row}.", "NEW.")


def term_within_seat() -> pgtrigger.Trigger:
    """Refuse a term outside the life of its seat; waits for who changes the seat."""
    lock = "PERFORM 1 FROM meetings_seat WHERE id = NEW.seat_id FOR SHARE;"
    found = (
        "EXISTS (SELECT 1 FROM meetings_seat seat WHERE seat.id = NEW.seat_id"
        f" AND ({_of_row(OUTSIDE, 'term')}))"
    )
    sql = lock + REFUSE.format(found=found, message=NO_SEAT)
    return _guard("term_within_seat", pgtrigger.Insert | pgtrigger.Update, sql)


def seat_around_terms() -> pgtrigger.Trigger:
    """Refuse dates of a seat that leave a term outside."""
    found = (
        "EXISTS (SELECT 1 FROM meetings_seatterm term WHERE term.seat_id = NEW.id"
        f" AND ({_of_row(OUTSIDE, 'seat')}))"
    )
    sql = REFUSE.format(found=found, message=NO_SEAT)
    return _guard("seat_around_terms", pgtrigger.Update, sql)


def person_within_term() -> pgtrigger.Trigger:
    """Refuse a representative outside the term; waits for who changes the term."""
    lock = "PERFORM 1 FROM meetings_seatterm WHERE id = NEW.term_id FOR SHARE;"
    found = (
        "EXISTS (SELECT 1 FROM meetings_seatterm term WHERE term.id = NEW.term_id"
        f" AND ({_of_row(STRAYS, 'person')}))"
    )
    sql = lock + REFUSE.format(found=found, message=NO_TERM)
    return _guard("person_within_term", pgtrigger.Insert | pgtrigger.Update, sql)


def term_around_people() -> pgtrigger.Trigger:
    """Refuse dates of a term that leave a representative outside."""
    found = (
        "EXISTS (SELECT 1 FROM meetings_seatrepresentative person"
        f" WHERE person.term_id = NEW.id AND ({_of_row(STRAYS, 'term')}))"
    )
    sql = REFUSE.format(found=found, message=NO_TERM)
    return _guard("term_around_people", pgtrigger.Update, sql)


class PeriodQuerySet(models.QuerySet):
    def on(self, day=None):
        """Periods that cover a day (default today); the last date is not covered."""
        day = day or timezone.localdate()
        return self.between(day, day)

    def between(self, first, last):
        """Periods that cover a day from `first` to `last`."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=last),
            Q(ends_on__isnull=True) | Q(ends_on__gt=first),
        )


class Period(models.Model):
    """Some days, the last date not covered; NULL: not known, or not ended."""

    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The first day that is no longer covered."),
    )

    class Meta:
        abstract = True

    def clean(self):
        """Refuse an end before the start here: no range can be made of such days."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on <= self.starts_on:
            raise ValidationError({"ends_on": ENDS_FIRST})

    def covers(self, day) -> bool:
        has_begun = self.starts_on is None or self.starts_on <= day
        return has_begun and (self.ends_on is None or self.ends_on > day)


class Term(Period, Recorded, Versioned, Sourced):
    """A period of office: the mandate as agreed, and when it was really handed on.

    `starts_on` is NULL where no source gives it: the term began before all that is
    known. A mandate that is past while the term goes on is a carry-over.
    """

    start_precision = models.CharField(
        _("how exactly the first day is known"),
        max_length=8,
        choices=STARTS,
        default=Precision.DAY,
    )
    mandate_ends_on = models.DateField(
        _("mandate ends"),
        null=True,
        blank=True,
        help_text=_("As agreed; the term goes on until it is handed over."),
    )
    mandate_precision = models.CharField(
        _("how exactly the end of the mandate is known"),
        max_length=8,
        choices=ENDS,
        default=Precision.DAY,
    )
    decision_reference = models.CharField(
        _("decision"),
        max_length=300,
        blank=True,
        help_text=_("The meeting or the note of the constituency that decided it."),
    )

    class Meta:
        abstract = True

    @property
    def start(self) -> PartialDate:
        if self.starts_on is None:
            return PartialDate.unknown()
        return PartialDate(self.starts_on, self.start_precision)

    @start.setter
    def start(self, value: PartialDate) -> None:
        self.starts_on = value.on
        self.start_precision = value.precision if value.is_known else Precision.DAY

    @property
    def mandate_end(self) -> PartialDate:
        if self.mandate_ends_on is None:
            return PartialDate.unknown()
        return PartialDate(self.mandate_ends_on, self.mandate_precision)

    @mandate_end.setter
    def mandate_end(self, value: PartialDate) -> None:
        self.mandate_ends_on = value.on
        self.mandate_precision = value.precision if value.is_known else Precision.DAY

    def is_carried_over(self, day) -> bool:
        """Whether the mandate is past on a day that the term covers."""
        last = self.mandate_end.latest
        return last is not None and last < day and self.covers(day)


def period_constraints(prefix: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            name=f"{prefix}_ends_after_start",
            condition=Q(ends_on__isnull=True)
            | Q(starts_on__isnull=True)
            | Q(ends_on__gt=F("starts_on")),
            violation_error_message=ENDS_FIRST,
        ),
    ]


def term_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the constraints of a `Term`; names are unique per table."""
    return [
        *period_constraints(prefix),
        models.CheckConstraint(
            name=f"{prefix}_mandate_ends_after_start",
            condition=Q(mandate_ends_on__isnull=True)
            | Q(starts_on__isnull=True)
            | ~Q(mandate_precision=Precision.DAY)
            | Q(mandate_ends_on__gte=F("starts_on")),
            violation_error_message=_("A mandate ends after the first day."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_precisions_valid",
            condition=Q(
                start_precision__in=[value for value, _words in STARTS],
                mandate_precision__in=[value for value, _words in ENDS],
            ),
            violation_error_message=_("Choose how exactly the date is known."),
        ),
    ]


def check_within_seat(term, seat) -> None:
    """Refuse, with the name of the field, what `term_within_seat` refuses."""
    may_be = term.start.latest
    if may_be and seat.created_on and may_be < seat.created_on:
        raise ValidationError({"starts_on": BEFORE_SEAT})
    if seat.abolished_on and (term.ends_on is None or term.ends_on > seat.abolished_on):
        raise ValidationError({"ends_on": AFTER_SEAT})


def check_within_term(person, term) -> None:
    """Refuse, with the name of the field, what `person_within_term` refuses."""
    first = person.starts_on
    if term.starts_on and (first is None or first < term.starts_on):
        raise ValidationError({"starts_on": OUTSIDE_TERM})
    if term.ends_on and (person.ends_on is None or person.ends_on > term.ends_on):
        raise ValidationError({"ends_on": OUTSIDE_TERM})


def check_around(check, inner: Iterable, outer, fields: dict[str, str]) -> None:
    """Refuse dates of `outer` that leave one of `inner` outside.

    `fields` names the date of `outer` to change for each date of `inner`.
    """
    for each in inner:
        try:
            check(each, outer)
        except ValidationError as error:
            name = fields[next(iter(error.error_dict))]
            words = _("“%(record)s” would lie outside. Change that first.")
            raise ValidationError({name: words % {"record": each}}) from error

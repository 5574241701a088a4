"""Periods that may not overlap, without a database extension."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import Deferrable, F, Func, Q, Value


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class KeyRange(Func):
    """A key as a range of one, so that exclusion needs no database extension."""

    function = "INT8RANGE"

    def __init__(self, key):
        super().__init__(F(key), F(key), Value("[]"))


def no_overlap(
    name: str,
    *keys: str,
    message,
    bounds: str = "[)",
    condition: Q | None = None,
    fields: tuple[str, str] = ("starts_on", "ends_on"),
    deferrable: Deferrable | None = None,
) -> ExclusionConstraint:
    """Refuse two rows with the same keys whose periods share a day.

    `bounds` "[)": the last date is the first day not covered, so that the day of a
    handover has one holder; "[]": the last date is covered. With
    `deferrable=Deferrable.IMMEDIATE` the database looks at the whole statement, so that
    rows may change places.
    """
    period = DateRange(F(fields[0]), F(fields[1]), Value(bounds))
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((KeyRange(key), RangeOperators.OVERLAPS) for key in keys),
            (period, RangeOperators.OVERLAPS),
        ],
        condition=condition,
        deferrable=deferrable,
        violation_error_message=message,
    )

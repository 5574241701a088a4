"""The values of a snapshot as people read them: labels, dates, amounts, choices."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import DateField, DecimalField
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_amount, write_number
from pathfinders.enums import FundingKind, Theme
from pathfinders.models import (
    Action,
    Benchmark,
    FundingLine,
    Priority,
    SupervisoryCase,
)
from pathfinders.selectors.withheld import withheld_words
from pathfinders.snapshots import FIELDS, WITHHELD, RowKind, RowSnapshot, Snapshot

MODELS = {
    RowKind.PRIORITY: Priority,
    RowKind.ACTION: Action,
    RowKind.BENCHMARK: Benchmark,
    RowKind.FUNDING: FundingLine,
}
# What the title of a row says already, and what goes without saying.
IN_TITLE = {
    RowKind.PRIORITY: {"title"},
    RowKind.ACTION: {"title"},
    RowKind.BENCHMARK: {"year", "text"},
    RowKind.FUNDING: {"kind", "amount", "currency", "year"},
}
PUBLIC = ("is_public", "yes")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def label_of(kind: RowKind, field: str) -> str:
    """Return the name of a field as it stands before its value."""
    if field == "partners":  # those of the directory and the others together
        return _("Partners")
    return str(capfirst(MODELS[kind]._meta.get_field(field).verbose_name))


def in_words(kind: RowKind, field: str, value: str, cases: Mapping[str, str]) -> str:
    """Return a value for people; `cases` holds the titles of supervisory comments."""
    if not value:
        return ""
    if field == "baseline" and value == WITHHELD:
        return withheld_words()
    if field == "themes":
        return ", ".join(str(Theme(code).label) for code in value.split(";"))
    if field == "supervisory_case":
        return cases.get(value, value)
    if field == "is_public":
        return _("Yes") if value == "yes" else _("No")
    described = MODELS[kind]._meta.get_field(field)
    if described.choices:
        return str(dict(described.flatchoices).get(value, value))
    if isinstance(described, DateField):
        return write_day(date.fromisoformat(value))
    if isinstance(described, DecimalField):
        write = write_amount if field == "amount" else write_number
        return write(Decimal(value), language=get_language() or "en")
    return value


def all_in_words(
    row: RowSnapshot, cases: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return label and value of all that a row states, apart from its title."""
    values = row.values
    fields = (each for each in FIELDS[row.kind] if each not in IN_TITLE[row.kind])
    return tuple(
        (label_of(row.kind, field), in_words(row.kind, field, values[field], cases))
        for field in fields
        if values[field] and (field, values[field]) != PUBLIC
    )


def title_of(row: RowSnapshot) -> str:
    """Return what a row is called in a list."""
    values = row.values
    if row.kind == RowKind.BENCHMARK:
        return f"{values['year']}: {values['text']}"
    if row.kind == RowKind.FUNDING:
        kind = str(FundingKind(values["kind"]).label)
        amount = in_words(row.kind, "amount", values["amount"], {})
        words = f"{kind}: {amount}{NO_BREAK_SPACE}{values['currency']}"
        return f"{words}, {values['year']}" if values["year"] else words
    return values["title"]


def cases_named(snapshots: Iterable[Snapshot]) -> dict[str, str]:
    """Return the titles of the supervisory comments that rows name (one query)."""
    named = {
        row.values["supervisory_case"]
        for rows in snapshots
        for row in rows
        if row.kind == RowKind.ACTION
    } - {""}
    found = SupervisoryCase.objects.filter(pk__in=named)
    return {str(case.pk): str(case) for case in found}

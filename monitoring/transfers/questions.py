"""What only a person can say about a file before its figures are read."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.numbers import read_number
from monitoring.transfers.layouts import Layout, SheetLayout
from monitoring.transfers.lookups import Axes, is_total
from monitoring.transfers.mapping import Mapping, Question, SheetMapping
from monitoring.transfers.years import PERIOD

# A sign in place of a figure is no longer than this.
SIGN_MAX = 8


def questions(
    layout: Layout, mapping: Mapping, axes: Axes, *, doubt: str
) -> Iterator[Question]:
    """Yield what is open; `doubt` is the question about the decimal mark, if any."""
    if not any(each.is_used for each in mapping.sheets):
        yield Question("value", "", _asked("value"))
    for sheet in layout.sheets:
        found = mapping.of(sheet)
        if found is None or not found.is_used:
            continue
        for kind in missing(found):
            yield Question(kind, sheet.name, _asked(kind))
        yield from _of_period(sheet, found, mapping)
        yield from _of_signs(sheet, found, mapping)
        yield from _of_parts(sheet, found, axes)
    if doubt:
        yield Question("decimal_mark", "", doubt)


def missing(mapping: SheetMapping) -> list[str]:
    """Return what neither a column, nor the headings, nor a fixed statement say."""
    values = [mapping.roles[name] for name in mapping.named("value")]
    told = {
        "country": bool(mapping.first("country")),
        "code": bool(mapping.first("code")) or all(each.label for each in values),
        "year": bool(mapping.first("year") or mapping.year_from)
        or all(each.year for each in values),
        "value": bool(values),
    }
    return [
        kind for kind, said in told.items() if not said and not mapping.fixed.get(kind)
    ]


def _asked(kind: str) -> str:
    return {
        "country": _("Which country is this file about?"),
        "code": _("Which indicator is this file about?"),
        "year": _("Which year is this file about?"),
        "value": _("Which column holds the figures?"),
    }[kind]


def _of_period(
    sheet: SheetLayout, found: SheetMapping, mapping: Mapping
) -> Iterator[Question]:
    column = found.year_from or found.first("year")
    if not column or mapping.period:
        return
    periods = [each for each in sheet.column(column).distinct if PERIOD.search(each)]
    if periods:
        text = _(
            "Some figures are about a period, for example “%(text)s”. Which of its "
            "years counts?"
        ) % {"text": periods[0]}
        yield Question("period", sheet.name, text, column, periods[0])


def _of_signs(
    sheet: SheetLayout, found: SheetMapping, mapping: Mapping
) -> Iterator[Question]:
    """Ask what signs such as a dash mean where the file does not say it."""
    signs = {
        text for name in found.named("value") for text in sheet.column(name).distinct
    }
    for sign in sorted(signs - set(mapping.empties)):
        if _is_doubtful(sign):
            text = _("What does “%(sign)s” mean in place of a figure?") % {"sign": sign}
            yield Question("empty", sheet.name, text, about=sign)


def _is_doubtful(text: str) -> bool:
    """Whether a text without digits stands for several things, as a dash does."""
    if len(text) > SIGN_MAX or any(map(str.isdigit, text)):
        return False
    try:
        read_number(text, language="en")
    except ValidationError as error:
        return getattr(error, "code", "") == "ambiguous"
    return False


def _of_parts(
    sheet: SheetLayout, found: SheetMapping, axes: Axes
) -> Iterator[Question]:
    """Ask which parts the texts of an axis mean that the catalogue does not know."""
    for name in found.named("axis"):
        role = found.roles[name]
        if not axes.codes.get(role.axis):
            continue
        for text in sheet.column(name).distinct:
            is_known = text in role.whole or text in role.items or is_total(text)
            if not is_known and not axes.find(role.axis, text):
                asked = _("Which part is “%(text)s” in the column “%(column)s”?") % {
                    "text": text,
                    "column": name,
                }
                yield Question("part", sheet.name, asked, name, text)

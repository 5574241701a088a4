"""The figures of a file one by one, as its mapping says.

Every filled cell of a value column ends as a row, as a fault, or is counted as left
out with the reason; every row without any figure is counted too.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple

from monitoring.transfers.layouts import Layout
from monitoring.transfers.long_rows import Fault, LongRow, Skip
from monitoring.transfers.lookups import Axes, Countries, Indicators
from monitoring.transfers.mapping import Mapping, SheetMapping
from monitoring.transfers.questions import missing
from monitoring.transfers.sheet_reader import Known, Refused, SheetReader


class Rows:
    """The figures of a file; iterate, then see what was left out.

    `skipped` counts by reason: `blank` (nothing stands there), `country` (not asked
    for), `area` (no country), `series` (not in the catalogue), `axis` (broken down by
    something unknown), `repeated` (the same figure again), `refused` (a cell that is
    among the faults), `note` (a line below the table). `left_out` counts the same by
    reason and text.
    """

    def __init__(self, sheets: Iterable[SheetReader]):
        self.readers = list(sheets)
        self.skipped: Counter[str] = Counter()
        self.left_out: Counter[Skip] = Counter()

    def __iter__(self) -> Iterator[LongRow | Fault]:
        self.skipped.clear()
        self.left_out.clear()
        seen: dict[tuple, tuple[str, str]] = {}
        for reader in self.readers:
            yield from reader.faults()
            for each in reader.rows():
                found: LongRow | Fault | Skip = each
                if type(each) is LongRow:
                    key = (*each[1:5], each.unit, each.source, each.variant)
                    first = seen.setdefault(key, (each.place, each.text))
                    if first[0] != each.place:
                        found = _again(first, each)
                if isinstance(found, Skip):
                    self.skipped[found.reason] += 1
                    self.left_out[found] += 1
                else:
                    yield found


def _again(first: tuple[str, str], second: LongRow) -> Skip | Fault:
    """Leave out a figure that stands twice; refuse two figures for one thing."""
    place, text = first
    if text == second.text:
        return Skip("repeated", second.code)
    message = _(
        "%(first)s says “%(other)s” for the same country, indicator, year and part."
    )
    return Fault(second.place, second.text, message % {"first": place, "other": text})


def rows_of(
    layout: Layout,
    mapping: Mapping,
    *,
    countries: Iterable,
    indicators: Iterable,
    axis_items: Iterable,
    asked: Collection[str] | None = None,
    decimal_mark: str | None = None,
) -> Rows:
    """Return the figures of a file.

    `countries` are all that are known and `asked` the ISO3 codes of those that are
    taken (None: all); `indicators` are definitions, `axis_items` the parts of the
    axes. `decimal_mark` overrides the one of the mapping. Raises ValidationError when
    the mapping leaves open what the figures are about.
    """
    known = Known(
        mapping=mapping,
        countries=Countries.of(countries, asked),
        indicators=Indicators.of(indicators),
        axes=Axes.of(axis_items),
        decimal_mark=mapping.decimal_mark if decimal_mark is None else decimal_mark,
    )
    pairs = [(each, mapping.of(each)) for each in layout.sheets]
    used = [(sheet, found) for sheet, found in pairs if found and found.is_used]
    if not used:
        raise ValidationError(_("No column holds figures."), code="mapping")
    for _sheet, found in used:
        _refuse_open(found)
    return Rows(
        SheetReader(sheet, found, known, _refused(layout, sheet.name))
        for sheet, found in used
    )


def _refuse_open(mapping: SheetMapping) -> None:
    open_kinds = missing(mapping)
    if open_kinds:
        raise ValidationError(
            _("It is not said yet what the figures of this file are about: %(kinds)s.")
            % {"kinds": ", ".join(map(kind_label, open_kinds))},
            code="mapping",
        )


def kind_label(kind: str) -> str:
    return {
        "country": _("the country"),
        "code": _("the indicator"),
        "year": _("the year"),
        "value": _("the column of figures"),
    }[kind]


def _refused(layout: Layout, name: str) -> Refused:
    """Return the cells of a sheet that the reader of the file refused."""
    found = {}
    for each in layout.table.problems:
        if each.sheet == name:
            row, column = coordinate_to_tuple(each.cell)
            found[row - 1, column - 1] = each.text
    return found

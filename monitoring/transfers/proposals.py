"""A first guess of what each column is, with everything that only a person can say."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from alliance87.core.spreadsheets import cell_name
from monitoring.transfers import open_sdg, own_tables, unsd
from monitoring.transfers.decimal_marks import mark_of
from monitoring.transfers.headings import figures_of
from monitoring.transfers.layouts import ColumnSeen, Layout, SheetLayout
from monitoring.transfers.lookups import ALL_CHILDREN, Axes, ages_of
from monitoring.transfers.mapping import (
    Mapping,
    Role,
    SheetMapping,
    remembered_for,
)
from monitoring.transfers.notes import declared
from monitoring.transfers.questions import questions
from monitoring.transfers.vocabulary import header_word, plain, role_of, words
from monitoring.transfers.years import PERIOD, WITHIN

# Roles that one column has; several columns may name the country.
SINGLE = {
    *("code", "year", "value", "unit", "multiplier", "source", "footnote"),
    *("nature", "quality", "low", "high", "reason", "variant"),
}
# Where several columns could name the indicator or hold the figure, these come first.
PREFERRED = words("indicator code|seriescode|series code|series|value|obs value")
TOLD = 0.8


def propose(
    layout: Layout, *, remembered: Iterable = (), axis_items: Iterable = ()
) -> Mapping:
    """Return what each column seems to be, or what was remembered of such a file.

    `remembered` are import profiles, nearest first. With the parts of the axes it also
    asks about parts that are not known. The decimal mark is always looked
    for anew: the next file of a source may be written in another way.
    """
    found = remembered_for(layout, remembered)
    mapping = found or _proposed(layout)
    known = mark_of(_figures(layout, mapping))
    mark = known.mark
    if found and not known.is_contradicted:
        mark = mark or found.decimal_mark
    mapping = replace(
        mapping, decimal_mark=mark, known_by=known.said if known.mark else ""
    )
    doubt = "" if mark else known.said
    asked = questions(layout, mapping, Axes.of(axis_items), doubt=doubt)
    return replace(mapping, questions=tuple(asked))


def _proposed(layout: Layout) -> Mapping:
    sheets = tuple(_sheet(each) for each in layout.sheets)
    notes = [text for each in layout.sheets for text in each.notes]
    empties, marks = declared(notes)
    if any(unsd.is_of_unsd(each) for each in layout.sheets):
        empties = {**unsd.EMPTIES, **empties}
    return Mapping(sheets, empties=empties, marks=marks)


# --- One sheet ----------------------------------------------------------------------


def _sheet(sheet: SheetLayout) -> SheetMapping:
    roles = _named(sheet)
    figures = figures_of(sheet)
    values = [name for name, role in figures.items() if role.name == "value"]
    has_value = any(role.name == "value" for role in roles.values())
    if values and (len(values) > 1 or not has_value):
        roles = {
            name: Role("ignore") if role.name == "value" else role
            for name, role in roles.items()
        }
        roles.update(figures)
    mapping = SheetMapping(sheet.name, tuple(sheet.names), roles)
    mapping = _with_marks(mapping, figures)
    if unsd.is_of_unsd(sheet):
        mapping = unsd.adjusted(mapping, sheet)
    elif own_tables.is_own(sheet):
        mapping = own_tables.adjusted(mapping, sheet)
    elif open_sdg.is_of_open_sdg(sheet):
        mapping = open_sdg.adjusted(mapping, sheet)
    mapping = _with_year(mapping, sheet)
    return replace(mapping, is_used=bool(mapping.named("value")))


def _named(sheet: SheetLayout) -> dict[str, Role]:
    """Return the role of every column that its name tells; `ignore` for the others."""
    roles = {each.name: Role("ignore") for each in sheet.columns}
    taken: set[str] = set()
    for column in sorted(sheet.columns, key=_rank):
        name, axis = _role_of(column)
        if name == "axis":
            roles[column.name] = _axis_role(axis, column)
            continue
        if name == "label":
            name = "" if "code" in taken else "code"
        if name == "country" or (name and name not in taken):
            taken.add(name)
            roles[column.name] = Role(name)
    return roles


def _rank(column: ColumnSeen) -> tuple[bool, bool, int]:
    """Codes before labels, preferred words first, else the order of the file."""
    is_label = _role_of(column)[0] == "label"
    return is_label, header_word(column.name) not in PREFERRED, column.index


def _role_of(column: ColumnSeen) -> tuple[str, str]:
    """Return the role that the lowest telling heading of a column names."""
    for level in reversed(column.levels):
        if (found := role_of(level)) != ("", ""):
            return found
    return "", ""


def _axis_role(axis: str, column: ColumnSeen) -> Role:
    if axis == "age":
        whole = tuple(each for each in column.distinct if ages_of(each) == ALL_CHILDREN)
        return Role("axis", axis=axis, whole=whole)
    if axis == "sex":
        letters = {plain(each) for each in column.distinct}
        # Hombre and mujer: here M is not the letter of men.
        if "h" in letters and "f" not in letters:
            items = {"H": "M", "h": "M", "M": "F", "m": "F"}
            return Role("axis", axis=axis, items=items)
        if "h" in letters:
            return Role("axis", axis=axis, items={"H": "M", "h": "M"})
    return Role("axis", axis=axis)


def _with_marks(mapping: SheetMapping, figures: dict[str, Role]) -> SheetMapping:
    """Keep a column of marks whose figure is a value column found by its name."""
    roles = dict(mapping.roles)
    for name, role in figures.items():
        if role.name == "mark" and roles.get(role.of, Role("")).name == "value":
            roles[name] = role
    return replace(mapping, roles=roles)


def _with_year(mapping: SheetMapping, sheet: SheetLayout) -> SheetMapping:
    """Read the year out of the name of the survey when no column holds it."""
    has_year = mapping.first("year") or any(
        mapping.roles[name].year for name in mapping.named("value")
    )
    source = mapping.first("source")
    if has_year or not source:
        return mapping
    texts = sheet.column(source).distinct
    told = [each for each in texts if WITHIN.search(each) or PERIOD.search(each)]
    if texts and len(told) >= TOLD * len(texts):
        return replace(mapping, year_from=source)
    return mapping


# --- Figures ------------------------------------------------------------------------


def _figures(layout: Layout, mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Yield the figures that were typed as text, with their place."""
    for sheet in layout.sheets:
        found = mapping.of(sheet)
        if found is None or not found.is_used:
            continue
        names = [*found.named("value"), *found.named("low"), *found.named("high")]
        for name in names:
            column = sheet.column(name).index
            if sheet.sheet.is_typed:
                yield from (
                    (_place(sheet, row, column), sheet.sheet.rows[row][column])
                    for row, at in sorted(sheet.sheet.spelled)
                    if at == column and sheet.body[0] <= row < sheet.body[1]
                )
                continue
            for row in range(*sheet.body):
                if text := sheet.sheet.rows[row][column]:
                    yield _place(sheet, row, column), text


def _place(sheet: SheetLayout, row: int, column: int) -> str:
    cell = cell_name(row, column)
    return f"{sheet.name}!{cell}" if sheet.name else cell

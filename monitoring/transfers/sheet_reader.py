"""The figures of one sheet: where each fact stands, and what was found per text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from openpyxl.utils import get_column_letter

from alliance87.core.personal import flags_of
from monitoring.transfers import resolving
from monitoring.transfers.layouts import SheetLayout
from monitoring.transfers.long_rows import Fault, LongRow, Skip
from monitoring.transfers.lookups import Axes, Countries, Indicators
from monitoring.transfers.mapping import Mapping, Role, SheetMapping
from monitoring.transfers.notes import words_of
from monitoring.transfers.resolving import Coded, Remembered

# What a sign means that stands for nothing at all.
ZERO = "zero"
# Row and column, counted from zero, with what is wrong there.
Refused = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Known:
    """What the texts of a file are compared with."""

    mapping: Mapping
    countries: Countries
    indicators: Indicators
    axes: Axes
    decimal_mark: str


class SheetReader:
    """One sheet, read row by row."""

    def __init__(
        self, sheet: SheetLayout, mapping: SheetMapping, known: Known, refused: Refused
    ):
        self.sheet, self.mapping, self.known = sheet, mapping, known
        self.refused = refused
        self.index = {each.name: each.index for each in sheet.columns}
        # One column more than the file has: the place of what no column states.
        self.none = len(sheet.sheet.rows[0])
        self.year = self.column("year")
        if mapping.year_from:
            self.year = self.index[mapping.year_from]
        self.axis_roles = tuple(mapping.roles[name] for name in mapping.named("axis"))
        self.countries_in = self._picker("country", mapping.fixed.get("country"))
        self.parts_in = self._picker("axis", None)
        self._remember()

    def _remember(self) -> None:
        known, mapping = self.known, self.known.mapping
        is_within = bool(self.mapping.year_from)
        whole = self.role("variant").whole
        variant = self.mapping.fixed.get("variant", "")
        self.country_of = Remembered(
            lambda texts: resolving.country_of(texts, known.countries, mapping.places)
        )
        self.code_of = Remembered(
            lambda text: resolving.code_of(text, known.indicators, mapping)
        )
        self.year_of = Remembered(
            lambda text: resolving.year_in(
                text, is_within=is_within, period=mapping.period
            )
        )
        self.joined = Remembered(resolving.joined)
        self.unit_of = Remembered(resolving.unit_in)
        self.quality_of = Remembered(resolving.quality_of)
        self.variant_of = Remembered(
            lambda text: variant if not text or text in whole else text
        )
        self.note_of = Remembered(lambda sign: words_of(sign, mapping.marks))

    def column(self, role: str) -> int:
        return self.index.get(self.mapping.first(role), self.none)

    def role(self, name: str) -> Role:
        return self.mapping.roles.get(self.mapping.first(name), Role(name))

    def place(self, row: int, column: int) -> str:
        cell = f"{get_column_letter(column + 1)}{row + 1}"
        return f"{self.sheet.name}!{cell}" if self.sheet.name else cell

    def _picker(self, role: str, stated: str | None) -> Callable[[tuple], tuple]:
        """Return what takes the texts of a role out of a row, always as a tuple."""
        columns = [self.index[name] for name in self.mapping.named(role)]
        if not columns:
            default = () if stated is None else (stated,)
            return lambda row: default
        if len(columns) == 1:
            (only,) = columns
            return lambda row: (row[only],)
        return itemgetter(*columns)

    def faults(self) -> Iterator[Fault]:
        """Yield the cells of used columns that cannot be read honestly."""
        used = {
            self.index[name]
            for name, role in self.mapping.roles.items()
            if role.name != "ignore"
        }
        first, end = self.sheet.body
        for (row, column), message in sorted(self.refused.items()):
            if column in used and first <= row < end:
                yield Fault(self.place(row, column), "", message)

    def rows(self) -> Iterator[LongRow | Fault | Skip]:
        first, end = self.sheet.body
        rows = self.sheet.sheet.rows
        figures = self._figures()
        for at, cells in enumerate(rows[first:end], start=first):
            row = (*cells, "")
            if not any(row):
                yield Skip("blank")
                continue
            for figure in figures:
                yield figure.read(at, row)
        for row in rows[end:]:
            yield Skip("note" if any(row) else "blank")

    def _figures(self) -> list["FigureReader"]:
        roles = self.mapping.roles
        marks = {
            roles[name].of: self.index[name] for name in self.mapping.named("mark")
        }
        return [
            FigureReader(
                self, self.index[name], marks.get(name, self.none), roles[name]
            )
            for name in self.mapping.named("value")
        ]


class FigureReader:
    """One value column of a sheet."""

    def __init__(self, sheet: SheetReader, column: int, mark: int, role: Role):
        self.sheet, self.column, self.mark = sheet, column, mark
        self.prefix = sheet.place(0, column)[:-1]
        fixed = sheet.mapping.fixed
        self.code, self.unit, self.multiplier, self.source, self.footnote = map(
            sheet.column, ("code", "unit", "multiplier", "source", "footnote")
        )
        self.nature, self.quality, self.low, self.high, self.variant = map(
            sheet.column, ("nature", "quality", "low", "high", "variant")
        )
        self.reason = sheet.column("reason")
        self.has_code = self.code != sheet.none
        self.stated_code = fixed.get("code") or role.label
        self.stated_year = str(role.year or fixed.get("year") or "")
        self.stated_unit = role.unit or fixed.get("unit", "")
        self.stated_source = fixed.get("source", "")
        self.empties = sheet.known.mapping.empties
        self.spelled = self._rows_of(sheet.sheet.sheet.spelled)
        self.repeated = {
            row
            for top, left, bottom, right in sheet.sheet.sheet.merged
            if left <= column <= right
            for row in range(top, bottom + 1)
            if bottom > top
        }
        self._find_parts(role)

    def _rows_of(self, cells) -> frozenset[int]:
        """Return the rows in which the figure or one of its bounds is among cells."""
        columns = {self.column, self.low, self.high}
        return frozenset(row for row, column in cells if column in columns)

    def _find_parts(self, role: Role) -> None:
        """Remember the parts that axis columns and the headings of the column name."""
        stated = tuple(role.parts.values())
        named = tuple(Role("axis", axis=axis) for axis in role.parts)
        roles, axes = (*self.sheet.axis_roles, *named), self.sheet.known.axes
        self.part_of = Remembered(
            lambda texts: resolving.part_of((*texts, *stated), roles, axes)
        )

    def read(self, at: int, row: tuple[str, ...]) -> LongRow | Fault | Skip:
        """Read the figure of a row; `row` has an empty text more than the file."""
        sheet, text = self.sheet, row[self.column]
        place = f"{self.prefix}{at + 1}"
        if not text or at in self.repeated:
            return self._no_figure(at, text, place)
        year = row[sheet.year] or self.stated_year
        if not year and text in self.empties:
            return Skip("blank")
        series = sheet.code_of[row[self.code] if self.has_code else self.stated_code]
        part = self.part_of[sheet.parts_in(row)]
        if type(series) is Coded and series.part and type(part) is tuple:
            part = sheet.joined[series.part, part]
        facts = (
            sheet.country_of[sheet.countries_in(row)],
            series,
            sheet.year_of[year],
            part,
            sheet.unit_of[row[self.unit] or self.stated_unit, row[self.multiplier]],
        )
        kinds = tuple(map(type, facts))
        if Skip in kinds:
            return facts[kinds.index(Skip)]
        if Fault in kinds:
            return facts[kinds.index(Fault)]._replace(place=place)
        return self._row(at, row, text, place, *facts)

    def _row(self, at, row, text, place, country, series, year, part, unit) -> LongRow:
        sheet, empty = self.sheet, self.empties.get(text, "")
        nature, footnote = row[self.nature], row[self.footnote]
        quality = sheet.quality_of[nature, row[self.quality]]
        if row[self.mark] or (nature and not quality):
            footnote = self._remark(footnote, row[self.mark], nature, quality)
        if empty == ZERO:
            # The sign stays readable beside what it stands for.
            footnote = "; ".join(filter(None, (footnote, f"“{text}”")))
            text, empty = "0", ""
        source = row[self.source] or self.stated_source
        return LongRow(
            place,
            country,
            series.code,
            year,
            part[0],
            text,
            unit[0],
            source,
            sheet.variant_of[row[self.variant]],
            footnote,
            quality,
            row[self.low],
            row[self.high],
            part[1],
            empty,
            self._decimal_mark(at),
            unit[1],
            row[self.reason],
            (*flags_of(footnote), *flags_of(source)),
        )

    def _decimal_mark(self, at: int) -> str:
        """Numbers of a workbook have a point; what was typed as text as declared."""
        if self.sheet.sheet.sheet.is_typed and at not in self.spelled:
            return "."
        return self.sheet.known.decimal_mark

    def _remark(self, footnote: str, sign: str, nature: str, quality: str) -> str:
        """Join what the source says beside a figure, in its own words."""
        told = f"Nature: {nature}" if nature and not quality else ""
        said = (footnote, self.sheet.note_of[sign] if sign else "", told)
        return "; ".join(filter(None, said))

    def _no_figure(self, at: int, text: str, place: str) -> Fault | Skip:
        if (at, self.column) in self.sheet.refused:
            return Skip("refused")
        if not text:
            return Skip("blank")
        return Fault(place, text, resolving.merged_figure())

"""The sheets of a workbook: one per theme of a dimension, the earlier years, lists."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from alliance87.core.spreadsheets import (
    CLOSED,
    Area,
    Column,
    Limit,
    SheetOut,
    range_of,
)
from monitoring.enums import Dimension, IndicatorTheme
from monitoring.figures.content import Content
from monitoring.figures.keyed import BESIDE, Key, cells_of
from monitoring.figures.reading import fields_of
from monitoring.figures.shown import shown
from monitoring.workbook import words
from monitoring.workbook.words import (
    CODE,
    FIELD,
    KEY,
    LABEL,
    LAST,
    LAST_YEAR,
    PART,
    SOURCE,
    UNIT,
)

LEADING = (KEY, CODE, LABEL, PART, UNIT, LAST, LAST_YEAR)
WIDTHS = {
    CODE: 12,
    LABEL: 46,
    PART: 18,
    UNIT: 18,
    LAST: 22,
    LAST_YEAR: 10,
    SOURCE: 26,
    FIELD: 14,
    "items": 34,
    "text": 34,
    "footnote": 30,
    "empty_reason": 30,
    "empty": 20,
    "quality": 18,
    "frequency": 22,
    "answer": 11,
}
# The order of value columns where a theme has several kinds of values.
ORDER = (
    *("answer", "percent", "quantity", "amount", "currency", "gdp_percent"),
    *("on", "year_stated", "frequency", "items", "text"),
)
LISTED = ("empty", SOURCE, "quality", "answer", "frequency")


@dataclass(frozen=True)
class Pages:
    """The sheets of one book (`selectors.workbook`), in the active language."""

    book: Any
    language: str

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The words that cells are chosen from, by field."""
        found = {name: words.offered(name) for name in LISTED}
        return found | {SOURCE: [each.name for each in self.book.sources.values()]}

    @cached_property
    def own(self) -> dict[tuple[str, str], list[Key]]:
        """The lines that hold something, by indicator and part."""
        found = defaultdict(list)
        for key in sorted(self.book.standing, key=lambda key: key.text):
            found[key.code, key.breakdown].append(key)
        return found

    def all(self) -> list[SheetOut]:
        return [*self.themes(), self.earlier(), self._lists_sheet()]

    # --- The year of the round --------------------------------------------------------

    def groups(self) -> dict[tuple[Dimension, IndicatorTheme], list]:
        found = defaultdict(list)
        for each in self.book.asked:
            indicator = each.definition.indicator
            dimension = Dimension(indicator.dimension)
            found[dimension, IndicatorTheme(indicator.theme)].append(each)
        dimensions, themes = list(Dimension), list(IndicatorTheme)
        places = sorted(
            found, key=lambda pair: (dimensions.index(pair[0]), themes.index(pair[1]))
        )
        return {place: found[place] for place in places}

    def themes(self) -> Iterator[SheetOut]:
        for (_dimension, theme), asked in self.groups().items():
            fields = _fields(asked)
            yield SheetOut(
                title=title_of(asked, theme),
                columns=[self._column(name) for name in (*LEADING, *fields)],
                rows=[
                    self._row(each, key, fields)
                    for each in asked
                    for key in self._keys(each)
                ],
                frozen=3,
                is_protected=True,
            )

    def _keys(self, each) -> list[Key]:
        code, year = each.definition.indicator.code, self.book.year
        known = self.own[code, each.breakdown]
        keys = [key for key in known if key.year == year]
        if keys or not each.is_asked:
            return keys
        return [Key(code, each.breakdown, year)]

    def _row(self, each, key: Key, fields: Sequence[str]) -> list[object]:
        definition = each.definition
        content = self._content(key)
        filled = (*fields_of(definition), *BESIDE)
        cells = cells_of(content, filled)
        said, year = self._last(each)
        row = [key.text, key.code, definition.label, each.part]
        row += [definition.unit, said, year]
        for name in fields:
            if name == SOURCE:
                row.append(self._source(key))
            elif name in filled:
                text = cells.get(name, "")
                row.append(words.cell_value(name, text, language=self.language))
            else:
                row.append(CLOSED)
        return row

    def _last(self, each) -> tuple[str, object]:
        """Return the newest earlier value in words, and its year."""
        earlier = [
            key
            for key in self.own[each.definition.indicator.code, each.breakdown]
            if key.year < self.book.year
        ]
        if not earlier:
            return "", ""
        key = max(earlier, key=lambda key: key.year)
        value = shown(
            self._content(key),
            each.definition,
            language=self.language,
            exact=True,
            withheld=False,
        )
        return value.words, key.year

    def _content(self, key: Key) -> Content:
        standing = self.book.standing.get(key)
        return standing.content if standing else Content()

    def _source(self, key: Key) -> str:
        return self.book.sources[key.source].name if key.source else ""

    # --- Earlier years ----------------------------------------------------------------

    def earlier(self) -> SheetOut:
        leading = (KEY, CODE, LABEL, PART, FIELD, SOURCE)
        named = [
            pair
            for each in self.book.asked
            for line in self._lines(each)
            for pair in self._earlier_rows(each, line)
        ]
        return SheetOut(
            title=_("Earlier years"),
            columns=[
                *(self._earlier_column(name) for name in leading),
                *(Column(str(each), width=12, is_open=True) for each in self._years),
            ],
            rows=[row for _name, row in named],
            frozen=6,
            is_protected=True,
            areas=list(self._areas([name for name, _row in named])),
        )

    def _areas(self, names: Sequence[str]) -> Iterator[Area]:
        """Yield what the rows of each field take: the same as in the year asked for."""
        rows = defaultdict(list)
        for at, name in enumerate(names):
            rows[name].append(at)
        for name, found in rows.items():
            like = replace(self._column(name), header=words.heading(name))
            if like.choices or like.limit or like.note:
                yield Area(found, like)

    @property
    def _years(self) -> range:
        return self.book.earlier

    def _earlier_column(self, name: str) -> Column:
        column = self._column(name)
        if name != SOURCE:
            return column
        return Column(column.header, width=column.width, is_fixed=True)

    def _lines(self, each) -> list[tuple[int | None, str]]:
        """Return the sources and variants that state something of earlier years."""
        known = self.own[each.definition.indicator.code, each.breakdown]
        pairs = {
            (key.source, key.variant): None
            for key in known
            if key.year < self.book.year
        }
        if pairs or not each.is_asked:
            return list(pairs)
        return [(None, "")]

    def _earlier_rows(self, each, line) -> Iterator[tuple[str, list[object]]]:
        definition, (source, variant) = each.definition, line
        code = definition.indicator.code
        for number, name in enumerate(fields_of(definition)):
            key = Key(code, each.breakdown, 0, source, variant)
            row = [f"{key.text}|{name}", code, definition.label, each.part]
            row += [words.heading(name), self._source(key)]
            for year in self._years:
                content = self._content(key._replace(year=year))
                row.append(
                    earlier_value(name, number == 0, content, language=self.language)
                )
            yield name, row

    # --- Columns and lists ------------------------------------------------------------

    def _column(self, name: str) -> Column:
        if name == KEY:
            return Column(KEY, is_hidden=True)
        is_open = name not in (*LEADING, FIELD)
        year = self.book.year
        return Column(
            words.heading_of_year(name, year) if name in ORDER else words.heading(name),
            width=WIDTHS.get(name, 14),
            is_fixed=not is_open,
            is_open=is_open,
            choices=self._choices(name),
            limit=_limit(name),
            note=note_of(name) if is_open else "",
        )

    def _choices(self, name: str) -> str:
        if not self.lists.get(name):
            return ""
        at = LISTED.index(name)
        return range_of(_lists_title(), at, len(self.lists[name]))

    def _lists_sheet(self) -> SheetOut:
        longest = max(len(each) for each in self.lists.values())
        return SheetOut(
            title=_lists_title(),
            columns=[Column(words.heading(name)) for name in LISTED],
            rows=[
                [
                    self.lists[name][at] if at < len(self.lists[name]) else ""
                    for name in LISTED
                ]
                for at in range(longest)
            ],
            is_hidden=True,
        )


def title_of(asked: Sequence, theme: IndicatorTheme) -> str:
    """Return a short title: the letters that begin the codes, and the theme."""
    letters = asked[0].definition.indicator.code.partition("-")[0]
    return f"{letters} {theme.label}"


def earlier_value(name: str, is_first: bool, content: Content, *, language: str):
    """Return what stands in a cell of an earlier year; in words why nothing does."""
    if is_first and content.empty:
        return words.cell_value("empty", content.empty, language=language)
    text = cells_of(content, [name]).get(name, "")
    return words.cell_value(name, text, language=language)


def _fields(asked: Sequence) -> list[str]:
    """Return the columns that people fill in on a sheet."""
    wanted = {name for each in asked for name in fields_of(each.definition)}
    value = [name for name in ORDER if name in wanted]
    return [*value, "empty", "empty_reason", SOURCE, "quality", "footnote"]


def _lists_title() -> str:
    return _("Lists")


def _limit(name: str) -> Limit | None:
    if name in {"percent", "gdp_percent"}:
        text = _("A share is between 0 and 100. Is this what you mean?")
        return Limit(text, high=100)
    if name in {"quantity", "amount"}:
        return Limit(_("This is not a number from 0 on. Is it what you mean?"))
    return None


def note_of(name: str) -> str:
    """Return the help beside a cell that is being filled in; empty for none."""
    return {
        "percent": _("From 0 to 100, for example 12.4. Zero is a value."),
        "gdp_percent": _("From 0 to 100, for example 0.35."),
        "quantity": _("Digits only, for example 145000. Zero is a value."),
        "amount": _("Digits only; the currency stands beside it."),
        "currency": _("Three letters: USD, EUR, MGA."),
        "on": _("Year, month, day: 2026-12-31."),
        "year_stated": _("Four digits, for example 2018."),
        "items": _("One on each line."),
        "empty": _("Only when you have no value: choose why."),
        "empty_reason": _("Say in a few words why there is no value."),
        SOURCE: _("Choose a source. Others are added on the page of the indicator."),
        "footnote": _("What readers should know about this value."),
    }.get(name, "")

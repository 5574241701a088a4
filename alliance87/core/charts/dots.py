"""A dot plot: one row a label in the order given, its value, interval and year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from alliance87.core.charts.drawing import at, finite, width_of
from alliance87.core.charts.line_words import unit_line
from alliance87.core.charts.marks import PLAIN, dot, keys, side_limit
from alliance87.core.charts.picture import (
    LINE,
    SIZE,
    Form,
    Picture,
    moved,
    path,
    text,
    wrapped,
    written,
)
from alliance87.core.charts.planes import Scale
from alliance87.core.charts.series import BOUNDS

NAMES_MAX, WORDS_MAX = 256, 190
ROW, NARROW_ROW = 11, 30  # what a row takes besides its lines of text
HEAD, FOOT = 26, 26
FIGURES = {Form.WIDE: 7, Form.NARROW: 6}
SHEET = 900  # how high the rows of one sheet may be together


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row. Without a value `gap` says why in words, which is not zero.

    `words` is how the value is printed, `note` what belongs to it, as its year.
    """

    label: str
    value: Decimal | None = None
    words: str = ""
    note: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = ""
    is_estimate: bool = False
    gap: str = ""

    def __post_init__(self) -> None:
        for number in self.numbers:
            finite(number)
        if self.bound not in BOUNDS:
            raise ValueError(f"{self.bound!r} is no bound")
        if (self.value is None) != bool(self.gap):
            raise ValueError("A row has either a value or words that say why not")

    @property
    def numbers(self) -> list[Decimal]:
        known = (self.value, self.low, self.high)
        return [number for number in known if number is not None]

    @property
    def has_interval(self) -> bool:
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class _Columns:
    """From where to where the parts of a row run."""

    form: Form
    scale: Scale
    names: float
    left: float
    right: float

    def x(self, value: Decimal) -> float:
        return self.left + self.scale.share(value) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Rows that share a unit ("%" or words) and an axis from zero.

    `reach` are values that the axis must hold too, so that several drawings can have
    one scale.
    """

    rows: tuple[DotRow, ...]
    unit: str = ""
    interval_words: str = ""
    reach: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("A dot plot needs at least one row")

    def draw(self, prefix: str, form: Form) -> Picture:
        said = [self._said(row) for row in self.rows]
        columns = self._columns(said, form)
        scale = columns.scale
        unit = unit_line(scale.unit_words(self.unit), form)
        head = (LINE if unit else 0) + HEAD
        parts, top = [], float(head)
        place = _wide_row if form is Form.WIDE else _narrow_row
        for row, words in zip(self.rows, said, strict=True):
            drawn, height = place(row, words, columns)
            parts.append(moved(drawn, 0, top))
            top += height
        frame = unit + _axis(columns, head, top)
        below, height = keys(
            self._signs, prefix=prefix, left=1, width=form.width, top=top + FOOT + 4
        )
        return Picture(frame + "".join(parts) + below, form.width, height + 2)

    def sheets(self) -> Sequence["DotPlot"]:
        """Return parts that fit a sheet; all keep the axis of the whole."""
        said = [self._said(row) for row in self.rows]
        columns = self._columns(said, Form.WIDE)
        sheets: list[list[DotRow]] = [[]]
        free = float(SHEET)
        for row, words in zip(self.rows, said, strict=True):
            _drawn, height = _wide_row(row, words, columns)
            if height > free:
                sheets.append([])
                free = SHEET
            sheets[-1].append(row)
            free -= height
        return [replace(self, rows=tuple(rows), reach=self._numbers) for rows in sheets]

    @property
    def _numbers(self) -> tuple[Decimal, ...]:
        return (*self.reach, *(n for row in self.rows for n in row.numbers))

    def _said(self, row: DotRow) -> str:
        """Return value and note, or why there is none."""
        if row.value is None:
            words = row.gap
        else:
            words = written(row.value, row.words, self.unit)
            if not row.words and row.bound:
                words = f"{row.bound} {words}"
        return f"{words} ({row.note})" if row.note else words

    def _columns(self, said: Sequence[str], form: Form) -> _Columns:
        names, left, right = 0.0, 8.0, form.width - 12.0
        if form is Form.WIDE:
            longest = max(width_of(row.label, size=SIZE) for row in self.rows)
            names = min(longest, NAMES_MAX)
            words = min(max(width_of(each, size=SIZE) for each in said), WORDS_MAX)
            left, right = names + 18, form.width - words - 18
        most = FIGURES[form]
        scale = Scale.across(self._numbers, most=most, room=right - left)
        return _Columns(form, scale, names, left, right)

    @property
    def _signs(self) -> list[tuple[str, str]]:
        rows = self.rows
        occurring = {
            "estimate": any(row.is_estimate for row in rows),
            "level": any(row.has_interval for row in rows),
            "left": any(row.bound == "<" for row in rows),
            "right": any(row.bound == ">" for row in rows),
        }
        own = {"level": self.interval_words}
        return [
            (sign, own.get(sign, ""))
            for sign, is_there in occurring.items()
            if is_there
        ]


def _axis(columns: _Columns, head: float, foot: float) -> str:
    """Return the figures over and under the rows, and the line of zero."""
    scale = columns.scale
    zero = at(columns.x(Decimal(0)))
    # In the narrow form labels stand over the rows: each draws its own piece.
    line = (
        f"V{at(foot + 4)}" if columns.form is Form.WIDE else f"v4M{zero} {at(foot)}v4"
    )
    parts = [path(f"M{zero} {at(head - 4)}{line}", "edge", width=1, css="chart__axis")]
    for value, words in zip(scale.figures, scale.words, strict=True):
        x = columns.x(value)
        parts.append(text(words, x, head - 10, anchor="middle"))
        parts.append(text(words, x, foot + 19, anchor="middle"))
        if value:
            parts.append(
                path(
                    f"M{at(x)} {at(head - 4)}v4M{at(x)} {at(foot)}v4",
                    "edge",
                    width=0.75,
                )
            )
    return "".join(parts)


def _wide_row(row: DotRow, words: str, columns: _Columns) -> tuple[str, float]:
    """Return a row, its label before its track and its words behind; its height."""
    label = wrapped(row.label, width=columns.names, most=3)
    said = wrapped(words, width=WORDS_MAX, most=3)
    foot = float(LINE * max(len(label), len(said)) + ROW)
    middle = foot / 2
    parts = [path(f"M0 {at(foot)}H{columns.form.width}", "line")]
    first = middle + 4.5 - LINE * (len(label) - 1) / 2
    parts += [
        text(each, 0, first + LINE * i, colour="ink") for i, each in enumerate(label)
    ]
    parts.append(_mark(row, columns, middle))
    first = middle + 4.5 - LINE * (len(said) - 1) / 2
    colour = "none" if row.value is None else "ink"
    x = columns.right + 18
    parts += [
        text(each, x, first + LINE * i, colour=colour) for i, each in enumerate(said)
    ]
    return "".join(parts), foot


def _narrow_row(row: DotRow, words: str, columns: _Columns) -> tuple[str, float]:
    """Return a row with label and words over its track; and its height."""
    width = columns.form.width
    is_short = width_of(row.label + words, size=SIZE) < width - 16
    label = [row.label] if is_short else wrapped(row.label, width=width, most=2)
    said = [words] if is_short else wrapped(words, width=width, most=3)
    colour = "none" if row.value is None else "ink"
    y = 16.0
    parts = [
        text(each, 0, y + LINE * i, colour="ink", is_bold=True)
        for i, each in enumerate(label)
    ]
    y += LINE * (len(label) - 1)
    if is_short:
        parts.append(text(words, width, y, anchor="end", colour=colour))
    else:
        parts += [
            text(each, 0, y + LINE * i, colour=colour) for i, each in enumerate(said, 1)
        ]
        y += LINE * len(said)
    foot = y + (8 if row.value is None else NARROW_ROW)
    parts.append(path(f"M0 {at(foot)}H{width}", "line"))
    if row.value is not None:
        zero = at(columns.x(Decimal(0)))
        parts.append(path(f"M{zero} {at(foot - 21)}V{at(foot)}", "edge", width=1))
    parts.append(_mark(row, columns, foot - 11))
    return "".join(parts), foot


def _mark(row: DotRow, columns: _Columns, y: float) -> str:
    """Return the dot, or the arrow of a limit, over its interval."""
    if row.value is None:
        return ""
    x = columns.x(row.value)
    if row.bound:
        sign = side_limit(x, y, sign=row.bound)
    else:
        sign = dot(x, y, PLAIN, is_open=row.is_estimate)
    if row.low is None or row.high is None:
        return sign
    low, high = sorted((columns.x(row.low), columns.x(row.high)))
    return (
        path(
            f"M{at(low)} {at(y)}H{at(high)}M{at(low)} {at(y - 4)}v8"
            f"M{at(high)} {at(y - 4)}v8",
            PLAIN.colour,
            width=1.3,
            css="chart__whisker",
        )
        + sign
    )

"""One chart: its drawing, what it says in words, its values as a table, its source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import FONT, PREFIX, at
from alliance87.core.charts.picture import SIZE, Drawing, Form, Picture, Repeating
from alliance87.core.dates import write_day

# What a file may be called, in every system.
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the table under a chart."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its words, where they lead to, and the plain number for files.

    An absent value has words too: they say why there is none.
    """

    text: str
    url: str = ""
    number: Decimal | int | None = None
    is_absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a page shows, a document prints and a file holds; all from here.

    The title states the finding, the description says what, in which unit, and how to
    read it. `name` is that of its files, `address` the page that keeps it up to date.
    `heading` is the title for pages, its numbers leading to their values; or empty.
    """

    drawing: Drawing
    title: str
    description: str
    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[TableCell | str]]
    source: str
    as_of: date
    name: str
    address: str = ""
    heading: SafeString | str = ""

    def __post_init__(self) -> None:
        if not (self.title and self.description and self.source):
            raise ValueError("A chart needs a title, a description and a source")
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} cannot be the name of a file")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("A row has another length than the head of its table")

    def svg(self, *, prefix: str = "chart", for_print: bool = False) -> SafeString:
        """Return the wide and the narrow drawing; for print wide ones, a sheet each."""
        if not for_print:
            pair = map(self._whole, self._pictures(prefix), Form, [prefix] * len(Form))
            return mark_safe("".join(pair))  # noqa: S308 -- texts are escaped
        sheets = self.drawing.sheets()
        return mark_safe(  # noqa: S308 -- texts are escaped
            "".join(
                self._sheet(sheet, f"{prefix}-{number}", number, len(sheets))
                for number, sheet in enumerate(sheets, start=1)
            )
        )

    def _pictures(self, prefix: str) -> Sequence[Picture]:
        if isinstance(self.drawing, Repeating):
            return self.drawing.both(prefix)
        return [self.drawing.draw(f"{prefix}-{form}", form) for form in Form]

    def _whole(self, picture: Picture, form: Form, prefix: str) -> str:
        return element(
            picture,
            f"{prefix}-{form}",
            form,
            title=self.title,
            description=self.description,
        )

    def _sheet(self, sheet: Drawing, prefix: str, number: int, total: int) -> str:
        title = self.title
        if total > 1:
            title = _("%(title)s (part %(number)s of %(total)s)") % {
                "title": title,
                "number": number,
                "total": total,
            }
        picture = sheet.draw(prefix, Form.WIDE)
        return element(
            picture, prefix, Form.WIDE, title=title, description=self.description
        )

    @property
    def origin(self) -> str:
        """The line of source and date, under the chart and in its files."""
        return _("Source: %(source)s. As of %(date)s.") % {
            "source": self.source.rstrip("."),
            "date": write_day(self.as_of),
        }

    @property
    def table(self) -> SafeString:
        """The values as a table with links, its first cells naming the rows."""
        head = format_html_join(
            "",
            '<th scope="col"{}>{}</th>',
            ((mark_safe(_number_class(each)), each.label) for each in self.columns),  # noqa: S308 -- fixed
        )
        body = "".join(map(self._row, self.rows))
        return format_html(
            '<div class="table-wrap" tabindex="0" role="region" aria-label="{}">'
            '<table class="table table--dense"><caption>{}</caption>'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
            self.title,
            self.heading or self.title,
            head,
            mark_safe(body),  # noqa: S308 -- every cell is escaped
        )

    def _row(self, row: Sequence[TableCell | str]) -> str:
        first, *others = map(_cell, row)
        cells = "".join(
            f"<td{_number_class(column)}>{cell}</td>"
            for column, cell in zip(self.columns[1:], others, strict=True)
        )
        return f'<tr><th scope="row">{first}</th>{cells}</tr>'


def element(
    picture: Picture, prefix: str, form: Form, *, title: str, description: str
) -> str:
    """Return a picture as an SVG with its name; ids begin with the prefix."""
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"{prefix!r} cannot begin an id")
    return (
        f'<svg class="chart__plot chart__plot--{form}" '
        'xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {at(picture.width)} {at(picture.height)}" role="img" '
        f'direction="ltr" aria-labelledby="{prefix}-title {prefix}-desc">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-desc">{escape(description)}</desc>'
        f'<g font-family="{FONT}" font-size="{SIZE}">{picture.body}</g></svg>'
    )


def as_cell(cell: TableCell | str) -> TableCell:
    return cell if isinstance(cell, TableCell) else TableCell(cell)


def _number_class(column: TableColumn) -> str:
    return ' class="table__num"' if column.is_number else ""


def _cell(cell: TableCell | str) -> str:
    if not isinstance(cell, TableCell):
        return escape(cell)
    words = escape(cell.text)
    if cell.is_absent:
        words = f'<em class="table__gap">{words}</em>'
    return f'<a href="{escape(cell.url)}">{words}</a>' if cell.url else words

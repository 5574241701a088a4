"""A table of many cells, each with a word, a shape and a tone: HTML, so it is read."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString, mark_safe


class HeatTone(StrEnum):
    """How much a cell has to show; each looks different in grey too."""

    FULL = "full"
    MIDDLE = "middle"
    PALE = "pale"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """A column: its short name, its whole name for those who listen, its page."""

    label: str
    full: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What one cell says. `more` is for those who listen: the eye reads it above."""

    words: str
    tone: HeatTone
    more: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    cells: tuple[HeatCell, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Rows and columns in the order given. `keys` say what the tones mean.

    Cells are joined as text: three thousand of them cost a few milliseconds.
    """

    caption: str
    corner: str
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    keys: tuple[tuple[HeatTone, str], ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("A row has another length than the head of its table")
        unexplained = {cell.tone for row in self.rows for cell in row.cells} - {
            tone for tone, _words in self.keys
        }
        if unexplained:
            raise ValueError(f"Not explained: {', '.join(sorted(unexplained))}")

    @property
    def html(self) -> SafeString:
        head = "".join(f'<th scope="col">{_head(each)}</th>' for each in self.columns)
        body = "".join(map(_row, self.rows))
        caption = escape(self.caption)
        return mark_safe(  # noqa: S308 -- every text is escaped
            f'{self._keys}<div class="table-wrap" tabindex="0" role="region" '
            f'aria-label="{caption}">'
            f'<table class="heat"><caption class="heat__caption">{caption}</caption>'
            f'<thead><tr><th scope="col">{escape(self.corner)}</th>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    @property
    def _keys(self) -> str:
        items = "".join(
            f'<li class="keys__item"><span class="heat__key heat__{tone}" '
            f'aria-hidden="true"></span><span>{escape(words)}</span></li>'
            for tone, words in self.keys
        )
        return f'<ul class="keys heat__keys">{items}</ul>'

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return head and rows in words, for a file or a document."""
        head = [self.corner, *(column.full or column.label for column in self.columns)]
        return head, [
            [row.label, *(cell.more or cell.words for cell in row.cells)]
            for row in self.rows
        ]


def _head(column: HeatColumn) -> str:
    words: str = escape(column.label)
    if column.full:
        words = (
            f'<span aria-hidden="true">{words}</span>'
            f'<span class="vh">{escape(column.full)}</span>'
        )
    return _linked(words, column.url)


def _row(row: HeatRow) -> str:
    cells = "".join(
        f'<td class="heat__{cell.tone}">{_linked(_words(cell), cell.url)}</td>'
        for cell in row.cells
    )
    return f'<tr><th scope="row">{_linked(escape(row.label), row.url)}</th>{cells}</tr>'


def _words(cell: HeatCell) -> str:
    if not cell.more:
        return escape(cell.words)
    return (
        f'<span aria-hidden="true">{escape(cell.words)}</span>'
        f'<span class="vh">{escape(cell.more)}</span>'
    )


def _linked(words: str, url: str) -> str:
    return f'<a href="{escape(url)}">{words}</a>' if url else words

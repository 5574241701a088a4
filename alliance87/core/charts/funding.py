"""Horizontal bars of money: what is needed and what is available, one currency."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import (
    NARROW,
    WIDE,
    amount,
    at,
    finite,
    frame,
    lines_of,
)

SIZE = 13
LINE = 17
BAR = 14
MARGIN = 2
STUB = 40  # the striped end of a bar whose need is not stated


@dataclass(frozen=True, slots=True)
class FundingBar:
    """One row. None means that no amount is on record, which is not zero."""

    label: str
    needed: Decimal | None
    available: Decimal | None

    def __post_init__(self) -> None:
        for value in (self.needed, self.available):
            if value is not None and finite(value) < 0:
                raise ValueError("An amount of money cannot be negative here")

    @property
    def gap(self) -> Decimal | None:
        """Needed less available; negative when more is available; None if unknown."""
        if self.needed is None or self.available is None:
            return None
        return self.needed - self.available


@dataclass(frozen=True, slots=True)
class FundingBars:
    """The bars of one currency: two currencies never share a drawing."""

    rows: Sequence[FundingBar]
    currency: str
    title: str
    description: str

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("Bars need at least one row")

    def table(self) -> list[tuple[str, str, str, str]]:
        """Return label, needed, available and gap in words, one tuple a row."""
        return [
            (row.label, _stated(row.needed), _stated(row.available), _gap(row))
            for row in self.rows
        ]

    def svg(self, *, prefix: str = "funding", for_print: bool = False) -> SafeString:
        """Return the wide and the narrow drawing; for print the wide one alone."""
        wide = self._drawing(f"{prefix}-wide", WIDE, "wide")
        if for_print:
            return wide
        narrow = self._drawing(f"{prefix}-narrow", NARROW, "narrow")
        return mark_safe(wide + narrow)  # noqa: S308 -- two rendered templates

    @property
    def _reserve(self) -> int:
        return STUB if any(row.needed is None for row in self.rows) else 0

    def _drawing(self, prefix: str, width: int, form: str) -> SafeString:
        largest = max(
            (v for row in self.rows for v in (row.needed, row.available) if v),
            default=Decimal(1),
        )
        scale = Decimal(width - 2 * MARGIN - self._reserve) / largest
        top, drawn = 0, []
        for row in self.rows:
            item, top = self._row(row, top=top, width=width, scale=scale)
            drawn.append(item)
        context = frame(prefix, title=self.title, description=self.description) | {
            "form": form,
            "size": SIZE,
            "width": at(width),
            "height": at(top - LINE + 6),
            "bar": at(BAR),
            "left": at(MARGIN),
            "rows": drawn,
        }
        return render_to_string("charts/funding_bars.svg", context)

    def _row(
        self, row: FundingBar, *, top: int, width: int, scale: Decimal
    ) -> tuple[dict, int]:
        """Return one row and where the next begins: label, bar, amounts in words."""
        label = lines_of(row.label, width=width, size=SIZE * 1.06)
        words = lines_of(_sentence(row, self.currency), width=width, size=SIZE)
        bar = top + LINE * len(label) + 2
        below = bar + BAR
        item = {
            "label": [
                {"text": line, "y": at(top + LINE * i + 13)}
                for i, line in enumerate(label)
            ],
            "words": [
                {"text": line, "y": at(below + LINE * i)}
                for i, line in enumerate(words, start=1)
            ],
            "y": at(bar),
            "foot": at(below),
            "needed": _length(row.needed, scale),
            "available": _length(row.available, scale),
            "surplus": _surplus(row, scale),
            "unknown": _unknown(row, scale),
        }
        return item, below + LINE * len(words) + 24


def funding_bars(
    rows: Sequence[FundingBar],
    *,
    currency: str,
    title: str,
    description: str,
    prefix: str = "funding",
    for_print: bool = False,
) -> SafeString:
    """Return the drawing of FundingBars; build the class to have its table too."""
    bars = FundingBars(rows, currency, title, description)
    return bars.svg(prefix=prefix, for_print=for_print)


def _length(value: Decimal | None, scale: Decimal) -> str | None:
    return None if value is None else at(float(value * scale))


def _surplus(row: FundingBar, scale: Decimal) -> tuple[str, str] | None:
    """Return start and length of what is available beyond the need."""
    if row.needed is None or row.gap is None or row.gap >= 0:
        return None
    return at(MARGIN + float(row.needed * scale)), at(float(-row.gap * scale))


def _unknown(row: FundingBar, scale: Decimal) -> tuple[str, str] | None:
    """Return start and length of the striped part, which means "not stated"."""
    if row.needed is None:
        begin = float((row.available or 0) * scale)
        return at(MARGIN + begin), at(STUB)
    if row.available is None:
        return at(MARGIN), at(float(row.needed * scale))
    return None


def _stated(value: Decimal | None) -> str:
    return _("not stated") if value is None else _money(value)


def _money(value: Decimal) -> str:
    """Return the amount; a whole one without ".00"."""
    return amount(int(value) if value == int(value) else value)


def _gap(row: FundingBar) -> str:
    if row.gap is None:
        return _("cannot be computed")
    if row.gap < 0:
        return _("none, %(amount)s more than needed") % {"amount": _money(-row.gap)}
    return _money(row.gap)


def _sentence(row: FundingBar, currency: str) -> str:
    if row.needed is None and row.available is None:
        return _("No amount stated")
    return _(
        "%(currency)s, needed: %(needed)s; available: %(available)s; gap: %(gap)s"
    ) % {
        "currency": currency,
        "needed": _stated(row.needed),
        "available": _stated(row.available),
        "gap": _gap(row),
    }

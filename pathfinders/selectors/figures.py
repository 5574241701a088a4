"""Figures with the sum they come from: no number stands without it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_amount
from pathfinders.enums import FundingKind
from pathfinders.models import StatedRate
from pathfinders.selectors.money import Money

SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure and how it was computed, in words. `value` is None when it cannot be.

    `absent` is then shown in its place.
    """

    value: Decimal | int | None
    text: str
    unit: str = ""
    absent: str = ""

    @property
    def shown(self) -> str:
        """The figure as it is read, or that it cannot be computed."""
        if self.value is None:
            return self.absent or _("Cannot be computed")
        if self.unit == "%":
            return _("%(share)s%%") % {"share": self.value}
        return written(self.value, self.unit)


def written(value: Decimal | int, currency: str = "") -> str:
    number = write_amount(Decimal(value), language=get_language() or "en")
    return f"{number}{SPACE}{currency}" if currency else number


def share(part: int, whole: int) -> int | None:
    """Return the whole percent; never 0 for some and never 100 for not all."""
    if not whole:
        return None
    rounded = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(99, max(1, rounded))
    return rounded


def actions_done(done: int, counted: int, *, cancelled: int, unknown: int) -> Sum:
    """Return the share of actions implemented; cancelled ones are not counted.

    `unknown` are those on whose state neither roadmap nor report says anything. When
    that is all of them, the share is not known, which is not zero.
    """
    left_out = ngettext(
        "%(count)s cancelled action, not counted.",
        "%(count)s cancelled actions, not counted.",
        cancelled,
    ) % {"count": cancelled}
    parts = [*_counted(done, counted, unknown), left_out if cancelled else ""]
    text = " ".join(filter(None, parts))
    if counted and unknown == counted:
        return Sum(None, text, "%", absent=_("Not stated"))
    return Sum(share(done, counted), text, "%")


def _counted(done: int, counted: int, unknown: int) -> list[str]:
    if not counted:
        return [_("No action to count.")]
    if unknown == counted:
        text = ngettext(
            "The state of the %(count)s action is not stated.",
            "The state of none of the %(count)s actions is stated.",
            counted,
        )
        return [text % {"count": counted}]
    text = ngettext(
        "%(done)s of %(count)s action done.",
        "%(done)s of %(count)s actions done.",
        counted,
    ) % {"done": done, "count": counted}
    silent = ngettext(
        "The state of %(count)s is not stated.",
        "The state of %(count)s is not stated.",
        unknown,
    ) % {"count": unknown}
    return [text, silent if unknown else ""]


def targets_reached(reached: int, counted: int, unreported: int) -> Sum:
    """Return the share of targets reached, of all that have a date."""
    if not counted:
        return Sum(None, _("No priority has a target with a date."), "%")
    text = ngettext(
        "%(reached)s of %(count)s target reached.",
        "%(reached)s of %(count)s targets reached.",
        counted,
    ) % {"reached": reached, "count": counted}
    silent = ngettext(
        "Nothing was reported on %(count)s of them.",
        "Nothing was reported on %(count)s of them.",
        unreported,
    ) % {"count": unreported}
    text = f"{text} {silent}" if unreported else text
    return Sum(share(reached, counted), text, "%")


def benchmarks_met(met: int, missed: int, overdue: int, still_open: int) -> Sum:
    """Return the number of benchmarks met, with all others in words."""
    total = met + missed + overdue + still_open
    if not total:
        text = _("The roadmap has no annual benchmarks.")
        return Sum(None, text, absent=_("None stated"))
    text = _(
        "Of %(total)s: %(met)s met, %(missed)s missed, %(overdue)s past their year "
        "without a result, %(open)s to come."
    ) % {
        "total": total,
        "met": met,
        "missed": missed,
        "overdue": overdue,
        "open": still_open,
    }
    return Sum(met, text)


def money_sums(lines: Sequence, totals: Iterable[Money]) -> tuple[tuple, ...]:
    """Return a tuple for each currency: the Money, then kind and Sum of each figure."""
    return tuple((money, _kinds(lines, money)) for money in totals)


def _kinds(lines: Sequence, money: Money) -> tuple[tuple[str, Sum], ...]:
    figures = [
        (str(kind.label), _kind(lines, money, kind))
        for kind in FundingKind
        if getattr(money, kind) is not None
    ]
    return (*figures, (_("Gap"), gap_of(money)))


def _kind(lines: Sequence, money: Money, kind: str) -> Sum:
    amounts = [
        line for line in lines if (line.kind, line.currency) == (kind, money.currency)
    ]
    reported = sum(hasattr(line, "update_id") for line in amounts)
    text = ngettext(
        "%(count)s amount: %(planned)s from the roadmap, %(reported)s reported since.",
        "%(count)s amounts: %(planned)s from the roadmap, %(reported)s reported since.",
        len(amounts),
    ) % {
        "count": len(amounts),
        "planned": len(amounts) - reported,
        "reported": reported,
    }
    return Sum(getattr(money, kind), text, money.currency)


def gap_of(money: Money) -> Sum:
    """Return what is still to be found: needed less available."""
    if money.gap is None:
        text = _("A gap needs both what is needed and what is available.")
        return Sum(None, text, money.currency)
    text = _("%(needed)s needed less %(available)s available.") % {
        "needed": written(money.needed, money.currency),
        "available": written(money.available, money.currency),
    }
    return Sum(money.gap, text, money.currency)


def in_one_sum(
    totals: Iterable[Money], total: Money | None, rates: Mapping
) -> tuple[tuple[str, Sum], ...]:
    """Return the figures in one currency, each with the addition it comes from."""
    if total is None:
        return ()
    totals = list(totals)
    figures = [
        (str(kind.label), _converted(totals, total, kind, rates))
        for kind in FundingKind
        if getattr(total, kind) is not None
    ]
    return (*figures, (_("Gap"), gap_of(total)))


def _converted(totals, total: Money, kind: str, rates) -> Sum:
    parts = [
        _term(getattr(money, kind), money.currency, total.currency, rates)
        for money in totals
        if getattr(money, kind) is not None
    ]
    result = written(getattr(total, kind), total.currency)
    text = f"{' + '.join(parts)} = {result}"
    if parts == [result]:
        text = _("All of it is stated in %(currency)s.") % {"currency": total.currency}
    return Sum(getattr(total, kind), text, total.currency)


def _term(value, currency: str, into: str, rates) -> str:
    if currency == into:
        return written(value, currency)
    rate = write_rate(rates[currency])
    return f"{written(value, currency)} × {rate}"


def write_rate(rate: Decimal) -> str:
    """Return a rate with the digits it has, and no more."""
    text = f"{rate.normalize():f}"
    sample = write_amount(Decimal("0.50"), language=get_language() or "en")
    return text.replace(".", sample[1])


def rate_text(rate: StatedRate, currency: str) -> str:
    """Return what one unit is worth, and who says so."""
    facts = {
        "one": f"1 {rate.currency}",
        "worth": f"{write_rate(rate.rate)} {currency}",
        "source": ", ".join(
            filter(None, (rate.source, write_day(rate.on) if rate.on else ""))
        ),
    }
    return _("%(one)s = %(worth)s (%(source)s).") % facts

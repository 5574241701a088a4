"""The money of a roadmap: for each currency, in one currency, and by year."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core import reports
from alliance87.core.charts import FundingBar, FundingBars
from alliance87.core.reports import Cell, Column, Row, TableSection
from alliance87.core.templatetags.amounts import amount
from pathfinders.reports.roadmap.facts import RoadmapFacts
from pathfinders.selectors import Money, RoadmapTable, rates_of, sums_by_year
from pathfinders.selectors.figures import in_one_sum, rate_text

NOT_STATED = Cell(gettext_lazy("not stated"), is_absent=True)


def funding(facts: RoadmapFacts):
    """One table and one drawing per currency; currencies are never added."""
    if not facts.table.totals:
        return reports.Prose(
            heading=_("Funding"),
            text=_("No amount is stated, so the funding gap cannot be computed."),
        )
    made = []
    for index, total in enumerate(facts.table.totals):
        bars = _bars(facts.table, total.currency)
        made.append(_funding_figure(facts, total, bars, opens=index == 0))
    return made


def _bars(table: RoadmapTable, currency: str) -> FundingBars:
    rows = []
    for entry in table.priorities:
        sums = [
            money
            for action in entry.actions
            for money in action.budget
            if money.currency == currency
        ]
        if sums:
            rows.append(
                FundingBar(
                    entry.priority.title,
                    needed=_added(money.needed for money in sums),
                    available=_added(money.available for money in sums),
                )
            )
    title = _("Needed and available by priority, %(currency)s") % {"currency": currency}
    return FundingBars(rows, currency, title, title)


def _added(values):
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None


def _funding_figure(facts, total: Money, bars: FundingBars, *, opens: bool):
    rows = [Row(row) for row in bars.table()]
    rows.append(
        Row(
            (
                _("All priorities"),
                *(_amount_cell(v) for v in (total.needed, total.available, total.gap)),
            ),
            is_total=True,
        )
    )
    return reports.Figure(
        heading=_("Funding") if opens else "",
        title=_funding_finding(total),
        description=bars.title,
        svg=bars.svg(prefix=f"funding-{total.currency.lower()}", for_print=True),
        columns=(
            Column(_("Priority"), 9),
            Column(_("Needed"), 4, is_number=True),
            Column(_("Available"), 4, is_number=True),
            Column(_("Gap"), 7, is_number=True),
        ),
        rows=tuple(rows),
        source=facts.source,
        as_of=facts.as_of,
        note=_("An amount that is not stated is not an amount of zero."),
    )


def _amount_cell(value) -> Cell:
    if value is None:
        return reports.CANNOT_BE_COMPUTED
    return Cell(amount(value))


def _funding_finding(total: Money) -> str:
    if total.gap is None:
        return _("The gap in %(currency)s cannot be computed") % {
            "currency": total.currency
        }
    return _("%(gap)s of %(needed)s %(currency)s is still to be found") % {
        "currency": total.currency,
        "gap": amount(total.gap),
        "needed": amount(total.needed),
    }


def money_by_year(facts: RoadmapFacts):
    """Every amount of the plan by its year; left out where no year is stated."""
    years = sums_by_year(facts.lines)
    if not any(years):
        return None
    return year_table(years, source=facts.source, as_of=facts.as_of)


def year_table(years: Mapping, *, source: str, as_of) -> TableSection:
    rows = [
        Row(
            (
                str(year) if year else _("Year not stated"),
                money.currency,
                *(
                    _stated(getattr(money, kind))
                    for kind in ("needed", "available", "allocated", "disbursed")
                ),
            )
        )
        for year, totals in years.items()
        for money in totals
    ]
    return TableSection(
        title=_("Amounts by year"),
        description=_("A line for each year and currency"),
        columns=(
            Column(_("Year"), 5),
            Column(_("Currency"), 3),
            Column(_("Needed"), 4, is_number=True),
            Column(_("Available"), 4, is_number=True),
            Column(_("Allocated"), 4, is_number=True),
            Column(_("Disbursed"), 4, is_number=True),
        ),
        rows=tuple(rows),
        source=source,
        as_of=as_of,
        note=_("An amount that is not stated is not an amount of zero."),
    )


def rates(facts: RoadmapFacts):
    """All money in one currency, with each addition and the rates it uses."""
    table = facts.table
    added = in_one_sum(table.totals, table.total, rates_of(facts.roadmap))
    if not added:
        return None
    return rate_table(
        added, facts.rates, facts.roadmap.currency, facts.source, facts.as_of
    )


def rate_table(added, stated, currency: str, source: str, as_of) -> TableSection:
    return TableSection(
        title=_("All amounts in %(currency)s") % {"currency": currency},
        description=" ".join(rate_text(rate, currency) for rate in stated),
        columns=(
            Column(_("What it is"), 5),
            Column(_("Sum"), 6, is_number=True),
            Column(_("How it is computed"), 13),
        ),
        rows=tuple(
            Row((label, figure.shown, figure.text), is_total=index == len(added) - 1)
            for index, (label, figure) in enumerate(added)
        ),
        source=source,
        as_of=as_of,
        note=_("The rates are those that the roadmap states."),
    )


def _stated(value) -> Cell:
    return NOT_STATED if value is None else Cell(amount(value))

"""The roadmap as a document: a list of parts, made from a frozen dataclass."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from alliance87.core import reports
from alliance87.core.charts import FundingBar, FundingBars
from alliance87.core.dates import write_day
from alliance87.core.reports import NOT_STATED, Cell, Column, Fact, Group, Row
from alliance87.core.templatetags.amounts import amount
from pathfinders.enums import PUBLIC_ROADMAP_STATES, AppointmentKind
from pathfinders.models import Appointment, Roadmap
from pathfinders.selectors import ActionRow, Money, RoadmapTable, roadmap_table

ISSUER = "Alliance 8.7"
CONTINUED = Cell(gettext_lazy("continued"), is_absent=True)


@dataclass(frozen=True, slots=True)
class RoadmapFacts:
    """All that the roadmap document says, in the language of the roadmap."""

    table: RoadmapTable
    appointments: tuple[Appointment, ...]
    coordination_body: str
    as_of: date

    @property
    def roadmap(self) -> Roadmap:
        return self.table.roadmap

    @property
    def source(self) -> str:
        """The source of the roadmap; one written here is its own source."""
        if self.roadmap.source:
            return self.roadmap.source
        return _("Roadmap of %(country)s, version %(number)s") % {
            "country": self.roadmap.pathfinder,
            "number": self.roadmap.number,
        }


def roadmap_pdf(roadmap: Roadmap, user) -> bytes:
    """Return the roadmap as PDF, as far as `user` may read it.

    A published version has the date of its publication, so its bytes do not change.
    """
    return reports.render(roadmap_report(roadmap, user))


def roadmap_report(roadmap: Roadmap, user) -> reports.Report:
    with override(roadmap.language):
        facts = _roadmap_facts(roadmap, user)
        return reports.Report(
            kind=_("Roadmap"),
            title=str(roadmap.pathfinder),
            subtitle=roadmap.title,
            issuer=ISSUER,
            language=roadmap.language,
            as_of=facts.as_of,
            version_text=_("version %(number)s") % {"number": roadmap.number},
            facts=_cover_facts(facts),
            period=_years(roadmap),
            is_example=roadmap.pathfinder.is_example,
            sections=reports.compose(ROADMAP, facts),
        )


def _roadmap_facts(roadmap: Roadmap, user) -> RoadmapFacts:
    published = roadmap.state in PUBLIC_ROADMAP_STATES and roadmap.published_at
    day = timezone.localdate(roadmap.published_at) if published else None
    as_of = day or timezone.localdate()
    return RoadmapFacts(
        table=roadmap_table(roadmap, user),
        appointments=tuple(roadmap.pathfinder.appointments.current(as_of)),
        coordination_body=roadmap.pathfinder.coordination_body,
        as_of=as_of,
    )


def _years(roadmap: Roadmap) -> tuple[int, int] | None:
    if not roadmap.starts_on or not roadmap.ends_on:
        return None
    return roadmap.starts_on.year, roadmap.ends_on.year


def _cover_facts(facts: RoadmapFacts) -> tuple[Fact, ...]:
    period = facts.roadmap.period
    return (
        Fact(_("Period"), period or _("Not stated"), is_absent=not period),
        Fact(_("State"), facts.roadmap.get_state_display()),
        Fact(_("As of"), write_day(facts.as_of)),
        Fact(_("Language"), facts.roadmap.get_language_display()),
    )


def summary(facts: RoadmapFacts):
    text = "\n\n".join(filter(None, (facts.roadmap.summary, facts.roadmap.note)))
    return [
        reports.Prose(heading=_("Summary"), lead=_lead(facts), text=text),
        reports.Facts(facts=_key_figures(facts)),
    ]


def _lead(facts: RoadmapFacts) -> str:
    priorities, actions = len(facts.table.priorities), facts.table.actions_total
    if not priorities:
        return _("The roadmap is known from its source; its content is not on file.")
    first = ngettext(
        "The roadmap has one priority.",
        "The roadmap has %(count)s priorities.",
        priorities,
    ) % {"count": priorities}
    second = ngettext(
        "One action is named.", "%(count)s actions are named.", actions
    ) % {"count": actions}
    return f"{first} {second}"


def _key_figures(facts: RoadmapFacts) -> tuple[Fact, ...]:
    figures = [
        Fact(_("Priorities"), str(len(facts.table.priorities))),
        Fact(_("Actions"), str(facts.table.actions_total)),
        Fact(_("Actions with a budget"), str(_with_budget(facts.table))),
    ]
    for money in facts.table.totals:
        figures.append(Fact(_("Needed"), *_sum_and_absence(money, money.needed)))
        figures.append(Fact(_("Available"), *_sum_and_absence(money, money.available)))
        figures.append(
            Fact(_("Still to be found"), *_sum_and_absence(money, money.gap))
        )
    return tuple(figures)


def _sum_and_absence(money: Money, value) -> tuple[str, str, bool]:
    if value is None:
        return _("Not stated"), money.currency, True
    return f"{amount(value)}\N{NO-BREAK SPACE}{money.currency}", "", False


def _with_budget(table: RoadmapTable) -> int:
    return sum(bool(row.budget) for row in _rows(table))


def _rows(table: RoadmapTable) -> Iterator[ActionRow]:
    for priority in table.priorities:
        yield from priority.actions


def context(facts: RoadmapFacts):
    if not facts.roadmap.context:
        return None
    return reports.Prose(
        heading=_("Context and background"), text=facts.roadmap.context, runs_on=True
    )


def priorities(facts: RoadmapFacts):
    if not facts.table.priorities:
        return None
    return reports.TableSection(
        heading=_("Priorities and actions"),
        title=_finding(facts.table),
        description=_("The roadmap in the seven official columns"),
        is_landscape=True,
        columns=(
            Column(_("Priorities"), 4),
            Column(_("Actions"), 6),
            Column(_("Partners"), 3),
            Column(_("Timeline"), 2),
            Column(_("Budget"), 3),
            Column(_("Link to action group"), 3),
            Column(_("Monitoring progress"), 3),
        ),
        rows=tuple(_table_rows(facts.table)),
        source=facts.source,
        as_of=facts.as_of,
        note=_("What the source does not state is said so; it is not zero."),
    )


def _finding(table: RoadmapTable) -> str:
    total, stated = table.actions_total, _with_budget(table)
    if not stated:
        return _("No budget is stated for any of the actions")
    if stated == total:
        return _("A budget is stated for every action")
    return _("A budget is stated for %(stated)s of %(total)s actions") % {
        "stated": stated,
        "total": total,
    }


def _table_rows(table: RoadmapTable) -> Iterator[Row | Group]:
    themes = ""
    for entry in table.priorities:
        if entry.priority.themes_text not in {"", themes}:
            themes = entry.priority.themes_text
            yield Group(themes)
        title = Cell(entry.priority.title, note=entry.priority.objective)
        for index, action in enumerate(entry.actions):
            yield Row(
                (title if index == 0 else CONTINUED, *_cells(action)),
                number=str(entry.number) if index == 0 else "",
            )
        if not entry.actions:
            yield Row((title, *[NOT_STATED] * 6), number=str(entry.number))


def _cells(row: ActionRow) -> tuple[Cell, ...]:
    budget = "\n".join(_budget_line(money) for money in row.budget)
    return (
        Cell(row.title, note=row.action.note),
        _stated(row.partners),
        _stated(row.timeline),
        _stated(budget),
        _stated(row.action_group),
        _stated(row.monitoring),
    )


def _stated(text: str) -> Cell:
    return Cell(text) if text else NOT_STATED


def _budget_line(money: Money) -> str:
    parts = [
        f"{label} {amount(value)}\N{NO-BREAK SPACE}{money.currency}"
        for label, value in (
            (_("Needed"), money.needed),
            (_("Available"), money.available),
        )
        if value is not None
    ]
    return "; ".join(parts) or money.currency


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


def people(facts: RoadmapFacts):
    found = [_person_fact(each) for each in facts.appointments]
    if not any(each.kind == AppointmentKind.FOCAL_POINT for each in facts.appointments):
        found.append(Fact(_("Focal point"), _("Not on record"), is_absent=True))
    body = facts.coordination_body
    found.append(
        Fact(
            _("National coordination body"),
            body or _("Not on record"),
            is_absent=not body,
        )
    )
    return reports.Details(
        heading=_("Focal point and coordination"),
        runs_on=True,
        facts=tuple(found),
        as_of=facts.as_of,
    )


def _person_fact(appointment: Appointment) -> Fact:
    post = ", ".join(filter(None, (appointment.post, appointment.ministry)))
    return Fact(appointment.get_kind_display(), appointment.person, post)


def sources(facts: RoadmapFacts):
    roadmap = facts.roadmap
    if not roadmap.source:
        return None
    text = roadmap.source
    if roadmap.source_url:
        text = f"{text} <{roadmap.source_url}>"
    found = [reports.Source(text)]
    if roadmap.conflict:
        found.append(reports.Source(roadmap.conflict))
    return reports.Sources(heading=_("Sources"), runs_on=True, sources=tuple(found))


ROADMAP = [summary, context, priorities, funding, people, sources]

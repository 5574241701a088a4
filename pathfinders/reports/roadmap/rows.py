"""The official table of a roadmap: seven columns, as on paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import NOT_STATED, Cell, Column, Group, Row
from alliance87.core.templatetags.amounts import amount
from pathfinders.enums import FundingKind
from pathfinders.models import Action
from pathfinders.reports.roadmap.facts import RoadmapFacts
from pathfinders.selectors import ActionRow, Money, PriorityRows, RoadmapTable
from pathfinders.selectors.timeline import fetch_details
from pathfinders.selectors.withheld import withheld_words

CONTINUED = Cell(gettext_lazy("continued"), is_absent=True)


def with_budget(table: RoadmapTable) -> int:
    return sum(bool(row.budget) for row in rows_of(table))


def rows_of(table: RoadmapTable) -> Iterator[ActionRow]:
    for priority in table.priorities:
        yield from priority.actions


def priorities(facts: RoadmapFacts):
    if not facts.table.priorities:
        return None
    fetch_details(facts.table)
    return reports.TableSection(
        heading=_("Priorities and actions"),
        title=_finding(facts.table),
        description=_("The roadmap in the seven official columns"),
        is_landscape=True,
        columns=(
            Column(_("Priorities"), 4),
            Column(_("Actions"), 5),
            Column(_("Partners"), 3),
            Column(_("Timeline"), 3),
            Column(_("Budget"), 3),
            Column(_("Link to action group"), 2),
            Column(_("Monitoring progress"), 4),
        ),
        rows=tuple(_table_rows(facts.table)),
        source=facts.source,
        as_of=facts.as_of,
        note=_("What the source does not state is said so; it is not zero."),
    )


def _finding(table: RoadmapTable) -> str:
    total, stated = table.actions_total, with_budget(table)
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
        if entry.priority.themes_text != themes:
            themes = entry.priority.themes_text
            yield Group(themes or _("No theme stated"))
        title = Cell(entry.priority.title, note=_aims(entry))
        for index, action in enumerate(entry.actions):
            yield Row(
                (title if index == 0 else CONTINUED, *_cells(action)),
                number=str(entry.number) if index == 0 else "",
            )
        if not entry.actions:
            yield Row((title, *[NOT_STATED] * 6), number=str(entry.number))


def _cells(row: ActionRow) -> tuple[Cell, ...]:
    budget = [_budget_line(money) for money in row.budget]
    return (
        Cell(row.title, note=_details(row.action)),
        _stated(row.partners),
        _stated(row.timeline),
        _stated("; ".join(budget) or row.action.budget, row.action.budget_note),
        _stated(row.action_group or _no_group(row.action)),
        _stated(row.monitoring, _benchmarks(row.action)),
    )


def _aims(entry: PriorityRows) -> str:
    """Return objective, area, indicator and target, as far as they are stated."""
    priority = entry.priority
    area = priority.get_area_display() if priority.area else ""
    return _sentences(
        priority.objective,
        _labelled(_("Area"), area),
        _labelled(_("Indicator"), priority.indicator),
        _labelled(_("Target"), _target(entry)),
        priority.note,
    )


def _target(entry: PriorityRows) -> str:
    priority = entry.priority
    if priority.target_on is None:
        return ""
    day = write_day(priority.target_on)
    if priority.target is None:
        return _("by %(day)s") % {"day": day}
    aim = _measured(priority.target, priority.unit)
    if priority.baseline is None:
        return _("%(target)s by %(day)s") % {"target": aim, "day": day}
    start = _measured(priority.baseline, priority.unit)
    if entry.hides_baseline:
        start = withheld_words()
    if priority.baseline_year:
        start = f"{start} ({priority.baseline_year})"
    return _("from %(start)s to %(target)s by %(day)s") % {
        "start": start,
        "target": aim,
        "day": day,
    }


def _measured(value, unit: str) -> str:
    return " ".join(filter(None, (amount(value), unit)))


def _details(action: Action) -> str:
    level = action.get_level_display() if action.level else ""
    answers = "; ".join(
        filter(None, (str(action.supervisory_case or ""), action.recommendation))
    )
    return _sentences(
        _labelled(_("Output"), action.output),
        _labelled(_("Priority level"), level),
        _labelled(_("Answers the supervisory comment"), answers),
        action.note,
    )


def _benchmarks(action: Action) -> str:
    return _sentences(
        *(
            _("Benchmark for %(benchmark)s") % {"benchmark": each}
            for each in action.benchmarks.all()
        )
    )


def _no_group(action: Action) -> str:
    if not action.no_group_reason:
        return ""
    return _("None: %(reason)s") % {"reason": action.no_group_reason}


def _labelled(label: str, text: str) -> str:
    return _("%(label)s: %(text)s") % {"label": label, "text": text} if text else ""


def _sentences(*texts: str) -> str:
    ended = (text if text.endswith(".") else f"{text}." for text in texts if text)
    return " ".join(ended)


def _stated(text: str, note: str = "") -> Cell:
    if not text:
        return Cell(NOT_STATED.text, note=note, is_absent=True)
    return Cell(text, note=note)


def _budget_line(money: Money) -> str:
    parts = [
        f"{kind.label} {amount(value)}\N{NO-BREAK SPACE}{money.currency}"
        for kind in FundingKind
        if (value := getattr(money, kind)) is not None
    ]
    return "; ".join(parts)

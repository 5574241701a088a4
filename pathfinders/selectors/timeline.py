"""The actions of a roadmap on a calendar, with their benchmarks."""

from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.charts import BarState, Gantt, GanttMark, GanttRow, MarkState
from pathfinders.models import Action, Benchmark
from pathfinders.selectors.progress import ActionProgress, Implementation
from pathfinders.selectors.roadmap import RoadmapTable


def progress_timeline(found: Implementation) -> Gantt | None:
    """Return the plan with what was reported on it; None without actions."""
    rows = [
        GanttRow(
            group=_named(row.number, row.priority),
            label=f"{each.number} {each.action}",
            state=_state(each.status),
            state_text=state_text(each),
            share=each.percent_done,
            marks=tuple(
                GanttMark(
                    mark.benchmark.year,
                    MarkState(mark.state.value),
                    mark.benchmark.text,
                )
                for mark in each.benchmarks
            ),
            **_dates(each.action),
        )
        for row in found.priorities
        for each in row.actions
    ]
    return _gantt(found.roadmap, rows, today=found.on)


def plan_timeline(table: RoadmapTable) -> Gantt | None:
    """Return the plan as it was written; None without actions."""
    fetch_details(table)
    rows = [
        GanttRow(
            group=_named(entry.number, entry.priority),
            label=f"{entry.number}.{place} {row.title}",
            state=_state(row.action.status),
            state_text=row.action.get_status_display(),
            marks=tuple(_planned(mark) for mark in row.action.benchmarks.all()),
            **_dates(row.action),
        )
        for entry in table.priorities
        for place, row in enumerate(entry.actions, start=1)
    ]
    return _gantt(table.roadmap, rows)


def fetch_details(table: RoadmapTable) -> None:
    """Fetch benchmarks and supervisory cases, unless they are there (two queries)."""
    actions = [row.action for entry in table.priorities for row in entry.actions]
    prefetch_related_objects(actions, "benchmarks", "supervisory_case")


def state_text(row: ActionProgress) -> str:
    """Return the state in words, with the share done where it is stated."""
    if row.percent_done is None:
        return row.status_text
    done = _("%(share)s%% done") % {"share": row.percent_done}
    return f"{row.status_text}, {done}"


def finding(gantt: Gantt) -> str:
    """Return what the drawing shows, in one sentence."""
    dated = sum(row.is_dated for row in gantt.rows)
    if dated == len(gantt.rows):
        return _("Every action has a date")
    return ngettext(
        "%(dated)s of %(total)s action has a date",
        "%(dated)s of %(total)s actions have a date",
        len(gantt.rows),
    ) % {"dated": dated, "total": len(gantt.rows)}


def _gantt(roadmap, rows: list[GanttRow], *, today: date | None = None) -> Gantt | None:
    if not rows:
        return None
    return Gantt(
        rows,
        title=_("Timeline of the actions"),
        description=_(
            "A bar from start to end of each action; an arrow where one date is not "
            "stated. Benchmarks stand at the end of their year."
        ),
        first=roadmap.starts_on,
        last=roadmap.ends_on,
        today=today,
    )


def _named(number: int, priority) -> str:
    return f"{number} {priority}"


def _dates(action: Action) -> dict:
    return {
        "starts_on": action.starts_on,
        "ends_on": action.ends_on,
        "words": action.timeline,
    }


def _state(status: str) -> BarState:
    return BarState(status) if status else BarState.UNKNOWN


def _planned(benchmark: Benchmark) -> GanttMark:
    return GanttMark(benchmark.year, MarkState.PLANNED, benchmark.text)

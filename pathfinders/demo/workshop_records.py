"""What Exampleland keeps around its workshop; all of it is invented."""

from datetime import date, time
from pathlib import Path

from alliance87.core.publication import Render
from pathfinders.enums import ReportPartKind
from pathfinders.models import (
    Lesson,
    Pathfinder,
    PreparationTask,
    ProgrammeItem,
    ReportPart,
    Workshop,
    WorkshopReport,
)
from pathfinders.workflow import agree_to_workshop_report, publish_workshop_report
from pathfinders.workshop_reports import save_part, start_report
from pathfinders.workshops import save_lesson, save_row

RECORDS = Path(__file__).parent / "exampleland_workshop.toml"


def load_workshop_records(
    pathfinder: Pathfinder, facts: dict, *, focal, officer, render: Render | None = None
) -> None:
    """Load tasks, programme and lessons, and publish the report with its PDF.

    `facts` is `RECORDS` as read; the roadmap in force is the one that is printed.
    """
    workshop = pathfinder.workshops.earliest("on")
    for fact in facts["task"]:
        task = PreparationTask(workshop=workshop, **_with_days(fact))
        save_row(task, write=lambda row=task: _saved(row), by=focal)
    for fact in facts["session"]:
        session = ProgrammeItem(workshop=workshop, **_with_days(fact))
        save_row(session, write=lambda row=session: _saved(row), by=focal)
    for fact in facts["lesson"]:
        lesson = Lesson(workshop=workshop, created_by=focal, **fact)
        save_lesson(lesson, write=lambda row=lesson: _saved(row), by=focal)
    report = _write_report(workshop, facts["report"], by=focal)
    agree_to_workshop_report(report, by=focal)
    publish_workshop_report(report, by=officer, render=render)


def _write_report(workshop: Workshop, fact: dict, *, by) -> WorkshopReport:
    report = WorkshopReport(
        workshop=workshop,
        title=fact["title"],
        roadmap=workshop.pathfinder.roadmaps.published().first(),
        created_by=by,
    )
    start_report(report, write=lambda: _saved(report), by=by)
    parts = {part.kind: part for part in report.parts.all()}
    for kind, text in fact["texts"].items():
        part = parts[kind]
        part.text = text.strip()
        save_part(part, write=lambda row=part: _saved(row), by=by)
    for extra in fact["extra"]:
        part = ReportPart(
            report=report,
            kind=ReportPartKind.EXTRA,
            title=extra["title"],
            text=extra["text"].strip(),
        )
        after = parts[extra["after"]]
        save_part(part, write=lambda row=part: _saved(row), after=after, by=by)
    return report


def _saved(row):
    row.full_clean()
    row.save()
    return row


def _with_days(fact: dict) -> dict:
    """Read the days and times of a row."""
    values = dict(fact)
    for name in ("on", "due_on", "done_on"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in ("starts_at", "ends_at"):
        if name in values:
            values[name] = time.fromisoformat(values[name])
    return values

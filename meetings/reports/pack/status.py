"""The table of the pathfinder countries in a pack: how far each is on the path."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.reports import NOT_ON_RECORD, Cell, Column, Row
from meetings.models import PackSection
from meetings.reports.pack.pieces import Pack, Piece
from pathfinders.enums import MilestoneKind, Stage
from pathfinders.selectors.path import (
    STAGES,
    BoardRow,
    board,
    with_path,
)

STEPS = (
    MilestoneKind.EXPRESSION_OF_INTEREST,
    MilestoneKind.WORKSHOP,
    MilestoneKind.ROADMAP_SUBMITTED,
    MilestoneKind.REPORTED_BACK,
    MilestoneKind.CONFIRMATION_LETTER,
)
NONE_OF_THEM = Cell("–", is_absent=True)


def pathfinder_status(pack: Pack, section: PackSection, day: date) -> Piece:
    """Return the table as of a day; of a past meeting as it was then."""
    title = section.title or str(section.get_kind_display())
    rows = board(
        with_path(pack.reader).filter(country__is_example=pack.meeting.is_example),
        pack.reader,
    )
    if pack.meeting.is_over:
        lines = list(_lines_then(rows, day))
        note = _("As it was on the day of the meeting, as far as it is on record.")
    else:
        lines, note = [_line(row) for row in rows], ""
    if not lines:
        problem = _("Nothing is on record for it, so it is left out.")
        return Piece(section=section, title=title, problem=problem)
    table = reports.TableSection(
        heading=title,
        title=_("How far each country is on the path"),
        columns=(
            Column(_("Country"), 4),
            Column(_("Stage"), 5),
            *(Column(MilestoneKind(kind).label, 3) for kind in STEPS),
        ),
        rows=tuple(lines),
        as_of=day,
        note=note,
        is_landscape=True,
    )
    return Piece(section=section, title=title, pages=(table,), sheet="wide")


def _line(row: BoardRow) -> Row:
    steps = (row.step(kind) for kind in STEPS)
    dates = (step.date_text if step else "" for step in steps)
    cells = (text or NONE_OF_THEM for text in dates)
    return Row((str(row.pathfinder), Stage(row.stage).label, *cells))


def _lines_then(rows: list[BoardRow], day: date) -> Iterator[Row]:
    """Yield the countries that had made a step by a day, with the steps they had."""
    for row in rows:
        made = {
            step.kind: step
            for step in row.steps
            if step.milestone
            and step.milestone.on
            and step.milestone.when.latest <= day
        }
        if not made:
            continue
        stage = next((stage for kind, stage in STAGES if kind in made), Stage.LISTED)
        if MilestoneKind.CONFIRMATION_LETTER in made:
            stage = Stage.PATHFINDER
        cells = (
            made[kind].date_text or NOT_ON_RECORD if kind in made else NONE_OF_THEM
            for kind in STEPS
        )
        yield Row((str(row.pathfinder), stage.label, *cells))

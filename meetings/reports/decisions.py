"""The register of decisions and the list of action points as files."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Fact, Group, Row, Tone
from alliance87.core.spreadsheets import Column as SheetColumn
from alliance87.core.spreadsheets import SheetOut
from meetings.enums import DecisionState
from meetings.selectors.action_points import ActionRow
from meetings.selectors.decisions import DecisionRow

TONES = {"stop": Tone.STOPPED, "todo": Tone.LATE, "half": Tone.ON_TRACK}
TONES |= {"done": Tone.DONE}


# --- The register -------------------------------------------------------------------


def register_pdf(rows: Sequence[DecisionRow]) -> bytes:
    """Return the register as PDF, the decisions of a meeting under its name."""
    adopted = sum(row.decision.state == DecisionState.ADOPTED for row in rows)
    late = sum(row.follow_up_tone == "stop" for row in rows)
    return reports.render(
        reports.Report(
            kind=_("Register of decisions"),
            title=_("Global Coordinating Group"),
            subtitle=_("What was decided, and what was done about it"),
            issuer=_("Secretariat of Alliance 8.7"),
            language=get_language() or "en",
            as_of=timezone.localdate(),
            version_text=_("decisions and their follow-up"),
            facts=(
                Fact(_("Decisions"), str(len(rows))),
                Fact(_("Adopted and in force"), str(adopted)),
                Fact(_("Follow-up overdue"), str(late)),
            ),
            sections=(_register(rows),),
        )
    )


def _register(rows: Sequence[DecisionRow]) -> reports.Section:
    if not rows:
        return reports.Note(
            heading=_("Decisions"), text=_("No decision on record."), runs_on=True
        )
    printed: list[Row | Group] = []
    heading = None
    for row in rows:
        where = _where(row)
        if where != heading:
            heading = where
            printed.append(Group(where))
        printed.append(_decision(row))
    return reports.TableSection(
        heading=_("Decisions"),
        runs_on=True,
        title=ngettext("%(count)d decision", "%(count)d decisions", len(rows))
        % {"count": len(rows)},
        columns=(
            Column(_("Number"), 4),
            Column(_("Decision"), 11),
            Column(_("State"), 4),
            Column(_("Follow-up"), 5),
        ),
        rows=tuple(printed),
        as_of=timezone.localdate(),
    )


def _where(row: DecisionRow) -> str:
    meeting = row.decision.meeting
    return str(meeting) if meeting else _("In writing, between meetings")


def _decision(row: DecisionRow) -> Row:
    decision = row.decision
    about = f"{decision.get_kind_display()}. {row.about}".rstrip(". ")
    day = write_day(decision.decided_on) if decision.decided_on else ""
    return Row(
        (
            decision.reference,
            Cell(decision.text, note=about),
            Cell(str(decision.get_state_display()), note=day),
            Cell(row.follow_up, tone=TONES.get(row.follow_up_tone)),
        )
    )


def table(rows: Sequence[DecisionRow]) -> tuple[list[str], list[tuple]]:
    """Return the register as a header and lines of plain values."""
    header = [
        *(_("Number"), _("Meeting"), _("Kind"), _("About"), _("Decision")),
        *(_("State"), _("Decided on"), _("How"), _("Follow-up"), _("Open actions")),
        *(_("Carried out on"), _("What was done about it"), _("To be reviewed on")),
        _("Source"),
    ]
    return header, [_line(row) for row in rows]


def _line(row: DecisionRow) -> tuple:
    decision = row.decision
    return (
        decision.reference,
        str(decision.meeting or ""),
        str(decision.get_kind_display()),
        row.about,
        decision.text,
        str(decision.get_state_display()),
        decision.decided_on,
        str(decision.get_mode_display()) if decision.is_decided else "",
        row.follow_up,
        decision.actions_open if decision.sees_actions else "",
        decision.done_on,
        decision.done_note,
        decision.review_on,
        decision.source,
    )


def sheet(rows: Sequence[DecisionRow]) -> SheetOut:
    header, lines = table(rows)
    widths = (12, 40, 28, 30, 60, 14, 14, 24, 24, 10, 14, 40, 14, 40)
    columns = [SheetColumn(*each) for each in zip(header, widths, strict=True)]
    return SheetOut(_("Decisions"), columns, lines, frozen=1)


# --- Action points --------------------------------------------------------------------


def action_table(rows: Sequence[ActionRow]) -> tuple[list[str], list[tuple]]:
    """Return action points as a header and lines of plain values."""
    header = [
        *(_("Number"), _("Meeting"), _("What is to be done"), _("Who"), _("Due")),
        *(_("Day"), _("State"), _("Overdue"), _("Meetings since"), _("Priority")),
        *(_("Closed on"), _("How it was closed")),
    ]
    return header, [_action_line(row) for row in rows]


def _action_line(row: ActionRow) -> tuple:
    action = row.action
    return (
        action.reference,
        str(action.meeting or ""),
        action.text,
        row.owners,
        row.due,
        action.due_on,
        row.state,
        _("yes") if row.is_overdue else "",
        row.age,
        _("high") if action.is_high_priority else "",
        action.closed_on,
        action.closing_note,
    )


def action_sheet(rows: Sequence[ActionRow]) -> SheetOut:
    header, lines = action_table(rows)
    widths = (12, 40, 60, 30, 34, 14, 14, 10, 12, 10, 14, 40)
    columns = [SheetColumn(*each) for each in zip(header, widths, strict=True)]
    return SheetOut(_("Action points"), columns, lines, frozen=1)

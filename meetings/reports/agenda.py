"""The agenda of a meeting as a document, and as a section of others."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.deadlines import write_local_hours, write_span
from alliance87.core.reports import Cell, Column, Fact, Group, Row
from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.selectors.agenda import (
    ItemLine,
    SessionBlock,
    agenda_of,
    in_sessions,
)
from meetings.selectors.meetings import chair_of
from meetings.selectors.releases import AgendaToRead, agenda_to_read

TENTATIVE = (MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.POSTPONED)


def agenda_pdf(meeting: Meeting, read: AgendaToRead) -> bytes:
    """Return the agenda as somebody reads it, tentative or final."""
    return reports.render(
        reports.Report(
            kind=agenda_title(meeting),
            title=meeting.title,
            issuer=_("Alliance 8.7"),
            language=get_language() or "en",
            as_of=timezone.localdate(),
            version_text=version_of(read),
            facts=meeting_facts(meeting),
            sections=tuple(sections_of(meeting, read.blocks)),
            is_example=meeting.is_example,
        )
    )


def agenda_title(meeting: Meeting) -> str:
    return _("Tentative agenda") if meeting.state in TENTATIVE else _("Agenda")


def version_of(read: AgendaToRead) -> str:
    if read.release is None:
        is_record = read.is_out and read.newest is None
        return _("as on record") if is_record else _("draft")
    return _("version %(number)s") % {"number": read.release.number}


def when_of(meeting: Meeting) -> str:
    """Return the day and hours with the place whose clock counts, or what is known."""
    if meeting.starts_at:
        return write_span(meeting.starts_at, meeting.ends_at, meeting.time_zone)
    if meeting.on is None and meeting.date_text:
        return meeting.date_text
    return str(meeting.when)


def meeting_facts(meeting: Meeting) -> tuple[Fact, ...]:
    """Return when, where and by whom it is chaired, as far as it is known."""
    country = str(meeting.country) if meeting.country else ""
    place = ", ".join(filter(None, (meeting.place, country)))
    known = (
        Fact(_("When"), when_of(meeting)),
        Fact(_("Where"), place),
        Fact(_("Chaired by"), chair_of(meeting)),
        Fact(_("How people take part"), meeting.get_form_display()),
    )
    return tuple(
        fact if fact.value else Fact(fact.label, _("Not known"), is_absent=True)
        for fact in known
    )


def agenda_sections(meeting: Meeting, user) -> Iterator[reports.Section]:
    """Yield the agenda as it stands: a report prints what the meeting went through."""
    yield from sections_of(meeting, in_sessions(agenda_of(meeting, user), meeting))


def released_sections(meeting: Meeting, user) -> Iterator[reports.Section]:
    """Yield the agenda as readers have it; before its first release as it stands."""
    read = agenda_to_read(meeting, user)
    if read.is_out:
        yield from sections_of(meeting, read.blocks)
    else:
        yield from agenda_sections(meeting, user)


def sections_of(
    meeting: Meeting, blocks: list[SessionBlock]
) -> Iterator[reports.Section]:
    """Yield the objectives and the table of the agenda with sessions and breaks."""
    if meeting.objective_list:
        yield reports.Prose(
            heading=_("Objectives"),
            text="\n".join(f"- {line}" for line in meeting.objective_list),
            runs_on=True,
        )
    rows = tuple(row for block in blocks for row in _rows(block, meeting))
    if not rows:
        yield reports.Prose(
            heading=_("Agenda"), text=_("The agenda has no item yet."), runs_on=True
        )
        return
    yield reports.TableSection(
        heading=_("Agenda"),
        runs_on=True,
        title=agenda_title(meeting),
        columns=(
            Column(_("Number"), 2, is_nowrap=True),
            Column(_("Item"), 13),
            Column(_("Led by"), 5),
            Column(_("Purpose"), 4),
        ),
        rows=rows,
    )


def _rows(block: SessionBlock, meeting: Meeting) -> Iterator[Row | Group]:
    if block.session is not None:
        hours = write_local_hours(
            block.session.starts_at,
            block.session.ends_at,
            meeting.time_zone,
            with_day=block.has_day,
        )
        yield Group(f"{hours} · {block.session}")
    for line in block.lines:
        yield _row(line)


def _row(line: ItemLine) -> Row:
    item = line.item
    notes = [
        item.description,
        item.objective and _("Objective: %(text)s") % {"text": item.objective},
        item.expected_output and _("Output: %(text)s") % {"text": item.expected_output},
        _papers(line),
    ]
    return Row(
        (
            line.label,
            Cell(item.title, note=" ".join(filter(None, notes))),
            _leads(line),
            item.get_purpose_display() if item.purpose else "",
        ),
        is_main=line.level == 1,
    )


def _leads(line: ItemLine) -> str:
    if line.is_co_led:
        return _("Co-leads: %(names)s") % {"names": line.leads}
    return line.leads


def _papers(line: ItemLine) -> str:
    titles = [str(each.placed.paper) for each in line.papers]
    if not titles:
        return ""
    return _("Papers: %(titles)s") % {"titles": "; ".join(titles)}

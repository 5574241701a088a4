"""The pages of a pack that are made of what the system knows."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Fact, Report, Row
from alliance87.partners.selectors.directory import new_partners
from meetings.enums import PackAudience
from meetings.models import Event, PackSection
from meetings.reports.agenda import agenda_title, meeting_facts, released_sections
from meetings.reports.minutes import report_sections
from meetings.reports.pack.papers import report_title
from meetings.reports.pack.parts import Cover
from meetings.reports.pack.pieces import Pack, Piece
from meetings.reports.pack.status import pathfinder_status
from meetings.reports.participants import annex_sections
from meetings.reports.report_lists import follow_up_table
from meetings.selectors.action_points import matters_arising
from meetings.selectors.events import upcoming_events
from meetings.selectors.meetings import annex_of, chair_of, report_for
from meetings.selectors.packs import decisions_requested

ISSUER = "Alliance 8.7"


def cover(pack: Pack, section: PackSection) -> Piece:
    meeting, version = pack.meeting, pack.pack
    audience = version.readers.lower()
    where = ", ".join(filter(None, (meeting.city, str(meeting.when or ""))))
    facts = {fact.label: fact for fact in meeting_facts(meeting)}
    number = _("%(number)s, for %(audience)s") % {
        "number": version.number,
        "audience": audience,
    }
    if pack.is_draft:
        number = _("Draft of %(version)s") % {"version": number}
    day = meeting.on
    report = Report(
        kind=_("Briefing pack"),
        title=section.title or meeting.title,
        subtitle=section.text or where,
        issuer=ISSUER,
        language=version.language,
        as_of=timezone.localdate(),
        version_text=number,
        facts=(
            facts[_("When")],
            facts[_("Where")],
            Fact(_("Version"), number),
            Fact(_("Chaired by"), chair_of(meeting) or "–"),
        ),
        period=(day.year, day.year) if day else None,
        sections=(),
        is_example=meeting.is_example,
    )
    return Piece(
        section=section,
        title=report.title,
        pages=(Cover(report=report),),
        sheet="cover",
    )


def agenda(pack: Pack, section: PackSection) -> Piece:
    title = section.title or agenda_title(pack.meeting)
    pages = (
        reports.Details(heading=title, facts=meeting_facts(pack.meeting)),
        *(
            replace(each, heading="") if each.heading == _("Agenda") else each
            for each in released_sections(pack.meeting, pack.reader)
        ),
    )
    return Piece(section=section, title=title, pages=pages)


def decisions(pack: Pack, section: PackSection) -> Piece:
    title = section.title or _("Decisions requested")
    rows = decisions_requested(pack.meeting, pack.reader)
    if not rows:
        return _nothing(section, title)
    table = reports.TableSection(
        heading=title,
        title=ngettext(
            "The meeting is asked for %(count)d decision",
            "The meeting is asked for %(count)d decisions",
            len(rows),
        )
        % {"count": len(rows)},
        columns=(
            Column(_("Item"), 3),
            Column(_("What is to be decided"), 15),
            Column(_("Kind"), 6),
        ),
        rows=tuple(
            Row(
                (
                    each.point,
                    Cell(each.text or each.title, note=_under(each)),
                    each.kind,
                )
            )
            for each in rows
        ),
    )
    return Piece(section=section, title=title, pages=(table,))


def _under(each) -> str:
    return each.title if each.text and each.title != each.text else ""


def action_follow_up(pack: Pack, section: PackSection) -> Piece:
    title = section.title or _("Follow-up of action points")
    matters = matters_arising(pack.meeting)
    if not matters:
        return _nothing(section, title)
    table = follow_up_table(title, matters, as_of=pack.as_of)
    return Piece(section=section, title=title, pages=(table,))


def previous_report(pack: Pack, section: PackSection) -> Piece:
    """Return the report to adopt: as filed when it is adopted, else as it stands."""
    title = report_title(section)
    point = pack.points.get(section.item_id, "")
    piece = {"section": section, "title": title, "code": point, "point": point}
    report = report_for(pack.reader, section.item.report.meeting)
    if report is None:
        lead = _("To follow")
        sheet = reports.Prose(heading=f"{point} {title}".strip(), lead=lead, text="")
        problem = _("The report is not circulated yet.")
        return Piece(**piece, pages=(sheet,), note=lead, problem=problem)
    if report.pdf_id:
        version = report.pdf.versions.first()
        return Piece(**piece, file=version.file, sha256=version.sha256)
    is_public = pack.pack.audience == PackAudience.PUBLIC
    state = Fact(_("State"), report.get_state_display())
    pages = (
        reports.Details(
            heading=f"{point} {title}".strip(),
            facts=(state, *meeting_facts(report.meeting)[:3]),
        ),
        *report_sections(report, pack.reader, with_names=not is_public),
    )
    return Piece(**piece, pages=pages)


def pathfinders(pack: Pack, section: PackSection) -> Piece:
    return pathfinder_status(pack, section, pack.as_of)


def partners(pack: Pack, section: PackSection) -> Piece:
    title = section.title or _("New partners")
    since = pack.previous.on if pack.previous else None
    if since is None or pack.meeting.is_example:
        return _nothing(section, title)
    rows = list(new_partners(since, pack.meeting.on))
    if not rows:
        return _nothing(section, title)
    table = reports.TableSection(
        heading=title,
        title=ngettext(
            "%(count)d organization joined since %(day)s",
            "%(count)d organizations joined since %(day)s",
            len(rows),
        )
        % {"count": len(rows), "day": write_day(since)},
        columns=(
            Column(_("Organization"), 11),
            Column(_("Type"), 7),
            Column(_("Country"), 6),
        ),
        rows=tuple(
            Row((str(each), each.get_kind_display(), str(each.country or "")))
            for each in rows
        ),
        as_of=pack.as_of,
    )
    return Piece(section=section, title=title, pages=(table,))


def events(pack: Pack, section: PackSection) -> Piece:
    title = section.title or _("Upcoming events")
    rows = upcoming_events(pack.as_of, user=pack.reader)
    if not rows:
        return _nothing(section, title)
    table = reports.TableSection(
        heading=title,
        title=ngettext("%(count)d event ahead", "%(count)d events ahead", len(rows))
        % {"count": len(rows)},
        columns=(
            Column(_("When"), 5),
            Column(_("Event"), 11),
            Column(_("Where"), 4),
            Column(_("Hosts"), 4),
        ),
        rows=tuple(map(_event, rows)),
        as_of=pack.as_of,
    )
    return Piece(section=section, title=title, pages=(table,))


def _event(event: Event) -> Row:
    speakers = ", ".join(
        str(each)
        if each.is_confirmed
        else _("%(name)s (to be confirmed)") % {"name": each}
        for each in event.speakers.all()
    )
    note = ". ".join(
        filter(
            None,
            (
                str(event.get_kind_display()),
                speakers and _("Speakers: %(names)s") % {"names": speakers},
            ),
        )
    )
    place = event.city or event.venue or ""
    hosts = ", ".join(str(host.short_name or host) for host in event.hosts.all())
    return Row((str(event.when), Cell(event.title, note=note), place, hosts))


def participants(pack: Pack, section: PackSection) -> Piece:
    title = section.title or str(section.get_kind_display())
    annex = annex_of(pack.meeting)
    if not annex.total or pack.pack.audience == PackAudience.PUBLIC:
        return _nothing(section, title)
    pages = tuple(annex_sections(annex, title))
    return Piece(section=section, title=title, pages=pages)


def own_text(_pack: Pack, section: PackSection) -> Piece:
    page = reports.Prose(heading=section.title, text=section.text)
    return Piece(section=section, title=section.title, pages=(page,))


def with_pages(_pack: Pack, section: PackSection) -> Piece:
    """Return what is laid out last, when it is known where everything stands."""
    return Piece(
        section=section, title=section.title or str(section.get_kind_display())
    )


def _nothing(section: PackSection, title: str) -> Piece:
    problem = _("Nothing is on record for it, so it is left out.")
    return Piece(section=section, title=title, problem=problem)

"""The report of a meeting as a document, with its annexes."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import reports
from alliance87.core.reports import Column, Fact, Row
from meetings.models import ActionPoint, MeetingReport
from meetings.reports.agenda import agenda_sections, meeting_facts
from meetings.reports.participants import annex_sections
from meetings.reports.report_lists import (
    comment_annex,
    decision_annex,
    event_sections,
    follow_up_sections,
)
from meetings.selectors import report_lists as lists
from meetings.selectors.meetings import annex_of
from meetings.selectors.minutes import ReportSection, Spoken, decisions_of, sections_of
from meetings.selectors.packs import PackReader


def report_pdf(report: MeetingReport, user, *, with_names: bool) -> bytes:
    """Return the report as `user` may read it, in the language of the report."""
    with override(report.language):
        sections = (
            *report_sections(report, user, with_names=with_names),
            *annexes(report, user),
        )
        return _print(report, _("Meeting report"), sections)


def annexes_pdf(report: MeetingReport, user) -> bytes:
    """Return what `user` reads beside the report that everyone reads."""
    with override(report.language):
        points = [row.actions for row in sections_of(report, user)]
        sections = (
            *action_sections([point for each in points for point in each]),
            *follow_up_sections(lists.follow_up_of(report, user)),
            *annexes(report, user),
        )
        nothing = reports.Prose(text=_("Nothing is on record beside the report."))
        kind = _("Annexes to the meeting report")
        return _print(report, kind, sections or (nothing,))


def _print(report: MeetingReport, kind: str, sections) -> bytes:
    return reports.render(
        reports.Report(
            kind=kind,
            title=report.meeting.title,
            issuer=_("Alliance 8.7"),
            language=report.language,
            as_of=report.adopted_on or timezone.localdate(),
            version_text=report.get_state_display(),
            facts=meeting_facts(report.meeting),
            sections=sections,
            is_example=report.meeting.is_example,
        )
    )


def adopted_pdf(report: MeetingReport) -> bytes:
    """Return the report as everyone will read it once it is adopted.

    One that is not public is read by the Group, and holds what each of it may know;
    that of an action group holds what each of its members may know.
    """
    of_the_body = PackReader(report.meeting.group_id)
    reader = AnonymousUser() if report.is_public else of_the_body
    return report_pdf(report, reader, with_names=True)


def report_sections(
    report: MeetingReport, user, *, with_names: bool
) -> Iterator[reports.Section]:
    """Yield objectives and agenda, the items, the lists, figures, participants."""
    if report.summary:
        yield reports.Prose(heading=_("Summary"), text=report.summary, runs_on=True)
    yield from agenda_sections(report.meeting, user)
    rows = sections_of(report, user)
    for row in rows:
        yield from _item(row)
    yield from action_sections([point for row in rows for point in row.actions])
    yield from follow_up_sections(lists.follow_up_of(report, user))
    yield from event_sections(lists.events_of(report))
    if report.next_meeting:
        yield reports.Prose(
            heading=_("Next meeting"), text=report.next_meeting, runs_on=True
        )
    yield from _figures(report)
    if with_names:
        yield from annex_sections(
            annex_of(report.meeting), _("Annex I: Participants list")
        )


def annexes(report: MeetingReport, user) -> Iterator[reports.Section]:
    """Yield the annexes after the list of participants: decisions, comments."""
    yield from decision_annex(decisions_of(report, user))
    yield from comment_annex(lists.comments_on(report, user))


def _item(row: ReportSection) -> Iterator[reports.Section]:
    title = f"{row.label} {row.item.title}"
    text = row.section.text.strip() if row.section else ""
    if row.level == 1:
        # The document numbers its own sections: the item says that it is one.
        heading = _("Item %(item)s") % {"item": title}
        yield reports.Prose(heading=heading, text=text, runs_on=True)
    elif not row.is_empty:
        yield reports.Prose(text=f"### {title}\n\n{text}")
    if row.spoken:
        yield reports.Prose(text="\n\n".join(_said(row.spoken)))
    for each in row.conclusions:
        yield reports.Note(text=f"**{_('Conclusion of the Chair')}.** {each.text}")
    for each in row.decisions:
        decision = each.decision
        words = f"**{_('Decision')} {decision.reference}.** {decision.text}"
        about = f" ({each.about})" if each.about else ""
        yield reports.Note(text=words + about)


def _said(spoken: tuple[Spoken, ...], depth: int = 0) -> Iterator[str]:
    if not depth:
        yield f"### {_('Interventions from participants')}"
    for each in spoken:
        kind = each.intervention.get_kind_display()
        mark = "> " * depth
        yield f"{mark}**{each.speaker}** ({kind}): {each.intervention.text}"
        yield from _said(each.answers, depth + 1)


def action_sections(points: list[ActionPoint]) -> Iterator[reports.Section]:
    """Yield the table of action points of a report."""
    if not points:
        return
    yield reports.TableSection(
        heading=_("Action points"),
        runs_on=True,
        title=_("What was agreed to be done"),
        columns=(
            Column(_("Number"), 4, is_nowrap=True),
            Column(_("What"), 8),
            Column(_("Who"), 4),
            Column(_("Due"), 5),
            Column(_("State"), 3),
        ),
        rows=tuple(
            Row(
                (
                    point.reference,
                    point.text,
                    ", ".join(point.owners),
                    point.due_in_words,
                    point.get_state_display(),
                )
            )
            for point in points
        ),
    )


def _figures(report: MeetingReport) -> Iterator[reports.Section]:
    figures = list(report.figures.all())
    if figures:
        yield reports.Facts(
            heading=_("Figures on the day of the meeting"),
            runs_on=True,
            facts=tuple(
                Fact(each.label, each.value, note=each.source) for each in figures
            ),
        )

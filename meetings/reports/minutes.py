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
from meetings.selectors.meetings import annex_of
from meetings.selectors.minutes import ReportSection, Spoken, sections_of


def report_pdf(report: MeetingReport, user, *, with_names: bool) -> bytes:
    """Return the report as `user` may read it, in the language of the report."""
    with override(report.language):
        return reports.render(
            reports.Report(
                kind=_("Meeting report"),
                title=report.meeting.title,
                issuer=_("Alliance 8.7"),
                language=report.language,
                as_of=report.adopted_on or timezone.localdate(),
                version_text=report.get_state_display(),
                facts=meeting_facts(report.meeting),
                sections=tuple(report_sections(report, user, with_names=with_names)),
                is_example=report.meeting.is_example,
            )
        )


def adopted_pdf(report: MeetingReport) -> bytes:
    """Return the report as everyone will read it once it is adopted."""
    return report_pdf(report, AnonymousUser(), with_names=True)


def report_sections(
    report: MeetingReport, user, *, with_names: bool
) -> Iterator[reports.Section]:
    """Yield objectives and agenda, the items, action points, figures, participants."""
    if report.summary:
        yield reports.Prose(heading=_("Summary"), text=report.summary, runs_on=True)
    yield from agenda_sections(report.meeting, user)
    rows = sections_of(report, user)
    for row in rows:
        yield from _item(row)
    yield from action_sections([point for row in rows for point in row.actions])
    if report.next_meeting:
        yield reports.Prose(
            heading=_("Next meeting"), text=report.next_meeting, runs_on=True
        )
    yield from _figures(report)
    if with_names:
        yield from annex_sections(
            annex_of(report.meeting), _("Annex I: Participants list")
        )


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
    for decision in row.decisions:
        words = f"**{_('Decision')} {decision.reference}.** {decision.text}"
        yield reports.Note(text=words)


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
            Column(_("What"), 11),
            Column(_("Who"), 5),
            Column(_("State"), 4),
        ),
        rows=tuple(
            Row(
                (
                    point.reference,
                    point.text,
                    ", ".join(point.owners),
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

"""The moves of a meeting's report: draft, circulated, adopted by the next meeting."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from meetings import rules
from meetings.enums import MeetingState, ReportState
from meetings.figures import events_ahead_of, to_record
from meetings.models import MeetingReport


def before_circulation(report, _by, _facts) -> list[str]:
    missing = []
    if report.meeting.state not in (MeetingState.HELD, MeetingState.CLOSED):
        missing.append(_("The meeting is not recorded as held."))
    if report.comments_close_at is None:
        missing.append(_("The day until which comments are taken is missing."))
    elif report.comments_close_at <= timezone.now():
        missing.append(_("The day until which comments are taken has passed."))
    empty = [
        section.item.title
        for section in report.sections.select_related("item")
        if not section.text.strip() and not section.item.interventions.exists()
    ]
    missing.extend(
        _("“%(item)s” says nothing yet: write a sentence, or that it was not taken up.")
        % {"item": title}
        for title in empty
    )
    return missing


def before_adoption(report, _by, facts) -> list[str]:
    """`facts` is the decision that adopts it."""
    missing = []
    if facts is None:
        missing.append(_("A report is adopted by a decision of the next meeting."))
    closes = report.comments_close_at
    if closes is not None and closes > timezone.now():
        missing.append(_("Comments are still taken on the report."))
    return missing


REPORT = Machine(
    "report",
    field="state",
    states=ReportState,
    moves=(
        Move(
            verb="circulate",
            label=gettext_lazy("Circulate it for comments"),
            sources=frozenset({ReportState.DRAFT}),
            target=ReportState.CIRCULATED,
            may=rules.may_write_report,
            guard=before_circulation,
            needs=gettext_lazy("a text for each item, a deadline for comments"),
            who=gettext_lazy("the secretariat"),
        ),
        Move(
            verb="take_back",
            label=gettext_lazy("Take it back to the draft"),
            sources=frozenset({ReportState.CIRCULATED}),
            target=ReportState.DRAFT,
            may=rules.may_write_report,
            needs=gettext_lazy("the reason"),
            who=gettext_lazy("the secretariat"),
        ),
        Move(
            verb="adopt",
            label=gettext_lazy("Adopt it"),
            sources=frozenset({ReportState.CIRCULATED}),
            target=ReportState.ADOPTED,
            may=rules.may_record_decision,
            guard=before_adoption,
            may_override=rules.may_override_comments,
            needs=gettext_lazy("a decision of a meeting; comments closed"),
            who=gettext_lazy("the secretariat, by recording the decision"),
        ),
    ),
)


def locked_report(report: MeetingReport) -> MeetingReport:
    rows = MeetingReport.objects.select_for_update(of=("self",))
    return rows.select_related("meeting").get(pk=report.pk)


@transaction.atomic
def circulate_report(report: MeetingReport, *, by) -> MeetingReport:
    """Open the report to the Group; whoever may read it may comment on it."""
    locked = locked_report(report)
    locked.circulated_at = timezone.now()
    REPORT.perform(locked, "circulate", by=by, country=None)
    return locked


@transaction.atomic
def take_back_report(report: MeetingReport, *, reason: str, by) -> MeetingReport:
    locked = locked_report(report)
    REPORT.perform(locked, "take_back", by=by, country=None, reason=reason)
    return locked


@transaction.atomic
def adopt_report(
    report: MeetingReport,
    *,
    decision,
    decided_on: date,
    by,
    override: str = "",
    pdf=None,
) -> MeetingReport:
    """Adopt and freeze the report; `pdf` is the document as adopted.

    Called only where a decision adopts it. From here its sections, interventions and
    figures cannot be changed, nor the lists it prints, and its meeting may be closed.
    """
    locked = locked_report(report)
    locked.adopted_on, locked.pdf = decided_on, pdf
    locked.events_ahead = to_record(events_ahead_of(locked.meeting))
    REPORT.perform(
        locked,
        "adopt",
        by=by,
        country=None,
        facts=decision,
        reason=str(decision),
        override=override,
    )
    return locked

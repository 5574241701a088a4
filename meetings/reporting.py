"""Verbs that write the report of a meeting: skeleton, sections, interventions."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.deadlines import Deadline
from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from meetings import commenting, rules
from meetings.agenda import bring_to_next
from meetings.enums import (
    InterventionKind,
    MeetingState,
    ReportState,
    RoundAudience,
)
from meetings.models import (
    Intervention,
    Meeting,
    MeetingReport,
    MinuteSection,
    ReportFigure,
    numbered,
)
from meetings.workflow.report import circulate_report, locked_report

WITHOUT_REPORT = (
    *(MeetingState.PLANNED, MeetingState.ANNOUNCED),
    *(MeetingState.POSTPONED, MeetingState.CANCELLED),
)


@transaction.atomic
def start_report(meeting: Meeting, *, by, figures=()) -> MeetingReport:
    """Make the skeleton of the report: a section for each item, figures of the day.

    `figures` are (key, label, value, source) as counted on the day of the meeting.
    Safe to call again: what is missing is added, nothing written is touched. Its
    adoption comes onto the agenda of the next meeting that is planned already.
    """
    if not rules.may_write_report(by, None):
        raise PermissionDenied
    if meeting.state in WITHOUT_REPORT:
        raise Blocked([_("The meeting is not convened yet.")])
    report, is_new = MeetingReport.objects.get_or_create(
        meeting=meeting, defaults={"created_by": by}
    )
    _only_open(report)
    for row in numbered(meeting.items.all()):
        MinuteSection.objects.get_or_create(item=row.item, defaults={"report": report})
    for position, (key, label, value, source) in enumerate(figures):
        facts = {"label": label, "value": str(value), "source": source}
        ReportFigure.objects.get_or_create(
            report=report, key=key, defaults=facts | {"position": position}
        )
    if is_new:
        record("report.started", report, by=by)
        bring_to_next(meeting, by=by)
    return report


def _only_open(report: MeetingReport) -> None:
    if report.state == ReportState.ADOPTED:
        raise InvalidTransition(_("The report is adopted; it is kept as it is."))


def _write(report: MeetingReport, by) -> MeetingReport:
    if not rules.may_write_report(by, report):
        raise PermissionDenied
    locked = locked_report(report)
    _only_open(locked)
    return locked


@transaction.atomic
def save_section(section: MinuteSection, *, expected: int, by) -> MinuteSection:
    """Save the text of an item; raises StaleVersion when somebody else saved first."""
    _write(section.report, by)
    section.save_checked(expected=expected)
    record("report.section_saved", section.report, by=by, now=str(section)[:60])
    return section


@transaction.atomic
def save_frame(report: MeetingReport, *, expected: int, by) -> MeetingReport:
    """Save what stands around the items: summary, next meeting, who reads it."""
    stored = _write(report, by)
    report.state, report.circulated_at = stored.state, stored.circulated_at
    report.save_checked(expected=expected)
    record("report.saved", report, by=by)
    return report


@transaction.atomic
def save_intervention(
    intervention: Intervention, *, by, expected: int | None = None
) -> Intervention:
    """Save what somebody said; under the Chatham House rule nobody is named."""
    report = MeetingReport.objects.filter(meeting=intervention.item.meeting).first()
    if report is None:
        raise Blocked([_("Start the report first.")])
    _write(report, by)
    is_new = intervention.pk is None
    if not is_new:
        # Somebody may have moved it since it was read.
        stored = Intervention.objects.get(pk=intervention.pk)
        intervention.position = stored.position
    if is_new:
        rows = Intervention.objects.filter(item=intervention.item)
        last = rows.aggregate(last=Max("position"))["last"] or 0
        intervention.position = last + 1
    if _is_secret(intervention) and not intervention.is_unattributed:
        raise Blocked(
            [_("The Chatham House rule is in force: record the remark without a name.")]
        )
    intervention.full_clean()
    if is_new:
        intervention.save()
    else:
        intervention.save_checked(expected=expected)
    record("report.intervention_saved", report, by=by)
    return intervention


def _is_secret(intervention: Intervention) -> bool:
    item = intervention.item
    is_conclusion = intervention.kind == InterventionKind.CONCLUSION
    return (item.chatham_house or item.meeting.chatham_house) and not is_conclusion


@transaction.atomic
def remove_intervention(
    intervention: Intervention, *, by, expected: int | None = None
) -> None:
    """Remove a remark; raises StaleVersion when it was changed since it was read."""
    report = MeetingReport.objects.get(meeting=intervention.item.meeting)
    _write(report, by)
    if expected is not None:
        _only_as_read(Intervention.objects.get(pk=intervention.pk).version, expected)
    record("report.intervention_removed", report, by=by)
    try:
        with transaction.atomic():
            intervention.delete()
    except IntegrityError as error:
        raise Blocked([_("An answer or an action point refers to it.")]) from error


@transaction.atomic
def move_intervention(
    intervention: Intervention, step: int, *, by, seen: int | None = None
) -> None:
    """Move a remark up (-1) or down (+1) under its item.

    `seen` is the place at which the person saw it; raises StaleVersion when somebody
    else moved it meanwhile.
    """
    report = MeetingReport.objects.get(meeting=intervention.item.meeting)
    _write(report, by)
    rows = list(intervention.item.interventions.order_by("position", "pk"))
    here = next(i for i, each in enumerate(rows) if each.pk == intervention.pk)
    if seen is not None:
        _only_as_read(rows[here].position, seen)
    there = here + step
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, each in enumerate(rows, start=1):
        each.position = position
    Intervention.objects.bulk_update(rows, ["position"])


def _only_as_read(stored: int, read: int) -> None:
    if stored != read:
        raise StaleVersion(
            _("Somebody else changed it meanwhile. Look at it again, then repeat it.")
        )


@transaction.atomic
def circulate(
    report: MeetingReport,
    *,
    closes: Deadline,
    by,
    silence_is_consent: bool = False,
    instructions: str = "",
) -> MeetingReport:
    """Circulate the report and take comments from the Group until the deadline."""
    locked = _write(report, by)
    locked.comments_close_at, locked.comments_time_zone = closes.at, closes.zone
    locked.version += 1
    locked.save()
    circulated = circulate_report(locked, by=by)
    commenting.open_round(
        circulated,
        by=by,
        closes=closes,
        audience=RoundAudience.GCG,
        silence_is_consent=silence_is_consent,
        instructions=instructions,
    )
    return circulated

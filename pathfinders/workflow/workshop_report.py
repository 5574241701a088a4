"""The moves of a workshop report: from draft to published, and no way back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.audit import has_written
from alliance87.core.publication import Render, file_publication
from alliance87.core.workflow import Machine, Move
from pathfinders import rules
from pathfinders.enums import ReportPartKind, ReportState
from pathfinders.models import WorkshopReport
from pathfinders.workflow.machines import SECRETARIAT

# What a report says in its own words, and cannot be published without.
NEEDED = (ReportPartKind.SUMMARY, ReportPartKind.CONTEXT, ReportPartKind.PRIORITIES)
# What the trail calls writing it (docs/adr/0012-four-eyes.md).
REPORT_EDITS = (
    "workshop_report.started",
    "workshop_report.changed",
    *(f"workshop_report.part_{done}" for done in ("written", "moved", "deleted")),
)


def before_publication(report: WorkshopReport, _by, _facts) -> list[str]:
    written = {part.kind for part in report.parts.all() if part.text.strip()}
    return [
        _("The part “%(part)s” is not written yet.") % {"part": kind.label}
        for kind in NEEDED
        if kind not in written
    ]


def second_person_publishes(report: WorkshopReport, by, _facts) -> list[str]:
    is_author = report.created_by_id == by.pk
    if is_author or has_written(report, by, verbs=REPORT_EDITS):
        return [_("Another person must publish: you wrote in this report yourself.")]
    return []


WORKSHOP_REPORT = Machine(
    "workshop_report",
    field="state",
    states=ReportState,
    moves=(
        Move(
            verb="publish",
            label=gettext_lazy("Publish the report"),
            sources=frozenset({ReportState.DRAFT}),
            target=ReportState.PUBLISHED,
            may=rules.may_publish_workshop_report,
            guard=before_publication,
            binding=second_person_publishes,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "an executive summary, the context and the priorities; another person "
                "than those who wrote it"
            ),
        ),
    ),
)


@transaction.atomic
def publish_workshop_report(
    report: WorkshopReport, *, by, render: Render | None = None
) -> WorkshopReport:
    """Make the report public, and lock it with its PDF.

    `render(report)` returns the PDF as the public reads it, or None where PDFs are
    switched off. It is filed with the report and never made again.
    """
    rows = WorkshopReport.objects.select_for_update(of=("self",))
    report = rows.select_related("workshop__pathfinder__country").get(pk=report.pk)
    host = report.workshop.pathfinder
    country = host.country if host else None
    report.published_at = timezone.now()
    report.pdf = file_publication(
        report,
        WORKSHOP_REPORT,
        "publish",
        render=render,
        by=by,
        country=country,
        title=report.title,
        file_name=f"workshop-report-{report.workshop_id}.pdf",
    )
    WORKSHOP_REPORT.perform(report, "publish", by=by, country=country)
    return report

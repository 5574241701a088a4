"""The moves of a workshop report: agreed by the country, then published for good."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core import planned
from alliance87.core.audit import has_written
from alliance87.core.exceptions import InvalidTransition
from alliance87.core.publication import Render, file_publication
from alliance87.core.workflow import Machine, Move
from pathfinders import rules
from pathfinders.enums import ReportPartKind, ReportState
from pathfinders.models import WorkshopReport
from pathfinders.workflow.machines import FOCAL_POINT, SECRETARIAT

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


def needs_agreement(report: WorkshopReport) -> bool:
    """Whether a country has to agree: its own workshop, and no record of the past.

    What its source made public before this system existed was agreed then.
    """
    workshop = report.workshop
    return workshop.pathfinder_id is not None and not workshop.source


def not_agreed(report: WorkshopReport, _by, _facts) -> list[str]:
    if report.agreed_at is not None or not needs_agreement(report):
        return []
    return [_("The country has not agreed that the report becomes public.")]


def before_publishing(report: WorkshopReport, by, facts) -> list[str]:
    """What no written reason replaces: the text, and the second pair of eyes."""
    missing = before_publication(report, by, facts)
    return [*missing, *second_person_publishes(report, by, facts)]


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
            verb="agree",
            label=gettext_lazy("Agree that it becomes public"),
            sources=frozenset({ReportState.DRAFT}),
            target=ReportState.DRAFT,
            may=rules.may_agree_to_report,
            guard=before_publication,
            who=FOCAL_POINT,
            needs=gettext_lazy(
                "an executive summary, the context and the priorities; every later "
                "change of the text ends the agreement"
            ),
        ),
        Move(
            verb="publish",
            label=gettext_lazy("Publish the report"),
            sources=frozenset({ReportState.DRAFT}),
            target=ReportState.PUBLISHED,
            may=rules.may_publish_workshop_report,
            guard=not_agreed,
            binding=before_publishing,
            may_override=rules.may_override,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "an executive summary, the context and the priorities; another person "
                "than those who wrote it; the agreement of the country, a regional "
                "body and a record of the past with its source excepted"
            ),
        ),
    ),
)


def _locked(report: WorkshopReport) -> WorkshopReport:
    rows = WorkshopReport.objects.select_for_update(of=("self",))
    return rows.select_related("workshop__pathfinder__country").get(pk=report.pk)


def _country(report: WorkshopReport):
    host = report.workshop.pathfinder
    return host.country if host else None


@transaction.atomic
def agree_to_workshop_report(report: WorkshopReport, *, by) -> WorkshopReport:
    """Record that the country agrees to the text as it stands now."""
    report = _locked(report)
    if report.agreed_at is not None:
        raise InvalidTransition(_("The country has agreed already."))
    report.agreed_at, report.agreed_by = timezone.now(), by
    WORKSHOP_REPORT.perform(report, "agree", by=by, country=_country(report))
    return report


def end_agreement(report: WorkshopReport, *, by) -> None:
    """Forget that the country agreed: the text is another one now."""
    planned.drop("workshop-report", report, by=by, why=_("The report was changed."))
    if report.agreed_at is not None:
        rows = WorkshopReport.objects.filter(pk=report.pk)
        rows.update(agreed_at=None, agreed_by=None)


@transaction.atomic
def publish_workshop_report(
    report: WorkshopReport, *, by, render: Render | None = None, override: str = ""
) -> WorkshopReport:
    """Make the report public, and lock it with its PDF.

    Without the country's agreement it needs the written reason of an administrator,
    `override`, which stays on the report. `render(report)` returns the PDF as the
    public reads it, or None where PDFs are switched off. It is filed with the report
    and never made again.
    """
    report = _locked(report)
    country = _country(report)
    report.published_at = timezone.now()
    if not_agreed(report, by, None):
        report.not_agreed_why = override.strip()
    report.pdf = file_publication(
        report,
        WORKSHOP_REPORT,
        "publish",
        render=render,
        by=by,
        country=country,
        title=report.title,
        file_name=f"workshop-report-{report.workshop_id}.pdf",
        override=report.not_agreed_why,
    )
    WORKSHOP_REPORT.perform(
        report, "publish", by=by, country=country, override=report.not_agreed_why
    )
    return report

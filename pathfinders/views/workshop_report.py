"""The report on a workshop: its page, its PDF, its publication."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.exceptions import DomainError, InvalidTransition, ReportError
from alliance87.core.forms import ConfirmForm
from alliance87.core.planned import standing
from alliance87.core.planned.pages import (
    EmbargoForm,
    Publication,
    UnagreedForm,
    planned_of,
)
from alliance87.core.reports import prose
from alliance87.core.verbs import get_or_post, posted, refuse, token_for
from alliance87.core.views import deliver, show_pdf
from pathfinders import reports, rules, workflow, workshop_reports
from pathfinders.enums import PUBLIC_ROADMAP_STATES, ReportPartKind, ReportState
from pathfinders.forms.workshop_report import ReportForm
from pathfinders.models import WorkshopReport
from pathfinders.selectors.workshop_report import FILLED, MADE, report_facts
from pathfinders.views.frame import Line
from pathfinders.views.roadmap import or_sign_in
from pathfinders.views.workshop_frame import decide, find_to_edit, frame

KIND = "workshop-report"
TONES = {ReportState.DRAFT: "half", ReportState.PUBLISHED: "good"}


def find_report(request, pk) -> WorkshopReport:
    """Return the report of the workshop `pk`, or 404 where the reader may not."""
    rows = WorkshopReport.objects.visible_to(request.user).select_related(
        "workshop__pathfinder__country", "roadmap__pathfinder__country", "pdf"
    )
    return get_object_or_404(rows, workshop=pk)


def find_report_to_edit(request, pk) -> WorkshopReport:
    """Return the report to those who write it; who only reads it gets 403."""
    report = find_report(request, pk)
    if not rules.may_edit_workshop(request.user, report.workshop):
        raise PermissionDenied
    return report


def way_to(report) -> Line:
    return Line(_("Report"), url=report.get_absolute_url())


def unless_published(request, report):
    """Say that a published report is not changed; None while it is a draft."""
    if report.state == ReportState.DRAFT:
        return None
    refuse(request, InvalidTransition(_("The report is published.")))
    return redirect(report)


@login_not_required
@require_safe
@or_sign_in
def report_page(request, pk):
    report = find_report(request, pk)
    facts = report_facts(report, request.user)
    is_draft = report.state == ReportState.DRAFT
    may_edit = is_draft and rules.may_edit_workshop(request.user, report.workshop)
    page = {
        "report": report,
        "facts": facts,
        "parts": [_part(part) for part in facts.parts if part.kind not in MADE],
        "tone": TONES[ReportState(report.state)],
        "is_draft": is_draft,
        "may_edit": may_edit,
        "may_publish": is_draft
        and rules.may_publish_workshop_report(request.user, report),
        "may_agree": is_draft
        and report.agreed_at is None
        and rules.may_agree_to_report(request.user, report),
        "agreement": _agreement(report, request.user),
        "standing": standing(KIND, report, request.user) if is_draft else None,
        "missing": workflow.before_publication(report, request.user, None)
        if may_edit
        else [],
        "once": token_for(request),
    }
    way = frame(report.workshop, Line(_("Report")))
    return render(request, "pathfinders/workshop_report.html", way | page)


def _agreement(report, user) -> str:
    """Return how the country agreed; names for those who work on the report."""
    if report.not_agreed_why:
        return _("Published without the country’s agreement: %(reason)s") % {
            "reason": report.not_agreed_why
        }
    if report.agreed_at is None:
        is_asked = workflow.needs_agreement(report)
        is_draft = report.state == ReportState.DRAFT
        return _("The country has not agreed yet.") if is_draft and is_asked else ""
    day = write_day(timezone.localdate(report.agreed_at))
    if not rules.may_edit_workshop(user, report.workshop):
        return _("Agreed by the country on %(day)s") % {"day": day}
    return _("Agreed by the country: %(name)s on %(day)s") % {
        "name": report.agreed_by,
        "day": day,
    }


def _part(part) -> dict:
    return {
        "part": part,
        "html": prose(part.text),
        "is_filled": part.kind in FILLED,
        "is_extra": part.kind == ReportPartKind.EXTRA,
    }


@login_not_required
@require_safe
@or_sign_in
def report_pdf(request, pk):
    report = find_report(request, pk)
    if report.pdf is not None:
        return deliver(report.pdf.versions.get(number=1))
    try:
        pdf = reports.workshop_report_pdf(report, request.user)
    except ReportError as error:
        refuse(request, error)
        return redirect(report)
    return show_pdf(pdf, f"workshop-report-{report.workshop_id}")


# --- Writing ------------------------------------------------------------------------


@get_or_post
def report_start(request, pk):
    workshop = find_to_edit(request, pk)
    if WorkshopReport.objects.filter(workshop=workshop).exists():
        refuse(request, DomainError(_("The workshop has a report already.")))
        return redirect("pathfinders:workshop-report", pk=workshop.pk)
    report = WorkshopReport(workshop=workshop, created_by=request.user)
    published = (
        workshop.pathfinder.roadmaps.published().first()
        if workshop.pathfinder
        else None
    )
    initial = {"title": _proposed_title(workshop), "roadmap": published}
    form = ReportForm(
        posted(request), instance=report, user=request.user, initial=initial
    )
    return decide(
        request,
        workshop,
        form,
        lambda: workshop_reports.start_report(report, write=form.save, by=request.user),
        heading=_("Start the report"),
        success=_("The report is open as a draft, with the parts of the template."),
        lead=_(
            "A draft that only the country’s team and the secretariat can see. Facts "
            "on record fill most parts; three are yours to write."
        ),
        done_url=report.get_absolute_url(),
        back_url=workshop.get_absolute_url(),
    )


def _proposed_title(workshop) -> str:
    return workshop.title or _("Strategic planning workshop, %(host)s") % {
        "host": workshop.host_name
    }


@get_or_post
def report_edit(request, pk):
    report = find_report_to_edit(request, pk)
    if answer := unless_published(request, report):
        return answer
    form = ReportForm(posted(request), instance=report, user=request.user)
    return decide(
        request,
        report.workshop,
        form,
        lambda: workshop_reports.change_report(
            report, write=form.save, by=request.user
        ),
        heading=_("Edit title and roadmap"),
        button=_("Save"),
        success=_("The report is saved."),
        way=way_to(report),
    )


# --- Publishing ---------------------------------------------------------------------


@get_or_post
def report_publish(request, pk):
    report = find_report(request, pk)
    if not rules.may_publish_workshop_report(request.user, report):
        raise PermissionDenied
    if answer := unless_published(request, report):
        return answer
    option = _option(report, request.user, "publish")
    is_unagreed = option.may_override and bool(option.missing)
    form = (UnagreedForm if is_unagreed else EmbargoForm)(
        posted(request), planned=planned_of(KIND, report, request.user)
    )
    host = report.workshop.pathfinder
    country = host.country if host else None
    publication = Publication(KIND, report, country, form, request.user)
    return decide(
        request,
        report.workshop,
        form,
        publication,
        heading=str(option.move.label),
        success=publication.success(_("The report is public.")),
        lead=_(
            "Everybody can read the report and its PDF from now on. It cannot be "
            "changed afterwards."
        ),
        missing=option.missing,
        way=way_to(report),
        template="pathfinders/decision_form.html",
        context={"consequences": _consequences(report)},
    )


@get_or_post
def report_agree(request, pk):
    """Let the focal point agree for the country to the text as it stands."""
    report = find_report(request, pk)
    if not rules.may_agree_to_report(request.user, report):
        raise PermissionDenied
    if answer := unless_published(request, report):
        return answer
    if report.agreed_at is not None:
        refuse(request, InvalidTransition(_("The country has agreed already.")))
        return redirect(report)
    option = _option(report, request.user, "agree")
    return decide(
        request,
        report.workshop,
        ConfirmForm(posted(request)),
        lambda: workflow.agree_to_workshop_report(report, by=request.user),
        heading=str(option.move.label),
        button=_("Agree for the country"),
        success=_(
            "Your country has agreed. The secretariat publishes the report next."
        ),
        lead=_(
            "With this your country agrees that everybody reads the report as it "
            "stands now. When its text is changed, you are asked again."
        ),
        missing=option.missing,
        way=way_to(report),
    )


def _option(report, user, verb: str):
    options = workflow.WORKSHOP_REPORT.options(report, user)
    return next(each for each in options if each.move.verb == verb)


def _consequences(report) -> list[str]:
    if report.roadmap is None:
        return [_("The report prints no roadmap.")]
    version = _("version %(number)s") % {"number": report.roadmap.number}
    if report.roadmap.state not in PUBLIC_ROADMAP_STATES:
        return [
            _(
                "The roadmap, %(version)s, is not public. The report will say so and "
                "print none of it. Publish the roadmap first if it belongs in."
            )
            % {"version": version}
        ]
    return [
        _(
            "The report prints the roadmap, %(version)s, without the amounts that are "
            "not public."
        )
        % {"version": version}
    ]

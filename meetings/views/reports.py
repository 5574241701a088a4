"""The report of a meeting: to read, to write, to circulate."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.exceptions import DomainError
from alliance87.core.forms import ConfirmForm, ReasonForm
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from alliance87.core.views import deliver, show_pdf
from meetings import reporting, rules
from meetings.enums import ReportState
from meetings.forms.reporting import (
    CirculateForm,
    InterventionForm,
    RemovalForm,
    ReportForm,
    SectionForm,
)
from meetings.models import AgendaItem, Intervention, MeetingReport, MinuteSection
from meetings.reports.minutes import annexes_pdf, report_pdf
from meetings.selectors import meetings as reads
from meetings.selectors import minutes
from meetings.selectors import report_lists as lists
from meetings.selectors.comments import rounds_of
from meetings.views.frame import find_meeting, frame, way_to
from meetings.views.paper_frame import or_sign_in
from meetings.workflow.report import REPORT, take_back_report
from pathfinders.views.frame import Line, moves_open_to_reader

STEPS = {"up": -1, "down": 1}
# No place on a list has so many digits.
LONG = 6


def _url(name: str, meeting, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


def _find(request, pk) -> MeetingReport:
    """Return the report to those who may read it; to others it does not exist."""
    meeting = find_meeting(request, pk)
    report = reads.report_for(request.user, meeting)
    if report is None:
        raise Http404
    report.meeting = meeting
    return report


def _find_written(request, pk) -> MeetingReport:
    """Return a report to those who write it; nobody writes an adopted one."""
    report = _find(request, pk)
    is_adopted = report.state == ReportState.ADOPTED
    if is_adopted or not rules.may_write_report(request.user, report):
        raise PermissionDenied
    return report


def _way(report, *lines: Line) -> dict:
    above = Line(_("Report"), url=_url("report", report.meeting))
    return {"breadcrumbs": way_to(report.meeting, above, *lines)}


def _writing_page(request, report, form, verb, *, draft: str, at: str = "", **words):
    """Show a form in which minutes are written, and keep what is typed.

    `draft` names what the text belongs to. The browser keeps what is typed under this
    name until the report page, reached by saving alone, names it again.
    """
    url = _url("report", report.meeting)
    return verb_page(
        request,
        form,
        lambda: form.attempt(verb),
        button=_("Save"),
        done_url=f"{url}?saved={draft}{at}",
        back_url=url,
        template="meetings/minutes_form.html",
        context={"draft": draft} | _way(report, Line(words["heading"])),
        **words,
    )


@login_not_required
@require_safe
@or_sign_in
def report_detail(request, pk):
    """Show the report with what was said and decided; its writers find their forms."""
    meeting, user = find_meeting(request, pk), request.user
    report = reads.report_for(user, meeting)
    if report is None:
        if rules.may_write_report(user, None):
            return redirect("meetings:report-start", pk=meeting.pk)
        raise Http404
    report.meeting = meeting
    is_open = report.state != ReportState.ADOPTED
    may_write = is_open and rules.may_write_report(user, report)
    rounds = list(rounds_of(user).filter(report=report))
    is_circulated = report.state == ReportState.CIRCULATED
    context = frame(user, meeting, "report", Line(_("Report"))) | {
        "report": report,
        "rounds": rounds,
        "may_open_round": may_write
        and is_circulated
        and all(each.is_over for each in rounds),
        "has_annexes": not is_open and rules.may_read_papers(user),
        "may_write": may_write,
        "moves": _moves(report, user) if may_write else [],
    }
    page = context | _contents(report, user)
    return render(request, "meetings/report_detail.html", page)


def _moves(report: MeetingReport, user) -> list[Line]:
    """Return what its writers do with the report; adopting it is a decision."""

    def url_of(verb):
        return _url(f"report-{verb.replace('_', '-')}", report.meeting)

    moves = [
        each
        for each in REPORT.options(report, user)
        if each.move.verb in ("circulate", "take_back")
    ]
    return moves_open_to_reader(moves, url_of)


def _contents(report: MeetingReport, user) -> dict:
    """Return what the report says and lists, as this person may read it."""
    sections = minutes.sections_of(report, user)
    figures = list(report.figures.all())
    with_names = minutes.may_read_names(user, report)
    return {
        "sections": sections,
        "has_questions": any(row.has_questions for row in sections),
        "figures": figures,
        "figure_source": minutes.common_source(figures),
        "follow_up": lists.follow_up_of(report, user),
        "events": lists.events_of(report),
        "annex": reads.annex_of(report.meeting) if with_names else None,
    }


@login_not_required
@require_safe
@or_sign_in
def report_print(request, pk):
    """Deliver the report: the file as adopted, or one made now."""
    report = _find(request, pk)
    if report.pdf is not None:
        return deliver(report.pdf.versions.first())
    with_names = minutes.may_read_names(request.user, report)
    pdf = report_pdf(report, request.user, with_names=with_names)
    return show_pdf(pdf, f"report-{report.meeting_id}")


@require_safe
def report_annexes(request, pk):
    """Deliver to the Group what the adopted report does not tell everyone."""
    report = _find(request, pk)
    if not rules.may_read_papers(request.user):
        raise Http404
    return show_pdf(annexes_pdf(report, request.user), f"annexes-{report.meeting_id}")


@get_or_post
def start(request, pk):
    """Make the skeleton: items, who took part, decisions and actions are there."""
    meeting = find_meeting(request, pk)
    if not rules.may_write_report(request.user, None):
        raise PermissionDenied
    day = meeting.until or meeting.on
    figures = minutes.figures_on(day, is_example=meeting.is_example) if day else []
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: reporting.start_report(meeting, figures=figures, by=request.user),
        heading=_("Start the report"),
        over=str(meeting),
        button=_("Make the skeleton"),
        success=_("The skeleton is there: a section for each item of the agenda."),
        done_url=_url("report", meeting),
        back_url=meeting.get_absolute_url(),
        lead=_(
            "Every item gets a section. Decisions, action points and participants "
            "appear by themselves; figures of the day are counted and kept."
        ),
        context={"breadcrumbs": way_to(meeting, Line(_("Start the report")))},
    )


@get_or_post
def edit(request, pk):
    report = _find_written(request, pk)
    form = ReportForm(posted(request), instance=report)
    return _writing_page(
        request,
        report,
        form,
        lambda: reporting.save_frame(
            form.instance, expected=form.expected, by=request.user
        ),
        draft=f"report-{report.pk}",
        heading=_("Summary and next meeting"),
        over=str(report.meeting),
        success=_("The report was saved."),
    )


@get_or_post
def edit_section(request, pk, section):
    """Write about one item; two people at once lose nothing."""
    report = _find_written(request, pk)
    found = get_object_or_404(
        MinuteSection.objects.select_related("item", "report__meeting"),
        pk=section,
        report=report,
    )
    form = SectionForm(posted(request), instance=found)
    return _writing_page(
        request,
        report,
        form,
        lambda: reporting.save_section(
            form.instance, expected=form.expected, by=request.user
        ),
        draft=f"section-{found.pk}",
        at=f"#item-{found.item_id}",
        heading=found.item.title,
        over=str(report.meeting),
        success=_("The text was saved."),
    )


# --- Interventions --------------------------------------------------------------------


def _intervention_page(request, report, form, heading: str):
    said, item = form.instance, form.instance.item
    return _writing_page(
        request,
        report,
        form,
        lambda: reporting.save_intervention(
            said, expected=form.expected, by=request.user
        ),
        draft=f"said-{said.pk}" if said.pk else f"said-under-{item.pk}",
        at=f"#item-{item.pk}",
        heading=heading,
        over=item.title,
        success=_("The intervention was saved."),
        lead=_("The Chatham House rule is in force: nobody can be named here.")
        if form.is_secret
        else "",
    )


@get_or_post
def add_intervention(request, pk, item):
    report = _find_written(request, pk)
    found = get_object_or_404(
        AgendaItem.objects.select_related("meeting"), pk=item, meeting=report.meeting
    )
    form = InterventionForm(posted(request), item=found)
    return _intervention_page(request, report, form, _("Add an intervention"))


def _find_intervention(request, pk, intervention):
    report = _find_written(request, pk)
    rows = Intervention.objects.select_related("item__meeting")
    found = get_object_or_404(rows, pk=intervention, item__meeting=report.meeting)
    return report, found


@get_or_post
def edit_intervention(request, pk, intervention):
    report, found = _find_intervention(request, pk, intervention)
    form = InterventionForm(posted(request), instance=found, item=found.item)
    return _intervention_page(request, report, form, _("Change the intervention"))


@require_POST
def step_intervention(request, pk, intervention, direction):
    report, found = _find_intervention(request, pk, intervention)
    if direction not in STEPS:
        raise Http404
    seen = request.POST.get("position", "")
    try:
        reporting.move_intervention(
            found,
            STEPS[direction],
            seen=int(seen) if seen.isdecimal() and len(seen) < LONG else None,
            by=request.user,
        )
    except DomainError as error:
        refuse(request, error)
    return redirect(f"{_url('report', report.meeting)}#item-{found.item_id}")


@get_or_post
def remove_intervention(request, pk, intervention):
    report, found = _find_intervention(request, pk, intervention)
    form = RemovalForm(posted(request), instance=found)
    return verb_page(
        request,
        form,
        lambda: form.attempt(
            lambda: reporting.remove_intervention(
                found, expected=form.expected, by=request.user
            )
        ),
        heading=_("Remove the intervention"),
        over=found.text[:120],
        button=_("Remove it"),
        success=_("The intervention was removed; the history keeps it."),
        done_url=_url("report", report.meeting),
        tone="stop",
        context=_way(report, Line(_("Remove the intervention"))),
    )


# --- Circulation ----------------------------------------------------------------------


@get_or_post
def circulate(request, pk):
    report = _find_written(request, pk)
    form = CirculateForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: reporting.circulate(report, by=request.user, **form.cleaned_data),
        heading=_("Circulate the report"),
        over=str(report.meeting),
        button=_("Circulate"),
        success=_("The Group can read the report and comment on it."),
        done_url=_url("report", report.meeting),
        lead=_("Members and observers read it from now on and may comment on it."),
        context=_way(report, Line(_("Circulate the report"))),
    )


@get_or_post
def take_back(request, pk):
    report = _find_written(request, pk)
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: take_back_report(
            report, reason=form.cleaned_data["reason"], by=request.user
        ),
        heading=_("Take the report back"),
        over=str(report.meeting),
        button=_("Take it back"),
        success=_("The report is a draft again; the Group does not see it."),
        done_url=_url("report", report.meeting),
        tone="stop",
        context=_way(report, Line(_("Take the report back"))),
    )

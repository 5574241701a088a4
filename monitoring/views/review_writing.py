"""Pages on which a review is written: start, report, assessment, answer."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.access import scope_of
from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import rules
from monitoring.forms import (
    REPORT_TEXTS,
    AnswerForm,
    AssessmentForm,
    ReportForm,
    StartForm,
)
from monitoring.models import AnnualReview
from monitoring.selectors import report_parts
from monitoring.selectors.missed import missed_of
from monitoring.services import PartClosed, open_review, save_part
from monitoring.views.frame import (
    address,
    find_review,
    given_back,
    hide_assessment,
    not_now,
    page_of,
    readable,
    reviews_line,
)
from monitoring.views.reviews import last_report
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a review: who writes it in general, who may now, and its words."""

    verb: str
    form_class: type
    writes: Callable
    may: Callable
    template: str
    heading: str | Promise
    lead: str | Promise
    success: str | Promise


REPORT = Part(
    verb="report_saved",
    form_class=ReportForm,
    writes=lambda user, review: rules.may_start_review(user, review.pathfinder),
    may=rules.may_edit_report,
    template="monitoring/review_report_form.html",
    heading=gettext_lazy("The report of the country"),
    lead=gettext_lazy(
        "Save as often as you like. Your country and the secretariat can read the "
        "draft; nobody assesses it before the focal point submits it."
    ),
    success=gettext_lazy("Saved. Submit the report when it is complete."),
)
ASSESSMENT = Part(
    verb="assessment_saved",
    form_class=AssessmentForm,
    writes=rules.may_assess,
    may=rules.may_draft_assessment,
    template="monitoring/review_assessment_form.html",
    heading=gettext_lazy("Assessment"),
    lead=gettext_lazy(
        "The secretariat and the Chair read it. The country reads it when you share "
        "it, and may answer. It is published with the review."
    ),
    success=gettext_lazy("The assessment is saved. The country does not see it yet."),
)
ANSWER = Part(
    verb="answered",
    form_class=AnswerForm,
    writes=rules.may_submit_report,
    may=rules.may_answer_assessment,
    template="monitoring/review_answer_form.html",
    heading=gettext_lazy("Answer to the assessment"),
    lead=gettext_lazy(
        "The Global Coordinating Group reads your answer beside the assessment, and "
        "it is published with it. You can change it until the review is tabled. By "
        "answering your country agrees that the review becomes public with what it "
        "says."
    ),
    success=gettext_lazy("Your answer is saved."),
)


@get_or_post
def start(request, iso3):
    """Open the report of a year, or show the way to the one that exists."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_start_review(request.user, pathfinder):
        raise PermissionDenied
    form = StartForm(pathfinder, posted(request))
    existing = _existing(request, form, pathfinder)
    back_url = reviews_line(pathfinder).url

    def verb():
        year = form.cleaned_data["year"]
        open_review(pathfinder, year=year, by=request.user)

    return verb_page(
        request,
        form,
        verb,
        over=str(pathfinder),
        heading=_("Start an annual review"),
        lead=_("One review for each year. You can save and come back at any time."),
        button=_("Start the review"),
        success=_("The review is open. Write what you know and save."),
        done_url=_edit_url(iso3, request.POST.get("year", "")) or back_url,
        back_url=back_url,
        template="monitoring/review_start.html",
        context={
            "existing": existing,
            "is_example": pathfinder.is_example,
            "breadcrumbs": breadcrumbs(
                pathfinder, reviews_line(pathfinder), Line(_("Start"))
            ),
        },
    )


def _edit_url(iso3: str, year: str) -> str:
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return ""
    return reverse("monitoring:review-edit", kwargs={"iso3": iso3, "year": int(year)})


def _existing(request, form: StartForm, pathfinder) -> AnnualReview | None:
    """Return the review of the year that was asked for a second time."""
    if not form.is_bound or form.is_valid() or form.taken_year is None:
        return None
    rows = readable(request.user).filter(pathfinder=pathfinder, year=form.taken_year)
    return rows.first()


@get_or_post
def edit(request, iso3, year):
    """Write the report, with last year's texts at hand."""
    found = writable(request, iso3, year)
    earlier = last_report(found, request.user)
    texts = [(name, getattr(earlier, name)) for name in REPORT_TEXTS if earlier]
    context = {
        "earlier": earlier,
        "texts": texts,
        "may_submit": rules.may_submit_report(request.user, found),
    }
    return _part_page(request, found, REPORT, context)


def writable(request, iso3, year) -> AnnualReview:
    """Return the review; also one that was closed while this person was writing.

    A contributor cannot read a submitted report any more, but what was typed into
    its open form must come back. Nothing of the stored review is shown then.
    """
    try:
        return find_review(request, iso3, year)
    except Http404:
        rows = AnnualReview.objects.select_related("pathfinder__country")
        own = rows.filter(
            pathfinder__country__in=scope_of(request.user).own_countries,
            pathfinder__country__iso3=iso3.upper(),
            year=year,
        ).first()
        if own is None or request.method != "POST":
            raise
        return own


@get_or_post
def assess(request, iso3, year):
    """Write the assessment, with the report at hand."""
    found = find_review(request, iso3, year)
    hide_assessment(request.user, found)
    context = {
        "parts": report_parts(found),
        "missed": missed_of(found, request.user),
    }
    return _part_page(request, found, ASSESSMENT, context)


@get_or_post
def answer(request, iso3, year):
    """Answer the assessment that the secretariat shared."""
    found = find_review(request, iso3, year)
    hide_assessment(request.user, found)
    return _part_page(request, found, ANSWER, {})


def _part_page(request, found, part: Part, context: dict):
    """Show one part of a review as a form and save it when nobody else did."""
    user = request.user
    if not part.writes(user, found):
        raise PermissionDenied
    form = part.form_class(posted(request), instance=found)
    to_check = request.POST.get("then") == "check" and context.get("may_submit")
    if not part.may(user, found):
        if form.is_bound:
            return _closed_page(request, form, part)
        return not_now(request, found)
    try:
        return verb_page(
            request,
            form,
            lambda: save_part(form, may=part.may, verb=part.verb, by=user),
            heading=str(part.heading),
            lead=str(part.lead),
            button=_("Save"),
            success=str(part.success),
            done_url=address(found, "submit" if to_check else ""),
            back_url=address(found),
            template=part.template,
            context=page_of(found, Line(str(part.heading))) | context,
        )
    except PartClosed:
        return _closed_page(request, form, part)


def _closed_page(request, form, part: Part):
    """Give back what was typed into a part that was closed meanwhile."""
    names = form._meta.fields
    return given_back(
        request, form, names, heading=part.heading, pathfinder=form.instance.pathfinder
    )

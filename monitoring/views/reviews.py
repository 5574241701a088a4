"""Pages that show annual reviews: the list of a country, one review, its PDF.

Who reads what follows `permissions.csv`. The comment of a return is between the
secretariat and the country: it stands on the page while the report is returned and
nowhere afterwards. The assessment stays with the secretariat and the Chair until it
is shared; the country's answer goes wherever the assessment goes, because it is the
country's right of reply. The note on the outcome is published with the review.
"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.exceptions import ReportError
from alliance87.core.planned import standing
from alliance87.core.verbs import refuse
from alliance87.core.views import deliver, show_pdf
from monitoring import rules, workflow
from monitoring.enums import REPORT_OPEN_STATES, ReviewState
from monitoring.models import AnnualReview
from monitoring.reports import review_pdf
from monitoring.selectors import report_parts
from monitoring.selectors.country_values import coverage_of
from monitoring.views.frame import (
    NEXT,
    READERS,
    address,
    page_of,
    readable,
    reviews_line,
    sign_in_or_404,
)
from monitoring.views.missed_list import SECTION, missed_section
from pathfinders.enums import Status
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line, breadcrumbs, moves_open_to_reader


@login_not_required
@require_safe
def review_list(request, iso3):
    """List the reviews of one country that the reader may know of."""
    rows = Pathfinder.objects.visible_to(request.user).select_related("country")
    pathfinder = rows.filter(country__iso3=iso3.upper()).first()
    if pathfinder is None:
        return sign_in_or_404(request)
    user = request.user
    reviews = readable(user).filter(pathfinder=pathfinder).order_by("-year")
    reviewed = pathfinder.status in {Status.PATHFINDER, Status.ON_HOLD}
    context = {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "breadcrumbs": breadcrumbs(pathfinder, Line(reviews_line(pathfinder).label)),
        "rows": [(each, rules.may_see_assessment(user, each)) for each in reviews],
        "is_reviewed": reviewed,
        "may_start": reviewed and rules.may_start_review(user, pathfinder),
    }
    return render(request, "monitoring/review_list.html", context)


@login_not_required
@require_safe
def review(request, iso3, year):
    """Show a review as far as the reader may know it, with what comes next."""
    found = _found(request, iso3, year)
    if found is None:
        return sign_in_or_404(request)
    user = request.user
    missed = missed_section(found, user)
    context = {
        "parts": report_parts(found),
        "coverage": coverage_of(found.pathfinder, user, as_of=_day_of(found)),
        "is_public": found.state == ReviewState.PUBLISHED,
        "on_record": on_record(found, user),
        "sees_assessment": rules.may_see_assessment(user, found),
        "outcome": outcome_of(found),
        "may_preview": may_preview(user, found),
        "tasks": _tasks(found, user, missed["late"]),
        "is_returned": found.state == ReviewState.RETURNED,
        "may_answer": rules.may_answer_assessment(user, found),
        "standing": standing("review", found, user)
        if found.state == ReviewState.TABLED
        else None,
    }
    page = page_of(found) | missed | context
    return render(request, "monitoring/review_detail.html", page)


def may_preview(user, found: AnnualReview) -> bool:
    """Whether this person works on the review and may read all that is published."""
    is_open = found.state != ReviewState.PUBLISHED
    sees_all = rules.may_see_assessment(user, found)
    return is_open and sees_all and rules.may_see_history(user, found.pathfinder)


def _day_of(found: AnnualReview):
    """Return the day a published review is of; None while it is on its way."""
    at = found.published_at
    return timezone.localdate(at) if at else None


@login_not_required
@require_safe
def pdf(request, iso3, year):
    """Deliver the review as PDF: the one made at publication, else as it stands."""
    found = _found(request, iso3, year)
    if found is None:
        return sign_in_or_404(request)
    if found.pdf is not None:
        return deliver(found.pdf.versions.get(number=1))
    try:
        content = review_pdf(found, request.user)
    except ReportError as error:
        refuse(request, error)
        return redirect(found)
    return show_pdf(content, f"annual-review-{iso3}-{year}")


def _found(request, iso3: str, year: int) -> AnnualReview | None:
    rows = readable(request.user)
    return rows.filter(pathfinder__country__iso3=iso3.upper(), year=year).first()


def on_record(found: AnnualReview, user) -> list[Line]:
    """Return the dates of a review; who reads it and what follows until it is public.

    Names of officials are for those who work on the review, not for the public.
    """
    lines = [Line(_("Language of the report"), found.get_language_display())]
    if found.submitted_at:
        lines.append(Line(_("Submitted"), _day(found.submitted_at)))
    lines += _agreement(found, user)
    if found.meeting:
        lines.append(Line(_("Tabled at"), found.meeting))
    if found.state == ReviewState.PUBLISHED:
        return [*lines, Line(_("Published"), _day(found.published_at))]
    if rules.may_assess(user, found) and found.submitted_by:
        lines.append(Line(_("Submitted by"), found.submitted_by))
    state = ReviewState(found.state)
    following = NEXT[state]
    if found.outcome_at:
        following = _("The secretariat publishes the review.")
    return [
        *lines,
        Line(_("Who reads it now"), READERS[state]),
        Line(_("What happens next"), following),
    ]


def _agreement(found: AnnualReview, user) -> list[Line]:
    """Return how the country agreed, or why it is public all the same."""
    if found.not_agreed_why:
        words = _("Published without the country’s answer")
        return [Line(words, found.not_agreed_why)]
    if found.answered_at is None or not rules.may_see_assessment(user, found):
        return []
    day = _day(found.answered_at)
    if not rules.may_see_history(user, found.pathfinder):
        return [Line(_("Answered by the country"), day)]
    words = _("answered by %(name)s on %(day)s")
    named = words % {"name": found.answered_by, "day": day}
    return [Line(_("Agreed by the country"), named)]


def outcome_of(found: AnnualReview) -> list[Line]:
    if found.outcome_at is None:
        return []
    verdict = found.get_justification_verdict_display()
    return [
        Line(_("Reasons for little progress"), verdict),
        Line(_("Note on the outcome"), found.outcome_note or _("None")),
        Line(_("Outcome recorded"), _day(found.outcome_at)),
    ]


def _day(moment) -> str:
    return write_day(timezone.localdate(moment))


def _tasks(found: AnnualReview, user, late) -> list[Line]:
    """Return what this person can do now, writing first, then the decisions.

    `late` are the overdue actions for which the report gives no reasons.
    """
    tasks = []
    if rules.may_edit_report(user, found):
        label = _("Write the report of the country")
        tasks.append(_task(found, "edit", label, is_begun=bool(found.progress)))
    if late:
        count = ngettext("%(n)s without reasons", "%(n)s without reasons", len(late))
        label, state = _("Say why milestones were missed"), count % {"n": len(late)}
        tasks.append(Line(label, url=SECTION, tone="watch", state=state))
    if rules.may_draft_assessment(user, found):
        label = _("Write the assessment")
        tasks.append(_task(found, "assess", label, is_begun=bool(found.assessment)))
    if rules.may_answer_assessment(user, found):
        label = _("Answer the assessment")
        tasks.append(_task(found, "answer", label, is_begun=bool(found.answer)))
    if _outcome_is_open(user, found):
        tasks.append(_task(found, "outcome", _("Record the outcome"), is_begun=False))
    options = workflow.REVIEW.options(found, user)
    return tasks + moves_open_to_reader(options, lambda verb: address(found, verb))


def _task(found: AnnualReview, verb: str, label: str, *, is_begun: bool) -> Line:
    tone, state = ("half", _("Begun")) if is_begun else ("todo", _("Not started"))
    return Line(label, url=address(found, verb), tone=tone, state=state)


def _outcome_is_open(user, found: AnnualReview) -> bool:
    tabled = found.state == ReviewState.TABLED and found.outcome_at is None
    return tabled and rules.may_record_outcome(user, found)


def last_report(found: AnnualReview, user) -> AnnualReview | None:
    """Return the review before this one that the person may read, to write from."""
    earlier = readable(user).exclude(state__in=REPORT_OPEN_STATES)
    same_country = earlier.filter(pathfinder=found.pathfinder, year__lt=found.year)
    return same_country.order_by("-year").first()

"""What the pages of annual reviews share: finding one, its address, its words."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring import rules
from monitoring.enums import ReviewState
from monitoring.models import AnnualReview
from pathfinders.views.frame import Line, breadcrumbs

READERS = {
    ReviewState.DRAFT: gettext_lazy("The people of the country and the secretariat."),
    ReviewState.RETURNED: gettext_lazy(
        "The people of the country and the secretariat."
    ),
    ReviewState.SUBMITTED: gettext_lazy(
        "The report: the focal point, the secretariat and the Chair. The assessment "
        "in preparation: the secretariat and the Chair."
    ),
    ReviewState.SHARED: gettext_lazy("The focal point, the secretariat and the Chair."),
    ReviewState.TABLED: gettext_lazy(
        "The focal point, the secretariat, the Chair and the Global Coordinating Group."
    ),
}
NEXT = {
    ReviewState.DRAFT: gettext_lazy(
        "The country writes its report. The focal point submits it to the secretariat."
    ),
    ReviewState.RETURNED: gettext_lazy(
        "The country changes what the comment names. The focal point submits the "
        "report again."
    ),
    ReviewState.SUBMITTED: gettext_lazy(
        "The secretariat reads the report. It returns the report with a comment, or "
        "shares its assessment with the focal point."
    ),
    ReviewState.SHARED: gettext_lazy(
        "The focal point answers the assessment. Then the secretariat tables the "
        "review at a meeting of the Global Coordinating Group."
    ),
    ReviewState.TABLED: gettext_lazy(
        "An administrator records the outcome. Then the secretariat publishes the "
        "review."
    ),
}


def readable(user):
    """Return the reviews that this person may read, ready for a page."""
    return AnnualReview.objects.visible_to(user).select_related(
        *("pathfinder__country", "submitted_by", "assessed_by", "outcome_by"),
        "answered_by",
    )


def find_review(request, iso3: str, year: int) -> AnnualReview:
    """Return the review, or answer 404 when the reader may not know of it."""
    return get_object_or_404(
        readable(request.user), pathfinder__country__iso3=iso3.upper(), year=year
    )


def sign_in_or_404(request):
    """Answer for a record that this reader cannot see, whether it exists or not."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def hide_assessment(user, review) -> None:
    """Answer 404 to readers of the report who must not know of an assessment."""
    if not rules.may_see_assessment(user, review):
        raise Http404


def not_now(request, review: AnnualReview):
    """Say that the state does not allow it, and go back to the review."""
    messages.error(
        request,
        _("Nothing was changed: the review is “%(state)s” now.")
        % {"state": review.get_state_display()},
    )
    return redirect(review)


def given_back(request, form, names, *, heading, pathfinder, lead: str = ""):
    """Answer 409 and give back what was typed into the fields `names`.

    `lead` says why it was not saved; empty: the part was closed meanwhile.
    """
    own = [
        Line(str(form[name].label), form.data.get(form.add_prefix(name), ""))
        for name in names
    ]
    context = {
        "heading": heading,
        "lead": lead,
        "over": str(pathfinder),
        "own": [line for line in own if line.value],
        "back_url": reviews_line(pathfinder).url,
    }
    return render(request, "monitoring/review_closed.html", context, status=409)


def address(review: AnnualReview, verb: str = "") -> str:
    name = f"monitoring:review-{verb}" if verb else "monitoring:review"
    iso3 = review.pathfinder.country.slug
    return reverse(name, kwargs={"iso3": iso3, "year": review.year})


def title_of(review: AnnualReview) -> str:
    return _("Annual review %(year)s") % {"year": review.year}


def page_of(review: AnnualReview, *lines: Line) -> dict:
    """Return what every page of a review shows around its content."""
    country = review.pathfinder
    here = Line(title_of(review), url=address(review) if lines else "")
    return {
        "review": review,
        "over": f"{country}, {title_of(review)}",
        "breadcrumbs": breadcrumbs(country, reviews_line(country), here, *lines),
        "is_example": country.is_example,
    }


def reviews_line(pathfinder) -> Line:
    iso3 = pathfinder.country.slug
    url = reverse("monitoring:review-list", kwargs={"iso3": iso3})
    return Line(_("Annual reviews"), url=url)


def prose(text: str):
    """Return the text as paragraphs, escaped; empty stays empty."""
    return linebreaks_filter(text, autoescape=True) if text else ""

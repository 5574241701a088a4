"""Looks at what is not public yet, as the public will read it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance87.core.previewing import as_public, undone
from monitoring import rules
from monitoring.enums import SubmissionState
from monitoring.figures import breakdowns
from monitoring.selectors.entry import part_names
from monitoring.selectors.previewed import (
    Coming,
    as_they_will_stand,
    public_now,
    withheld_with_them,
)
from monitoring.views import reviews
from monitoring.views.frame import address, find_review
from monitoring.views.reporting import find_submission, frame
from monitoring.workflow import previews
from pathfinders.views.frame import Line


@never_cache
@require_safe
def submission_preview(request, iso3, year):
    """List the values of a round as everybody will read them once they are public.

    Small counts are withheld by what decides it for the public pages, while the values
    count as public: beside what is public already, and as a whole.
    """
    found = find_submission(request, iso3, year)
    if not rules.may_see_work(request.user, found.pathfinder):
        raise Http404
    if found.state == SubmissionState.PUBLISHED:
        return redirect("monitoring:values", iso3=found.pathfinder.country.slug)
    coming = list(previews.values_to_come(found).only(*FIGURE))
    before = public_now(coming)
    with undone():
        previews.open_values(found)
        rows = as_they_will_stand([each.pk for each in coming], before)
        taken = withheld_with_them(before)
    names = part_names()
    page = {
        "rows": [(row, _part(row.version, names), _why(row)) for row in rows],
        "withheld": sum(row.is_withheld for row in rows),
        "taken": [(each, _part(each, names)) for each in taken],
        "back_url": _way_back(request.user, found),
    }
    title = Line(_("As the public will see it"))
    return render(
        request, "monitoring/submission_preview.html", frame(found, title) | page
    )


# What tells which figure a value is of.
FIGURE = ("pk", "pathfinder_id", "indicator_id", "year")


def _part(version, names) -> str:
    return breakdowns.label(version.breakdown, names) if version.breakdown else ""


def _why(row: Coming) -> str:
    if not row.is_withheld:
        return ""
    if row.is_few:
        return _("Withheld: a number of few people.")
    return _("Withheld: another withheld number could be computed from it.")


def _way_back(user, submission) -> str:
    """Return where this person works on the values: the desk, or the country's page."""
    if not rules.may_review_values(user):
        return submission.get_absolute_url()
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    return reverse("monitoring:review-desk", kwargs=keys)


@never_cache
@require_safe
def review_preview(request, iso3, year):
    found = find_review(request, iso3, year)
    if not reviews.may_preview(request.user, found):
        raise Http404
    return as_public(
        request,
        lambda: previews.open_review(found),
        lambda stranger: reviews.review(stranger, iso3, year),
        back_url=address(found),
    )

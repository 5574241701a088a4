"""The page of one country that everybody may read."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.pdf import is_available
from alliance87.home.context import NavigationItem
from alliance87.home.country_page import country_page, country_rows, is_suspended
from monitoring.selectors.country_values import coverage_of
from pathfinders import rules


@login_not_required
@require_safe
def country(request, iso3):
    """Show the public reading to everybody, and the way to work to those who may."""
    rows = country_rows(request.user)
    pathfinder = get_object_or_404(rows, country__iso3=iso3.upper())
    context = {
        "page": country_page(pathfinder, request.user),
        "pathfinder": pathfinder,
        "iso3": pathfinder.country.slug,
        "is_example": pathfinder.is_example,
        "is_suspended": is_suspended(pathfinder),
        "is_hidden": not pathfinder.is_public,
        "as_of": timezone.localdate(),
        "pdf_works": is_available(),
        "coverage": coverage_of(pathfinder, request.user),
        "may_see_desk": rules.may_see_desk(request.user),
        "may_work": rules.may_work_for(request.user, pathfinder),
        "breadcrumbs": [
            NavigationItem(_("Home"), "/"),
            NavigationItem(_("Countries"), reverse("pathfinders:list")),
            NavigationItem(str(pathfinder), ""),
        ],
    }
    return render(request, "home/country.html", context)

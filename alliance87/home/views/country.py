"""The page of one country that everybody may read, and its profile of two pages."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import ReportError
from alliance87.core.pdf import is_available
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from alliance87.home.context import NavigationItem
from alliance87.home.country_page import CountryPage, country_page
from alliance87.home.country_records import fetch_records
from alliance87.home.country_report import profile_pdf
from alliance87.home.previews import preview_of_country
from monitoring.forms.values import AsOfForm
from monitoring.rules import may_see_work
from pathfinders import rules
from pathfinders.views.frame import find_pathfinder


def _page(request, iso3: str, filters: AsOfForm) -> CountryPage:
    """Return what is known of a country, now or on the day asked for."""
    as_of = filters.day()
    pathfinder = find_pathfinder(request, iso3)
    fetch_records(pathfinder, as_of=as_of)
    return country_page(pathfinder, request.user, as_of=as_of)


@login_not_required
@require_safe
def country(request, iso3):
    """Show the public reading to everybody, and the way to work to those who may."""
    if request.GET.get("preview") == "public" and not hasattr(request, "preview"):
        return preview_of_country(request, iso3, country)
    filters = AsOfForm(request.GET)
    page = _page(request, iso3, filters)
    pathfinder = page.pathfinder
    context = {
        "page": page,
        "filters": filters,
        "query": _query(page),
        "pathfinder": pathfinder,
        "iso3": pathfinder.country.slug,
        "is_example": pathfinder.is_example,
        "is_hidden": not pathfinder.is_public,
        "as_of": page.on,
        "fresh_years": settings.DATA_FRESH_YEARS,
        "old_years": settings.DATA_OLD_YEARS,
        "pdf_works": is_available(),
        "may_see_desk": rules.may_see_desk(request.user),
        "may_work": rules.may_work_for(request.user, pathfinder),
        "may_preview": may_see_work(request.user, pathfinder),
        "breadcrumbs": [
            NavigationItem(_("Home"), "/"),
            NavigationItem(_("Countries"), reverse("pathfinders:list")),
            NavigationItem(str(pathfinder), ""),
        ],
    }
    return render(request, "home/country.html", context)


@login_not_required
@require_safe
def country_pdf(request, iso3):
    """Print what the page shows on two sheets, from the same facts."""
    filters = AsOfForm(request.GET)
    page = _page(request, iso3, filters)
    if filters.fault:
        # The page says what is wrong with the day.
        url = page.pathfinder.get_absolute_url()
        return redirect(f"{url}?{urlencode({'as_of': request.GET['as_of']})}")
    try:
        content = profile_pdf(page)
    except ReportError as error:
        refuse(request, error)
        return redirect(page.pathfinder.get_absolute_url() + _query(page))
    name = f"{page.pathfinder.country.slug}-profile-{page.on.isoformat()}"
    return show_pdf(content, name)


def _query(page: CountryPage) -> str:
    """Return what keeps the day in an address; empty for now."""
    return f"?as_of={page.as_of.isoformat()}" if page.as_of else ""

"""The page of one country that everybody may read, and its profile of two pages."""

from datetime import date
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import ReportError
from alliance87.core.pdf import is_available
from alliance87.core.unchanged import one_snapshot, unchanged
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from alliance87.home.context import NavigationItem
from alliance87.home.country_page import CountryPage, country_page
from alliance87.home.country_report import profile_pdf
from alliance87.home.previews import preview_of_country
from monitoring.forms.values import AsOfForm
from monitoring.rules import may_see_work
from pathfinders import rules
from pathfinders.models import Pathfinder
from pathfinders.views.frame import find_pathfinder


class Said(NamedTuple):
    """What the page says to a reader: in its head, and below."""

    lead: str
    body: SafeString


def _page(pathfinder: Pathfinder, reader, as_of: date | None) -> CountryPage:
    """Return what is known of a country, now or on the day asked for."""
    return country_page(pathfinder, reader, as_of=as_of)


@login_not_required
@require_safe
def country(request, iso3):
    """Show the public reading to everybody, and the way to work to those who may."""
    if request.GET.get("preview") == "public" and not hasattr(request, "preview"):
        return preview_of_country(request, iso3, country)
    return _country(request, iso3)


@one_snapshot
def _country(request, iso3):
    filters = AsOfForm(request.GET)
    pathfinder = find_pathfinder(request, iso3)
    as_of = filters.day()
    common = {
        "pathfinder": pathfinder,
        "iso3": pathfinder.country.slug,
        "is_example": pathfinder.is_example,
        "is_hidden": not pathfinder.is_public,
        "is_past": as_of is not None,
        "as_of": as_of or timezone.localdate(),
        "query": _query(as_of),
        "pdf_works": is_available(),
    }
    asked = (pathfinder.pk, request.GET.get("as_of", ""), common["pdf_works"])
    said = unchanged(request, partial(_said, common, filters), "country", *asked)
    context = common | {
        "lead": said.lead,
        "body": said.body,
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


def _said(common: dict, filters: AsOfForm, reader) -> Said:
    page = _page(common["pathfinder"], reader, filters.day())
    context = common | {
        "page": page,
        "filters": filters,
        "fresh_years": settings.DATA_FRESH_YEARS,
        "old_years": settings.DATA_OLD_YEARS,
    }
    return Said(page.lead, render_to_string("home/country_body.html", context))


@login_not_required
@require_safe
def country_pdf(request, iso3):
    """Print what the page shows on two sheets, from the same facts."""
    filters = AsOfForm(request.GET)
    pathfinder = find_pathfinder(request, iso3)
    page = _page(pathfinder, request.user, filters.day())
    if filters.fault:
        # The page says what is wrong with the day.
        url = pathfinder.get_absolute_url()
        return redirect(f"{url}?{urlencode({'as_of': request.GET['as_of']})}")
    try:
        content = profile_pdf(page)
    except ReportError as error:
        refuse(request, error)
        return redirect(pathfinder.get_absolute_url() + _query(page.as_of))
    name = f"{pathfinder.country.slug}-profile-{page.on.isoformat()}"
    return show_pdf(content, name)


def _query(as_of: date | None) -> str:
    """Return what keeps the day in an address; empty for now."""
    return f"?as_of={as_of.isoformat()}" if as_of else ""

"""The secretariat's pages of one country."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.access import scope_of
from alliance87.core.pdf import is_available
from alliance87.core.rules import may_read_audit
from alliance87.home.desk import desk_of, desk_rows
from alliance87.home.forms import TrailFilters
from alliance87.home.trail import SHOWN, entries, events_of
from pathfinders import rules
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder
from pathfinders.views.registers import register_ways


@require_safe
def country_desk(request, iso3):
    """Show everything about a country to those who run or decide its path."""
    if not rules.may_see_desk(request.user):
        raise PermissionDenied
    rows = desk_rows(request.user)
    pathfinder = get_object_or_404(rows, country__iso3=iso3.upper())
    context = {
        "desk": desk_of(pathfinder, request.user),
        "pathfinder": pathfinder,
        "registers": register_ways(pathfinder),
        "iso3": pathfinder.country.slug,
        "is_secretariat": scope_of(request.user).is_secretariat,
        "may_read_audit": may_read_audit(request.user),
        "pdf_works": is_available(),
        "is_example": pathfinder.is_example,
        "as_of": timezone.localdate(),
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Desk"))),
    }
    return render(request, "home/country_desk.html", context)


@require_safe
def country_trail(request, iso3):
    """Show every decision and change on record of a country to those who audit."""
    if not may_read_audit(request.user):
        raise Http404
    pathfinder = find_pathfinder(request, iso3)
    filters = TrailFilters(request.GET)
    events = events_of(pathfinder.country, **filters.chosen())
    page = Paginator(events, SHOWN).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    keys = {"iso3": pathfinder.country.slug}
    context = {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "filters": filters,
        "is_filtered": bool(query),
        "query": query.urlencode(),
        "page": page,
        "entries": entries(page.object_list),
        "list_url": reverse("country-trail", kwargs=keys),
        "breadcrumbs": breadcrumbs(
            pathfinder,
            Line(_("Desk"), url=reverse("country-desk", kwargs=keys)),
            Line(_("Decisions and changes")),
        ),
    }
    return render(request, "home/country_trail.html", context)

"""The secretariat's page of one country."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.access import scope_of
from alliance87.home.desk import desk_of, desk_rows
from pathfinders import rules
from pathfinders.views.frame import Line, breadcrumbs
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
        "is_example": pathfinder.is_example,
        "as_of": timezone.localdate(),
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Desk"))),
    }
    return render(request, "home/country_desk.html", context)

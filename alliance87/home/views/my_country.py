"""“My country”: where focal points and contributors work from."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.access import scope_of
from alliance87.core.models import Country
from alliance87.home.my_country import my_country as compose
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder


@require_safe
def my_country(request):
    """Go to the only country of the person, or let them choose."""
    own = scope_of(request.user).own_countries
    countries = list(Country.objects.filter(pk__in=own).by_name())
    if len(countries) == 1:
        return redirect("my-country-detail", iso3=countries[0].slug)
    return render(request, "home/my_country_list.html", {"countries": countries})


@require_safe
def my_country_detail(request, iso3):
    country = get_object_or_404(Country, iso3=iso3.upper())
    if not scope_of(request.user).works_for(country.pk):
        find_pathfinder(request, iso3)  # 404 for a country one may not know of
        raise PermissionDenied
    mine = compose(country, request.user)
    page = {
        "mine": mine,
        "is_example": country.is_example,
        "breadcrumbs": breadcrumbs(mine.pathfinder, Line(_("My country"))),
    }
    return render(request, "home/my_country.html", page)

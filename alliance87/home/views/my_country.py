"""“My country”: where focal points and contributors work from."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.access import scope_of
from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.models import Country
from alliance87.core.pdf import is_available
from alliance87.core.verbs import get_or_post, posted_with_files, verb_page
from alliance87.home.forms import CountryDocumentForm
from alliance87.home.my_country import my_country as compose
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder
from pathfinders.views.registers import register_ways


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
        "registers": register_ways(mine.pathfinder) if mine.pathfinder else (),
        "is_example": country.is_example,
        "pdf_works": is_available(),
        "breadcrumbs": breadcrumbs(mine.pathfinder, Line(_("My country"))),
    }
    return render(request, "home/my_country.html", page)


@get_or_post
def add_document(request, iso3):
    """File a document for the country's team, the secretariat and the Chair."""
    country = get_object_or_404(Country, iso3=iso3.upper())
    scope = scope_of(request.user)
    if not scope.works_for(country.pk):
        if scope.own_countries:
            raise Http404  # the desk of another country is none of theirs
        raise PermissionDenied
    form = CountryDocumentForm(*posted_with_files(request))
    home = reverse("my-country-detail", kwargs={"iso3": country.slug})
    return verb_page(
        request,
        form,
        lambda: file_document(
            form.cleaned_data["upload"],
            title=form.cleaned_data["title"],
            language=form.cleaned_data["language"],
            expires_on=form.cleaned_data["expires_on"],
            audience=Audience.COUNTRY,
            country=country,
            by=request.user,
        ),
        heading=_("File a document"),
        over=str(country),
        lead=_(
            "Your country’s team, the secretariat and the Chair of the Alliance can "
            "read it. To publish it, write to the secretariat."
        ),
        button=_("File the document"),
        success=_("The document is on file."),
        done_url=f"{home}#documents",
        context={
            "is_example": country.is_example,
            "breadcrumbs": [
                Line(_("My country"), url=home),
                Line(_("File a document")),
            ],
        },
    )

"""The sources of a country: the pages on which one is added or corrected."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import rules
from monitoring.forms.entry_source import SourceForm
from monitoring.models import Source
from monitoring.sourcing import save_source
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder


@get_or_post
def add(request, iso3):
    """Add a source of the country, and go back to the page that needs it."""
    pathfinder = _find_country(request, iso3)
    source = Source(pathfinder=pathfinder, created_by=request.user)
    return _page(
        request,
        pathfinder,
        source,
        heading=_("Add a source"),
        button=_("Add the source"),
        success=_("The source is added. Choose it in the list beside the value."),
    )


@get_or_post
def edit(request, iso3, pk):
    """Correct what is said of a source; the values that name it stay."""
    pathfinder = _find_country(request, iso3)
    source = get_object_or_404(Source, pk=pk, pathfinder=pathfinder)
    return _page(
        request,
        pathfinder,
        source,
        heading=_("Edit the source"),
        button=_("Save the source"),
        success=_("The source is saved."),
    )


def _find_country(request, iso3: str) -> Pathfinder:
    """Return a country whose values this person enters; others know nothing of it."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_see_work(request.user, pathfinder):
        raise Http404
    if not rules.may_enter(request.user, pathfinder):
        raise PermissionDenied
    return pathfinder


def _page(request, pathfinder, source, *, heading, button, success):
    form = SourceForm(
        posted(request),
        instance=source,
        needs_reason=rules.needs_reason_to_enter(request.user, pathfinder),
    )
    iso3 = pathfinder.country.slug
    reporting = reverse("monitoring:my-reporting", kwargs={"iso3": iso3})
    back = request.GET.get("back", "")
    if not back.startswith(reporting):
        back = reporting
    return verb_page(
        request,
        form,
        lambda: save_source(form.save, by=request.user, reason=form.stated_reason),
        heading=heading,
        button=button,
        success=success,
        done_url=back,
        over=str(pathfinder),
        lead=_("Every figure says where it comes from. Only kind and name are needed."),
        context={
            "is_example": pathfinder.is_example,
            "breadcrumbs": breadcrumbs(
                pathfinder, Line(_("Reporting"), url=reporting), Line(heading)
            ),
        },
    )

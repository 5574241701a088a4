"""What the pages of one workshop share: finding it, who may, and the way back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from alliance87.core.access import scope_of
from alliance87.core.exceptions import DomainError
from alliance87.core.verbs import once_only, refuse, verb_page
from pathfinders import rules
from pathfinders.models import Workshop
from pathfinders.views.frame import Line, breadcrumbs


def find_workshop(request, pk) -> Workshop:
    """Return the workshop; those of a country that is not public stay hidden."""
    rows = Workshop.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("pathfinder__country"), pk=pk)


def find_to_edit(request, pk) -> Workshop:
    """Return the workshop to those who edit it.

    People who work for other countries only get 404: for them no such page is.
    """
    workshop = find_workshop(request, pk)
    if not rules.may_edit_workshop(request.user, workshop):
        if _works_elsewhere(request.user, workshop):
            raise Http404
        raise PermissionDenied
    return workshop


def find_for_team(request, pk, may=rules.may_edit_workshop) -> Workshop:
    """Return the workshop where nobody else may know that the page is there."""
    workshop = find_workshop(request, pk)
    if not may(request.user, workshop):
        raise Http404
    return workshop


def _works_elsewhere(user, workshop) -> bool:
    own = scope_of(user).own_countries
    host = workshop.pathfinder.country_id if workshop.pathfinder else None
    return bool(own) and host not in own


def page_of(name: str, workshop: Workshop) -> str:
    return reverse(f"pathfinders:{name}", kwargs={"pk": workshop.pk})


def frame(workshop: Workshop, *lines: Line) -> dict:
    """Return what every page of one workshop shows around its content."""
    here = Line(str(workshop), url=workshop.get_absolute_url() if lines else "")
    return {
        "workshop": workshop,
        "breadcrumbs": breadcrumbs(workshop.pathfinder, here, *lines),
        "is_example": bool(workshop.pathfinder and workshop.pathfinder.is_example),
    }


def decide(request, workshop, form, do, *, heading, way: Line | None = None, **page):
    """Show the page of one change; `way` is the page it belongs to."""
    lines = (way, Line(heading)) if way else (Line(heading),)
    page.setdefault("button", heading)
    page.setdefault("done_url", way.url if way else workshop.get_absolute_url())
    return verb_page(
        request,
        form,
        do,
        heading=heading,
        over=str(workshop),
        context=frame(workshop, *lines) | page.pop("context", {}),
        **page,
    )


def press(request, do, done_url: str, *, success: str):
    """Carry out what a button without a form asks for; a refusal is a message."""
    try:
        return once_only(request, do, done_url, success=success)
    except DomainError as error:
        refuse(request, error)
        return redirect(done_url)


def asks_up(request) -> bool:
    """Return whether the button "up" was pressed; any word but the two is 404."""
    direction = request.POST.get("direction", "")
    if direction not in {"up", "down"}:
        raise Http404
    return direction == "up"

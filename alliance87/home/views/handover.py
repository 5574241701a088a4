"""The handover pack of a country, made when it is asked for."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import ReportError
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from alliance87.home.handover import handover_pdf
from pathfinders import rules
from pathfinders.views.frame import find_pathfinder, home_url


@require_safe
def handover(request, iso3):
    """Show the pack to the country’s focal points and the secretariat."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_take_handover(request.user, pathfinder):
        raise PermissionDenied
    try:
        pdf = handover_pdf(pathfinder, request.user)
    except ReportError as error:
        refuse(request, error)
        return redirect(home_url(request.user, pathfinder))
    return show_pdf(pdf, f"handover-{iso3}-{timezone.localdate().isoformat()}")

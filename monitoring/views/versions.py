"""Every version of the values of a country to take away, as CSV and as a workbook."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import Column, SheetOut, csv_response, xlsx_response
from monitoring import rules
from monitoring.selectors.versions import HEADERS, every_version, version_rows
from pathfinders.models import Pathfinder
from pathfinders.views.frame import find_pathfinder

WIDTH = 18


@require_safe
def versions_csv(request, iso3):
    found = _find(request, iso3)
    return csv_response(_name(found), list(HEADERS), _rows(found))


@require_safe
def versions_xlsx(request, iso3):
    found = _find(request, iso3)
    sheet = SheetOut(
        title=_("Versions of values"),
        columns=[Column(str(each), width=WIDTH) for each in HEADERS],
        rows=list(_rows(found)),
    )
    return xlsx_response(_name(found), [sheet])


def _find(request, iso3: str) -> Pathfinder:
    """Return the country to those who may take away all that is on record of it."""
    found = find_pathfinder(request, iso3)
    if not rules.may_see_work(request.user, found):
        raise Http404
    if not rules.may_export_everything(request.user, found):
        raise PermissionDenied
    return found


def _name(pathfinder: Pathfinder) -> str:
    return f"{pathfinder.country.slug}-versions"


def _rows(pathfinder: Pathfinder):
    language = get_language() or "en"
    return version_rows(pathfinder, every_version(pathfinder), language=language)

"""What the pages of partners share: labelled lines, pages of rows, addresses."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

ROWS_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled value, link or task, as the components read it."""

    label: str
    value: object = None
    url: str = ""
    source: str = ""
    count: int | None = None
    is_current: bool = False
    tone: str = ""
    state: str = ""
    hint: str = ""


def page_of(request, rows):
    return Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))


def query_of(request, *without: str) -> str:
    """Return the address's filters, without the page and what is named."""
    query = request.GET.copy()
    for name in ("page", *without):
        query.pop(name, None)
    return query.urlencode()


def way_to(partner=None, *lines: Line) -> list[Line]:
    """Return the way from the directory to the page."""
    way = [Line(_("Partners"), url=reverse("partners:directory"))]
    if partner is not None:
        way.append(Line(str(partner), url=partner.get_absolute_url()))
    return [*way, *lines]

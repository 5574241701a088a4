"""What the pages of one country share: finding it, and the way back."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pathfinders import rules
from pathfinders.models import Pathfinder

READY, WAITING = "todo", "watch"


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled value, link or task, as the components read it."""

    label: str
    value: object = None
    url: str = ""
    change: str = ""
    tone: str = ""
    state: str = ""
    hint: str = ""
    is_current: bool = False


def find_pathfinder(request, iso3: str) -> Pathfinder:
    """Return the country, or answer 404 when the reader may not see it."""
    rows = Pathfinder.objects.visible_to(request.user).select_related("country")
    return get_object_or_404(rows, country__iso3=iso3.upper())


def breadcrumbs(pathfinder: Pathfinder | None, *lines: Line) -> list[Line]:
    """Return the way from the list of countries to the page."""
    way = [Line(_("Countries"), url=reverse("pathfinders:list"))]
    if pathfinder is not None:
        way.append(Line(str(pathfinder), url=pathfinder.get_absolute_url()))
    return [*way, *lines]


def home_url(user, pathfinder: Pathfinder) -> str:
    """Return the page from which this person works on the country."""
    if rules.may_see_desk(user):
        return pathfinder.get_desk_url()
    return reverse("my-country")


def moves_open_to_reader(options, url_of) -> list[Line]:
    """Return the moves this person may make, each with what it still needs.

    `url_of` gives the address of a move's page for its verb.
    """
    return [
        Line(
            str(option.move.label),
            url=url_of(option.move.verb),
            tone=WAITING if option.missing else READY,
            state=_("Not possible now") if option.missing else _("Possible now"),
            hint=" ".join(option.missing),
        )
        for option in options
        if option.may
    ]

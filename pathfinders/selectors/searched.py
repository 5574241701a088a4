"""What can be found of countries and their roadmaps, and by whom."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.searching import Searched
from pathfinders.enums import PUBLIC_ROADMAP_STATES, RoadmapState
from pathfinders.models import Action, Pathfinder, Roadmap

LAND = "priority__roadmap__pathfinder__country"


def _actions(user):
    """Return the actions of roadmaps that a person reads, of each the latest text."""
    roadmaps = Roadmap.objects.visible_to(user).exclude(state=RoadmapState.SUPERSEDED)
    return Action.objects.filter(priority__roadmap__in=roadmaps)


def _action_url(action: Action) -> str:
    roadmap = action.priority.roadmap
    if roadmap.state not in PUBLIC_ROADMAP_STATES:
        return roadmap.get_absolute_url()
    iso3 = roadmap.pathfinder.country.slug
    kwargs = {"iso3": iso3, "number": roadmap.number, "pk": action.pk}
    return reverse("pathfinders:progress-action", kwargs=kwargs)


SEARCHED = (
    Searched(
        kind="countries",
        label=_("Countries"),
        rows=lambda user: Pathfinder.objects.visible_to(user),
        names=(
            *("country__name_en", "country__name_fr", "country__name_es"),
            "country__iso3",
        ),
        flag="country__is_example",
        about=lambda pathfinder: pathfinder.get_status_display(),
        beside=("country",),
    ),
    Searched(
        kind="actions",
        label=_("Actions of roadmaps"),
        rows=_actions,
        names=("title",),
        texts=("output", "responsible", "partners"),
        flag=f"{LAND}__is_example",
        title=lambda action: action.title,
        about=lambda action: action.priority.roadmap.pathfinder,
        url=_action_url,
        beside=(LAND,),
    ),
)

"""“Your work”: what waits for the person who signed in, and the way to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.access import Scope, scope_of
from alliance87.core.dates import write_day
from alliance87.core.models import Country
from monitoring.enums import ReviewState
from monitoring.models import AnnualReview
from monitoring.selectors import hold_candidates
from pathfinders.enums import EoiState, RoadmapState
from pathfinders.models import ExpressionOfInterest, Roadmap

TASKS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do or to read, as the component `task-list` reads it."""

    label: str
    url: str
    tone: str = "info"
    state: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for one person; `more` counts what is not shown."""

    tasks: tuple[Task, ...]
    places: tuple[Task, ...]
    has_role: bool
    has_country: bool = False
    more: int = 0


def your_work(user) -> Work:
    """Return tasks and places by role; at most six queries, whatever waits."""
    scope = scope_of(user)
    tasks = [*_for_secretariat(scope), *_for_deciders(scope), *_to_read(scope, user)]
    places = tuple(_places(scope))
    return Work(
        tasks=tuple(tasks[:TASKS_SHOWN]),
        places=places,
        has_role=bool(places or scope.is_gcg or scope.chairs_groups),
        has_country=bool(scope.own_countries),
        more=max(len(tasks) - TASKS_SHOWN, 0),
    )


def _places(scope: Scope) -> Iterator[Task]:
    if scope.own_countries:
        for country in Country.objects.filter(pk__in=scope.own_countries).by_name():
            label = _("My country: %(country)s") % {"country": country}
            yield Task(label, reverse("my-country-detail", args=[country.slug]))
    if scope.is_secretariat or scope.is_chair:
        yield Task(_("Path board"), reverse("pathfinders:path-board"))
    if scope.is_secretariat:
        yield Task(_("Records"), reverse("admin:index"))


def _for_secretariat(scope: Scope) -> Iterator[Task]:
    """Yield what countries sent in and what only the secretariat can move on."""
    if not scope.is_secretariat:
        return
    letters = ExpressionOfInterest.objects.filter(state=EoiState.SUBMITTED)
    for letter in letters.select_related("pathfinder__country"):
        label = _("Expression of interest: %(country)s")
        yield _waiting(label, letter, _("Accept or return"))
    todo = {
        RoadmapState.SUBMITTED: _("Accept or return"),
        RoadmapState.ACCEPTED: _("Present to the Group"),
        RoadmapState.PRESENTED: _("Ready to publish"),
    }
    roadmaps = Roadmap.objects.filter(state__in=todo)
    for roadmap in roadmaps.select_related("pathfinder__country"):
        yield _waiting(_("Roadmap: %(country)s"), roadmap, todo[roadmap.state])
    reviews = AnnualReview.objects.filter(state=ReviewState.SUBMITTED)
    for review in reviews.select_related("pathfinder__country"):
        yield _waiting(_("Annual review: %(country)s"), review, _("Assess or return"))


def _waiting(label: str, record, state: str) -> Task:
    sent_at = getattr(record, "submitted_at", None)
    hint = _("Received on %(date)s") % {"date": write_day(sent_at)} if sent_at else ""
    return Task(
        label % {"country": record.pathfinder},
        record.get_absolute_url(),
        "watch",
        state,
        hint,
    )


def _for_deciders(scope: Scope) -> Iterator[Task]:
    """Yield countries whose reviews allow a hold: a possibility, never a duty."""
    if not (scope.is_secretariat or scope.is_chair):
        return
    for candidate in hold_candidates():
        yield Task(
            _("Reviews allow a hold: %(country)s") % {"country": candidate.pathfinder},
            candidate.pathfinder.get_desk_url(),
            "info",
            _("For the Group to decide"),
            ngettext(
                "%(count)d review without substantial progress",
                "%(count)d reviews without substantial progress",
                len(candidate.reasons),
            )
            % {"count": len(candidate.reasons)},
        )


def _to_read(scope: Scope, user) -> Iterator[Task]:
    """Yield the reviews that lie before the Group."""
    if not (scope.is_gcg or scope.is_chair):
        return
    tabled = AnnualReview.objects.visible_to(user).filter(state=ReviewState.TABLED)
    for review in tabled.select_related("pathfinder__country"):
        label = _("Annual review %(year)s: %(country)s")
        yield Task(
            label % {"year": review.year, "country": review.pathfinder},
            review.get_absolute_url(),
            "info",
            _("Tabled"),
            review.meeting,
        )

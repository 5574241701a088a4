"""The portfolio: one line for each country, and the reason of every cell.

What was known on a day, as one person may read it, in a number of queries that does
not depend on the number of countries. Nobody is ranked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Window
from django.db.models.functions import Rank
from django.utils import timezone

from alliance87.core.dates import end_of
from monitoring.enums import OPEN_SUBMISSION_STATES, Dimension, ReviewState
from monitoring.models import (
    AnnualReview,
    Evidence,
    Observation,
    ObservationVersion,
    Submission,
)
from monitoring.selectors.portfolio_cells import CELLS, Cell, Due, Facts, Review
from monitoring.selectors.values import public
from pathfinders.enums import Stage
from pathfinders.models import Pathfinder
from pathfinders.selectors.standing import standings


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One country; `cells` by the names of `portfolio_cells.COLUMNS`."""

    pathfinder: Pathfinder
    stage: Stage
    cells: dict[str, Cell]


def portfolio(
    pathfinders: Iterable[Pathfinder], user, *, as_of: date | None = None
) -> list[PortfolioRow]:
    """Return a row for each country as known on a day: today, or `as_of`."""
    on = as_of or timezone.localdate()
    stands = standings(pathfinders, user, on=on)
    keys = [each.pathfinder.pk for each in stands]
    newest = _newest_totals(keys, as_of)
    facts = Facts(
        on=on,
        reviews=_reviews(keys, user, as_of),
        newest=_year_of_prevalence(newest),
        proved=_proved(newest),
        due=_due(keys, on),
    )
    return [
        PortfolioRow(
            each.pathfinder,
            each.stage,
            {name: make(each, facts) for name, make in CELLS.items()},
        )
        for each in stands
    ]


# --- Reads ----------------------------------------------------------------------------


def _reviews(keys: Sequence[int], user, as_of: date | None) -> dict[int, list[Review]]:
    """Return what is published of each country, and what lies before the Group now."""
    rows = AnnualReview.objects.visible_to(user).filter(pathfinder__in=keys)
    out = Q(state=ReviewState.PUBLISHED)
    if as_of is None:
        rows = rows.filter(out | Q(state=ReviewState.TABLED))
    else:
        rows = rows.filter(out, published_at__lt=end_of(as_of))
    found = defaultdict(list)
    fields = ("pathfinder", *Review._fields)
    for key, *review in rows.order_by("-year").values_list(*fields):
        found[key].append(Review(*review))
    return found


class _Newest(NamedTuple):
    """The newest total of an indicator in a country; several where sources differ."""

    pathfinder: int
    indicator: int
    indicator__dimension: str
    year: int
    is_proved: bool


def _newest_totals(keys: Sequence[int], as_of: date | None) -> list[_Newest]:
    """Return the newest totals, and whether a document proves them (one query)."""
    rows = ObservationVersion.objects.filter(
        pathfinder__in=keys, empty="", breakdown=""
    )
    place = Window(Rank(), partition_by=["pathfinder", "indicator"], order_by=["-year"])
    ranked = public(rows, as_of=as_of).order_by().annotate(place=place)
    # The index of totals holds the observation: no version is opened for it.
    newest = Observation.objects.filter(
        pk__in=ranked.filter(place=1).values("observation")
    )
    proofs = Evidence.objects.proving(as_of).filter(observation=OuterRef("pk"))
    told = newest.order_by().annotate(is_proved=Exists(proofs))
    return [_Newest(*row) for row in told.values_list(*_Newest._fields)]


def _year_of_prevalence(newest: Iterable[_Newest]) -> dict[int, int]:
    """Return the year of the newest value that says how widespread something is."""
    found: dict[int, int] = {}
    for row in newest:
        if row.indicator__dimension == Dimension.PREVALENCE:
            found[row.pathfinder] = max(row.year, found.get(row.pathfinder, row.year))
    return found


def _proved(newest: Iterable[_Newest]) -> dict[int, tuple[int, int]]:
    """Return of how many indicators the newest value has a proof, of how many."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    for row in newest:
        has = row.is_proved or found[row.pathfinder].get(row.indicator, False)
        found[row.pathfinder][row.indicator] = has
    return {key: (sum(each.values()), len(each)) for key, each in found.items()}


def _due(keys: Sequence[int], on: date) -> dict[int, Due]:
    """Return the earliest report that is asked for and was not sent by the day."""
    not_sent = Q(state__in=OPEN_SUBMISSION_STATES) | Q(submitted_at__gte=end_of(on))
    rows = Submission.objects.filter(
        not_sent, pathfinder__in=keys, round__opens_on__lte=on
    )
    found: dict[int, Due] = {}
    fields = ("pathfinder", "extended_to", "round__due_on", "round__year")
    for key, extended, due_on, year in rows.order_by("-round__year").values_list(
        *fields
    ):
        found.setdefault(key, Due(extended or due_on, year))
    return found

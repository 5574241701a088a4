"""The portfolio: one line for each country, and the reason of every cell.

What was known on a day, as one person may read it, in a number of queries that does
not depend on the number of countries. Nobody is ranked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from alliance87.core.dates import end_of
from monitoring.enums import OPEN_SUBMISSION_STATES, Dimension, ReviewState
from monitoring.models import AnnualReview, Evidence, ObservationVersion, Submission
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
    facts = Facts(
        on=on,
        reviews=_reviews(keys, user, as_of),
        newest=_newest(keys, as_of),
        values=_values(keys, as_of),
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


def _public_values(keys: Sequence[int], as_of: date | None):
    rows = ObservationVersion.objects.filter(pathfinder__in=keys, empty="")
    return public(rows, as_of=as_of).order_by()


def _newest(keys: Sequence[int], as_of: date | None) -> dict[int, int]:
    """Return the year of the newest value that says how widespread something is."""
    rows = _public_values(keys, as_of).filter(
        indicator__dimension=Dimension.PREVALENCE, breakdown=""
    )
    return dict(rows.values_list("pathfinder").annotate(newest=Max("year")))


def _values(keys: Sequence[int], as_of: date | None) -> dict[int, tuple[int, int]]:
    """Return how many values have a document as proof, of how many."""
    day = as_of or timezone.localdate()
    proofs = Evidence.objects.filter(observation=OuterRef("observation"))
    proofs = (proofs.at(end_of(day)) if as_of else proofs.linked()).in_force(day)
    rows = _public_values(keys, as_of).values_list("pathfinder")
    counted = rows.annotate(
        proved=Count("pk", filter=Q(Exists(proofs))), total=Count("pk")
    )
    return {key: (proved, total) for key, proved, total in counted}


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

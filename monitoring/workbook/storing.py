"""Writing the lines of a plan in few statements; each value names its import."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked, StaleVersion
from monitoring import rules
from monitoring.models import Observation, ObservationVersion, ValueImport
from monitoring.workbook.planning import Row
from monitoring.workflow import value as moves

BATCH = 500


def lock_values(value_import: ValueImport) -> None:
    """Hold the country and its observations until the plan is written."""
    rows = Observation.objects.filter(pathfinder=value_import.pathfinder_id)
    list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def refuse_strangers(value_import: ValueImport, reason: str, by) -> None:
    pathfinder = value_import.pathfinder
    if not rules.may_enter(by, pathfinder):
        raise PermissionDenied
    if rules.needs_reason_to_enter(by, pathfinder) and not reason.strip():
        raise Blocked([_("Say why you write for a country that is not yours.")])


def write_rows(
    rows: Sequence[Row], value_import: ValueImport, *, by, reason: str
) -> None:
    """Write a draft for each row; the caller holds the locks and made the plan anew.

    Raises StaleVersion when somebody began the same value at the same moment.
    """
    now = timezone.now()
    observations = _observations(rows, value_import)
    last = dict(
        ObservationVersion.objects.filter(observation__in=observations.values())
        .order_by()
        .values_list("observation")
        .annotate(last=Max("number"))
    )
    moves.end_all([row.expected for row in rows if row.expected], at=now)
    versions = [
        ObservationVersion(
            **_identity(observations[row.key]),
            number=last.get(observations[row.key].pk, 0) + 1,
            definition=row.definition,
            recorded_at=now,
            recorded_by=by,
            raw=_raw(row),
            reason=reason.strip()[:300],
            brought_by=value_import,
            **row.content.columns,
        )
        for row in rows
    ]
    first = moves.first_state(is_reference=False)
    try:
        with transaction.atomic():
            moves.write_again(versions, state=first, published_at=None)
    except IntegrityError as error:
        raise _taken() from error


def _identity(observation: Observation) -> dict:
    """Return what a version repeats of its observation."""
    return {
        "observation": observation,
        "pathfinder_id": observation.pathfinder_id,
        "indicator_id": observation.indicator_id,
        "year": observation.year,
        "breakdown": observation.breakdown,
    }


def _observations(rows: Sequence[Row], value_import: ValueImport) -> dict:
    """Return the observation of each row by its key; new ones are made."""
    wanted = {row.key: _place(row) for row in rows}
    known = {}
    stored = Observation.objects.filter(
        pathfinder=value_import.pathfinder_id,
        indicator__in={place[0] for place in wanted.values()},
    )
    for each in stored.select_related("indicator", "pathfinder__country"):
        place = (each.indicator_id, each.year, each.breakdown)
        known[*place, each.source_id, each.variant] = each
    new = {
        key: _made(row.definition.indicator, key, value_import)
        for key, row in ((row.key, row) for row in rows)
        if wanted[key] not in known
    }
    try:
        with transaction.atomic():
            Observation.objects.bulk_create(new.values(), batch_size=BATCH)
    except IntegrityError as error:
        raise _taken() from error
    return {key: new.get(key) or known[place] for key, place in wanted.items()}


def _made(indicator, key, value_import: ValueImport) -> Observation:
    return Observation(
        pathfinder=value_import.pathfinder,
        indicator=indicator,
        year=key.year,
        breakdown=key.breakdown,
        source_id=key.source,
        variant=key.variant,
    )


def _place(row: Row) -> tuple:
    key = row.key
    indicator = row.definition.indicator_id
    return indicator, key.year, key.breakdown, key.source, key.variant


def _raw(row: Row) -> str:
    """Return what the file says of the row, as far as it changed something."""
    merged = row.merged
    said = [cell.yours for cell in merged.cells if merged.is_changed(cell)]
    return "; ".join(filter(None, said))[:300]


def _taken() -> StaleVersion:
    return StaleVersion(
        _("Somebody entered one of these values at the same moment. Look at it again.")
    )

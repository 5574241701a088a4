"""Writing sources, and saying that a draft comes from another one than was said."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, StaleVersion
from monitoring import rules
from monitoring.enums import OPEN_VALUE_STATES
from monitoring.evidence import link_evidence
from monitoring.figures.content import Content
from monitoring.models import Evidence, Observation, ObservationVersion, Source
from monitoring.recording import Place, record_value
from monitoring.workflow import value as moves


@transaction.atomic
def move_value(
    version: ObservationVersion, *, source: Source | None, by, reason: str = ""
) -> ObservationVersion:
    """Write a draft under another source, with its proofs; the old one is thrown away.

    What was said under the first source stays in its history. Raises Blocked when the
    other source has a value in work, and all that `record_value` raises.
    """
    observation = version.observation
    if version.state not in OPEN_VALUE_STATES:
        raise Blocked([_("Only a draft can be given another source.")])
    if not rules.may_discard(by, version.pathfinder):
        raise Blocked([_("Only the country’s own team gives a draft another source.")])
    place = Place(
        version.pathfinder,
        version.indicator,
        version.year,
        version.breakdown,
        source,
        observation.variant,
    )
    try:
        moved = record_value(
            place,
            Content.of(version),
            by=by,
            definition=version.definition,
            raw=version.raw,
            reason=reason,
            expected=None,
            confirms=version.confirms,
        )
    except StaleVersion as error:
        name = source or _("No source")
        raise Blocked(
            [_("“%(source)s” has a value for the year already.") % {"source": name}]
        ) from error
    _take_proofs_along(observation, moved.observation, by=by)
    moves.discard_values([version], by=by, reason=_("It was given another source."))
    return moved


def _take_proofs_along(old: Observation, new: Observation, *, by) -> None:
    for each in Evidence.objects.linked().filter(observation=old):
        link_evidence([new], each.file, locator=each.locator, note=each.note, by=by)


def named_once(write: Callable[[], Source]) -> Source:
    """Return the source that `write` stores; Blocked when its name is taken.

    Two people may name the same one at once, so no earlier look is enough.
    """
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        raise Blocked([_("A source of this name is on record.")]) from error


@transaction.atomic
def save_source(write: Callable[[], Source], *, by, reason: str = "") -> Source:
    """Save a source of a country; `write` stores it and returns it.

    Raises Blocked when the country has a source of this name.
    """
    source = named_once(write)
    pathfinder = source.pathfinder
    if pathfinder is None or not rules.may_enter(by, pathfinder):
        raise PermissionDenied
    if rules.needs_reason_to_enter(by, pathfinder) and not reason.strip():
        raise Blocked([_("Say why you write for a country that is not yours.")])
    country = pathfinder.country
    record("source.saved", source, by=by, country=country, reason=reason.strip())
    return source

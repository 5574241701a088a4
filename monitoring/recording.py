"""Writing values: every statement is a new version, and none is ever lost."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from alliance87.core.models.base import STALE
from monitoring import rules
from monitoring.enums import (
    OPEN_SUBMISSION_STATES,
    OPEN_VALUE_STATES,
    CommentKind,
    ValueState,
)
from monitoring.figures import breakdowns
from monitoring.figures.content import Content
from monitoring.models import (
    Definition,
    Indicator,
    Observation,
    ObservationVersion,
    Preference,
    Source,
    Submission,
    ValueComment,
)
from monitoring.workflow import value as moves
from pathfinders.models import Pathfinder

ANY = object()


@dataclass(frozen=True, slots=True)
class Place:
    """What a value is about: the identity of an observation."""

    pathfinder: Pathfinder
    indicator: Indicator
    year: int
    breakdown: str = ""
    source: Source | None = None
    variant: str = ""


@transaction.atomic
def record_value(
    place: Place,
    content: Content,
    *,
    by,
    definition: Definition | None = None,
    raw: str = "",
    reason: str = "",
    expected: object = ANY,
    brought_by=None,
    confirms: ObservationVersion | None = None,
) -> ObservationVersion:
    """Write what is known now as a draft; the same statement again changes nothing.

    `expected` is the key of the version in work that the person saw, or None for none:
    when another one is in work, raises StaleVersion and nothing is overwritten.
    Raises PermissionDenied, Blocked, InvalidTransition, ValidationError.
    """
    _refuse_strangers(place, reason, by)
    if content.is_blank:
        raise ValidationError(_("Enter a value, or why there is none."), code="blank")
    breakdowns.parts(place.breakdown)
    hold_submissions(place.pathfinder)
    observation = _locked(place)
    current = observation.versions.in_work().select_related("definition").first()
    if expected is not ANY and expected != (current.pk if current else None):
        raise StaleVersion(str(STALE))
    definition = definition or current_definition(place.indicator)
    if current and _is_same(current, content, definition):
        return current
    _refuse_closed(observation, current)
    version = ObservationVersion(
        **_identity(observation),
        number=_next_number(observation),
        definition=definition,
        recorded_at=timezone.now(),
        recorded_by=by,
        raw=raw[:300],
        reason=reason.strip()[:300],
        brought_by=brought_by,
        confirms=confirms,
        **content.columns,
    )
    return _written(version, instead_of=current)


def _identity(observation: Observation) -> dict:
    """Return what a version repeats of its observation."""
    return {
        "observation": observation,
        "pathfinder": observation.pathfinder,
        "indicator": observation.indicator,
        "year": observation.year,
        "breakdown": observation.breakdown,
    }


def _written(version: ObservationVersion, *, instead_of) -> ObservationVersion:
    """Save a version in the place of the draft before it, with its trail."""
    by = version.recorded_by
    if instead_of:
        moves.supersede([instead_of], by=by, at=version.recorded_at)
    version.full_clean(validate_unique=False, validate_constraints=False)
    _save(version)
    record(
        "value.recorded",
        version.observation,
        by=by,
        country=version.pathfinder.country,
        reason=version.reason,
    )
    return version


def _save(version: ObservationVersion) -> None:
    """Save, and say in words what the database refuses.

    Asking for each constraint beforehand would cost a query for every one of them.
    """
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError:
        version.validate_constraints()
        raise


def definition_on(indicator: Indicator, day) -> Definition:
    """Return what the indicator means on a day; the first one for the days before."""
    return valid_on(indicator.definitions.all(), day)


def valid_on(definitions: Iterable[Definition], day) -> Definition:
    """Return which of an indicator's definitions holds on a day; before all: the first.

    There is at least one.
    """
    in_order = sorted(definitions, key=lambda each: each.valid_from)
    valid = [each for each in in_order if each.valid_from <= day]
    return (valid or in_order)[-1 if valid else 0]


def current_definition(indicator: Indicator) -> Definition:
    return definition_on(indicator, timezone.localdate())


def _locked(place: Place) -> Observation:
    """Return the observation, made when it is new, with its row locked."""
    observation, _made = Observation.objects.get_or_create(
        pathfinder=place.pathfinder,
        indicator=place.indicator,
        year=place.year,
        breakdown=place.breakdown,
        source=place.source,
        variant=place.variant,
    )
    rows = Observation.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country", "indicator").get(
        pk=observation.pk
    )


def _is_same(current: ObservationVersion, content: Content, definition) -> bool:
    return Content.of(current) == content and current.definition_id == definition.pk


def _next_number(observation: Observation) -> int:
    last = observation.versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


# --- Who may, and when ---------------------------------------------------------------


def _refuse_strangers(place: Place, reason: str, by) -> None:
    if not rules.may_enter(by, place.pathfinder):
        raise PermissionDenied
    if place.source and place.source.pathfinder_id not in {None, place.pathfinder.pk}:
        raise PermissionDenied
    if place.indicator.pathfinder_id not in {None, place.pathfinder.pk}:
        raise PermissionDenied
    if rules.needs_reason_to_enter(by, place.pathfinder) and not reason.strip():
        raise Blocked([_("Say why you write for a country that is not yours.")])


def _refuse_closed(observation: Observation, current) -> None:
    """Refuse what has left the country's hands, and what a closed round holds."""
    if current and current.state not in OPEN_VALUE_STATES:
        raise InvalidTransition(
            _("The value was sent in and is “%(state)s”. Take it back first.")
            % {"state": current.get_state_display()}
        )
    if Observation.objects.filter(pk=observation.pk).open_to_change().exists():
        return
    if observation.versions.filter(state=ValueState.PUBLISHED).exists():
        raise Blocked([_("The value is published. Ask for a correction first.")])
    if open_submission(observation.pathfinder) is None:
        raise Blocked(
            [
                _(
                    "No reporting round is open for the country. Ask the secretariat "
                    "for more time."
                )
            ]
        )


def open_submission(pathfinder: Pathfinder) -> Submission | None:
    """Return the submission into which values may be entered today, the newest."""
    today = timezone.localdate()
    rows = Submission.objects.filter(
        pathfinder=pathfinder, state__in=OPEN_SUBMISSION_STATES
    ).select_related("round", "pathfinder__country")
    newest_first = rows.order_by("-round__year")
    return next((each for each in newest_first if each.is_open_on(today)), None)


def hold_submissions(pathfinder: Pathfinder) -> None:
    """Let nobody send in what the country is writing, until the transaction ends.

    Comes before any lock of an observation, as in sending in: no two of them ever wait
    for each other. Who waited here finds the values sent in, and writes none.
    """
    rows = Submission.objects.filter(
        pathfinder=pathfinder, state__in=OPEN_SUBMISSION_STATES
    )
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))


# --- Prefilled values -----------------------------------------------------------------


@transaction.atomic
def confirm_value(
    version: ObservationVersion,
    *,
    by,
    year: int | None = None,
    definition: Definition | None = None,
    reason: str = "",
    expected: object = ANY,
) -> ObservationVersion:
    """Say that a value still holds in `year`, or that another source's is ours too.

    The country's own source goes with it; a database of others stays what it is, and
    the new draft leads to the version it confirms. `expected` as in `record_value`.
    """
    observation = version.observation
    source = observation.source
    is_own = source is None or source.pathfinder_id == observation.pathfinder_id
    place = Place(
        observation.pathfinder,
        observation.indicator,
        year or observation.year,
        observation.breakdown,
        source if is_own else None,
        observation.variant if is_own else "",
    )
    return record_value(
        place,
        Content.of(version),
        by=by,
        definition=definition,
        raw=version.raw,
        reason=reason,
        expected=expected,
        confirms=version,
    )


@transaction.atomic
def mark_not_comparable(version: ObservationVersion, *, text: str, by) -> ValueComment:
    """Say why what another source states cannot be compared with the country's."""
    if not rules.may_enter(by, version.pathfinder):
        raise PermissionDenied
    if not text.strip():
        raise Blocked([_("Say why the two values cannot be compared.")])
    comment = ValueComment.objects.create(
        observation=version.observation,
        value=version,
        kind=CommentKind.NOT_COMPARABLE,
        text=text.strip(),
        by=by,
    )
    record(
        "value.not_comparable",
        version.observation,
        by=by,
        country=version.pathfinder.country,
        reason=comment.text,
    )
    return comment


@transaction.atomic
def prefer(observation: Observation, *, reason: str, by) -> Preference:
    """Show this source first where several speak of the same figure."""
    if not rules.may_prefer(by, observation.pathfinder):
        raise PermissionDenied
    if not reason.strip():
        raise Blocked([_("Say why this source is shown first.")])
    figure = {
        "pathfinder": observation.pathfinder,
        "indicator": observation.indicator,
        "year": observation.year,
    }
    Pathfinder.objects.select_for_update().get(pk=observation.pathfinder_id)
    in_force = Preference.objects.filter(**figure, ended_at__isnull=True)
    in_force.update(ended_at=timezone.now())
    choice = Preference.objects.create(
        **figure,
        source=observation.source,
        variant=observation.variant,
        reason=reason.strip(),
        chosen_by=by,
    )
    country = observation.pathfinder.country
    record("value.preferred", observation, by=by, country=country, reason=choice.reason)
    return choice

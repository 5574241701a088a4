"""Changing what was published or a closed round holds: asked for, then granted."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked, InvalidTransition
from monitoring import rules
from monitoring.enums import CorrectionState, ReviewState, SourceKind, ValueState
from monitoring.models import AnnualReview, CorrectionRequest, Observation
from monitoring.workflow import correction


@transaction.atomic
def ask_for_correction(
    observation: Observation, *, reason: str, effect: str = "", by
) -> CorrectionRequest:
    """Ask to change a value; what changes with it is written down beside the reason.

    `effect` is what the country knows of further places that print the value.
    """
    if not rules.may_correct(by, observation.pathfinder):
        raise PermissionDenied
    if not reason.strip():
        raise Blocked([_("Say why the value has to change.")])
    source = observation.source
    if source is not None and source.kind == SourceKind.GLOBAL_DATABASE:
        raise Blocked(
            [
                _(
                    "This figure is of another source than the country. Report your "
                    "own beside it."
                )
            ]
        )
    # Two people at once: the second finds what the first asked.
    Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if observation.corrections.filter(state=CorrectionState.REQUESTED).exists():
        raise Blocked([_("A correction is asked for already.")])
    request = CorrectionRequest.objects.create(
        observation=observation,
        reason=reason.strip(),
        effect="\n".join(filter(None, (*effects(observation), effect.strip()))),
        created_by=by,
    )
    country = observation.pathfinder.country
    record("correction.asked", observation, by=by, country=country, reason=reason)
    return request


def effects(observation: Observation) -> list[str]:
    """Return what a new version of the value changes, one sentence each."""
    public = observation.versions.filter(state=ValueState.PUBLISHED).first()
    if public is None:
        return [_("Nothing that is public changes.")]
    since = PartialDate.day(timezone.localdate(public.published_at))
    found = [
        _(
            "The value has been public since %(day)s. The country page, tables and "
            "downloads will show the new one; the old one stays reachable."
        )
        % {"day": since}
    ]
    reviews = AnnualReview.objects.filter(
        pathfinder=observation.pathfinder,
        state=ReviewState.PUBLISHED,
        published_at__gt=public.published_at,
    )
    found += [
        _("The annual review %(year)s was published after it and keeps the old value.")
        % {"year": review.year}
        for review in reviews.order_by("year")
    ]
    return found


@transaction.atomic
def decide_correction(
    request: CorrectionRequest, *, granted: bool, answer: str, by
) -> CorrectionRequest:
    """Let the country write a new version, or say why not."""
    if not rules.may_review_values(by):
        raise PermissionDenied
    rows = CorrectionRequest.objects.select_for_update(of=("self",))
    stored = rows.select_related("observation__pathfinder__country").get(pk=request.pk)
    if stored.state != CorrectionState.REQUESTED:
        raise InvalidTransition(_("The request is decided already."))
    if not granted and not answer.strip():
        raise Blocked([_("Say why the correction is refused.")])
    stored.answer = answer.strip()
    return correction.decide(stored, granted=granted, by=by)

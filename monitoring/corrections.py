"""Changing what was published or a closed round holds: asked for, then granted."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core import planned
from alliance87.core.audit import record
from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.pdf_places import pages_of
from monitoring import notices, rules
from monitoring.enums import (
    OPEN_VALUE_STATES,
    CorrectionState,
    ReviewState,
    ValueState,
)
from monitoring.models import (
    AnnualReview,
    CorrectionRequest,
    Observation,
    ObservationVersion,
)
from monitoring.workflow import correction
from monitoring.workflow import value as moves


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
    if observation.source is not None and observation.source.pathfinder_id is None:
        raise Blocked(
            [
                _(
                    "This figure is of another source than the country. Report your "
                    "own beside it."
                )
            ]
        )
    # Two people at once: the second finds what the first asked.
    observation = _locked(observation)
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
    notices.correction_asked(request, by=by)
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
    sentences = (_kept(review, observation) for review in reviews.order_by("year"))
    return [*found, *filter(None, sentences)]


def _kept(review: AnnualReview, observation: Observation) -> str:
    """Return where a published review prints the value; nothing where it does not."""
    if review.pdf is None:
        words = _("The annual review %(year)s is later and keeps the old value.")
        return words % {"year": review.year}
    with review.pdf.versions.latest("number").file.open() as file:
        page = pages_of(file.read()).get(observation.anchor)
    if page is None:
        return ""
    words = _("Annual review %(year)s, page %(page)s, prints and keeps the old value.")
    return words % {"year": review.year, "page": page}


@transaction.atomic
def decide_correction(
    request: CorrectionRequest, *, granted: bool, answer: str, by
) -> CorrectionRequest:
    """Let the country write a new version, or say why not."""
    rows = CorrectionRequest.objects.select_for_update(of=("self",))
    stored = rows.select_related("observation__pathfinder__country").get(pk=request.pk)
    decided = correction.decide(stored, granted=granted, answer=answer, by=by)
    notices.correction_decided(decided, by=by)
    return decided


# --- The new version, on its own way --------------------------------------------------


@transaction.atomic
def send_correction(
    observation: Observation, *, by, missing: Sequence[str] = ()
) -> ObservationVersion:
    """Send in the new version of one value, whatever round is open.

    `missing` says what still stands in the way: see `selectors.sending`.
    """
    observation = _locked(observation)
    draft = observation.versions.filter(state__in=OPEN_VALUE_STATES).first()
    if draft is None:
        raise Blocked([_("There is no new version yet. Change the value first.")])
    if not observation.corrections.unused().exists():
        raise Blocked([_("No correction of this value was granted.")])
    if missing:
        raise Blocked(list(missing))
    sent = moves.submit_values([draft], by=by)[0]
    notices.correction_sent_in(sent, by=by)
    return sent


@transaction.atomic
def withdraw_correction(observation: Observation, *, by) -> ObservationVersion:
    """Take the new version back while nobody has decided about it."""
    back = moves.withdraw_values([sent_of(_locked(observation))], by=by)[0]
    _not_as_planned(observation, _("The country took the correction back."), by=by)
    return back


def _not_as_planned(observation: Observation, why: str, *, by) -> None:
    planned.drop("correction", observation, by=by, why=why)


@transaction.atomic
def return_correction(
    observation: Observation, *, reason: str, text: str, by
) -> ObservationVersion:
    """Send the new version back with the reason; the old one stays public."""
    back = moves.Return(sent_of(_locked(observation)), reason, text)
    returned = moves.return_values([back], by=by)[0]
    _not_as_planned(observation, _("The correction was sent back."), by=by)
    notices.correction_came_back(returned, by=by)
    return returned


@transaction.atomic
def publish_correction(
    observation: Observation, *, by, version: int | None = None
) -> ObservationVersion:
    """Accept the new version and make it public; the old one stays reachable.

    `version` is the key of the one that was looked at: no other becomes public.
    """
    sent = sent_of(_locked(observation))
    same_version(sent, version)
    accepted = moves.accept_values([sent], by=by)
    public = moves.publish_values(accepted, by=by)[0]
    notices.correction_published(public, by=by)
    return public


def _locked(observation: Observation) -> Observation:
    rows = Observation.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country").get(pk=observation.pk)


def same_version(sent: ObservationVersion, looked_at: int | None) -> None:
    """Raise InvalidTransition where another version was sent in since."""
    if looked_at not in {None, sent.pk}:
        raise InvalidTransition(_("The country has sent another version meanwhile."))


def sent_of(observation: Observation) -> ObservationVersion:
    """Return the version that was sent in without a submission."""
    rows = observation.versions.filter(
        state=ValueState.SUBMITTED, submission__isnull=True
    )
    version = rows.first()
    if version is None:
        raise InvalidTransition(_("No correction of this value waits for a decision."))
    return version

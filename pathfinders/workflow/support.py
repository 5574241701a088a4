"""Offers held against needs: the table of moves and the verbs."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.dates import write_day
from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine, Move
from pathfinders import rules
from pathfinders.enums import MatchState
from pathfinders.models import SupportMatch, SupportNeed
from pathfinders.workflow.machines import FOCAL_POINT_OR_SECRETARIAT, SECRETARIAT


def may_answer(user, match) -> bool:
    """Whether the person speaks for the country that has the need."""
    return rules.may_ask_for_support(user, match.need.pathfinder)


def before_a_step_on(match, by, facts) -> list[str]:
    """Return what stands against going on with a need."""
    if match.need.withdrawn_on:
        return [_("The need is withdrawn. It can be reopened on its page.")]
    return []


def before_agreement(match, by, facts) -> list[str]:
    missing = before_a_step_on(match, by, facts)
    agreed_on, ends_on = match.agreed_on, match.offer.ends_on
    if agreed_on and ends_on and agreed_on > ends_on:
        missing.append(
            _("The offer ended on %(day)s. The secretariat can extend it.")
            % {"day": write_day(ends_on)}
        )
    return missing


MATCH = Machine(
    "match",
    field="state",
    states=MatchState,
    moves=(
        Move(
            verb="agree",
            label=gettext_lazy("Agree to the offer"),
            sources=frozenset({MatchState.OFFERED}),
            target=MatchState.AGREED,
            may=may_answer,
            guard=before_agreement,
            who=FOCAL_POINT_OR_SECRETARIAT,
            needs=gettext_lazy(
                "a need that is not withdrawn, an offer that had not ended"
            ),
        ),
        Move(
            verb="deliver",
            label=gettext_lazy("Record that the support was delivered"),
            sources=frozenset({MatchState.AGREED}),
            target=MatchState.DELIVERED,
            may=may_answer,
            guard=before_a_step_on,
            who=FOCAL_POINT_OR_SECRETARIAT,
            needs=gettext_lazy("the day, and a note or a document as proof"),
        ),
        Move(
            verb="decline",
            label=gettext_lazy("Decline the offer"),
            sources=frozenset({MatchState.OFFERED, MatchState.AGREED}),
            target=MatchState.DECLINED,
            may=may_answer,
            who=FOCAL_POINT_OR_SECRETARIAT,
            needs=gettext_lazy("a reason"),
        ),
        Move(
            verb="offer_again",
            label=gettext_lazy("Make the offer again"),
            sources=frozenset({MatchState.DECLINED}),
            target=MatchState.OFFERED,
            may=rules.may_keep_offers,
            guard=before_a_step_on,
            who=SECRETARIAT,
            needs=gettext_lazy("a need that is not withdrawn"),
        ),
    ),
)


@transaction.atomic
def agree_to_offer(match: SupportMatch, *, on: date, by, note: str = "") -> None:
    """Say for the country that it takes the offer."""
    match = _locked(match)
    _refuse_future(on)
    match.agreed_on = on
    _add_note(match, note)
    _perform(match, "agree", by=by)


@transaction.atomic
def decline_offer(match: SupportMatch, *, reason: str, by) -> None:
    """Say for the country that it does not take the offer, and why."""
    match = _locked(match)
    if not reason.strip():
        raise Blocked([_("Say why the offer is declined, so that others can learn.")])
    match.agreed_on = None
    _perform(match, "decline", by=by, reason=reason)


@transaction.atomic
def deliver_support(
    match: SupportMatch, *, on: date, by, note: str = "", upload=None
) -> None:
    """Record what the country received; `upload` is the proof.

    The proof is for the country's team, the secretariat and the Chair.
    """
    match = _locked(match)
    if not may_answer(by, match):
        raise PermissionDenied
    _refuse_future(on)
    if match.agreed_on and on < match.agreed_on:
        raise Blocked([_("Support is delivered after it was agreed. Correct the day.")])
    if not note.strip() and upload is None:
        raise Blocked([_("Say what was delivered, or file the proof.")])
    match.delivered_on = on
    _add_note(match, note)
    country = match.need.pathfinder.country
    if upload:
        match.document = file_document(
            upload,
            title=_("Proof of support: %(need)s") % {"need": match.need},
            audience=Audience.COUNTRY,
            country=country,
            by=by,
        )
    _perform(match, "deliver", by=by)


@transaction.atomic
def offer_again(match: SupportMatch, *, by, note: str = "") -> None:
    """Hold an offer against a need once more after it was declined."""
    match = _locked(match)
    _add_note(match, note)
    _perform(match, "offer_again", by=by)


def _locked(match: SupportMatch) -> SupportMatch:
    """Lock the need first: it may be withdrawn at the same time."""
    SupportNeed.objects.select_for_update().get(pk=match.need_id)
    rows = SupportMatch.objects.select_for_update(of=("self",))
    related = ("need__pathfinder__country", "offer")
    return rows.select_related(*related).get(pk=match.pk)


def _add_note(match: SupportMatch, note: str) -> None:
    match.note = "\n\n".join(filter(None, (match.note, note)))


def _refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise Blocked([_("This day is in the future. Record it once it happened.")])


def _perform(match: SupportMatch, verb: str, *, by, reason: str = "") -> None:
    country = match.need.pathfinder.country
    MATCH.perform(match, verb, by=by, country=country, reason=reason)

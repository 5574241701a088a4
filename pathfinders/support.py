"""Verbs of needs and offers. What follows once an offer is held is in the workflow."""

from collections.abc import Callable

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import write_day
from alliance87.core.exceptions import Blocked, InvalidTransition
from pathfinders import rules, workflow
from pathfinders.enums import MatchState
from pathfinders.matching import has_ended
from pathfinders.models import SupportMatch, SupportNeed, SupportOffer

# Two sides rely on what is agreed: its terms no longer change, and it is not dropped.
SETTLED = (MatchState.AGREED, MatchState.DELIVERED)
TERMS = ("kind", "amount", "currency")


# --- Needs ----------------------------------------------------------------------------


@transaction.atomic
def save_need(
    need: SupportNeed, *, write: Callable[[], SupportNeed], by
) -> SupportNeed:
    """Put a need on record, or change it; `write` saves and checks the version."""
    if not rules.may_ask_for_support(by, need.pathfinder):
        raise PermissionDenied
    verb = "need.added"
    if need.pk:
        verb = "need.changed"
        stored = _locked(need)
        if reasons := why_fixed(stored):
            raise Blocked(reasons)
        _refuse_new_terms(stored, need)
    saved = write()
    record(verb, saved, by=by, country=saved.pathfinder.country)
    return saved


def why_fixed(need: SupportNeed) -> list[str]:
    """Return why the text of a need can no longer change; empty when it can."""
    if need.withdrawn_on:
        return [_("The need is withdrawn. Reopen it to change it.")]
    if _has(need, MatchState.DELIVERED):
        return [_("Support was delivered for this need. Ask anew for what is left.")]
    return []


@transaction.atomic
def withdraw_need(need: SupportNeed, *, reason: str, by) -> None:
    """Take a need back; offers that nobody answered stay beside it."""
    stored = _locked(need)
    if not rules.may_ask_for_support(by, stored.pathfinder):
        raise PermissionDenied
    if missing := why_not_withdrawn(stored):
        raise InvalidTransition(" ".join(missing))
    if not reason.strip():
        raise Blocked([_("Say why the need is withdrawn.")])
    stored.withdrawn_on = timezone.localdate()
    _save(stored, "need.withdrawn", by=by, reason=reason)


def why_not_withdrawn(need: SupportNeed) -> list[str]:
    """Return what stands against taking a need back."""
    if need.withdrawn_on:
        return [_("The need is withdrawn already.")]
    if _has(need, *SETTLED):
        return [
            _(
                "Support is agreed or delivered for this need. What is agreed can be "
                "declined first, with the reason."
            )
        ]
    return []


@transaction.atomic
def reopen_need(need: SupportNeed, *, by) -> None:
    """Ask again for what was withdrawn; offers held before stand as they stood."""
    stored = _locked(need)
    if not rules.may_ask_for_support(by, stored.pathfinder):
        raise PermissionDenied
    if not stored.withdrawn_on:
        raise InvalidTransition(_("The need is not withdrawn."))
    stored.withdrawn_on = None
    _save(stored, "need.reopened", by=by)


def _save(need: SupportNeed, verb: str, *, by, reason: str = "") -> None:
    with pghistory.context(reason=reason):
        need.save_checked(expected=need.version)
    record(verb, need, by=by, country=need.pathfinder.country, reason=reason)


def _locked(need: SupportNeed) -> SupportNeed:
    rows = SupportNeed.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country").get(pk=need.pk)


def _has(asked: SupportNeed | SupportOffer, *states: str) -> bool:
    return asked.matches.filter(state__in=states).exists()


def _refuse_new_terms(
    stored: SupportNeed | SupportOffer, changed: SupportNeed | SupportOffer
) -> None:
    """Stop a change of kind or amount that somebody agreed to."""
    is_new = any(getattr(stored, name) != getattr(changed, name) for name in TERMS)
    if is_new and _has(stored, *SETTLED):
        raise Blocked(
            [
                _(
                    "Support is agreed on these terms: kind and amount stay as they "
                    "are. Put what is new on record beside it."
                )
            ]
        )


# --- Offers ---------------------------------------------------------------------------


@transaction.atomic
def save_offer(
    offer: SupportOffer, *, write: Callable[[], SupportOffer], by
) -> SupportOffer:
    """Put an offer on record, or change it; `write` saves and checks the version."""
    if not rules.may_keep_offers(by, offer):
        raise PermissionDenied
    verb = "offer.added"
    if offer.pk:
        verb = "offer.changed"
        rows = SupportOffer.objects.select_for_update(of=("self",))
        _refuse_new_terms(rows.get(pk=offer.pk), offer)
    saved = write()
    record(verb, saved, by=by)
    return saved


@transaction.atomic
def hold_against(
    need: SupportNeed, *, offer: SupportOffer, by, note: str = ""
) -> SupportMatch:
    """Hold an offer against a need; one that was declined is made again."""
    if not rules.may_keep_offers(by, offer):
        raise PermissionDenied
    need = _locked(need)
    if reasons := why_not_held(need, offer):
        raise Blocked(reasons)
    match = need.matches.filter(offer=offer).first()
    if match:
        workflow.offer_again(match, note=note, by=by)
        return match
    match = SupportMatch(need=need, offer=offer, note=note, created_by=by)
    match.full_clean()
    match.save()
    record("match.offered", match, by=by, country=need.pathfinder.country)
    return match


def why_not_held(need: SupportNeed, offer: SupportOffer) -> list[str]:
    """Return what stands against holding an offer against a need."""
    reasons = []
    if need.withdrawn_on:
        reasons.append(_("The need is withdrawn. It can be reopened on its page."))
    if offer.ends_on and has_ended(offer, timezone.localdate()):
        reasons.append(
            _("The offer ended on %(day)s. Extend it first.")
            % {"day": write_day(offer.ends_on)}
        )
    return reasons

"""Which offers may answer a need, and why: shared tags, counted and said in words.

An offer is suggested when its kind is the same and nothing that both state stands
against it. Each tag they share adds points; the sum only decides the order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliance87.core.enums import Region
from alliance87.core.numbers import write_amount
from pathfinders.enums import Language, NeedKind, Topic
from pathfinders.models import SupportNeed, SupportOffer

# What a shared tag is worth: named is worth more than not excluded.
TOPIC = 2
REGION_NAMED, REGION_ALL = 2, 1
LANGUAGE_NAMED, LANGUAGE_ANY = 2, 1
AMOUNT_COVERED, AMOUNT_PARTLY = 2, 1


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for an offer, and what it counts."""

    text: str
    points: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An offer that may answer a need."""

    need: SupportNeed
    offer: SupportOffer
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def why(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def offers_for(
    need: SupportNeed, offers: Iterable[SupportOffer], *, region: str, today: date
) -> list[Suggestion]:
    """Return the offers that may answer the need, the best first.

    `region` is that of the country, empty where it is not on record.
    """
    return _in_order(suggestion(need, each, region, today) for each in offers)


def needs_for(
    offer: SupportOffer, needs: Iterable[tuple[SupportNeed, str]], *, today: date
) -> list[Suggestion]:
    """Return the needs that an offer may answer; each comes with its region."""
    return _in_order(suggestion(need, offer, region, today) for need, region in needs)


def suggestion(
    need: SupportNeed, offer: SupportOffer, region: str, today: date
) -> Suggestion | None:
    """Return why the offer may answer the need, or None when it cannot."""
    if offer.kind != need.kind or has_ended(offer, today):
        return None
    reasons = [_same_kind(need)]
    tags = (_topics(need, offer), _region(offer, region), _language(need, offer))
    for found in (*tags, _amount(need, offer)):
        if found is None:
            return None
        reasons += found
    return Suggestion(need, offer, tuple(reasons))


def has_ended(offer: SupportOffer, today: date) -> bool:
    """Whether its last day has passed; an offer without one goes on."""
    return offer.ends_on is not None and offer.ends_on < today


def _in_order(found: Iterable[Suggestion | None]) -> list[Suggestion]:
    """Most points first; then the offer that ends first, then the order of entry."""
    suggestions = [each for each in found if each is not None]
    return sorted(suggestions, key=_place)


def _place(each: Suggestion) -> tuple:
    last_day = each.offer.ends_on or date.max
    return -each.points, last_day, each.offer.pk or 0, each.need.pk or 0


# --- One tag after the other ---------------------------------------------------------
# Each returns its reasons, an empty list when it says nothing, None when it stands
# against the offer.


def _same_kind(need: SupportNeed) -> Reason:
    return Reason(_("Same kind: %(kind)s.") % {"kind": NeedKind(need.kind).label})


def _topics(need: SupportNeed, offer: SupportOffer) -> list[Reason] | None:
    shared = [topic for topic in Topic.values if topic in {*need.topics}]
    shared = [topic for topic in shared if topic in offer.topics]
    if not shared:
        return None if need.topics and offer.topics else []
    words = ngettext(
        "%(count)d shared topic: %(topics)s.",
        "%(count)d shared topics: %(topics)s.",
        len(shared),
    )
    facts = {"count": len(shared), "topics": words_of(Topic, shared)}
    return [Reason(words % facts, TOPIC * len(shared))]


def _region(offer: SupportOffer, region: str) -> list[Reason] | None:
    if not offer.regions:
        return [Reason(_("Offered to all regions."), REGION_ALL)]
    if not region:
        return [Reason(_("The region of the country is not on record: check it."))]
    if region not in offer.regions:
        return None
    name = Region(region).label
    return [Reason(_("Region: %(region)s.") % {"region": name}, REGION_NAMED)]


def _language(need: SupportNeed, offer: SupportOffer) -> list[Reason] | None:
    if not offer.languages:
        return [Reason(_("In any language."), LANGUAGE_ANY)]
    if not need.languages:
        return []
    shared = [each for each in Language.values if each in {*need.languages}]
    shared = [each for each in shared if each in offer.languages]
    if not shared:
        return None
    words = ngettext("Language: %(names)s.", "Languages: %(names)s.", len(shared))
    return [Reason(words % {"names": words_of(Language, shared)}, LANGUAGE_NAMED)]


def _amount(need: SupportNeed, offer: SupportOffer) -> list[Reason]:
    """Compare amounts of one currency; two currencies are never converted."""
    if need.amount is None or offer.amount is None:
        return []
    facts = {
        "asked": money(need.amount, need.currency),
        "offered": money(offer.amount, offer.currency),
    }
    if need.currency != offer.currency:
        text = _("%(offered)s for %(asked)s: two currencies are not compared.")
        return [Reason(text % facts)]
    if offer.amount >= need.amount:
        text = _("Covers the amount: %(offered)s for %(asked)s.")
        return [Reason(text % facts, AMOUNT_COVERED)]
    if not offer.amount:
        return []
    text = _("Covers a part of the amount: %(offered)s of %(asked)s.")
    return [Reason(text % facts, AMOUNT_PARTLY)]


# --- Words ----------------------------------------------------------------------------


def words_of(choices, values: Iterable[str]) -> str:
    """Return the words of several choices, in the order of the list they are from."""
    chosen = set(values)
    return ", ".join(str(label) for value, label in choices.choices if value in chosen)


def money(amount, currency: str) -> str:
    written = write_amount(amount, language=get_language() or "en")
    return f"{written}\N{NO-BREAK SPACE}{currency}"

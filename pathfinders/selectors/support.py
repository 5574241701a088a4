"""Needs and offers as pages read them. The state of a need follows from its matches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.fields import CharField
from django.utils import timezone

from alliance87.core.audit import target_key
from alliance87.core.models import AuditEvent
from pathfinders import rules
from pathfinders.enums import MatchState, NeedKind, NeedState
from pathfinders.models import (
    Action,
    FundingUpdate,
    Roadmap,
    SupportMatch,
    SupportNeed,
    SupportOffer,
)
from pathfinders.models.in_force import money_in_force
from pathfinders.selectors.money import Money, sums

# The best match says where a need stands; a declined one says nothing.
BY_BEST_MATCH = {
    MatchState.DELIVERED: NeedState.DELIVERED,
    MatchState.AGREED: NeedState.AGREED,
    MatchState.OFFERED: NeedState.OFFERED,
}
ORDER = {state.value: place for place, state in enumerate(NeedState)}
# What a list of needs is narrowed by, and the column that holds it.
NEED_COLUMNS = {
    "state": "state",
    "kind": "kind",
    "country": "pathfinder",
    "region": "pathfinder__country__region",
}
UNSETTLED = (NeedState.OPEN, NeedState.OFFERED, NeedState.AGREED)


# --- The state of a need --------------------------------------------------------------


def state_of(need: SupportNeed) -> NeedState:
    """Return where a need stands, from its matches as they are loaded."""
    if need.withdrawn_on:
        return NeedState.WITHDRAWN
    held = {match.state for match in need.matches.all()}
    states = (each for match, each in BY_BEST_MATCH.items() if match in held)
    return next(states, NeedState.OPEN)


def is_overdue(need: SupportNeed, today: date) -> bool:
    """Whether nobody answered by the day the country named."""
    late = need.answer_by is not None and need.answer_by < today
    return late and state_of(need) == NeedState.OPEN


def with_state(needs: QuerySet) -> QuerySet:
    """Add `state`, its `place` among the states, and `is_overdue` to each row."""
    rows = SupportMatch.objects.filter(need=OuterRef("pk"))
    cases = [When(withdrawn_on__isnull=False, then=Value(NeedState.WITHDRAWN))]
    cases += [
        When(Exists(rows.filter(state=match)), then=Value(state))
        for match, state in BY_BEST_MATCH.items()
    ]
    state = Case(*cases, default=Value(NeedState.OPEN), output_field=CharField())
    places = [When(state=each, then=Value(place)) for each, place in ORDER.items()]
    late = Q(state=NeedState.OPEN, answer_by__lt=timezone.localdate())
    return needs.annotate(state=state).annotate(
        place=Case(*places, output_field=IntegerField()),
        is_overdue=Case(
            When(late, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
    )


# --- Needs ----------------------------------------------------------------------------


def needs_of(user) -> QuerySet:
    """Return the needs that a person may see, with what a list shows of each."""
    rows = SupportNeed.objects.visible_to(user)
    rows = rows.select_related("pathfinder__country", "action__priority__roadmap")
    return with_state(rows).annotate(
        offers_held=Count("matches", filter=~Q(matches__state=MatchState.DECLINED))
    )


def narrowed(needs: QuerySet, chosen: dict) -> QuerySet:
    """Return the needs that the filters leave, in the order that was chosen.

    By itself: by state, then by the day an answer is wanted, those without one last.
    """
    if words := chosen.get("q"):
        needs = needs.filter(_with_words(words, "pathfinder__country"))
    if topic := chosen.get("topic"):
        needs = needs.filter(topics__contains=[topic])
    if "overdue" in chosen:
        needs = needs.filter(is_overdue=True)
    for name, column in NEED_COLUMNS.items():
        if name in chosen:
            needs = needs.filter(**{column: chosen[name]})
    soonest = (F("answer_by").asc(nulls_last=True), "pk")
    match chosen.get("sort"):
        case "day":
            return needs.order_by(*soonest)
        case "new":
            return needs.order_by("-created_at", "-pk")
    return needs.order_by("place", *soonest)


def _with_words(words: str, *countries: str) -> Q:
    """Match the text, or the name of a country in any language."""
    found = Q(title__icontains=words) | Q(description__icontains=words)
    for country in countries:
        for name in ("name_en", "name_fr", "name_es"):
            found |= Q(**{f"{country}__{name}__icontains": words})
    return found


def counts_by_state(needs: QuerySet) -> dict[str, int]:
    """Return how many needs stand in each state, in the order of the states."""
    rows = needs.order_by().values_list("state").annotate(n=Count("pk", distinct=True))
    counted = dict(rows)
    return {state.value: counted.get(state.value, 0) for state in NeedState}


def matches_of(need: SupportNeed) -> list[SupportMatch]:
    """Return what is held against a need, with who offers it; the best comes first."""
    related = ("offer__partner", "offer__action_group", "document")
    found = list(need.matches.select_related(*related))
    for match in found:
        match.need = need
    order = [state.value for state in (*BY_BEST_MATCH, MatchState.DECLINED)]
    return sorted(found, key=lambda match: order.index(match.state))


def reasons_of(need: SupportNeed, matches: Iterable[SupportMatch]) -> dict[str, str]:
    """Return why the need was withdrawn and offers were declined, by target key."""
    targets = [target_key(each) for each in (need, *matches)]
    verbs = ("need.withdrawn", "match.decline")
    rows = AuditEvent.objects.filter(target__in=targets, verb__in=verbs)
    return dict(rows.order_by("pk").values_list("target", "reason"))


# --- Offers ---------------------------------------------------------------------------


def offers_of(user) -> QuerySet:
    """Return the offers that a person may see; `has_ended` marks those of the past."""
    rows = SupportOffer.objects.visible_to(user)
    ended = Q(ends_on__isnull=False, ends_on__lt=timezone.localdate())
    return rows.select_related("partner", "action_group").annotate(
        has_ended=ExpressionWrapper(ended, output_field=BooleanField()),
        times_held=Count("matches", distinct=True),
    )


def narrowed_offers(offers: QuerySet, chosen: dict) -> QuerySet:
    """Return the offers that the filters leave: those that go on first."""
    if words := chosen.get("q"):
        names = Q(partner__name__icontains=words) | Q(partner__short_name__iexact=words)
        names |= Q(action_group__name__icontains=words)
        offers = offers.filter(_with_words(words) | names)
    if kind := chosen.get("kind"):
        offers = offers.filter(kind=kind)
    if topic := chosen.get("topic"):
        offers = offers.filter(Q(topics__contains=[topic]) | Q(topics=[]))
    if region := chosen.get("region"):
        offers = offers.filter(Q(regions__contains=[region]) | Q(regions=[]))
    if until := chosen.get("until"):
        offers = offers.filter(has_ended=until == "ended")
    return offers.order_by("has_ended", F("ends_on").asc(nulls_last=True), "pk")


def offers_to_hold(need: SupportNeed) -> QuerySet:
    """Return the offers that can be held against a need: going on, not held yet."""
    today = timezone.localdate()
    held = need.matches.exclude(state=MatchState.DECLINED)
    rows = SupportOffer.objects.exclude(pk__in=held.values("offer"))
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return rows.select_related("partner", "action_group")


def needs_to_answer(offer: SupportOffer) -> list[tuple[SupportNeed, str]]:
    """Return open needs of the offer's kind with their regions, held ones left out."""
    needs = SupportNeed.objects.exclude(matches__offer=offer).filter(kind=offer.kind)
    needs = needs.select_related("pathfinder__country")
    rows = with_state(needs).filter(state__in=(NeedState.OPEN, NeedState.OFFERED))
    return [(need, need.pathfinder.country.region) for need in rows]


# --- Gaps of a roadmap that nobody asked about ----------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """Money that an action still lacks, in one currency."""

    action: Action
    money: Money

    @property
    def currency(self) -> str:
        return self.money.currency

    @property
    def amount(self):
        return self.money.gap


def gaps_without_need(roadmap: Roadmap, user) -> list[Gap]:
    """Return the gaps for which no need is open, in the order of the table.

    Amounts that are not public count only for those who may see them. Needs and
    reported amounts are found by the key of their action, so that they hold for every
    version of the roadmap. Four queries, whatever the number of rows.
    """
    asked, reported = _asked_for(roadmap), _reported_on(roadmap)
    rows = Action.objects.filter(priority__roadmap=roadmap).prefetch_related("funding")
    actions = rows.order_by("priority__position", "priority__pk", "position", "pk")
    return [
        Gap(action, money)
        for action in actions
        for money in _gaps(action, reported.get(action.key, []), roadmap, user)
        if (action.key, money.currency) not in asked
    ]


def gaps_of(action: Action, roadmap: Roadmap, user) -> list[Money]:
    """Return the sums of the currencies in which more is needed than available."""
    reported = _reported_on(roadmap, update__action__key=action.key)
    return _gaps(action, reported.get(action.key, []), roadmap, user)


def _gaps(action: Action, reported, roadmap: Roadmap, user) -> list[Money]:
    lines = money_in_force(action.funding.all(), reported)
    if not rules.may_see_private_budget(user, roadmap.pathfinder.country_id):
        lines = [line for line in lines if line.is_public]
    return [each for each in sums(lines) if each.gap is not None and each.gap > 0]


def _reported_on(roadmap: Roadmap, **named) -> dict[UUID, list[FundingUpdate]]:
    """Return what was reported on any version, by key of the action, in order."""
    rows = FundingUpdate.objects.filter(
        update__action__priority__roadmap__pathfinder=roadmap.pathfinder_id, **named
    )
    found: dict[UUID, list[FundingUpdate]] = defaultdict(list)
    for line in rows.select_related("update__action").order_by(
        "update__on", "update_id", "pk"
    ):
        found[line.update.action.key].append(line)
    return found


def _asked_for(roadmap: Roadmap) -> set[tuple]:
    """Return the keys of actions and the currencies for which money is asked."""
    needs = roadmap.pathfinder.needs.filter(kind=NeedKind.MONEY, action__isnull=False)
    open_ones = with_state(needs).filter(state__in=UNSETTLED)
    return set(open_ones.values_list("action__key", "currency"))


def topics_of(action: Action) -> list[str]:
    """Return the topics of an action: the themes and the area of its priority."""
    priority = action.priority
    return [*priority.themes, *filter(None, [priority.area])]

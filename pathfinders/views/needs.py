"""Pages of needs to read: those of one country, and one with what is held for it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.audit import target_key
from alliance87.core.dates import write_day
from alliance87.core.models import Document
from alliance87.core.rules import may_view_document
from pathfinders import matching, rules, workflow
from pathfinders.enums import Language, MatchState, NeedState, Topic
from pathfinders.forms.support import NeedFilters
from pathfinders.models import Action, SupportMatch, SupportNeed
from pathfinders.selectors import support as reads
from pathfinders.views.frame import (
    Line,
    breadcrumbs,
    find_pathfinder,
    home_url,
    moves_open_to_reader,
)

ROWS_PER_PAGE = 50
SUGGESTED = 5
TONES: dict[str, str] = {
    NeedState.OPEN: "todo",
    NeedState.OFFERED: "half",
    NeedState.AGREED: "good",
    NeedState.DELIVERED: "done",
    NeedState.WITHDRAWN: "na",
    MatchState.DECLINED: "na",
}


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need as a list shows it."""

    need: SupportNeed
    tone: str
    state: str
    money: str
    topics: str


@dataclass(frozen=True, slots=True)
class HeldOffer:
    """An offer held against a need, with what the reader may do about it."""

    match: SupportMatch
    tone: str
    facts: list[Line]
    moves: list[Line]
    proof: Document | None
    declined_because: str


# --- What the pages share -------------------------------------------------------------


def find_need(request, pk) -> SupportNeed:
    """Return the need with its state, or answer 404 to those who may not see it."""
    return get_object_or_404(reads.needs_of(request.user), pk=pk)


def frame(need: SupportNeed, *lines: Line) -> dict:
    """Return what every page of one need shows around its content."""
    here = Line(str(need), url=need.get_absolute_url() if lines else "")
    way = Line(_("Needs"), url=needs_url(need.pathfinder))
    return {
        "need": need,
        "breadcrumbs": breadcrumbs(need.pathfinder, way, here, *lines),
        "is_example": need.pathfinder.is_example,
    }


def needs_url(pathfinder) -> str:
    return reverse("pathfinders:needs", kwargs={"iso3": pathfinder.country.slug})


def need_url(need: SupportNeed, verb: str) -> str:
    return reverse(f"pathfinders:need-{verb}", kwargs={"pk": need.pk})


def need_rows(needs) -> list[NeedRow]:
    return [
        NeedRow(
            need=need,
            tone="stop" if need.is_overdue else TONES[need.state],
            state=str(NeedState(need.state).label),
            money=money_of(need),
            topics=matching.words_of(Topic, need.topics),
        )
        for need in needs
    ]


def money_of(asked) -> str:
    """Return the amount of a need or an offer, or nothing."""
    if asked.amount is None:
        return ""
    return matching.money(asked.amount, asked.currency)


def page_of(request, rows):
    return Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))


def query_of(request) -> str:
    """Return the address's filters, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


# --- The list of a country ------------------------------------------------------------


@require_safe
def country_needs(request, iso3):
    """Show a country's own needs to its team, and what it has not asked for yet."""
    pathfinder = country_with_needs(request, iso3)
    filters = NeedFilters(request.GET, whole=False)
    own = reads.needs_of(request.user).filter(pathfinder=pathfinder)
    page = page_of(request, reads.narrowed(own, filters.chosen()))
    may_ask = rules.may_ask_for_support(request.user, pathfinder)
    context = {
        "pathfinder": pathfinder,
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "page": page,
        "rows": need_rows(page),
        "gaps": _gaps(pathfinder, request.user) if may_ask else [],
        "may_ask": may_ask,
        "needs_url": needs_url(pathfinder),
        "add_url": f"{needs_url(pathfinder)}add/",
        "home_url": home_url(request.user, pathfinder),
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Needs"))),
        "is_example": pathfinder.is_example,
    }
    return render(request, "pathfinders/need_list.html", context)


def country_with_needs(request, iso3):
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_see_needs(request.user, pathfinder):
        raise Http404
    return pathfinder


def _gaps(pathfinder, user) -> list[Line]:
    """Return the gaps of the newest version that no need speaks of."""
    roadmap = pathfinder.roadmaps.order_by("-number").first()
    if roadmap is None:
        return []
    roadmap.pathfinder = pathfinder
    return [
        Line(
            str(gap.action),
            value=matching.money(gap.amount, gap.currency),
            url=ask_url(pathfinder, gap.action, gap.currency),
        )
        for gap in reads.gaps_without_need(roadmap, user)
    ]


def ask_url(pathfinder, action: Action, currency: str = "") -> str:
    """Return the address that asks for what an action lacks."""
    query = f"?action={action.pk}" + (f"&currency={currency}" if currency else "")
    return f"{needs_url(pathfinder)}add/{query}"


# --- One need -------------------------------------------------------------------------


@require_safe
def detail(request, pk):
    """Show what is asked for, what was offered, and to the secretariat what may fit."""
    need, user = find_need(request, pk), request.user
    matches = reads.matches_of(need)
    reasons = reads.reasons_of(need, matches)
    may_keep = rules.may_keep_offers(user)
    suggested = suggestions_for(need)[:SUGGESTED] if _is_wanted(need, user) else []
    context = {
        "tone": TONES[need.state],
        "state": NeedState(need.state).label,
        "facts": _facts(need),
        "held": [_held(match, reasons, user) for match in matches],
        "suggested": suggested,
        "may_keep": may_keep,
        "hold_url": need_url(need, "offer"),
        "may_hold": may_keep and not need.withdrawn_on,
        "steps": _steps(need, user),
        "withdrawn_because": reasons.get(target_key(need), ""),
    }
    return render(request, "pathfinders/need_detail.html", context | frame(need))


def suggestions_for(need: SupportNeed) -> list[matching.Suggestion]:
    region, today = need.pathfinder.country.region, timezone.localdate()
    offers = reads.offers_to_hold(need)
    return matching.offers_for(need, offers, region=region, today=today)


def _is_wanted(need, user) -> bool:
    answered = {NeedState.DELIVERED, NeedState.WITHDRAWN}
    return rules.may_keep_offers(user) and need.state not in answered


def _facts(need: SupportNeed) -> list[Line]:
    action = need.action
    roadmap = action.priority.roadmap if action else None
    answer_by = write_day(need.answer_by) if need.answer_by else ""
    money = [Line(_("Amount"), money_of(need))] if need.amount is not None else []
    return [
        Line(_("Kind"), need.get_kind_display()),
        *money,
        Line(_("Topics"), matching.words_of(Topic, need.topics)),
        Line(_("Languages"), matching.words_of(Language, need.languages)),
        Line(_("Region"), need.pathfinder.country.get_region_display()),
        Line(
            _("Action of the roadmap"),
            str(action) if action else "",
            url=_action_url(need, roadmap),
        ),
        Line(_("Answer wanted by"), answer_by),
    ]


def _action_url(need: SupportNeed, roadmap) -> str:
    if roadmap is None:
        return ""
    iso3 = need.pathfinder.country.slug
    kwargs = {"iso3": iso3, "number": roadmap.number}
    return reverse("pathfinders:roadmap", kwargs=kwargs)


def _held(match: SupportMatch, reasons: dict, user) -> HeldOffer:
    proof, kwargs = match.document, {"need": match.need_id, "pk": match.pk}
    is_declined = match.state == MatchState.DECLINED
    return HeldOffer(
        match=match,
        tone=TONES[match.state],
        facts=_facts_of_match(match),
        moves=moves_open_to_reader(
            workflow.MATCH.options(match, user),
            lambda verb: reverse(f"pathfinders:match-{verb}", kwargs=kwargs),
        ),
        proof=proof if proof and may_view_document(user, proof) else None,
        declined_because=reasons.get(target_key(match), "") if is_declined else "",
    )


def _facts_of_match(match: SupportMatch) -> list[Line]:
    days = ((_("Agreed on"), match.agreed_on), (_("Delivered on"), match.delivered_on))
    facts = [
        Line(_("Offered by"), match.offer.offered_by),
        Line(_("Amount"), money_of(match.offer)),
        *(Line(label, write_day(day)) for label, day in days if day),
    ]
    return [fact for fact in facts if fact.value]


def _steps(need, user) -> list[Line]:
    """Return what the reader can do with the need itself."""
    if not rules.may_ask_for_support(user, need.pathfinder):
        return []
    if need.withdrawn_on:
        return [Line(_("Reopen the need"), url=need_url(need, "reopen"))]
    steps = []
    if need.state != NeedState.DELIVERED:
        steps.append(Line(_("Edit the need"), url=need_url(need, "edit")))
    if need.state in {NeedState.OPEN, NeedState.OFFERED}:
        steps.append(Line(_("Withdraw the need"), url=need_url(need, "withdraw")))
    return steps

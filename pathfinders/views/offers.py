"""Pages of what partners and action groups offer; the secretariat keeps them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.enums import Region
from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders import matching, rules, support
from pathfinders.enums import Language, Topic
from pathfinders.forms.support import OfferFilters, OfferForm
from pathfinders.models import SupportNeed, SupportOffer
from pathfinders.selectors import support as reads
from pathfinders.views.frame import Line
from pathfinders.views.needs import (
    SUGGESTED,
    TONES,
    money_of,
    page_of,
    query_of,
)


@require_safe
def offer_list(request):
    """Show all offers to the secretariat; those of the past are marked."""
    _require_keeper(request)
    filters = OfferFilters(request.GET)
    rows = reads.narrowed_offers(reads.offers_of(request.user), filters.chosen())
    page = page_of(request, rows)
    context = {
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "page": page,
        "rows": [_row(offer) for offer in page],
        "breadcrumbs": [*_way(), Line(_("Offers"))],
    }
    return render(request, "pathfinders/offer_list.html", context)


def _require_keeper(request) -> None:
    if not rules.may_keep_offers(request.user):
        raise PermissionDenied


def _way() -> list[Line]:
    return [Line(_("Needs and offers"), url=reverse("pathfinders:needs-board"))]


def _row(offer: SupportOffer) -> dict:
    return {
        "offer": offer,
        "money": money_of(offer),
        "topics": matching.words_of(Topic, offer.topics) or _("Any topic"),
        "regions": matching.words_of(Region, offer.regions) or _("All regions"),
    }


@require_safe
def detail(request, pk):
    """Show an offer; a country sees only what is held against its own needs."""
    offer = get_object_or_404(reads.offers_of(request.user), pk=pk)
    may_keep = rules.may_keep_offers(request.user)
    needs = SupportNeed.objects.visible_to(request.user)
    matches = offer.matches.filter(need__in=needs)
    matches = matches.select_related("need__pathfinder__country")
    lists = Line(_("Offers"), url=reverse("pathfinders:offers"))
    context = {
        "offer": offer,
        "facts": _facts(offer),
        "held": [(match, TONES[match.state]) for match in matches],
        "may_keep": may_keep,
        "suggested": _suggested(offer)[:SUGGESTED] if may_keep else [],
        "breadcrumbs": [*_way(), lists, Line(str(offer))] if may_keep else [],
    }
    return render(request, "pathfinders/offer_detail.html", context)


def _suggested(offer: SupportOffer) -> list[matching.Suggestion]:
    needs = reads.needs_to_answer(offer)
    return matching.needs_for(offer, needs, today=timezone.localdate())


def _facts(offer: SupportOffer) -> list[Line]:
    until = write_day(offer.ends_on) if offer.ends_on else _("No last day")
    money = [Line(_("Amount"), money_of(offer))] if offer.amount is not None else []
    languages = matching.words_of(Language, offer.languages) or _("Any language")
    return [
        Line(_("Offered by"), offer.offered_by),
        Line(_("Kind"), offer.get_kind_display()),
        *money,
        Line(_("Topics"), matching.words_of(Topic, offer.topics) or _("Any topic")),
        Line(
            _("Regions"), matching.words_of(Region, offer.regions) or _("All regions")
        ),
        Line(_("Languages"), languages),
        Line(_("Offered until"), until),
    ]


@get_or_post
def add(request):
    """Put an offer on record."""
    _require_keeper(request)
    offer = SupportOffer(created_by=request.user)
    return _form_page(
        request,
        offer,
        heading=_("Record an offer"),
        back_url=reverse("pathfinders:offers"),
        done_url=lazy(lambda: offer.get_absolute_url(), str)(),
    )


@get_or_post
def edit(request, pk):
    rows = SupportOffer.objects.visible_to(request.user)
    offer = get_object_or_404(rows, pk=pk)
    _require_keeper(request)
    url = offer.get_absolute_url()
    return _form_page(
        request, offer, heading=_("Edit the offer"), back_url=url, done_url=url
    )


def _form_page(request, offer, *, heading, back_url, done_url):
    form = OfferForm(posted(request), instance=offer)
    lists = Line(_("Offers"), url=reverse("pathfinders:offers"))
    return verb_page(
        request,
        form,
        lambda: support.save_offer(offer, write=form.save, by=request.user),
        heading=heading,
        over=_("Needs and offers"),
        lead=_(
            "Choose the partner or the action group. What is left open fits "
            "everything: no region ticked, all regions."
        ),
        button=_("Save the offer"),
        success=_("The offer is saved."),
        done_url=done_url,
        back_url=back_url,
        context={"breadcrumbs": [*_way(), lists, Line(heading)]},
    )

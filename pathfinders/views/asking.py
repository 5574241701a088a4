"""Pages on which a country asks for support, changes what it asks, or takes it back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm, ReasonForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders import rules, support
from pathfinders.enums import Language, NeedKind
from pathfinders.forms.support import NeedForm
from pathfinders.models import Action, SupportNeed
from pathfinders.selectors import support as reads
from pathfinders.views.frame import Line, breadcrumbs
from pathfinders.views.needs import (
    country_with_needs,
    find_need,
    frame,
    needs_url,
)


@get_or_post
def add(request, iso3):
    """Ask for support; `?action=` fills in what an action lacks, `?currency=` which."""
    pathfinder = country_with_needs(request, iso3)
    if not rules.may_ask_for_support(request.user, pathfinder):
        raise PermissionDenied
    action = _action(request, pathfinder)
    need = SupportNeed(pathfinder=pathfinder, action=action, created_by=request.user)
    initial = _prefilled(request, pathfinder, action)
    form = NeedForm(posted(request), instance=need, initial=initial)
    way = Line(_("Needs"), url=needs_url(pathfinder))
    return verb_page(
        request,
        form,
        lambda: support.save_need(need, write=form.save, by=request.user),
        heading=_("Ask for support"),
        over=str(pathfinder),
        lead=_("Your team and the secretariat read it; the secretariat looks for help.")
        if action is None
        else _("For the action “%(action)s”.") % {"action": action},
        button=_("Put the need on record"),
        success=_("The need is on record. The secretariat sees it on its board."),
        done_url=lazy(lambda: need.get_absolute_url(), str)(),
        back_url=needs_url(pathfinder),
        context={
            "breadcrumbs": breadcrumbs(pathfinder, way, Line(_("Ask for support"))),
            "is_example": pathfinder.is_example,
        },
    )


def _action(request, pathfinder) -> Action | None:
    """Return the action in the address; 404 for one of another country."""
    number = request.GET.get("action", "")
    if not number:
        return None
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Http404
    rows = Action.objects.filter(priority__roadmap__pathfinder=pathfinder)
    return get_object_or_404(rows.select_related("priority__roadmap"), pk=number)


def _prefilled(request, pathfinder, action: Action | None) -> dict:
    """Return what a new need starts with, from what is on record."""
    if action is None:
        return _languages(pathfinder.roadmaps.order_by("-number").first())
    roadmap = action.priority.roadmap
    roadmap.pathfinder = pathfinder
    known = _languages(roadmap)
    gaps = {
        each.currency: each for each in reads.gaps_of(action, roadmap, request.user)
    }
    gap = gaps.get(request.GET.get("currency", ""), next(iter(gaps.values()), None))
    known |= {"title": action.title[:300], "topics": reads.topics_of(action)}
    if gap is None:
        return known | {"kind": NeedKind.EXPERTISE}
    money = {"kind": NeedKind.MONEY, "amount": gap.gap, "currency": gap.currency}
    return known | money


def _languages(roadmap) -> dict:
    """Return the language of the roadmap, if support is given in it."""
    is_known = roadmap is not None and roadmap.language in Language.values
    return {"languages": [roadmap.language] if is_known else []}


@get_or_post
def edit(request, pk):
    need = _to_answer(request, pk)
    form = NeedForm(posted(request), instance=need)
    return verb_page(
        request,
        form,
        lambda: support.save_need(need, write=form.save, by=request.user),
        heading=_("Edit the need"),
        over=str(need.pathfinder),
        button=_("Save the need"),
        success=_("The need is saved."),
        done_url=reverse("pathfinders:need", kwargs={"pk": pk}),
        missing=support.why_fixed(need),
        context=frame(need, Line(_("Edit"))),
    )


@get_or_post
def withdraw(request, pk):
    need = _to_answer(request, pk)
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: support.withdraw_need(need, by=request.user, **form.cleaned_data),
        heading=_("Withdraw the need"),
        over=str(need),
        lead=_(
            "Nobody looks for support any more. The need stays on record with your "
            "reason, and can be reopened."
        ),
        button=_("Withdraw the need"),
        success=_("The need is withdrawn."),
        done_url=need.get_absolute_url(),
        missing=support.why_not_withdrawn(need),
        tone="stop",
        context=frame(need, Line(_("Withdraw"))),
    )


@get_or_post
def reopen(request, pk):
    need = _to_answer(request, pk)
    form = ConfirmForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: support.reopen_need(need, by=request.user),
        heading=_("Reopen the need"),
        over=str(need),
        lead=_("The need is open again. Offers held before stand as they stood."),
        button=_("Reopen the need"),
        success=_("The need is open again."),
        done_url=need.get_absolute_url(),
        missing=[] if need.withdrawn_on else [_("The need is not withdrawn.")],
        context=frame(need, Line(_("Reopen"))),
    )


def _to_answer(request, pk) -> SupportNeed:
    """Return the need to those who ask for the country; 403 to those who only read."""
    need = find_need(request, pk)
    if not rules.may_ask_for_support(request.user, need.pathfinder):
        raise PermissionDenied
    return need

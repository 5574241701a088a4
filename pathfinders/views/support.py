"""The secretariat's board of needs, and the decisions on an offer held against one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.forms import ReasonForm
from alliance87.core.spreadsheets import csv_response
from alliance87.core.verbs import (
    get_or_post,
    posted,
    posted_with_files,
    verb_page,
)
from pathfinders import matching, rules, support, workflow
from pathfinders.enums import Language, NeedState, Topic
from pathfinders.forms.support import (
    AgreeForm,
    DeliverForm,
    HoldForm,
    NeedFilters,
    NoteForm,
)
from pathfinders.models import SupportMatch
from pathfinders.selectors import support as reads
from pathfinders.views.frame import Line
from pathfinders.views.needs import (
    find_need,
    frame,
    need_rows,
    page_of,
    query_of,
    suggestions_for,
)

# --- The board ------------------------------------------------------------------------


@require_safe
def board(request):
    """Show all needs by state, those first that want an answer soonest."""
    filters, needs = _filtered(request)
    page = page_of(request, needs)
    counts = reads.counts_by_state(needs)
    by_state = not filters.chosen().get("sort")
    context = {
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "page": page,
        "groups": _groups(need_rows(page), counts if by_state else {}),
        "counts": [Line(str(NeedState(key).label), n) for key, n in counts.items()],
        "total": page.paginator.count,
        "overdue": needs.filter(is_overdue=True).count(),
    }
    return render(request, "pathfinders/support_board.html", context)


def _filtered(request) -> tuple:
    """Return the filters and the needs they leave."""
    if not rules.may_keep_offers(request.user):
        raise PermissionDenied
    filters = NeedFilters(request.GET, whole=True)
    needs = reads.narrowed(reads.needs_of(request.user), filters.chosen())
    return filters, needs


def _groups(rows, counts) -> list[tuple[str, int, list]]:
    """Return the rows of a page under their states; under none without counts."""
    groups: dict[str, list] = {}
    for row in rows:
        groups.setdefault(row.need.state if counts else "", []).append(row)
    return [
        (str(NeedState(state).label) if state else "", counts.get(state, 0), members)
        for state, members in groups.items()
    ]


@require_safe
def board_csv(request):
    """Deliver the same needs as a spreadsheet, all pages of them."""
    _filters, needs = _filtered(request)
    header = [
        *(_("Code"), _("Country"), _("Example"), _("Region"), _("State")),
        *(_("Overdue"), _("Kind"), _("Need"), _("Amount"), _("Currency")),
        *(_("Topics"), _("Languages"), _("Answer wanted by"), _("Offers held")),
    ]
    name = f"needs-{timezone.localdate().isoformat()}"
    return csv_response(name, header, (_csv_row(need) for need in needs))


def _csv_row(need) -> list:
    country = need.pathfinder.country
    amount = None if need.amount is None else float(need.amount)
    return [
        country.iso3,
        str(country),
        _("yes") if country.is_example else _("no"),
        country.get_region_display(),
        NeedState(need.state).label,
        _("yes") if need.is_overdue else _("no"),
        need.get_kind_display(),
        need.title,
        amount,
        need.currency,
        matching.words_of(Topic, need.topics),
        matching.words_of(Language, need.languages),
        need.answer_by.isoformat() if need.answer_by else "",
        need.offers_held,
    ]


# --- Holding an offer against a need --------------------------------------------------


@get_or_post
def hold(request, pk):
    """Hold an offer against a need; `?offer=` chooses it beforehand."""
    need = find_need(request, pk)
    if not rules.may_keep_offers(request.user):
        raise PermissionDenied
    suggested = suggestions_for(need)
    form = HoldForm(
        posted(request),
        initial={"offer": request.GET.get("offer", "")},
        offers=reads.offers_to_hold(need),
        suggested=suggested,
    )
    return verb_page(
        request,
        form,
        lambda: support.hold_against(need, by=request.user, **form.cleaned_data),
        heading=_("Make an offer for the need"),
        over=str(need),
        lead=_(
            "The country’s team sees the offer and the note from now on. The focal "
            "point agrees or declines."
        ),
        button=_("Make the offer"),
        success=_("The country sees the offer now."),
        done_url=need.get_absolute_url(),
        missing=[_("The need is withdrawn. It can be reopened on its page.")]
        if need.withdrawn_on
        else [],
        template="pathfinders/support_hold.html",
        context=frame(need, Line(_("Make an offer"))) | {"suggested": suggested},
    )


@get_or_post
def offer_again(request, need, pk):
    """Make an offer once more that was declined."""
    match = _find(request, need, pk)
    if not rules.may_keep_offers(request.user):
        raise PermissionDenied
    form = NoteForm(posted(request))
    return _match_page(
        request,
        match,
        form,
        lambda: support.hold_against(
            match.need, offer=match.offer, by=request.user, **form.cleaned_data
        ),
        verb="offer_again",
        heading=_("Make the offer again"),
        lead=_("The country’s team is asked once more to agree or decline."),
        success=_("The offer is made again."),
    )


# --- What the country says ------------------------------------------------------------


@get_or_post
def agree(request, need, pk):
    match = _to_answer(request, need, pk)
    form = AgreeForm(posted(request), initial={"on": timezone.localdate()})
    return _match_page(
        request,
        match,
        form,
        lambda: workflow.agree_to_offer(match, by=request.user, **form.cleaned_data),
        verb="agree",
        heading=_("Agree to the offer"),
        lead=_(
            "You record that both sides agreed. Kind and amount of the need and of "
            "the offer are fixed from here."
        ),
        success=_("The offer is agreed."),
    )


@get_or_post
def decline(request, need, pk):
    match = _to_answer(request, need, pk)
    form = ReasonForm(posted(request))
    return _match_page(
        request,
        match,
        form,
        lambda: workflow.decline_offer(match, by=request.user, **form.cleaned_data),
        verb="decline",
        heading=_("Decline the offer"),
        lead=_(
            "The offer no longer counts for this need. The secretariat reads the "
            "reason, and can make the offer again."
        ),
        success=_("The offer is declined."),
        tone="stop",
    )


@get_or_post
def deliver(request, need, pk):
    match = _to_answer(request, need, pk)
    form = DeliverForm(*posted_with_files(request))
    return _match_page(
        request,
        match,
        form,
        lambda: workflow.deliver_support(match, by=request.user, **form.cleaned_data),
        verb="deliver",
        heading=_("Record that the support was delivered"),
        lead=_("This cannot be taken back. It is not shown to the public."),
        success=_("The support is recorded as delivered."),
    )


def _find(request, need_pk, pk) -> SupportMatch:
    need = find_need(request, need_pk)
    rows = need.matches.select_related("offer__partner", "offer__action_group")
    match = get_object_or_404(rows, pk=pk)
    match.need = need
    return match


def _to_answer(request, need_pk, pk) -> SupportMatch:
    """Return the match to those who answer for the country; 403 to other readers."""
    match = _find(request, need_pk, pk)
    if not rules.may_ask_for_support(request.user, match.need.pathfinder):
        raise PermissionDenied
    return match


def _match_page(request, match, form, act, *, verb, heading, lead, success, tone=""):
    options = workflow.MATCH.options(match, request.user)
    option = next((each for each in options if each.move.verb == verb), None)
    not_now = _("Not possible now: the offer is “%(state)s”.") % {
        "state": match.get_state_display()
    }
    facts = _("%(offer)s, offered by %(who)s.") % {
        "offer": match.offer,
        "who": match.offer.offered_by,
    }
    return verb_page(
        request,
        form,
        act,
        heading=heading,
        over=str(match.need),
        lead=f"{facts} {lead}",
        button=heading,
        success=success,
        done_url=reverse("pathfinders:need", kwargs={"pk": match.need_id}),
        missing=option.missing if option else [not_now],
        tone=tone,
        context=frame(match.need, Line(heading)),
    )

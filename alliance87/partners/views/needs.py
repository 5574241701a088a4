"""What all action groups lack, for the Global Coordinating Group: list and tables."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import (
    Column,
    SheetOut,
    csv_response,
    xlsx_response,
)
from alliance87.partners import rules, workflow
from alliance87.partners.forms.needs import NeedFilters
from alliance87.partners.models import ActionGroup, ResourceNeed
from alliance87.partners.selectors import needs as reads
from alliance87.partners.selectors.directory import shown_to
from alliance87.partners.views.frame import Line, page_of, query_of
from alliance87.partners.views.group_frame import (
    NEED_TONES,
    group_url,
    moves,
    way_to,
)


@require_safe
def need_list(request):
    """List the needs: what waits for an answer first, what is over last."""
    filters = _filters_of(request)
    page = page_of(request, reads.needs(request.user, filters.chosen()))
    context = {
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "page": page,
        "rows": [listed(need, request.user) for need in page],
        "needs_url": reverse("partners:needs"),
        "breadcrumbs": way_to(None, Line(_("Resource needs"))),
    }
    return render(request, "partners/need_list.html", context)


def _filters_of(request) -> NeedFilters:
    """Return the filters to those who may open the list; 403 for all others."""
    if not rules.may_list_resource_needs(request.user):
        raise PermissionDenied
    seen = ResourceNeed.objects.visible_to(request.user)
    groups = ActionGroup.objects.filter(pk__in=seen.order_by().values("group"))
    return NeedFilters(request.GET, groups=groups)


def listed(need: ResourceNeed, user) -> dict:
    """Return a need as a row shows it, with the moves open to the reader."""
    return {
        "need": need,
        "tone": NEED_TONES[need.state],
        "offered_by": shown_to(user, need.offered_by),
        "moves": _moves(need, user),
    }


def _moves(need: ResourceNeed, user) -> list[Line]:
    return moves(
        workflow.RESOURCE_NEED.options(need, user),
        lambda verb: group_url(need.group, "group-need-move", pk=need.pk, verb=verb),
    )


# --- The same as a table --------------------------------------------------------------


@require_safe
def needs_csv(request):
    """Deliver the rows that the filters leave."""
    header, rows = _table(request)
    return csv_response(_file_name(), header, rows)


@require_safe
def needs_xlsx(request):
    """Deliver the same rows as a workbook."""
    header, rows = _table(request)
    wide = {_("What is needed"), _("What became of it"), _("Note")}
    columns = [Column(title, 40 if title in wide else 20) for title in header]
    sheet = SheetOut(_("Resource needs"), columns, rows, frozen=1)
    return xlsx_response(_file_name(), [sheet])


def _file_name() -> str:
    return f"resource-needs-{timezone.localdate():%Y-%m-%d}"


def _table(request) -> tuple[list[str], list[list]]:
    rows = reads.needs(request.user, _filters_of(request).chosen())
    header = [
        *(_("Action group"), _("What is needed"), _("State"), _("Amount")),
        *(_("Currency"), _("Raised on"), _("Sent to the Group")),
        *(_("Offered by"), _("What became of it"), _("Note"), _("Example")),
        _("Page"),
    ]
    return header, [_cells(need, request) for need in rows]


def _cells(need: ResourceNeed, request) -> list:
    offered_by = shown_to(request.user, need.offered_by)
    return [
        *(str(need.group), need.what, need.get_state_display(), need.amount),
        *(need.currency, need.raised_on, need.sent_on),
        *(str(offered_by) if offered_by else None, need.outcome, need.note),
        _("yes") if need.group.is_example else _("no"),
        request.build_absolute_uri(f"{need.group.get_absolute_url()}#needs"),
    ]

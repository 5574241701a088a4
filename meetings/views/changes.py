"""What changed between two meetings or two days: the page and its files."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.changes import Asked, newest_first, tally, told
from alliance87.core.exceptions import ReportError
from alliance87.core.models import Country
from alliance87.core.spreadsheets import csv_response, xlsx_response
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from meetings.forms.changes import ChangesFilters
from meetings.reports import changes as printed
from meetings.selectors.changes import KINDS, SOURCES, meetings_to_choose
from meetings.views.frame import PAGE_ROWS
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line


@dataclass(frozen=True, slots=True)
class CountRow:
    """How often each kind changed in one country; None: in no single one.

    `is_offered`: the reader can choose the country, so the numbers lead somewhere.
    """

    country: Country | None
    is_offered: bool
    numbers: tuple[tuple[str, str, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _kind, _label, number in self.numbers)


def _asked(request) -> tuple[ChangesFilters, Asked]:
    user = request.user
    known = Pathfinder.objects.visible_to(user).values("country")
    filters = ChangesFilters(
        request.GET,
        meetings=list(meetings_to_choose(user)),
        countries=Country.objects.filter(pk__in=known).by_name(),
    )
    chosen = filters.chosen()
    asked = Asked(
        period=filters.span().period,
        user=user,
        kind=chosen.get("kind", ""),
        country=chosen.get("country"),
    )
    return filters, asked


@login_not_required
@require_safe
def changes(request):
    """Count what changed by country and kind, and list it, the newest first."""
    filters, asked = _asked(request)
    page = Paginator(newest_first(SOURCES, asked), PAGE_ROWS).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    counts = tally(SOURCES, asked)
    here = query.copy()
    for name in ("kind", "country"):
        here.pop(name, None)
    context = {
        "filters": filters,
        "is_filtered": bool(filters.chosen()),
        "query": query.urlencode(),
        "span_query": here.urlencode(),
        "span": filters.span(),
        "asked": asked,
        "page": page,
        "rows": [
            (each, each.put_on_record_apart(asked.period))
            for each in told(SOURCES, page.object_list, asked)
        ],
        "labels": KINDS,
        "kinds": _kinds_in(counts),
        "counts": _count_rows(counts, set(filters.fields["country"].queryset)),
        "breadcrumbs": [
            Line(_("Meetings"), url=reverse("meetings:meetings")),
            Line(_("What changed")),
        ],
    }
    return render(request, "meetings/changes.html", context)


def _kinds_in(counts) -> list[tuple[str, str]]:
    """Return the kinds that occur, with their names, in the usual order."""
    found = {kind for numbers in counts.values() for kind in numbers}
    return [(kind, str(label)) for kind, label in KINDS.items() if kind in found]


def _count_rows(counts, offered: set[Country]) -> list[CountRow]:
    """Return the countries by name; what is of no single country comes last."""
    kinds = _kinds_in(counts)
    names = Country.objects.filter(pk__in=[key for key in counts if key]).by_name()
    rows = [*names, *([None] if None in counts else [])]
    return [
        CountRow(
            country,
            country in offered,
            tuple(
                (kind, label, counts[country.pk if country else None].get(kind, 0))
                for kind, label in kinds
            ),
        )
        for country in rows
    ]


# --- Files ----------------------------------------------------------------------------


@login_not_required
@require_safe
def changes_csv(request):
    _filters, asked = _asked(request)
    header, lines = printed.table(asked)
    return csv_response(_file_name(asked), header, lines)


@login_not_required
@require_safe
def changes_xlsx(request):
    _filters, asked = _asked(request)
    return xlsx_response(_file_name(asked), [printed.sheet(asked)])


@login_not_required
@require_safe
def changes_pdf(request):
    """Print exactly what was asked for; a very long list has to be narrowed first."""
    filters, asked = _asked(request)
    listed = newest_first(SOURCES, asked)
    back = f"{reverse('meetings:changes')}?{request.GET.urlencode()}"
    if listed.count() > printed.MOST:
        messages.error(request, printed.too_many())
        return redirect(back)
    try:
        content = printed.changes_pdf(filters.span(), asked)
    except ReportError as error:
        refuse(request, error)
        return redirect(back)
    return show_pdf(content, _file_name(asked))


def _file_name(asked: Asked) -> str:
    period = asked.period
    return f"changes-{period.after.isoformat()}-{period.until.isoformat()}"

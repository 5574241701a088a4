"""The portfolio of the Group: all countries on one page, each cell with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from alliance87.core.enums import Region
from alliance87.core.exceptions import ReportError
from alliance87.core.spreadsheets import csv_response, xlsx_response
from alliance87.core.templatetags.a87 import icon
from alliance87.core.unchanged import one_snapshot, unchanged
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from monitoring import rules
from monitoring.forms.portfolio import ORDERS, REGION, PortfolioFilters
from monitoring.forms.values import AsOfForm
from monitoring.reports import portfolio as printed
from monitoring.selectors.portfolio import PortfolioRow, portfolio
from monitoring.selectors.portfolio_cells import COLUMNS, Cell
from pathfinders.models import Pathfinder
from pathfinders.selectors.public import plain
from pathfinders.views.frame import Line

ROWS_PER_PAGE = 50
LEGEND = (
    ("good", gettext_lazy("Up to date, done")),
    ("half", gettext_lazy("Under way")),
    ("watch", gettext_lazy("Needs a look, due soon")),
    ("stop", gettext_lazy("Overdue or too old")),
    ("hold", gettext_lazy("On hold")),
    ("todo", gettext_lazy("Not begun")),
    ("na", gettext_lazy("Not yet due")),
    ("none", gettext_lazy("No record: cannot tell")),
)


@dataclass(frozen=True, slots=True)
class View:
    """Exactly what was asked for: the rows in their order, and the words of it.

    Of a page only its own rows; `total` counts the countries of all pages.
    """

    filters: PortfolioFilters
    as_of: date | None
    groups: list[tuple[str, list[PortfolioRow]]]
    page: Page | None
    total: int

    @property
    def rows(self) -> list[PortfolioRow]:
        return [row for _heading, rows in self.groups for row in rows]

    @property
    def day(self) -> date:
        return self.as_of or timezone.localdate()


def _filters(request) -> PortfolioFilters:
    """Return what was asked for, or answer 404 to those for whom there is nothing."""
    if not rules.may_see_portfolio(request.user):
        raise Http404
    return PortfolioFilters(request.GET)


def _view(user, filters: PortfolioFilters, *, page: str | None = None) -> View:
    """Return the view; without `page` all rows.

    What a row says is read for those that are shown, and for the others only where it
    decides on their place.
    """
    chosen = filters.chosen()
    as_of = chosen.get("as_of")
    listed, made = _listed(user, chosen), {}
    if chosen.get("stage") or chosen.get("sort") in ORDERS:
        rows = portfolio(listed, user, as_of=as_of)
        if stage := chosen.get("stage"):
            rows = [row for row in rows if row.stage == stage]
        made = {row.pathfinder.pk: row for row in _ordered(rows, chosen.get("sort"))}
        listed = [row.pathfinder for row in made.values()]
    groups = _grouped(listed, chosen.get("group", ""))
    shown = [each for _heading, some in groups for each in some]
    current = None
    if page is not None:
        current = Paginator(shown, ROWS_PER_PAGE).get_page(page)
        shown = list(current)
    if not made:
        rows = portfolio(shown, user, as_of=as_of)
        made = {row.pathfinder.pk: row for row in rows}
    keys = {each.pk for each in shown}
    own = [
        (heading, [made[each.pk] for each in some if each.pk in keys])
        for heading, some in groups
    ]
    total = sum(not each.is_example for each in listed)
    return View(filters, as_of, [each for each in own if each[1]], current, total)


def _listed(user, chosen: dict) -> list[Pathfinder]:
    """Return the countries of a region and with certain words, by name."""
    countries = Pathfinder.objects.visible_to(user).select_related("country")
    if region := chosen.get("region"):
        countries = countries.filter(country__region=region)
    named = sorted((plain(str(each)), each.pk, each) for each in countries)
    words = plain(chosen.get("q", ""))
    return [each for name, _key, each in named if words in name]


def _ordered(rows: Sequence[PortfolioRow], by: str | None) -> Sequence[PortfolioRow]:
    """Return rows, which stand by name, by a column; what it cannot tell comes last."""
    if by not in ORDERS:
        return rows
    _label, largest_first = ORDERS[by]
    known = [row for row in rows if row.cells[by].sort is not None]
    silent = [row for row in rows if row.cells[by].sort is None]
    known.sort(key=lambda row: row.cells[by].sort, reverse=largest_first)
    return known + silent


def _grouped(
    countries: Sequence[Pathfinder], by: str
) -> list[tuple[str, list[Pathfinder]]]:
    """Return the real countries, by region if asked for, and then the examples."""
    real = [each for each in countries if not each.is_example]
    groups = [(_("Countries"), real)]
    if by == REGION:
        groups = [
            (
                str(region.label),
                [each for each in real if each.country.region == region],
            )
            for region in Region
        ]
        known = set(Region.values)
        rest = [each for each in real if each.country.region not in known]
        groups.append((_("No region on record"), rest))
    groups.append((_("Examples"), [each for each in countries if each.is_example]))
    return [(heading, some) for heading, some in groups if some]


# --- The page -------------------------------------------------------------------------


@require_safe
@one_snapshot
def portfolio_page(request):
    """Show a line for each country; every cell leads to its reason."""
    filters = _filters(request)
    query = request.GET.copy()
    query.pop("page", None)
    as_of = filters.chosen().get("as_of")
    context = {
        "as_of": as_of,
        "day": as_of or timezone.localdate(),
        "query": query.urlencode(),
        "table": unchanged(
            request,
            partial(_table, filters, request.GET.get("page") or "1", query.urlencode()),
            "portfolio",
            request.GET.urlencode(),
        ),
    }
    return render(request, "monitoring/portfolio.html", context)


def _table(filters: PortfolioFilters, page: str, query: str, reader) -> SafeString:
    """Return what the page says to a reader below its title."""
    view = _view(reader, filters, page=page)
    context = {
        "view": view,
        "filters": filters,
        "is_filtered": bool(filters.chosen()),
        "query": query,
        "page": view.page,
        "total": view.total,
        "columns": COLUMNS.values(),
        "groups": [(heading, _body(rows, view)) for heading, rows in view.groups],
        "legend": LEGEND,
    }
    return render_to_string("monitoring/portfolio_table.html", context)


def _body(rows: Sequence[PortfolioRow], view: View) -> SafeString:
    """Return the rows of the table: thousands of cells are too many for a template."""
    icons = {tone: icon(tone) for tone, _label in LEGEND}
    labels = {name: str(label) for name, label in COLUMNS.items()}
    example = format_html(' <span class="tag">{}</span>', _("Example"))
    return format_html_join(
        "\n",
        '<tr><th scope="row"><a href="{}">{}</a>{}</th>{}</tr>',
        (
            (
                row.pathfinder.get_absolute_url(),
                str(row.pathfinder),
                example if row.pathfinder.is_example else "",
                _cells(row, reasons_url(row.pathfinder, view.as_of), labels, icons),
            )
            for row in rows
        ),
    )


def _cells(row: PortfolioRow, url: str, labels: dict, icons: dict) -> SafeString:
    name = str(row.pathfinder)
    return format_html_join(
        "",
        '<td data-label="{}"><div><a class="why" href="{}#{}">{}<span class="vh">: {}, '
        "{}</span></a>{}</div></td>",
        (
            (labels[key], url, key, _said(cell, icons), labels[key], name, _note(cell))
            for key, cell in row.cells.items()
        ),
    )


def _said(cell: Cell, icons: dict) -> SafeString:
    if not cell.tone:
        return format_html("{}", cell.text)
    return format_html(
        '<span class="state state--{}">{}<span>{}</span></span>',
        cell.tone,
        icons[cell.tone],
        cell.text,
    )


def _note(cell: Cell) -> SafeString | str:
    if not cell.note:
        return ""
    return format_html('<span class="table__note">{}</span>', cell.note)


def reasons_url(pathfinder: Pathfinder, as_of: date | None) -> str:
    keys = {"iso3": pathfinder.country.slug}
    url = reverse("monitoring:portfolio-reasons", kwargs=keys)
    return f"{url}?as_of={as_of.isoformat()}" if as_of else url


@require_safe
def reasons(request, iso3):
    """Say why each cell of a country reads as it does, and where that is kept."""
    if not rules.may_see_portfolio(request.user):
        raise Http404
    rows = Pathfinder.objects.visible_to(request.user).select_related("country")
    pathfinder = get_object_or_404(rows, country__iso3=iso3.upper())
    filters = AsOfForm(request.GET)
    [row] = portfolio([pathfinder], request.user, as_of=filters.day())
    back = reverse("monitoring:portfolio")
    if filters.day():
        back = f"{back}?as_of={filters.day().isoformat()}"
    context = {
        "pathfinder": pathfinder,
        "cells": [(key, COLUMNS[key], cell) for key, cell in row.cells.items()],
        "filters": filters,
        "as_of": filters.day(),
        "day": filters.day() or timezone.localdate(),
        "back": back,
        "now_url": reasons_url(pathfinder, None),
        "is_example": pathfinder.is_example,
        "breadcrumbs": [Line(_("Portfolio"), url=back), Line(str(pathfinder))],
    }
    return render(request, "monitoring/portfolio_reasons.html", context)


# --- Files ----------------------------------------------------------------------------


@require_safe
def portfolio_csv(request):
    view = _view(request.user, _filters(request))
    return csv_response(_file_name(view), *printed.table(view.rows))


@require_safe
def portfolio_xlsx(request):
    view = _view(request.user, _filters(request))
    return xlsx_response(_file_name(view), [printed.sheet(view.rows)])


@require_safe
def portfolio_pdf(request):
    """Print exactly what the page shows: its day, its filters, its order."""
    view = _view(request.user, _filters(request))
    try:
        content = printed.portfolio_pdf(
            view.groups, view.day, filters=_in_words(view.filters)
        )
    except ReportError as error:
        refuse(request, error)
        return redirect(f"{reverse('monitoring:portfolio')}?{request.GET.urlencode()}")
    return show_pdf(content, _file_name(view))


def _in_words(filters: PortfolioFilters) -> str:
    """Return what was chosen, each filter with its name; empty: nothing was."""
    chosen = filters.chosen()
    words = []
    for name, value in chosen.items():
        field = filters.fields[name]
        if name == "as_of":
            continue
        said = dict(getattr(field, "choices", ())).get(value, value)
        words.append(_("%(label)s: %(text)s") % {"label": field.label, "text": said})
    return "; ".join(words)


def _file_name(view: View) -> str:
    return f"portfolio-{view.day.isoformat()}"

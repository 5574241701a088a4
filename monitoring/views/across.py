"""One indicator across countries: table, dots, small charts, map, and their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.charts import UN_BOUNDARY_NOTE, Chart, legend
from alliance87.core.charts.files import chart_file
from alliance87.core.charts.multiples import MOST
from alliance87.core.exceptions import ReportError
from alliance87.core.templatetags.a87 import icon
from alliance87.core.unchanged import one_snapshot, unchanged
from alliance87.core.verbs import refuse
from monitoring.enums import SourceKind
from monitoring.figures.across import map_classes, newest_table, notes_of
from monitoring.figures.codes import TEMPLATE
from monitoring.figures.shown import Printed
from monitoring.forms.across import AcrossFilters
from monitoring.models import Definition, Indicator
from monitoring.recording import valid_on
from monitoring.selectors.across import Across, AcrossRow, across, printed_of
from monitoring.selectors.portfolio_cells import age_tone
from monitoring.templatetags.values import value
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line

TONES = ("good", "watch", "stop")
ROWS_PER_PAGE = 50
CHARTS = ("newest", "years", "map")
PICTURE = {"chart": "world", "kind": "svg"}


@dataclass(frozen=True, slots=True)
class View:
    """Exactly what was asked for; `query` keeps it in other addresses."""

    definition: Definition
    filters: AcrossFilters
    as_of: date | None
    found: Across

    @property
    def query(self) -> str:
        return query_of(self.filters)


def query_of(filters) -> str:
    """Return the readable filters as an address carries them, with "?" before."""
    chosen = filters.chosen()
    pairs = "&".join(f"{name}={value}" for name, value in chosen.items())
    return f"?{pairs}" if pairs else ""


def countries_for(user, chosen: dict):
    """Return the countries that a person may see, of a region if one was chosen."""
    countries = Pathfinder.objects.visible_to(user).select_related("country")
    if region := chosen.get("region"):
        countries = countries.filter(country__region=region)
    return countries


def _definition(code: str) -> Definition:
    """Return what an indicator means today, or answer 404."""
    # Countries repeat the template under codes of their own.
    standard = Indicator.objects.standard().exclude(code=TEMPLATE)
    rows = Definition.objects.filter(indicator__in=standard, indicator__code=code)
    definitions = get_list_or_404(rows.select_related("indicator"))
    return valid_on(definitions, timezone.localdate())


def _view(definition: Definition, filters: AcrossFilters, reader) -> View:
    chosen = filters.chosen()
    as_of = chosen.get("as_of")
    countries = countries_for(reader, chosen)
    found = across(definition, countries, reader, as_of=as_of)
    return View(definition, filters, as_of, found)


# --- The page -------------------------------------------------------------------------


class Said(NamedTuple):
    """What the page says to a reader: in its head, and below."""

    lead: str
    day: date
    has_numbers: bool
    body: SafeString


@login_not_required
@require_safe
@one_snapshot
def across_page(request, code):
    """Show the newest value of each country, by the alphabet."""
    definition = _definition(code)
    filters = AcrossFilters(request.GET)
    asked = ("across", code, request.GET.urlencode())
    number = request.GET.get("page")
    make = partial(_said, definition, filters, number)
    context = {
        "said": unchanged(request, make, *asked),
        "definition": definition,
        "is_past": "as_of" in filters.chosen(),
        "csv_url": _files(code, query_of(filters), "newest")["csv"],
        "breadcrumbs": [
            Line(_("Home"), url="/"),
            Line(_("Indicators"), url=reverse("monitoring:indicator-list")),
            Line(code, url=definition.indicator.get_absolute_url()),
            Line(_("Across countries")),
        ],
    }
    return render(request, "monitoring/across.html", context)


def _said(
    definition: Definition, filters: AcrossFilters, number: str | None, reader
) -> Said:
    view = _view(definition, filters, reader)
    found, code = view.found, definition.indicator.code
    examples = [row for row in found.examples if row.version]
    page = Paginator([*found.spoken, *examples], ROWS_PER_PAGE).get_page(number)
    context = {
        "found": found,
        "definition": definition,
        "filters": filters,
        "is_filtered": bool(filters.chosen()),
        "page_url": _url("across", code),
        "page": page,
        "query": view.query.removeprefix("?"),
        "groups": _groups(page, view),
        "has_headings": bool(found.spoken and examples),
        "tones": zip(TONES, age_words(), strict=True),
        # The table of the page is that of the chart.
        "newest": found.newest if found.drawn else None,
        "drawn_most": MOST if len(found.drawn) > MOST else 0,
        "files": {name: _files(code, view.query, name) for name in CHARTS},
        "picture_url": _url("across-file", code, **PICTURE) + view.query,
        "legend": legend(map_classes()),
        "boundary_note": UN_BOUNDARY_NOTE,
    }
    body = render_to_string("monitoring/across_body.html", context)
    return Said(found.counted, found.on, bool(found.newest), body)


def _url(name: str, code: str, **keys) -> str:
    return reverse(f"monitoring:{name}", kwargs={"code": code} | keys)


def _files(code: str, query: str, chart: str) -> dict[str, str]:
    return {
        kind: _url("across-file", code, chart=chart, kind=kind) + query
        for kind in ("svg", "png", "csv")
    }


def age_words() -> list[str]:
    """Say what the tones of ages mean, in the order of `TONES`."""
    return [_("Up to date"), _("Older"), _("Too old")]


def _groups(page: Page, view: View) -> list[tuple[str, SafeString]]:
    """Return the rows of a page of the table under their headings."""
    printed = printed_of(page)
    groups = (
        (_("Countries"), [row for row in page if not row.is_example]),
        (_("Examples"), [row for row in page if row.is_example]),
    )
    return [(heading, _body(rows, printed, view)) for heading, rows in groups if rows]


def _body(
    rows: Sequence[AcrossRow], printed: dict[int, Printed], view: View
) -> SafeString:
    """Return rows of the table, with what stands for their values by country."""
    labels = [str(each) for each in (_("Value"), _("Year"), _("Source"), _("Note"))]
    icons = {tone: icon(tone) for tone in TONES}
    day = f"?as_of={view.as_of.isoformat()}" if view.as_of else ""
    return format_html_join(
        "\n",
        '<tr><th scope="row"><a href="{}">{}</a></th><td data-label="{}"><div>{}</div>'
        '</td><td data-label="{}"><div>{}</div></td><td data-label="{}"><div>{}</div>'
        '</td><td data-label="{}"{}><div>{}</div></td></tr>',
        (
            (
                _course_url(row, view, day),
                row.standing.name,
                *(labels[0], _value(row, printed[row.pathfinder.pk], view)),
                *(labels[1], _year(row, icons)),
                *(labels[2], _source(printed[row.pathfinder.pk])),
                *(labels[3], *_note(row)),
            )
            for row in rows
        ),
    )


def _course_url(row: AcrossRow, view: View, day: str) -> str:
    keys = {
        "iso3": row.pathfinder.country.slug,
        "code": view.definition.indicator.code,
    }
    return reverse("monitoring:course", kwargs=keys) + day


def _value(row: AcrossRow, printed: Printed, view: View) -> SafeString:
    return value(printed, about=row.standing.name, as_of=view.as_of)


def _year(row: AcrossRow, icons: dict) -> SafeString:
    standing = row.standing
    if standing.age is None:
        return format_html("{}", str(standing.year))
    tone = age_tone(standing.age)
    words = ngettext("%(count)s year old", "%(count)s years old", standing.age)
    return format_html(
        '{} <span class="table__note"><span class="state state--{}">{}<span>{}</span>'
        "</span></span>",
        str(standing.year),
        tone,
        icons[tone],
        words % {"count": standing.age},
    )


def _source(printed: Printed) -> SafeString:
    source = printed.version.observation.source
    if source is None:
        return format_html('<span class="table__gap">{}</span>', _("Not named"))
    return format_html(
        '{}<span class="table__note">{}</span>',
        str(source),
        str(SourceKind(source.kind).label),
    )


def _note(row: AcrossRow) -> tuple[SafeString, SafeString]:
    """Return the class of a cell that a phone leaves out, and what is in the cell."""
    notes = notes_of(row.standing)
    if not notes:
        return SafeString(' class="table__none"'), SafeString("")
    if row.standing.apart:
        notes[0] = _("Stands apart. %(why)s") % {"why": notes[0]}
    return SafeString(""), format_html_join(" ", "{}", ((each,) for each in notes))


# --- Files ----------------------------------------------------------------------------


@login_not_required
@require_safe
def across_file(request, code, chart, kind):
    """Deliver a chart of exactly this view as SVG, PNG or CSV.

    `world.svg` is the map of the page: a picture, so that the page itself stays light.
    """
    view = _view(_definition(code), AcrossFilters(request.GET), request.user)
    if {"chart": chart, "kind": kind} == PICTURE and view.found.map:
        return HttpResponse(view.found.map.drawing.alone(), "image/svg+xml")
    found = _chart(view.found, chart, kind)
    if found is None:
        raise Http404
    try:
        return chart_file(found, kind)
    except ReportError as error:
        refuse(request, error)
        return redirect(_url("across", code) + view.query)


def _chart(found: Across, name: str, kind: str) -> Chart | None:
    """Return the chart to deliver; without a number to draw there is only a table."""
    if name in {"years", "map"}:
        return found.years if name == "years" else found.map
    if name != "newest" or not found.newest:
        return None
    if kind == "csv":
        return newest_table(found.newest, [row.standing for row in found.real])
    return found.newest if found.drawn else None

"""Rows of a roadmap to take away: to edit them in a spreadsheet, or to read them."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import Blocked
from alliance87.core.numbers import write_amount
from alliance87.core.spreadsheets import csv_response, xlsx_response
from alliance87.core.verbs import get_or_post, refuse
from pathfinders import rules
from pathfinders.enums import FundingKind
from pathfinders.exchange.apply import take_rows_away
from pathfinders.exchange.bringing import RETURNED_ROWS_MAX
from pathfinders.exchange.workbook import export_sheets
from pathfinders.row_values import Directory
from pathfinders.selectors import roadmap_table
from pathfinders.selectors.money import Money
from pathfinders.snapshots import RowKind, from_json
from pathfinders.views.frame import Line
from pathfinders.views.roadmap import (
    find_roadmap,
    frame,
    or_sign_in,
    page_url,
    require,
)


@get_or_post
def roadmap_export(request, iso3, number):
    """Explain the file, and hand it out: each one is remembered to be compared."""
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_edit_roadmap(request.user, roadmap))
    if request.method == "POST":
        try:
            return _workbook(roadmap, request.user)
        except Blocked as error:
            refuse(request, error)
    rows_url = page_url(roadmap, "roadmap-rows")
    heading = _("Edit in a spreadsheet")
    page = {
        "heading": heading,
        "back_url": rows_url,
        "import_url": page_url(roadmap, "import-start"),
    }
    way = (Line(_("Priorities and actions"), url=rows_url), Line(heading))
    return render(
        request, "pathfinders/exchange_export.html", frame(roadmap, *way) | page
    )


def _workbook(roadmap, user):
    export = take_rows_away(roadmap, by=user)
    export.roadmap = roadmap
    rows = from_json(export.rows)
    for kind in RowKind:
        if sum(row.kind == kind for row in rows) > RETURNED_ROWS_MAX:
            raise Blocked(
                [
                    _(
                        "This roadmap has more than %s rows of one kind: a file of "
                        "that size could not come back. Edit it here."
                    )
                    % RETURNED_ROWS_MAX
                ]
            )
    sheets = export_sheets(export, rows, Directory.of(roadmap))
    return xlsx_response(_file_name(roadmap), sheets)


@login_not_required
@require_safe
@or_sign_in
def roadmap_csv(request, iso3, number):
    """Hand out the official table to read, with the amounts this person may see."""
    roadmap = find_roadmap(request, iso3, number)
    header = [
        *(_("Priorities"), _("Actions"), _("Partners"), _("Timeline"), _("Budget")),
        *(_("Link to A8.7 Action Group"), _("Monitoring Progress")),
    ]
    rows = _official_rows(roadmap_table(roadmap, request.user))
    return csv_response(_file_name(roadmap), header, rows)


def _file_name(roadmap) -> str:
    return f"roadmap-{roadmap.pathfinder.country.slug}-{roadmap.number}"


def _official_rows(table) -> Iterator[list[str]]:
    for each in table.priorities:
        title = each.priority.title
        if not each.actions:
            yield [title, *[""] * 6]
        for row in each.actions:
            yield [
                *(title, row.title, row.partners, row.timeline),
                _budget(row.budget) or row.action.budget,
                row.action_group or row.action.no_group_reason,
                row.monitoring,
            ]


def _budget(sums: tuple[Money, ...]) -> str:
    """Return `Needed: 1 200 USD; available: 500 USD`; empty when nothing is stated."""
    language = get_language() or "en"
    return "; ".join(
        f"{kind.label}: {write_amount(amount, language=language)} {money.currency}"
        for money in sums
        for kind in FundingKind
        if (amount := getattr(money, kind)) is not None
    )

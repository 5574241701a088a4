"""Bring a table into a roadmap: read, mapped, looked at, applied, undone."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import DomainError
from alliance87.core.spreadsheets import Table
from alliance87.core.verbs import get_or_post, posted, posted_with_files, refuse
from pathfinders import rules
from pathfinders.enums import ImportState
from pathfinders.exchange import apply as verbs
from pathfinders.exchange.bringing import initial_mapping
from pathfinders.exchange.columns import guess_mapping
from pathfinders.exchange.merge import CURRENT, YOURS, Fate, Undecided, merge
from pathfinders.exchange.plan import plan_of
from pathfinders.forms.exchange import BringForm, ColumnsForm, SheetForm
from pathfinders.models import RoadmapImport
from pathfinders.snapshots import from_json
from pathfinders.views.exchange_rows import Preview, Tab
from pathfinders.views.frame import Line
from pathfinders.views.roadmap import (
    find_roadmap,
    frame,
    page_url,
    require,
    version_label,
)

ROWS_PER_PAGE = 50
TONES = {
    ImportState.READ: "todo",
    ImportState.APPLIED: "good",
    ImportState.UNDONE: "na",
}
# What each tab shows; the first that holds a row opens.
TABS = {
    "changes": set(Fate) - {Fate.SAME},
    "conflict": {Fate.CONFLICT, Fate.BROUGHT_BACK},
    "new": {Fate.NEW},
    "changed": {Fate.CHANGED},
    "removed": {Fate.REMOVED},
    "same": {Fate.SAME},
    "browser": {Fate.ADDED, Fate.DELETED},
    "all": set(Fate),
}


def find_import(request, iso3, number, pk) -> RoadmapImport:
    """Return an import; for those who may not edit the roadmap there is none."""
    roadmap = find_roadmap(request, iso3, number)
    if not rules.may_edit_roadmap(request.user, roadmap):
        raise Http404
    rows = roadmap.imports.select_related("export", "created_by", "applied_by")
    record = get_object_or_404(rows, pk=pk)
    record.roadmap = roadmap
    return record


def import_url(record: RoadmapImport, name: str = "import") -> str:
    country = record.roadmap.pathfinder.country
    kwargs = {"iso3": country.slug, "number": record.roadmap.number, "pk": record.pk}
    return reverse(f"pathfinders:{name}", kwargs=kwargs)


def way_to(roadmap, *lines: Line) -> dict:
    rows = Line(_("Priorities and actions"), url=page_url(roadmap, "roadmap-rows"))
    return frame(roadmap, rows, *lines) | {
        "over": f"{roadmap.pathfinder}, {version_label(roadmap)}"
    }


def imports_line(roadmap) -> Line:
    return Line(_("Imports"), url=page_url(roadmap, "import-list"))


# --- Bring and list -----------------------------------------------------------------


@get_or_post
def import_start(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_edit_roadmap(request.user, roadmap))
    form = BringForm(*posted_with_files(request))
    if request.method == "POST" and form.is_valid():
        record = verbs.bring_table(
            roadmap,
            table=form.table,
            origin=form.origin,
            name=form.name,
            by=request.user,
        )
        record.roadmap = roadmap
        return redirect(
            import_url(record, "import" if record.export else "import-columns")
        )
    heading = _("Bring a table")
    page = {
        "form": form,
        "heading": heading,
        "back_url": page_url(roadmap, "roadmap-rows"),
        "export_url": page_url(roadmap, "roadmap-export"),
        "list_url": page_url(roadmap, "import-list"),
    }
    way = way_to(roadmap, Line(heading))
    return render(request, "pathfinders/exchange_start.html", way | page)


@require_safe
def import_list(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_edit_roadmap(request.user, roadmap))
    rows = roadmap.imports.select_related("created_by", "applied_by")
    rows = rows.defer("table", "before", "after", "mapping", "choices")
    pages = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "page": pages,
        "rows": [(each, TONES[ImportState(each.state)]) for each in pages],
        "start_url": page_url(roadmap, "import-start"),
        "slug": roadmap.pathfinder.country.slug,
    }
    way = way_to(roadmap, Line(_("Imports")))
    return render(request, "pathfinders/exchange_list.html", way | page)


# --- Columns --------------------------------------------------------------------------


@get_or_post
def import_columns(request, iso3, number, pk):
    """Say what each column is; another sheet or row of headings is guessed anew."""
    record = find_import(request, iso3, number, pk)
    if record.export:
        return redirect(import_url(record))
    table = Table.from_json(record.table)
    mapping = _chosen_mapping(request, record, table)
    sheet = table.sheets[mapping["sheet"]]
    form = ColumnsForm(
        posted(request),
        sheet=sheet,
        header=mapping["header"],
        guess=mapping["columns"],
    )
    if request.method == "POST" and form.is_valid():
        chosen = mapping | {"columns": form.columns}
        try:
            verbs.map_columns(record, mapping=chosen, by=request.user)
        except DomainError as error:
            refuse(request, error)
        return redirect(import_url(record))
    if record.state != ImportState.READ:
        return redirect(import_url(record))
    heading = _("What is in the columns")
    page = {
        "form": form,
        "heading": heading,
        "sheet_form": SheetForm(
            initial={"sheet": mapping["sheet"], "header": mapping["header"]},
            table=table,
        ),
        "has_sheets": len(table.sheets) > 1,
        "mapping": mapping,
        "notes": table.notes,
        "back_url": page_url(record.roadmap, "import-start"),
    }
    way = way_to(record.roadmap, imports_line(record.roadmap), Line(heading))
    return render(request, "pathfinders/exchange_columns.html", way | page)


def _chosen_mapping(request, record, table: Table) -> dict:
    """Return the mapping on record, or the one for the sheet and row asked for."""
    asked = request.POST if request.method == "POST" else request.GET
    if "sheet" not in asked:
        return record.mapping
    form = SheetForm(asked, table=table)
    if not form.is_valid():
        return record.mapping
    sheet, header = form.cleaned_data["sheet"], form.cleaned_data["header"]
    stored = record.mapping
    if (sheet, header) == (stored["sheet"], stored["header"]):
        return stored
    if sheet != stored["sheet"]:
        return initial_mapping(table, sheet=sheet)
    rows = table.sheets[sheet].rows
    is_there = header is not None and header < len(rows)
    columns = guess_mapping(rows[header]) if is_there else stored["columns"]
    return {"sheet": sheet, "header": header if is_there else None, "columns": columns}


# --- Preview --------------------------------------------------------------------------


@get_or_post
def import_page(request, iso3, number, pk):
    """Show every row with what it becomes; keep decisions on those that need one."""
    record = find_import(request, iso3, number, pk)
    if request.method == "POST":
        try:
            verbs.decide(record, choices=_choices(request, record), by=request.user)
        except DomainError as error:
            refuse(request, error)
        return redirect(request.get_full_path())
    if record.state != ImportState.READ:
        return _result_page(request, record)
    plan = plan_of(record)
    undecided = plan.merge.undecided(record.choices)
    reasons = verbs.reasons_against(plan, record.choices)
    page = _rows(request, plan.merge, plan.places, record.choices) | {
        "record": record,
        "plan": plan,
        "clashes": _order_clashes(plan, record.choices),
        "undecided": len(undecided),
        "needed": len(plan.merge.needed),
        "removals": confirmable(plan),
        "reasons": reasons,
        "may_apply": not reasons,
        "columns_url": "" if record.export else import_url(record, "import-columns"),
        "apply_url": f"{import_url(record, 'import-apply')}?seen={plan.digest}",
        "start_url": page_url(record.roadmap, "import-start"),
    }
    way = way_to(record.roadmap, imports_line(record.roadmap), Line(record.name))
    return render(request, "pathfinders/exchange_preview.html", way | page)


def _choices(request, record) -> dict[str, str]:
    """Return what was chosen: one by one, or for all rows that are not in the file."""
    chosen = {
        name.removeprefix("decision:"): value
        for name, value in request.POST.items()
        if name.startswith("decision:")
    }
    everything = request.POST.get("removals", "")
    if everything in {YOURS, CURRENT}:
        chosen |= dict.fromkeys(confirmable(plan_of(record)), everything)
    return chosen


def confirmable(plan) -> list[str]:
    return [
        name for name in verbs.decisions_of(plan) if name not in set(plan.merge.needed)
    ]


def _order_clashes(plan, choices) -> list[str]:
    """Return the titles of priorities whose order both sides changed."""
    try:
        rows, clashes = plan.merge.result(choices)
    except Undecided:
        return []
    titles = {row.key: row.values.get("title", "") for row in rows}
    return [titles.get(key) or _("the priorities") for key in clashes]


def _rows(request, merged, places, choices, *, is_result=False) -> dict:
    """Return the rows of one page of one tab, and the tabs with their numbers."""
    found = {
        tab: [row for row in merged.rows if _belongs(row, tab, fates)]
        for tab, fates in TABS.items()
    }
    asked = request.GET.get("show")
    shown = asked if asked in TABS else next((tab for tab in TABS if found[tab]), "all")
    pages = Paginator(found[shown], ROWS_PER_PAGE).get_page(request.GET.get("page"))
    preview = Preview(merged, places, choices, is_result=is_result)
    return {
        "page": pages,
        "query": f"show={shown}",
        "rows": [preview.view(row) for row in pages],
        "tabs": [
            Tab(
                _tab_label(tab, is_result),
                f"?show={tab}",
                len(rows),
                is_current=tab == shown,
            )
            for tab, rows in found.items()
            if rows or tab == shown
        ],
        "shown": shown,
    }


def _belongs(row, tab: str, fates) -> bool:
    if tab in {"changes", "conflict"}:
        return row.is_clash or row.fate in fates
    if tab == "removed":
        return row.fate in fates and not row.is_clash
    return row.fate in fates


def _tab_label(tab: str, is_result: bool) -> str:
    return {
        "changes": _("What differs"),
        "conflict": _("Conflicts"),
        "new": _("New"),
        "changed": _("Changed"),
        "removed": _("Deleted") if is_result else _("Not in the file"),
        "same": _("Same"),
        "browser": _("Only in the browser"),
        "all": _("All rows"),
    }[tab]


def _result_page(request, record):
    """Show what an import did, row by row, with the way back."""
    before, after = from_json(record.before), from_json(record.after)
    merged = merge(before, after, before)
    page = _rows(request, merged, {}, {}, is_result=True)
    page |= {
        "record": record,
        "tone": TONES[ImportState(record.state)],
        "is_applied": record.state == ImportState.APPLIED,
        "undo_url": import_url(record, "import-undo"),
        "rows_url": page_url(record.roadmap, "roadmap-rows"),
    }
    way = way_to(record.roadmap, imports_line(record.roadmap), Line(record.name))
    return render(request, "pathfinders/exchange_result.html", way | page)

"""Verbs: take rows away, bring a table, decide, apply all or nothing, undo."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.spreadsheets import Table
from pathfinders import rules
from pathfinders.enums import ImportState
from pathfinders.exchange.bringing import export_of, initial_mapping, readable_here
from pathfinders.exchange.merge import CURRENT, YOURS, Fate, by_key
from pathfinders.exchange.plan import Plan, digest_of, in_place, plan_of
from pathfinders.exchange.store import store_rows
from pathfinders.models import Roadmap, RoadmapExport, RoadmapImport
from pathfinders.roadmap_rows import changing
from pathfinders.snapshots import Snapshot, from_json, take_snapshot, to_json
from pathfinders.workflow.imports import lock_import, mark_applied, mark_undone

NAMED_MAX = 10
AUDIT_MAX = 60


def take_rows_away(roadmap: Roadmap, *, by) -> RoadmapExport:
    """Keep the rows as they are now, so that a file made of them can come back."""
    _require_editor(roadmap, by)
    rows = take_snapshot(roadmap, private_money=True)
    return RoadmapExport.objects.create(
        roadmap=roadmap, rows=to_json(rows), created_by=by
    )


def bring_table(
    roadmap: Roadmap, *, table: Table, origin: str, name: str, by
) -> RoadmapImport:
    """Keep a table that was read; nothing in the roadmap changes yet.

    A table that carries the token of an export of this roadmap is compared with it.
    """
    _require_editor(roadmap, by)
    export = export_of(table, roadmap)
    if export is None:
        table = readable_here(table)
    return RoadmapImport.objects.create(
        roadmap=roadmap,
        origin=origin,
        name=name[:200],
        table=table.to_json(),
        mapping={} if export else initial_mapping(table),
        export=export,
        created_by=by,
    )


@transaction.atomic
def map_columns(record: RoadmapImport, *, mapping: dict, by) -> RoadmapImport:
    """Say what each column is; decisions on the old reading are forgotten."""
    _require_editor(record.roadmap, by)
    stored = lock_import(record, expected=ImportState.READ)
    stored.mapping, stored.choices = mapping, {}
    stored.save()
    return stored


@transaction.atomic
def decide(record: RoadmapImport, *, choices: Mapping[str, str], by) -> RoadmapImport:
    """Keep decisions on conflicts and removals; others taken before stay."""
    _require_editor(record.roadmap, by)
    stored = lock_import(record, expected=ImportState.READ)
    known = set(decisions_of(plan_of(stored)))
    taken = {
        name: choice
        for name, choice in choices.items()
        if name in known and choice in {YOURS, CURRENT}
    }
    stored.choices = stored.choices | taken
    stored.save()
    return stored


def decisions_of(plan: Plan) -> list[str]:
    """Return the names of all that a person may decide: conflicts and removals."""
    removals = [
        row.key
        for row in plan.merge.rows
        if row.fate is Fate.REMOVED and not row.follows and not row.is_clash
    ]
    return [*plan.merge.needed, *removals]


def apply_import(
    record: RoadmapImport, *, seen: str, by, reason: str = ""
) -> RoadmapImport:
    """Write all rows of an import, or none; `seen` is the digest of the preview.

    Raises StaleVersion when the roadmap changed since the preview, and Blocked while
    a cell cannot be read, a conflict is not decided, or nothing would change.
    """
    roadmap, verb = record.roadmap, "roadmap.rows_imported"
    with changing(roadmap, roadmap, verb, by=by, reason=reason) as change:
        stored = lock_import(record, expected=ImportState.READ)
        stored.roadmap = change.roadmap
        plan = plan_of(stored)
        if plan.digest != seen:
            raise StaleVersion(
                _(
                    "Somebody changed the roadmap since you opened the preview. "
                    "Nothing was applied: look at it again."
                )
            )
        if reasons := reasons_against(plan, stored.choices):
            raise Blocked(reasons)
        rows, _clashes = plan.merge.result(stored.choices)
        before = plan.merge.current
        store_rows(change.roadmap, before, rows)
        after = take_snapshot(change.roadmap, private_money=True)
        change.entries = [("", _in_numbers(before, after))]
        mark_applied(stored, before=to_json(before), after=to_json(after), by=by)
    return stored


def undo_import(record: RoadmapImport, *, by, reason: str = "") -> RoadmapImport:
    """Bring the rows back as they were before the import.

    Raises Blocked when somebody changed the roadmap since, and names what.
    """
    roadmap, verb = record.roadmap, "roadmap.import_undone"
    with changing(roadmap, roadmap, verb, by=by, reason=reason) as change:
        stored = lock_import(record, expected=ImportState.APPLIED)
        before, after = (
            from_json(rows or []) for rows in (stored.before, stored.after)
        )
        current = take_snapshot(change.roadmap, private_money=True)
        if sentences := changes_since(after, current):
            raise Blocked(sentences)
        store_rows(change.roadmap, current, before)
        change.entries = [("", stored.name[:AUDIT_MAX])]
        mark_undone(stored)
    return stored


def changes_since(after: Snapshot, current: Snapshot) -> list[str]:
    """Return what was changed since an import, one sentence each; empty for nothing."""
    if digest_of(after) == digest_of(current):
        return []
    then, now = by_key(after), by_key(current)
    touched = [
        now.get(key) or then[key]
        for key in {**now, **then}
        if then.get(key) != now.get(key)
    ]
    names = [_name_of(row, now | then) for row in touched]
    names = list(dict.fromkeys(names))
    if not names:
        names = [_("the order of the rows")]
    shown = "; ".join(f"“{name}”" for name in names[:NAMED_MAX])
    more = "…" if len(names) > NAMED_MAX else ""
    return [
        _("The import cannot be undone: this was changed since. %(rows)s%(more)s")
        % {"rows": shown, "more": more}
    ]


def _name_of(row, rows: Mapping) -> str:
    while "title" not in row.values and row.parent in rows:
        row = rows[row.parent]
    return row.values.get("title", "")


def reasons_against(plan: Plan, choices: Mapping[str, str]) -> list[str]:
    """Return what keeps a table from being applied, one sentence each."""
    reasons = list(plan.problems)
    open_count = len(plan.merge.undecided(choices))
    if open_count:
        sentence = ngettext(
            "%(count)s conflict is not decided yet.",
            "%(count)s conflicts are not decided yet.",
            open_count,
        )
        reasons.append(sentence % {"count": open_count})
    return reasons or _nothing_to_apply(plan, choices)


def _nothing_to_apply(plan: Plan, choices: Mapping[str, str]) -> list[str]:
    """Return a sentence when every row stays as it is, in its place."""
    rows, _clashes = plan.merge.result(choices)
    states = [(by_key(each), [*in_place(each)]) for each in (rows, plan.merge.current)]
    if states[0] != states[1]:
        return []
    if not plan.has_changes:
        return [_("The table changes nothing.")]
    return [
        _("With your decisions so far every row stays as it is: nothing is to apply.")
    ]


def _in_numbers(before: Snapshot, after: Snapshot) -> str:
    was, now = by_key(before), by_key(after)
    facts = {
        "new": len(now.keys() - was.keys()),
        "changed": sum(now[key] != was[key] for key in now.keys() & was.keys()),
        "gone": len(was.keys() - now.keys()),
    }
    text = _("Rows: %(new)s new, %(changed)s changed, %(gone)s deleted") % facts
    return text[:AUDIT_MAX]


def _require_editor(roadmap: Roadmap, by) -> None:
    if not rules.may_edit_roadmap(by, roadmap):
        raise PermissionDenied

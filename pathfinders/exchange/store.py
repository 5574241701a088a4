"""Write rows so that they become a snapshot; the caller holds the roadmap locked."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from pathfinders.exchange.merge import by_key
from pathfinders.exchange.workbook import MODELS
from pathfinders.models import (
    Action,
    ActionPartner,
    Benchmark,
    FundingLine,
    Priority,
    Roadmap,
)
from pathfinders.roadmap_rows import link_needs_again
from pathfinders.row_values import Directory, link_partners, set_values
from pathfinders.snapshots import RowKind, RowSnapshot, Snapshot

UNDER_ACTION = {RowKind.BENCHMARK, RowKind.FUNDING}


def store_rows(roadmap: Roadmap, before: Snapshot, after: Snapshot) -> None:
    """Create, change, move and delete rows; `before` is what is stored now."""
    _Store(roadmap, before, after).write()


class _Store:
    def __init__(self, roadmap: Roadmap, before: Snapshot, after: Snapshot):
        self.roadmap = roadmap
        self.before = by_key(before)
        self.after = after
        self.directory = Directory.of(roadmap)
        under = {"action__priority__roadmap": roadmap}
        self.stored: dict[str, Any] = {
            str(row.key): row
            for rows in (
                roadmap.priorities.all(),
                Action.objects.filter(priority__roadmap=roadmap),
                Benchmark.objects.filter(**under),
                FundingLine.objects.filter(**under),
            )
            for row in rows
        }
        self.positions: dict[str, int] = {}

    def write(self) -> None:
        for kind in RowKind:
            self._write_kind(kind)
        wanted = by_key(self.after)
        # Priorities last: what was moved out of them stands elsewhere by now.
        for model in (FundingLine, Benchmark, Action, Priority):
            gone = [
                row.pk
                for key, row in self.stored.items()
                if isinstance(row, model) and key not in wanted
            ]
            model.objects.filter(pk__in=gone).delete()
        self._make_open_forms_stale()

    def _make_open_forms_stale(self) -> None:
        """Count actions up whose amounts or benchmarks changed.

        Else a form of the action that was opened before would put the old lines back.
        """
        was, now = self.before, by_key(self.after)
        changed = {
            state[key].parent
            for key in was.keys() | now.keys()
            if was.get(key) != now.get(key)
            for state in (was, now)
            if key in state and state[key].kind in UNDER_ACTION
        }
        rows = Action.objects.filter(priority__roadmap=self.roadmap, key__in=changed)
        rows.update(version=F("version") + 1)

    def _write_kind(self, kind: RowKind) -> None:
        rows = [row for row in self.after if row.kind == kind]
        new = [row for row in rows if row.key not in self.stored]
        for row in rows:
            self._place(row)
            if row.key in self.stored:
                self._change(row)
        self._create(new)

    def _place(self, row: RowSnapshot) -> None:
        self.positions.setdefault(row.parent, 0)
        self.positions[row.parent] += 1
        self.positions[f"of {row.key}"] = self.positions[row.parent]

    def _position(self, row: RowSnapshot) -> int:
        return self.positions[f"of {row.key}"]

    def _change(self, row: RowSnapshot) -> None:
        record, was = self.stored[row.key], self.before[row.key]
        model = type(record)
        if row.kind in {RowKind.PRIORITY, RowKind.ACTION}:
            position = self._position(row)
            if record.position != position:
                record.position = position
                model.objects.filter(pk=record.pk).update(position=position)
        if row.values == was.values and row.parent == was.parent:
            return
        partners = self._fill(record, row)
        if hasattr(record, "version"):
            record.save_checked(expected=record.version)
        else:
            record.save()
        if partners is not None:
            link_partners(record, partners)

    def _create(self, rows: Iterable[RowSnapshot]) -> None:
        records, links = [], []
        for row in rows:
            record = MODELS[row.kind](key=row.key)
            if row.kind in {RowKind.PRIORITY, RowKind.ACTION}:
                record.position = self._position(row)
            partners = self._fill(record, row)
            records.append(record)
            links += [(record, each) for each in (partners.known if partners else ())]
        if records:
            type(records[0]).objects.bulk_create(records)
            self.stored |= {str(record.key): record for record in records}
        actions = [record for record in records if isinstance(record, Action)]
        link_needs_again(self.roadmap, actions)
        ActionPartner.objects.bulk_create(
            ActionPartner(action=action, partner=partner) for action, partner in links
        )

    def _fill(self, record, row: RowSnapshot):
        """Set values and the row above; return the partners of an action."""
        if row.kind is RowKind.PRIORITY:
            record.roadmap = self.roadmap
        elif row.kind is RowKind.ACTION:
            record.priority = self.stored[row.parent]
        else:
            record.action = self.stored[row.parent]
        return set_values(record, row.values, directory=self.directory, typed=False)

"""Bringing the catalogue in line with a file. What was defined is never edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.audit import entry as audit_entry
from alliance87.core.audit import record, record_all
from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.models import AuditEvent, User
from monitoring import rules
from monitoring.catalogue.comparing import (
    Difference,
    Kind,
    Standing,
    differences,
    identity_faults,
    part_faults,
    standing_for,
)
from monitoring.catalogue.entries import (
    HEADER,
    IDENTITY,
    WORDING,
    AxisPart,
    Entry,
    SetFile,
)
from monitoring.catalogue.writing import part_of
from monitoring.enums import SetState
from monitoring.models import AxisItem, Definition, Indicator, IndicatorSet, SetEntry

ONE_DAY = timedelta(days=1)
CHANGED_MEANWHILE = gettext_lazy(
    "The catalogue changed meanwhile. Look again at what the file changes."
)


def faults_of(set_file: SetFile, parts: Iterable[AxisPart] = ()) -> list[str]:
    """Return what stands in the way of loading a file, one sentence each.

    `parts` are parts of axes that would be loaded with it.
    """
    standing = standing_for(set_file)
    known = {*_items(), *((part.axis, part.code) for part in parts)}
    faults = identity_faults(set_file, standing) + part_faults(set_file, known)
    own = standing.indicator_set
    if own and own.state == SetState.VALIDATED and differences(set_file):
        sentence = _(
            "The set “%(code)s” is validated and is not changed any more. Give the "
            "file another code: another set follows."
        )
        faults.insert(0, sentence % {"code": own.code})
    return faults


@transaction.atomic
def load_set(
    set_file: SetFile,
    *,
    by,
    reason: str = "",
    valid_from: date | None = None,
    expected: list[Difference] | None = None,
) -> list[Difference]:
    """Bring the catalogue in line with a file; return what changed, [] for nothing.

    A changed definition becomes a new version with `reason`, valid from `valid_from`
    (by default the set's own day for a new set and today for a draft), or from the day
    after its last version when that is later. What the file no longer holds is retired.
    `expected` are the differences that the person saw. Raises PermissionDenied,
    StaleVersion when others would be made, and Blocked with all that stands in the way.
    """
    if not rules.may_edit_standard_indicators(by):
        raise PermissionDenied
    _stand_in_line()
    faults = faults_of(set_file)
    found = [] if faults else differences(set_file)
    if expected is not None and not faults and found != expected:
        raise StaleVersion(str(CHANGED_MEANWHILE))
    if any(each.kind == Kind.CHANGED for each in found) and not reason.strip():
        faults.append(_("Say why definitions change."))
    if faults:
        raise Blocked(faults)
    if found:
        standing = standing_for(set_file)
        day = valid_from or _day_for(set_file, standing)
        _Loading(set_file, standing, by, reason.strip(), day).carry_out(found)
    return found


def _stand_in_line() -> None:
    """Let two people load one after the other; there may be no row to lock yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring.catalogue'))")


def _day_for(set_file: SetFile, standing: Standing) -> date:
    if standing.indicator_set is None:
        return set_file.valid_from
    return timezone.localdate()


def _items() -> dict[tuple[str, str], AxisItem]:
    return {(item.axis, item.code): item for item in AxisItem.objects.all()}


@dataclass
class _Loading:
    """One file on its way into the catalogue."""

    set_file: SetFile
    standing: Standing
    by: User
    reason: str
    day: date

    def carry_out(self, found: list[Difference]) -> None:
        kinds = {(each.code, each.kind) for each in found}
        items, events, used = _items(), [], []
        for entry in self.set_file.entries:
            definition = self._definition_in_force(entry)
            if definition is None or (entry.code, Kind.CHANGED) in kinds:
                definition = self._define(entry, items)
                events.append(self._event(definition))
            if definition.indicator.retired_on is not None:
                events.append(self._ask_again(definition.indicator))
            used.append(definition)
        events += [
            self._retire(self.standing.entries[each.code].indicator)
            for each in found
            if each.kind == Kind.GONE
            and self.standing.entries[each.code].indicator.retired_on is None
        ]
        indicator_set = self._save_set(used)
        record_all(events)
        totals = {each.value: _total(found, each) for each in Kind}
        record(
            "indicator_set.loaded",
            indicator_set,
            by=self.by,
            now=_("%(new)s new, %(changed)s changed, %(gone)s gone") % totals,
            reason=self.reason,
        )

    def _definition_in_force(self, entry: Entry) -> Definition | None:
        in_set = self.standing.entries.get(entry.code)
        return in_set or self.standing.latest.get(entry.code)

    def _define(self, entry: Entry, items) -> Definition:
        latest = self.standing.latest.get(entry.code)
        indicator = latest.indicator if latest else self._indicator(entry)
        day = max(self.day, latest.valid_from + ONE_DAY) if latest else self.day
        definition = Definition.objects.create(
            indicator=indicator,
            number=latest.number + 1 if latest else 1,
            valid_from=day,
            reason=self.reason if latest else "",
            created_by=self.by,
            **{name: getattr(entry, name) for name in WORDING if name != "axes"},
            axes=list(entry.axes),
        )
        definition.axis_items.set([items[part] for part in entry.parts])
        return definition

    def _indicator(self, entry: Entry) -> Indicator:
        known = self.standing.indicators.get(entry.code)
        facts = {name: getattr(entry, name) for name in IDENTITY}
        return known or Indicator.objects.create(
            code=entry.code, created_by=self.by, **facts
        )

    def _event(self, definition: Definition) -> AuditEvent:
        verb = "revised" if definition.number > 1 else "defined"
        return audit_entry(
            f"indicator.{verb}",
            definition.indicator,
            by=self.by,
            now=str(definition.number),
            reason=definition.reason,
        )

    def _retire(self, indicator: Indicator) -> AuditEvent:
        indicator.retired_on = self.day
        indicator.save(update_fields=["retired_on", "changed_at"])
        return audit_entry(
            "indicator.retired", indicator, by=self.by, reason=self.reason
        )

    def _ask_again(self, indicator: Indicator) -> AuditEvent:
        indicator.retired_on = None
        indicator.save(update_fields=["retired_on", "changed_at"])
        return audit_entry(
            "indicator.asked_again", indicator, by=self.by, reason=self.reason
        )

    def _save_set(self, definitions: list[Definition]) -> IndicatorSet:
        indicator_set = self.standing.indicator_set or IndicatorSet(
            code=self.set_file.code, created_by=self.by
        )
        for name in HEADER:
            setattr(indicator_set, name, getattr(self.set_file, name))
        indicator_set.save()
        indicator_set.entries.all().delete()
        SetEntry.objects.bulk_create(
            SetEntry(indicator_set=indicator_set, definition=each, position=position)
            for position, each in enumerate(definitions, start=1)
        )
        return indicator_set


def _total(found: list[Difference], kind: Kind) -> int:
    return sum(each.kind == kind for each in found)


# --- Axes ---------------------------------------------------------------------------


@transaction.atomic
def load_axes(parts: tuple[AxisPart, ...], *, by) -> int:
    """Bring the parts of axes in line with a file; return how many changed.

    Safe to repeat. A part that left the file stays, since values point to it.
    """
    if not rules.may_edit_standard_indicators(by):
        raise PermissionDenied
    known, changed = _items(), 0
    positions: dict[str, int] = {}
    for part in parts:
        position = positions[part.axis] = positions.get(part.axis, 0) + 1
        item = known.get((part.axis, part.code)) or AxisItem(
            axis=part.axis, code=part.code
        )
        if item.pk and part_of(item) == part and item.position == position:
            continue
        item.position = position
        for name in ("name_en", "name_fr", "name_es", "from_age", "to_age"):
            setattr(item, name, getattr(part, name))
        item.save()
        record("axis_item.loaded", item, by=by)
        changed += 1
    return changed

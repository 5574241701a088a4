"""What a file would change: read before it is loaded, field by field."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.dates import write_day
from monitoring.catalogue.entries import (
    HEADER,
    IDENTITY,
    PARTS,
    WORDING,
    Entry,
    SetFile,
)
from monitoring.catalogue.reading import CHOICES
from monitoring.catalogue.writing import entry_of
from monitoring.enums import Axis
from monitoring.figures.shown import withheld_words
from monitoring.models import AxisItem, Definition, Indicator, IndicatorSet


class Kind(models.TextChoices):
    """What happens to one indicator of the catalogue."""

    NEW = "new", gettext_lazy("New")
    CHANGED = "changed", gettext_lazy("Changed")
    BACK = "back", gettext_lazy("Asked again")
    GONE = "gone", gettext_lazy("No longer asked")
    SET = "set", gettext_lazy("Indicator set")


@dataclass(frozen=True, slots=True)
class Change:
    """One field with its old and its new text."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file does to one indicator, or to the set itself."""

    kind: Kind
    code: str
    label: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the catalogue holds that a file is compared with."""

    indicator_set: IndicatorSet | None
    entries: dict[str, Definition]  # of the set with the same code, else of the latest
    latest: dict[str, Definition]  # the newest definition of each standard indicator
    indicators: dict[str, Indicator]


def differences(set_file: SetFile) -> list[Difference]:
    """Return what loading the file would change, in the order of the file.

    An empty list means that the catalogue says the same already.
    """
    standing = standing_for(set_file)
    found = [*_of_set(set_file, standing)]
    for entry in set_file.entries:
        found += _of_entry(entry, standing)
    kept = {entry.code for entry in set_file.entries}
    found += [
        Difference(Kind.GONE, code, definition.label)
        for code, definition in standing.entries.items()
        if code not in kept
    ]
    return found


def standing_for(set_file: SetFile) -> Standing:
    """Read what the file is compared with, in a fixed number of queries."""
    sets = {each.code: each for each in IndicatorSet.objects.all()}
    own = sets.get(set_file.code)
    base = own or next(iter(sets.values()), None)
    definitions = Definition.objects.select_related("indicator").prefetch_related(
        models.Prefetch("axis_items", AxisItem.objects.order_by("position", "code"))
    )
    newest = definitions.filter(indicator__pathfinder=None).order_by("number")
    of_base = definitions.filter(sets=base).order_by("entries__position")
    return Standing(
        indicator_set=own,
        entries={each.indicator.code: each for each in of_base} if base else {},
        latest={each.indicator.code: each for each in newest},
        indicators={each.code: each for each in Indicator.objects.standard()},
    )


def _of_set(set_file: SetFile, standing: Standing) -> list[Difference]:
    own = standing.indicator_set
    title = set_file.title_en
    if own is None:
        return [Difference(Kind.SET, set_file.code, title)]
    changes = changes_of(set_file, own, HEADER)
    codes = [entry.code for entry in set_file.entries]
    was = [code for code in standing.entries if code in codes]
    now = [code for code in codes if code in standing.entries]
    if was != now:
        changes.append(Change(_("order"), ", ".join(was), ", ".join(now)))
    return [Difference(Kind.SET, own.code, title, tuple(changes))] if changes else []


def _of_entry(entry: Entry, standing: Standing) -> list[Difference]:
    compared = standing.entries.get(entry.code) or standing.latest.get(entry.code)
    if compared is None:
        return [Difference(Kind.NEW, entry.code, entry.label_en)]
    changes = changes_of(entry, entry_of(compared), (*IDENTITY, *WORDING, PARTS))
    found = []
    is_added = standing.indicator_set is not None and entry.code not in standing.entries
    if is_added or compared.indicator.retired_on is not None:
        found.append(Difference(Kind.BACK, entry.code, entry.label_en))
    if changes:
        found.append(
            Difference(Kind.CHANGED, entry.code, entry.label_en, tuple(changes))
        )
    return found


def changes_between(
    old: Definition, new: Definition, *, hidden: Collection[int]
) -> tuple[Change, ...]:
    """Return what a version of a definition changed; give both with their parts.

    `hidden` are the keys of definitions whose baseline the reader may not see.
    """
    found = changes_of(entry_of(new), entry_of(old), (*WORDING, PARTS))
    baseline = name_of("baseline")
    return tuple(
        replace(
            each,
            old=withheld_words() if old.pk in hidden else each.old,
            new=withheld_words() if new.pk in hidden else each.new,
        )
        if each.field == baseline
        else each
        for each in found
    )


def changes_of(new: object, old: object, names: Iterable[str]) -> list[Change]:
    """Return the named fields in which two entries, or two wordings, differ."""
    found = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return [
        Change(name_of(name), _said(name, was), _said(name, now))
        for name, was, now in found
        if (sorted(was) != sorted(now) if name == PARTS else was != now)
    ]


def name_of(name: str) -> str:
    """Return the name of a field as people read it."""
    for model in (Definition, Indicator, IndicatorSet):
        for field in model._meta.fields:
            if field.name == name:
                return str(field.verbose_name)
    return _("parts asked for")


def _said(name: str, value: Any) -> str:
    """Return a value as one text, in words where the field has choices."""
    if value is None or value == "":
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return write_day(value)
    if name == PARTS:
        return ", ".join(code for _axis, code in value)
    if name == "axes":
        return ", ".join(str(Axis(axis).label) for axis in value)
    choices = CHOICES.get(name)
    return str(choices(value).label if choices else value)


def identity_faults(set_file: SetFile, standing: Standing) -> list[str]:
    """Return a sentence for each code that the file gives another meaning.

    A code that became something else would change what its values say.
    """
    faults = []
    for entry in set_file.entries:
        indicator = standing.indicators.get(entry.code)
        for name in IDENTITY if indicator else ():
            was, now = getattr(indicator, name), getattr(entry, name)
            if was != now:
                sentence = _(
                    "%(code)s: “%(field)s” was “%(was)s” and cannot become “%(now)s”. "
                    "Give the indicator another code."
                )
                facts = {"field": name_of(name), "was": was, "now": now}
                faults.append(sentence % (facts | {"code": entry.code}))
    return faults


def part_faults(set_file: SetFile, known: Collection[tuple[str, str]]) -> list[str]:
    """Return a sentence for each part that no axis has."""
    sentence = _("%(code)s: the axis “%(axis)s” has no part “%(part)s”.")
    return [
        sentence % {"code": entry.code, "axis": axis, "part": part}
        for entry in set_file.entries
        for axis, part in entry.parts
        if (axis, part) not in known
    ]

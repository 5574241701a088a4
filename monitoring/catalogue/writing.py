"""Writing the catalogue as files: what `reading` reads, in one fixed form."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal

import yaml
from django.db.models import QuerySet

from monitoring.catalogue.entries import (
    HEADER,
    IDENTITY,
    LANGUAGES,
    WORDING,
    AxisPart,
    Entry,
    SetFile,
)
from monitoring.enums import Axis
from monitoring.models import AxisItem, Definition, IndicatorSet

WIDTH = 88


def write_set(indicator_set: IndicatorSet) -> str:
    """Return the file of a set; reading it gives the set again."""
    return write_file(set_file_of(indicator_set))


def set_file_of(indicator_set: IndicatorSet) -> SetFile:
    """Return what the file of a set says (four queries)."""
    entries = indicator_set.entries.select_related("definition__indicator")
    rows = entries.prefetch_related("definition__axis_items")
    return SetFile(
        code=indicator_set.code,
        entries=tuple(entry_of(row.definition) for row in rows),
        **{name: getattr(indicator_set, name) for name in HEADER},
    )


def entry_of(definition: Definition) -> Entry:
    """Return a definition as a file says it; give it with its parts prefetched."""
    indicator = definition.indicator
    values = {name: getattr(definition, name) for name in WORDING}
    values |= {name: getattr(indicator, name) for name in IDENTITY}
    values["axes"] = tuple(definition.axes)
    items = sorted(
        definition.axis_items.all(), key=lambda each: (each.position, each.code)
    )
    values["parts"] = tuple(
        (item.axis, item.code)
        for axis in definition.axes
        for item in items
        if item.axis == axis
    )
    return Entry(code=indicator.code, **values)


def write_file(set_file: SetFile) -> str:
    """Return the text of a file of a set."""
    facts = asdict(set_file)
    header = _without_gaps(
        {
            "code": set_file.code,
            "title": _words(facts, "title"),
            "valid_from": set_file.valid_from,
            "source": set_file.source,
            "note": set_file.note,
        }
    )
    return _dumped(
        {"set": header, "indicators": [_entry(each) for each in set_file.entries]}
    )


def _entry(entry: Entry) -> dict:
    facts = asdict(entry)
    named = ("code", *IDENTITY, "value_type", "direction", "series_code")
    values = {name: facts[name] for name in named} | {
        "computed_from": entry.computed_from,
        "label": _words(facts, "label"),
        "printed_label": entry.printed_label,
        "unit": _words(facts, "unit"),
        "axes": {
            axis: _Row(code for of, code in entry.parts if of == axis)
            for axis in entry.axes
        },
        "baseline": _without_gaps(
            {"value": entry.baseline, "year": entry.baseline_year}
        ),
        "target": _without_gaps({"value": entry.target, "by": entry.target_on}),
        "threshold": _without_gaps(
            {"smallest": entry.threshold, "reason": entry.threshold_reason}
        ),
        "objective": entry.objective,
        "note": _words(facts, "note"),
        "caveat": _words(facts, "caveat"),
    }
    return _without_gaps(values)


def write_axes() -> str:
    """Return the file of all parts of axes; reading and loading it changes nothing."""
    return write_parts(part_of(item) for item in _items())


def part_of(item: AxisItem) -> AxisPart:
    names = ("axis", "code", "name_en", "name_fr", "name_es", "from_age", "to_age")
    return AxisPart(**{name: getattr(item, name) for name in names})


def write_parts(parts: Iterable[AxisPart]) -> str:
    """Return the text of a file of axes."""
    axes: dict[str, list[dict]] = {}
    for part in parts:
        facts = asdict(part)
        row = {
            "code": part.code,
            "name": _words(facts, "name"),
            "from_age": part.from_age,
            "to_age": part.to_age,
        }
        axes.setdefault(part.axis, []).append(_without_gaps(row))
    in_order = {axis: axes[axis] for axis in Axis.values if axis in axes}
    return _dumped({"axes": in_order})


def _items() -> QuerySet[AxisItem]:
    return AxisItem.objects.order_by("axis", "position", "code")


# --- The form of the file -----------------------------------------------------------


class _Row(list):
    """A list that stands on one line."""

    def __init__(self, items: Iterable[str]):
        super().__init__(items)


class _Dumper(yaml.SafeDumper):
    """Plain YAML: no references, lists of codes on one line, the rest indented."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def _decimal(dumper: yaml.SafeDumper, number: Decimal):
    text = format(number.normalize(), "f")
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


def _row(dumper: yaml.SafeDumper, row: _Row):
    return dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(_Row, _row)


def _dumped(content: dict) -> str:
    return yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )


def _words(facts: dict, name: str) -> dict[str, object]:
    words = {language: facts[f"{name}_{language}"] for language in LANGUAGES}
    return _without_gaps(words)


def _without_gaps(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value
        for name, value in values.items()
        if value not in ("", None, {}, []) or _is_date(value)
    }


def _is_date(value: object) -> bool:
    return isinstance(value, date)

"""Reading files of the catalogue: every fault by line, entry and field, all at once."""

import re
from collections.abc import Sequence
from dataclasses import MISSING, fields

from django.core.validators import slug_re
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked
from monitoring.catalogue.entries import LANGUAGES, AxisPart, Entry, SetFile
from monitoring.catalogue.nodes import Mapping, Node, Text, read_nodes
from monitoring.catalogue.reader import Reader
from monitoring.enums import (
    Axis,
    Computation,
    Dimension,
    Direction,
    IndicatorKind,
    IndicatorTheme,
    SubArea,
    ValueType,
)
from monitoring.models import AxisItem, Definition, Indicator, IndicatorSet

CHOICES = {
    "kind": IndicatorKind,
    "dimension": Dimension,
    "theme": IndicatorTheme,
    "sub_area": SubArea,
    "value_type": ValueType,
    "direction": Direction,
    "computed_from": Computation,
}
IN_LANGUAGES = ("label", "unit", "note", "caveat")
TEXTS = ("printed_label", "objective", "series_code")
ENTRY_KEYS = {"code", "axes", "baseline", "target", "threshold"}
ENTRY_KEYS |= {*CHOICES, *IN_LANGUAGES, *TEXTS}
SET_KEYS = {"code", "title", "valid_from", "source", "note"}
PART_KEYS = {"code", "name", "from_age", "to_age"}
PART_CODE = re.compile(r"[A-Za-z0-9_+-]+")
AGE_MAX = 150
YEARS = (1900, 2100)
COUNT_MAX = 32767


# --- Sets ---------------------------------------------------------------------------


def read_set(text: str) -> SetFile:
    """Return the set that a file describes; every value is read as text first.

    Raises Blocked with one sentence for each fault: line, entry, field, problem.
    """
    reader = Reader()
    root = read_nodes(text)
    top = reader.mapping(root, "", {"set", "indicators"})
    header = _read_header(reader, top.get("set"), root.line)
    nodes = reader.listing(top.get("indicators"), "indicators")
    entries = [_read_entry(reader, each) for each in nodes]
    if not nodes:
        reader.fault(root.line, "indicators", _("It is missing."))
    _find_twice(reader, nodes, [entry["code"] for entry in entries])
    if reader.faults:
        raise Blocked(reader.faults)
    return SetFile(**header, entries=tuple(Entry(**values) for values in entries))


def _read_header(reader: Reader, node: Node | None, line: int) -> dict:
    reader.where = "set"
    line = node.line if node else line
    given = reader.mapping(node, "", SET_KEYS)
    values = {
        "code": _code(reader, given.get("code"), line, IndicatorSet),
        "valid_from": reader.date(given.get("valid_from"), "valid_from"),
        "source": _bounded(reader, given, "source", IndicatorSet),
        "note": _bounded(reader, given, "note", IndicatorSet),
    } | _words(reader, given.get("title"), "title", IndicatorSet)
    for name in ("valid_from", "title_en"):
        reader.needed(values[name], line, _as_written(name))
    reader.where = ""
    return values


def _read_entry(reader: Reader, node: Node) -> dict:
    code = node.values.get("code") if isinstance(node, Mapping) else None
    reader.where = code.text if isinstance(code, Text) else ""
    given = reader.mapping(node, "", ENTRY_KEYS)
    values = {"code": _code(reader, given.get("code"), node.line, Indicator)}
    for name, choices in CHOICES.items():
        values[name] = reader.choice(given.get(name), name, choices)
    for name in IN_LANGUAGES:
        values |= _words(reader, given.get(name), name, Definition)
    for name in TEXTS:
        values[name] = _bounded(reader, given, name, Definition)
    values |= _read_axes_of(reader, given.get("axes"))
    values |= _read_figures(reader, given)
    values["direction"] = values["direction"] or Direction.NONE.value
    for field in fields(Entry):
        if field.default is MISSING:
            reader.needed(values[field.name], node.line, _as_written(field.name))
    reader.where = ""
    return values


def _read_figures(reader: Reader, given: dict[str, Node]) -> dict:
    """Return baseline, target and the limit below which counts are not public."""
    baseline = reader.mapping(given.get("baseline"), "baseline", {"value", "year"})
    target = reader.mapping(given.get("target"), "target", {"value", "by"})
    limit = reader.mapping(given.get("threshold"), "threshold", {"smallest", "reason"})
    values = {
        "baseline": reader.decimal(baseline.get("value"), "baseline.value"),
        "baseline_year": reader.whole(baseline.get("year"), "baseline.year", *YEARS),
        "target": reader.decimal(target.get("value"), "target.value"),
        "target_on": reader.date(target.get("by"), "target.by"),
        "threshold": reader.whole(
            limit.get("smallest"), "threshold.smallest", 1, COUNT_MAX
        ),
        "threshold_reason": reader.text(
            limit.get("reason"),
            "threshold.reason",
            longest=_longest(Definition, "threshold_reason"),
        ),
    }
    if values["target"] is not None:
        reader.needed(values["target_on"], given["target"].line, "target.by")
    if values["threshold"] is not None:
        line = given["threshold"].line
        reader.needed(values["threshold_reason"], line, "threshold.reason")
    return values


def _read_axes_of(reader: Reader, node: Node | None) -> dict:
    """Return the axes and the parts asked for, in the order of the file."""
    given = reader.mapping(node, "axes", Axis.values)
    parts: list[tuple[str, str]] = []
    for axis, items in given.items():
        name = f"axes.{axis}"
        for item in reader.listing(items, name):
            code = reader.text(item, name, longest=_longest(AxisItem, "code"))
            if (axis, code) in parts:
                problem = _("“%(code)s” is written twice.") % {"code": code}
                reader.fault(item.line, name, problem)
            parts.append((axis, code))
    return {"axes": tuple(given), "parts": tuple(parts)}


def _words(reader: Reader, node: Node | None, name: str, model) -> dict[str, str]:
    """Return `label_en`, `label_fr` … from `label: {en: …, fr: …}`."""
    given = reader.mapping(node, name, LANGUAGES)
    return {
        f"{name}_{language}": reader.text(
            given.get(language),
            f"{name}.{language}",
            longest=_longest(model, f"{name}_{language}"),
        )
        for language in LANGUAGES
    }


def _longest(model, name: str) -> int | None:
    return model._meta.get_field(name).max_length


def _bounded(reader: Reader, given: dict[str, Node], name: str, model) -> str:
    return reader.text(given.get(name), name, longest=_longest(model, name))


def _code(reader: Reader, node: Node | None, line: int, model) -> str:
    code = reader.text(node, "code", longest=_longest(model, "code"))
    reader.needed(code, line, "code")
    if code and not slug_re.match(code):
        problem = _("“%(code)s” is no code: letters, digits and hyphens only.")
        reader.fault(line, "code", problem % {"code": code})
    return code


def _as_written(name: str) -> str:
    """Return a field as the file writes it: `label_en` is `label.en`."""
    stem, _underscore, language = name.rpartition("_")
    return f"{stem}.{language}" if language in LANGUAGES else name


def _find_twice(reader: Reader, nodes: Sequence[Node], codes: Sequence[str]) -> None:
    for position, (node, code) in enumerate(zip(nodes, codes, strict=True)):
        if code and code in codes[:position]:
            reader.where = code
            reader.fault(node.line, "code", _("It is written twice."))
    reader.where = ""


# --- Axes ---------------------------------------------------------------------------


def read_axes(text: str) -> tuple[AxisPart, ...]:
    """Return the parts of all axes that a file describes, in its order.

    Raises Blocked as `read_set` does.
    """
    reader = Reader()
    root = read_nodes(text)
    top = reader.mapping(root, "", {"axes"})
    axes = reader.mapping(top.get("axes"), "axes", Axis.values)
    found = [
        _read_part(reader, axis, node)
        for axis, nodes in axes.items()
        for node in reader.listing(nodes, axis)
    ]
    keys = [(values["axis"], values["code"]) for values in found]
    for key in sorted({key for key in keys if key[1] and keys.count(key) > 1}):
        reader.where = f"{key[0]} {key[1]}"
        reader.fault(root.line, "code", _("It is written twice."))
    if not found:
        reader.fault(root.line, "axes", _("It is missing."))
    if reader.faults:
        raise Blocked(reader.faults)
    return tuple(AxisPart(**values) for values in found)


def _read_part(reader: Reader, axis: str, node: Node) -> dict:
    reader.where = axis
    given = reader.mapping(node, "", PART_KEYS)
    code = reader.text(given.get("code"), "code", longest=_longest(AxisItem, "code"))
    reader.where = f"{axis} {code}".strip()
    reader.needed(code, node.line, "code")
    if code and not PART_CODE.fullmatch(code):
        problem = _("Use letters, digits, hyphen, underscore and plus only.")
        reader.fault(node.line, "code", problem)
    first = reader.whole(given.get("from_age"), "from_age", 0, AGE_MAX)
    last = reader.whole(given.get("to_age"), "to_age", 0, AGE_MAX)
    values = {
        "axis": axis,
        "code": code,
        "from_age": first,
        "to_age": last,
    } | _words(reader, given.get("name"), "name", AxisItem)
    reader.needed(values["name_en"], node.line, "name.en")
    if first is not None and last is not None and last < first:
        reader.fault(node.line, "to_age", _("It is below the first age."))
    reader.where = ""
    return values

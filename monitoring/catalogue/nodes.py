"""YAML as text with line numbers: nothing is constructed, nothing is repeated.

We read the events of the parser and keep every value as the text that was written, so
that `no` stays a word and `5-11` no date. Anchors, aliases and tags are refused: a
catalogue needs none, and they are what YAML is attacked with.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked

SIZE_MAX = 1_000_000  # characters
DEPTH_MAX = 12
NOTHING = {"", "~", "null"}
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    line: int
    values: dict[str, "Node"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    # Keys that were written twice, with the line of the second one.
    repeated: list[tuple[str, int]] = field(default_factory=list)


Node = Text | Listing | Mapping


def read_nodes(text: str) -> Node:
    """Return the one document of a text. Raises Blocked with the line of the fault."""
    if len(text) > SIZE_MAX:
        raise Blocked([_("The file is too large for a catalogue of indicators.")])
    try:
        return _built(_events(text))
    except (yaml.YAMLError, UnicodeError) as error:
        raise Blocked([_unreadable(error)]) from error


def _unreadable(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _("The file holds characters that cannot be read as YAML.")
    return _("Line %(line)s cannot be read as YAML: %(problem)s.") % {
        "line": mark.line + 1,
        "problem": getattr(error, "problem", "") or _("it is not complete"),
    }


def _events(text: str) -> Iterator:
    depth, documents = 0, 0
    for event in yaml.parse(text, Loader=PARSER):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(line, _("anchors and references are not accepted"))
        if getattr(event, "tag", None):
            raise _refused(line, _("tags are not accepted"))
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if documents > 1:
            raise _refused(line, _("one file holds one document"))
        if depth > DEPTH_MAX:
            raise _refused(line, _("it is nested too deeply"))
        yield event


def _line(event) -> int:
    return event.start_mark.line + 1


def _refused(line: int, problem: str) -> Blocked:
    sentence = _("Line %(line)s: %(problem)s.") % {"line": line, "problem": problem}
    return Blocked([sentence])


def _built(events: Iterator) -> Node:
    """Put the events together; an empty file is an empty text."""
    open_nodes: list[tuple[Listing | Mapping, list[Node]]] = []
    root: Node = Text("", 1)
    for event in events:
        node: Node | None = None
        if isinstance(event, yaml.ScalarEvent):
            node = Text(_scalar(event), _line(event))
        elif isinstance(event, yaml.MappingStartEvent):
            open_nodes.append((Mapping(_line(event)), []))
        elif isinstance(event, yaml.SequenceStartEvent):
            open_nodes.append((Listing(_line(event)), []))
        elif isinstance(event, yaml.CollectionEndEvent):
            filled, parts = open_nodes.pop()
            _fill(filled, parts)
            node = filled
        if node is not None and open_nodes:
            open_nodes[-1][1].append(node)
        elif node is not None:
            root = node
    return root


def _scalar(event: yaml.ScalarEvent) -> str:
    is_plain = event.style is None or event.style == ""
    return "" if is_plain and event.value in NOTHING else event.value


def _fill(node: Listing | Mapping, parts: list[Node]) -> None:
    if isinstance(node, Listing):
        node.items.extend(parts)
        return
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if not isinstance(key, Text):
            raise _refused(key.line, _("a key is a word"))
        if key.text in node.values:
            node.repeated.append((key.text, key.line))
        node.values[key.text] = value
        node.lines[key.text] = key.line

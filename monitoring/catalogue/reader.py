"""Taking values out of the nodes of a file, with every fault by its place."""

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from monitoring.catalogue.nodes import Listing, Mapping, Node, Text


class Reader:
    """Collects faults while values are taken from nodes; `where` names the entry."""

    def __init__(self):
        self.faults: list[str] = []
        self.where = ""
        self._faulted: set[tuple[str, str]] = set()

    def fault(self, line: int, name: str, problem: str) -> None:
        self._faulted.add((self.where, name))
        place = ", ".join(filter(None, [self.where, name]))
        facts = {"line": line, "place": place, "problem": problem}
        if place:
            self.faults.append(_("Line %(line)s, %(place)s: %(problem)s") % facts)
        else:
            self.faults.append(_("Line %(line)s: %(problem)s") % facts)

    def mapping(self, node: Node | None, name: str, known) -> dict[str, Node]:
        """Return the values of a mapping; names what is not `known` or stands twice."""
        if node is None or isinstance(node, Text) and not node.text:
            return {}
        if not isinstance(node, Mapping):
            self.fault(node.line, name, _("Write keys with values here."))
            return {}
        for key, line in node.repeated:
            self.fault(line, _inside(name, key), _("It is written twice."))
        for key in [key for key in node.values if key not in known]:
            self.fault(node.lines[key], _inside(name, key), _("This key is not known."))
        return {key: each for key, each in node.values.items() if key in known}

    def listing(self, node: Node | None, name: str) -> list[Node]:
        if node is None or isinstance(node, Text) and not node.text:
            return []
        if not isinstance(node, Listing):
            self.fault(node.line, name, _("Write a list here."))
            return []
        return node.items

    def text(self, node: Node | None, name: str, *, longest: int | None = None) -> str:
        if node is None:
            return ""
        if not isinstance(node, Text):
            self.fault(node.line, name, _("Write one text here."))
            return ""
        text = unicodedata.normalize("NFC", node.text).strip()
        if any(_is_control(letter) for letter in text):
            self.fault(node.line, name, _("It holds a character that nobody can see."))
            return ""
        if longest is not None and len(text) > longest:
            problem = _("It has %(length)s characters; %(longest)s are the most.")
            facts = {"length": len(text), "longest": longest}
            self.fault(node.line, name, problem % facts)
        return text

    def choice(self, node: Node | None, name: str, choices) -> str:
        text = self.text(node, name)
        if node is not None and text and text not in choices.values:
            problem = _("“%(text)s” is none of: %(choices)s.")
            facts = {"text": text, "choices": ", ".join(choices.values)}
            self.fault(node.line, name, problem % facts)
            return ""
        return text

    def date(self, node: Node | None, name: str) -> date | None:
        return self._parsed(
            node, name, date.fromisoformat, _("is no date such as 2030-12-31.")
        )

    def whole(self, node: Node | None, name: str, low: int, high: int) -> int | None:
        limits = {"low": low, "high": high}
        problem = _("is no whole number from %(low)s to %(high)s.") % limits

        def read(text: str) -> int:
            if not text.isascii() or not text.isdigit() or len(text) > 9:
                raise ValueError(text)
            if not low <= int(text) <= high:
                raise ValueError(text)
            return int(text)

        return self._parsed(node, name, read, problem)

    def decimal(self, node: Node | None, name: str) -> Decimal | None:
        def read(text: str) -> Decimal:
            number = Decimal(text)
            if not number.is_finite() or "_" in text:
                raise ValueError(text)
            if abs(number) >= 10**18 or number != round(number, 6):
                raise ValueError(text)
            return number

        problem = _("is no number such as 12.5 (18 digits, 6 decimals at most).")
        return self._parsed(node, name, read, problem)

    def _parsed(self, node: Node | None, name: str, read: Callable, problem: str):
        text = self.text(node, name)
        if node is None or not text:
            return None
        try:
            return read(text)
        except (ValueError, InvalidOperation):
            self.fault(node.line, name, f"“{text[:60]}” {problem}")
            return None

    def needed(self, value, line: int, name: str) -> None:
        """Name what is missing, unless what was written there is named already."""
        stem = name.partition(".")[0]
        if {(self.where, name), (self.where, stem)} & self._faulted:
            return
        if value in ("", None):
            self.fault(line, name, _("It is missing."))


def _inside(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key


def _is_control(letter: str) -> bool:
    return letter not in "\n\t" and unicodedata.category(letter) in {"Cc", "Cs"}

"""Links of a page as plain facts: read from one document, written into another.

Nothing of the annotation itself travels, so nothing can hide in it.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SCHEMES = frozenset({"http", "https", "mailto"})
KINDS = {  # numbers that each way to show a page may carry
    **dict.fromkeys(("/Fit", "/FitB"), 0),
    **dict.fromkeys(("/FitH", "/FitV", "/FitBH", "/FitBV"), 1),
    "/XYZ": 3,
    "/FitR": 4,
}
NUMBERS_MAX = 8 * 100  # a link over a hundred lines


@dataclass(frozen=True, slots=True)
class Goal:
    """A page of the same document, counted from zero, and how it is shown."""

    page: int
    kind: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that leads to an address on the web or to a page."""

    area: tuple[float, ...]
    to: str | Goal
    border: float
    colour: tuple[float, ...]
    quads: tuple[float, ...]

    def written(self, to: str | Goal, pages: Sequence[pikepdf.Object]) -> Dictionary:
        """Return the annotation that leads to an address or to one of the pages."""
        if isinstance(to, Goal):
            place = Array([pages[to.page], Name(to.kind), *to.values])
            action = Dictionary(S=Name.GoTo, D=place)
        else:
            action = Dictionary(S=Name.URI, URI=String(to))
        made = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array(self.area),
            Border=Array([0, 0, self.border]),
            F=4,  # printed, if it is drawn at all
            A=action,
        )
        if self.colour:
            made.C = Array(self.colour)
        if self.quads:
            made.QuadPoints = Array(self.quads)
        return made


@dataclass(slots=True)
class LinkReader:
    """Reads the links of a document's pages, its named places resolved."""

    pdf: pikepdf.Pdf
    _numbers: dict = field(default_factory=dict)
    _named: dict | None = None

    def links_of(self, page: pikepdf.Object) -> Iterator[Link]:
        """Yield the links of a page that lead to its own document or to the web."""
        annotations = page.get("/Annots")
        if not isinstance(annotations, Array):
            return
        for annotation in annotations:
            if not isinstance(annotation, Dictionary):
                continue
            if annotation.get("/Subtype") != Name.Link:
                continue
            area = numbers(annotation.get("/Rect"), 4)
            to = self._target(annotation)
            if to is not None and len(area) == 4:
                yield Link(area, to, *_looks(annotation))

    def _target(self, annotation: Dictionary) -> str | Goal | None:
        action = annotation.get("/A")
        if not isinstance(action, Dictionary):
            return self._goal(annotation.get("/Dest"))
        kind = action.get("/S")
        if kind == Name.URI and isinstance(action.get("/URI"), String):
            return address(str(action.URI))
        if kind == Name.GoTo:
            return self._goal(action.get("/D"))
        return None

    def _goal(self, place) -> Goal | None:
        if isinstance(place, Name | String):
            place = self._places.get(str(place).removeprefix("/"))
        if isinstance(place, Dictionary):
            place = place.get("/D")
        if not isinstance(place, Array) or not len(place):
            return None
        page, *view = place
        number = self._number_of(page)
        if number is None:
            return None
        return Goal(number, *_view(view))

    def _number_of(self, page) -> int | None:
        if not self._numbers:
            self._numbers = {
                each.obj.objgen: at for at, each in enumerate(self.pdf.pages)
            }
        if isinstance(page, int):
            return page if 0 <= page < len(self._numbers) else None
        return self._numbers.get(page.objgen) if isinstance(page, Dictionary) else None

    @property
    def _places(self) -> dict:
        if self._named is None:
            root = self.pdf.Root
            self._named = {}
            old, names = root.get("/Dests"), root.get("/Names")
            if isinstance(old, Dictionary):
                self._named = {key[1:]: place for key, place in old.items()}
            if isinstance(names, Dictionary) and "/Dests" in names:
                self._named |= dict(pikepdf.NameTree(names.Dests).items())
        return self._named


@lru_cache(maxsize=1024)
def address(text: str) -> str | None:
    """Return an address on the web or of a mailbox as it is; None for others."""
    clean = re.sub(r"[\x00-\x20\x7f]", "", text)
    try:
        parts = urlsplit(clean)
    except ValueError:
        return None
    known = parts.scheme.lower() in SCHEMES and (parts.netloc or parts.path)
    return clean if known else None


def numbers(value, most: int) -> tuple[float, ...]:
    """Return the finite numbers of an array, or nothing if it holds anything else."""
    if not isinstance(value, Array) or len(value) > most:
        return ()
    try:
        found = tuple(round(float(each), 3) for each in value)
    except (TypeError, ValueError):
        return ()
    return found if all(map(math.isfinite, found)) else ()


def _view(given: list) -> tuple[str, tuple[float | None, ...]]:
    kind = str(given[0]) if given and isinstance(given[0], Name) else ""
    if kind not in KINDS:
        return "/XYZ", (None, None, None)
    values = [_plain(each) for each in given[1 : 1 + KINDS[kind]]]
    return kind, (*values, *[None] * (KINDS[kind] - len(values)))


def _plain(value) -> float | None:
    try:
        found = round(float(value), 3)
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) else None


def _looks(annotation: Dictionary) -> tuple[float, tuple, tuple]:
    style = annotation.get("/BS")
    width: float | None = 1.0
    if isinstance(style, Dictionary):
        width = _plain(style.get("/W", 1))
    elif "/Border" in annotation:
        border = annotation.Border
        width = 0.0
        if isinstance(border, Array) and len(border) >= 3:
            width = _plain(border[2])
    quads = numbers(annotation.get("/QuadPoints"), NUMBERS_MAX)
    return (
        min(max(width or 0.0, 0.0), 4.0),
        numbers(annotation.get("/C"), 4),
        quads if len(quads) % 8 == 0 else (),
    )

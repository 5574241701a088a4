"""Bands of ages: which lies in which, and which of them make up a wider one."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

Band = tuple[int, int | None]
Ages = Mapping[str, Band]

BAND = re.compile(r"([0-9]{1,3})(?:[-_]([0-9]{1,3})|\+)")
BELOW = re.compile(r"(?:<|lt|u|under)_?([0-9]{1,3})y?", re.IGNORECASE)
OLDEST = 150


def band(code: str, ages: Ages) -> Band | None:
    """Return the ages of a code, both included; the end is None where it is open.

    `ages` comes from the parts of the axis. A code that is not in it is read when it
    says its ages itself, as `5-14`, `18+` and `lt18y` do; else None, as for `14-5`.
    """
    return ages[code] if code in ages else _read(code)


@lru_cache(maxsize=1024)
def _read(code: str) -> Band | None:
    if match := BAND.fullmatch(code):
        begin, end = int(match[1]), int(match[2]) if match[2] else None
        return None if end is not None and end < begin else (begin, end)
    if match := BELOW.fullmatch(code):
        return 0, int(match[1]) - 1
    return None


def within(inner: Band | None, outer: Band | None) -> bool:
    """Whether one band lies in another; ages that are not known lie in all."""
    if inner is None or outer is None:
        return True
    return inner[0] >= outer[0] and _end(inner) <= _end(outer)


class Rules(NamedTuple):
    """Which bands lie in which other one, and which make up which together."""

    nested: tuple[tuple[Band, Band], ...]
    tiled: tuple[tuple[tuple[Band, ...], Band], ...]


@lru_cache(maxsize=1024)
def rules(bands: tuple[Band, ...], span: Band | None) -> Rules:
    """Return how bands are compared with each other and with all ages, `span`.

    `nested` leaves out all ages: every band lies in them.
    """
    nested = [
        (inner, outer)
        for outer in bands
        for inner in bands
        if inner != outer and within(inner, outer)
    ]
    wholes = dict.fromkeys(each for each in (*bands, span) if each)
    tiled = [(tuple(tiles(bands, whole)), whole) for whole in wholes]
    return Rules(tuple(nested), tuple(each for each in tiled if each[0]))


def tiles(bands: Iterable[Band], whole: Band) -> list[Band]:
    """Return bands that make up a whole without gap or overlap; none if they do not.

    Of two bands that begin at one age the shorter is taken.
    """
    begins: dict[int, Band] = {}
    for each in sorted(bands, key=_end, reverse=True):
        if each != whole:
            begins[each[0]] = each
    found: list[Band] = []
    age = whole[0]
    while (each := begins.get(age)) and _end(each) <= _end(whole):
        found.append(each)
        if _end(each) == _end(whole):
            return found
        age = _end(each) + 1
    return []


def _end(each: Band) -> int:
    return OLDEST if each[1] is None else each[1]

"""Checks of the words beside a figure, which are published with it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from alliance87.core.personal import flag_label, flags_of
from monitoring.figures.checks.base import Cell, Check, Finding

PERSONAL = Check(
    "personal",
    _(
        "“%(text)s” may identify a person: it holds %(kinds)s. Take it out, or say why "
        "everybody may read it."
    ),
)
CHECKS = (PERSONAL,)
LONGEST = 80
# Free texts of a value that everybody reads once it is public.
TEXTS = ("text", "footnote", "coverage", "empty_reason")


class Kinds(NamedTuple):
    """What a text holds that may identify a person, in words when it is read."""

    kinds: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(flag_label(kind) for kind in self.kinds)


def check_texts(cell: Cell) -> Iterator[Finding]:
    """Ask about what may name a person, one finding for each value."""
    texts = [getattr(cell.content, name) for name in TEXTS]
    for text in filter(None, (*texts, *cell.content.items)):
        if kinds := flags_of(text):
            yield PERSONAL.found(cell, text=_shortened(text), kinds=Kinds(kinds))
            return


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

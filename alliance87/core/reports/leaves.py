"""Pages of our own for a larger document that is put together elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from alliance87.core.packs.splitting import split
from alliance87.core.pdf import render_html
from alliance87.core.reports.document import (
    RIGHT_TO_LEFT,
    SPACE_AT_END,
    Placed,
    place,
)
from alliance87.core.reports.sections import Section, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Some pages under a key, with a title at their head from the second page on.

    `page` is the kind of sheet: "cover", "divider", "wide", "sheet" (landscape with
    small print); empty for a plain one.
    """

    key: str
    title: Text
    sections: tuple[Section, ...]
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """Leaves of one document; they have heads but no feet, which are stamped later."""

    title: str
    issuer: Text
    language: str
    leaves: tuple[Leaf, ...]
    is_example: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def render_leaves(book: Leaves) -> dict[str, bytes]:
    """Return the PDF of each leaf by its key; all are laid out in one go.

    Raises ReportError when they cannot be made.
    """
    if not book.leaves:
        return {}
    return split(render_html(leaves_html(book)))


def leaves_html(book: Leaves) -> str:
    """Return the page from which the leaves are made, in their language."""
    with override(book.language):
        html = render_to_string(
            "reports/leaves.html",
            {"book": book, "placed": _placed(book.leaves)},
        )
    return SPACE_AT_END.sub("", html)


def leaf_htmls(book: Leaves) -> dict[str, SafeString]:
    """Return what each leaf says as a piece of a web page, by its key."""
    with override(book.language):
        return {
            leaf.key: render_to_string("reports/leaf.html", {"places": places})
            for leaf, places in _placed(book.leaves)
        }


def _placed(leaves: Sequence[Leaf]) -> list[tuple[Leaf, list[Placed]]]:
    """Return the leaves with their sections in place: tables are counted through."""
    places = iter(place([each for leaf in leaves for each in leaf.sections]))
    return [
        (leaf, [replace(next(places), number="") for _each in leaf.sections])
        for leaf in leaves
    ]

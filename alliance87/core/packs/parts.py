"""The parts of a pack, in order, and on which pages they come to stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote, unquote

import pikepdf
from django.utils.translation import gettext as _

from alliance87.core.exceptions import ReportError

HOST = "https://pack.invalid/"
ROUNDS_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some pages of a pack: a document of our own or an upload.

    `key` is unique in the pack; links to `link_to(key)` lead to the first page.
    `content` is a PDF as bytes or as an open file, from which it is read piece by
    piece; None for a part that `settle` renders. `title` stands in the bookmarks at
    `level` (1 is the outermost, 0 leaves it out), `label` at the foot of every page,
    shortened where it does not fit. A part that is not `is_numbered` (a cover) counts
    its pages and prints nothing on them.
    """

    key: str
    title: str
    content: bytes | BinaryIO | None = None
    level: int = 1
    label: str = ""
    is_numbered: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: its first page, counted from one, and how many it has."""

    first: int
    pages: int

    @property
    def last(self) -> int:
        return self.first + self.pages - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all parts by key, and the number of pages of the whole."""

    places: Mapping[str, Place]
    pages: int


@dataclass(frozen=True, slots=True)
class Assembled(Layout):
    """A finished pack."""

    content: bytes
    sha256: str


def link_to(key: str) -> str:
    """Return the address that becomes a jump to a part; for templates of own pages."""
    return HOST + quote(key, safe="")


def key_of(address: str) -> str | None:
    """Return the key of the part that an address leads to; None for other addresses."""
    return unquote(address.removeprefix(HOST)) if address.startswith(HOST) else None


def settle(
    render: Callable[[Layout], Mapping[str, bytes]], parts: Sequence[Part]
) -> tuple[Part, ...]:
    """Render the parts that print page numbers until the numbers are right.

    `render` gets the layout and returns the PDF of every part whose content is None,
    by key. How long these are moves what follows, so it is called again while a length
    changes. Raises ReportError after five rounds.
    """
    counts = {part.key: count_pages(part) for part in parts}
    for _round in range(ROUNDS_MAX):
        rendered = render(layout_of(counts))
        settled = tuple(
            replace(part, content=rendered[part.key]) if part.content is None else part
            for part in parts
        )
        found = {part.key: count_pages(part) for part in settled}
        if found == counts:
            return settled
        counts = found
    raise ReportError(
        _(
            "The page numbers in the contents do not come to rest. Add or remove a "
            "page of text and try again."
        )
    )


def layout_of(counts: Mapping[str, int]) -> Layout:
    """Return where parts stand that have so many pages, in that order."""
    places, first = {}, 1
    for key, pages in counts.items():
        places[key] = Place(first, pages)
        first += pages
    return Layout(places, first - 1)


def count_pages(part: Part) -> int:
    """Return how many pages a part has; one for a part that is not rendered yet."""
    if part.content is None:
        return 1
    with open_part(part) as pdf:
        return len(pdf.pages)


def open_part(part: Part) -> pikepdf.Pdf:
    """Return the open document of a part. Raises ReportError when it is none."""
    content = part.content
    if content is None:
        raise ValueError(f"Not rendered yet: {part.key}")
    try:
        pdf = pikepdf.open(BytesIO(content) if isinstance(content, bytes) else content)
        if len(pdf.pages):
            return pdf
    except pikepdf.PdfError as error:
        raise ReportError(unreadable(part)) from error
    raise ReportError(unreadable(part))


def unreadable(part: Part) -> str:
    """Return what to say of a part whose file cannot be put into a pack."""
    return _("“%(title)s” cannot be read as a PDF. Replace its file.") % {
        "title": part.title
    }

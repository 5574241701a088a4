"""The parts made into one document: pages, numbers, bookmarks, links."""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from alliance87.core.exceptions import ReportError
from alliance87.core.packs.boxes import Sight, sight_of
from alliance87.core.packs.cleaning import BROKEN, add_annotations, strip
from alliance87.core.packs.links import Goal, Link
from alliance87.core.packs.parts import (
    Assembled,
    Layout,
    Part,
    key_of,
    layout_of,
    open_part,
    unreadable,
)
from alliance87.core.packs.stamping import Stamper

VERSION = "1.7"


@dataclass(frozen=True, slots=True)
class Book:
    """The pack while it is made: its pages in order and what is seen of each."""

    pdf: pikepdf.Pdf
    layout: Layout
    pages: list[pikepdf.Page]
    sights: list[Sight]

    def top(self, number: int) -> Goal:
        """Return the beginning of a page, counted from one."""
        left, top = self.sights[number - 1].top_left
        return Goal(number - 1, "/XYZ", (round(left, 3), round(top, 3), None))


def assemble(parts: Sequence[Part], *, title: str, language: str) -> Assembled:
    """Return the pack: every part in order, cleaned, numbered, bookmarked, linked.

    The same parts give the same bytes. Raises ReportError when a part cannot be read,
    and ValueError when two parts have the same key or one is not rendered yet.
    """
    _check(parts)
    with ExitStack() as sources, pikepdf.new() as pack:
        found = [_append(pack, part, sources) for part in parts]
        links = {part.key: each for part, (each, _) in zip(parts, found, strict=True)}
        layout = layout_of({key: len(each) for key, each in links.items()})
        pages = list(pack.pages)
        book = Book(pack, layout, pages, [sight_of(page.obj) for page in pages])
        _link(book, links)
        _stamp(book, parts)
        _write_bookmarks(book, parts)
        _write_layers(pack, [layers for _, layers in found if layers is not None])
        _describe(book, parts, title, language)
        content = _saved(pack)
    sha256 = hashlib.sha256(content).hexdigest()
    return Assembled(layout.places, layout.pages, content, sha256)


def _check(parts: Sequence[Part]) -> None:
    keys = [part.key for part in parts]
    if not keys or len(set(keys)) < len(keys):
        raise ValueError(f"The parts need keys that differ: {keys}")
    if missing := [part.key for part in parts if part.content is None]:
        raise ValueError(f"Not rendered yet: {missing}")


def _append(pack: pikepdf.Pdf, part: Part, sources: ExitStack):
    """Add the pages of a part. Return their links, and the layers of its document.

    The source stays open: its images are read only when the pack is written.
    """
    source = sources.enter_context(open_part(part))
    try:
        links = strip(source)
        pack.pages.extend(source.pages)
        layers = source.Root.get("/OCProperties")
        if layers is not None:
            layers = pack.copy_foreign(source.make_indirect(layers))
    except BROKEN as error:
        raise ReportError(unreadable(part)) from error
    return links, layers


def _link(book: Book, links: dict[str, list[list[Link]]]) -> None:
    """Write all links: to the web, inside a part, and from one part to another."""
    everywhere = [page.obj for page in book.pages]
    goals = {key: book.top(place.first) for key, place in book.layout.places.items()}
    for key, of_part in links.items():
        start = book.layout.places[key].first - 1
        inside = everywhere[start : start + len(of_part)]
        for page, of_page in zip(inside, of_part, strict=True):
            made = [_written(link, inside, everywhere, goals) for link in of_page]
            add_annotations(book.pdf, page, filter(None, made))


def _written(link: Link, inside, everywhere, goals: dict[str, Goal]):
    """Return a link as it leads in the pack; None when there is no such part."""
    key = None if isinstance(link.to, Goal) else key_of(link.to)
    if key is None:
        return link.written(link.to, inside)
    return link.written(goals[key], everywhere) if key in goals else None


def _stamp(book: Book, parts: Sequence[Part]) -> None:
    stamper = Stamper(book.pdf, book.layout.pages)
    for part in parts:
        place = book.layout.places[part.key]
        if part.is_numbered:
            for number in range(place.first, place.last + 1):
                at = number - 1
                stamper.stamp(book.pages[at], book.sights[at], number, part.label)
    stamper.finish()


def _write_bookmarks(book: Book, parts: Sequence[Part]) -> None:
    with book.pdf.open_outline() as outline:
        branches = [outline.root]
        for part in parts:
            if not part.level:
                continue
            del branches[part.level :]
            goal = book.top(book.layout.places[part.key].first)
            left, top, _zoom = goal.values
            title = " ".join(part.title.split())
            item = OutlineItem(title, goal.page, "XYZ", left=left, top=top)
            item.is_closed = False
            branches[-1].append(item)
            branches.append(item.children)


def _write_layers(pack, layers: list) -> None:
    """Join the layers of all documents, so that what was hidden stays hidden."""
    if layers:
        groups = [group for each in layers for group in each.OCGs]
        off = [group for each in layers for group in each.D.OFF]
        pack.Root.OCProperties = Dictionary(
            OCGs=Array(groups), D=Dictionary(OFF=Array(off))
        )


def _describe(book: Book, parts: Sequence[Part], title: str, language: str) -> None:
    pdf = book.pdf
    pdf.Root.Lang = String(language)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
    # By its number a viewer knows a document again. One that is made of all bytes
    # would take as long as the rest of the writing.
    said = [(part.key, part.title, part.label) for part in parts]
    told = repr((title, language, said, book.layout.pages))
    number = String(hashlib.sha256(told.encode()).digest()[:16])
    pdf.trailer.ID = Array([number, number])


def _saved(pdf: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    pdf.save(
        written,
        min_version=VERSION,
        static_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return written.getvalue()

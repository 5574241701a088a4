"""The pages that name other pages: the contents, and what changed since."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.packs import Layout, link_to
from alliance87.core.reports import Cell, Column, Group, Leaf, Row
from meetings.enums import SectionKind
from meetings.reports.pack.parts import Contents, Line, PlainTable
from meetings.reports.pack.pieces import Pack, Piece, listed
from meetings.selectors.packs import entries_of
from meetings.snapshots import Changes, Entry, changes_between


def leaf_of(
    piece: Piece, pack: Pack, pieces: Sequence[Piece], layout: Layout | None
) -> Leaf:
    """Return the pages of the contents or the changes, once places are known."""
    if piece.section.kind == SectionKind.CONTENTS:
        page = contents(piece.title, pieces, layout)
        return Leaf(key=piece.key, title=piece.title, sections=(page,))
    pages = changes_pages(piece.title, pack, pieces, layout)
    return Leaf(key=piece.key, title=piece.title, sections=pages)


def contents(title: str, pieces: Sequence[Piece], layout: Layout | None) -> Contents:
    return Contents(
        heading=title,
        lines=tuple(
            Line(
                title=piece.title,
                point=piece.code or piece.point,
                page=layout.places[piece.key].first if layout else None,
                address=link_to(piece.key) if layout else f"#{piece.key}",
                level=piece.section.level,
                note=piece.note,
            )
            for piece in listed(pieces)
        ),
    )


def changes_of(pack: Pack, pieces: Sequence[Piece]) -> Changes:
    """Return how the papers differ from those of the version before."""
    if pack.former is None:
        return Changes()
    now = [piece.entry() for piece in pieces]
    return changes_between(entries_of(pack.former), now)


def changes_pages(
    title: str, pack: Pack, pieces: Sequence[Piece], layout: Layout | None
) -> tuple[reports.Section, ...]:
    changes = changes_of(pack, pieces)
    number = pack.former.number if pack.former else pack.pack.number - 1
    if not changes:
        words = _("No paper changed since version %(number)s.") % {"number": number}
        return (reports.Prose(heading=title, text=words),)
    pages = {
        piece.key: str(layout.places[piece.key].first) if layout else ""
        for piece in pieces
        if not piece.is_empty
    }
    table = PlainTable(
        heading=title,
        title=_("What changed since version %(number)s") % {"number": number},
        columns=(
            Column(_("Agenda point"), 4),
            Column(_("Document"), 16),
            Column(_("Page"), 4, is_number=True),
        ),
        rows=tuple(_rows(changes, pages)),
    )
    return (table,)


def _rows(changes: Changes, pages: Mapping[str, str]):
    groups = (
        (_("New"), [(each, each.note) for each in changes.new]),
        (_("Replaced"), [(now, _was(was, now)) for was, now in changes.replaced]),
        (_("Moved"), [(now, _moved(was)) for was, now in changes.moved]),
        (_("Taken out"), [(each, "") for each in changes.removed]),
    )
    for label, rows in groups:
        if rows:
            yield Group(label)
        for entry, note in rows:
            page = pages.get(entry.key, "")
            yield Row((entry.point, Cell(entry.title, note=note), page))


def _was(was: Entry, now: Entry) -> str:
    if was.number == now.number or now.number is None:
        return _("the version in the pack before is not in force any more")
    numbers = {"was": was.number, "now": now.number}
    return _("version %(was)s is now version %(now)s") % numbers


def _moved(was: Entry) -> str:
    return _("it stood under %(point)s") % {"point": was.point or "–"}

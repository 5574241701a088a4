"""A briefing pack as one PDF: our own pages and the files of its papers."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import packs, reports
from alliance87.core.dates import write_day
from alliance87.core.exceptions import ReportError
from alliance87.core.packs.parts import count_pages
from alliance87.core.reports import Leaf, Leaves
from meetings.enums import SectionKind
from meetings.models import BriefingPack, PackSection
from meetings.reports.pack import front, groups, pages, papers, since
from meetings.reports.pack.pieces import NOT_LISTED, WITH_PAGES, Pack, Piece
from meetings.snapshots import BuiltPack, Entry

STEPS = 5
MAKERS: dict[str, Callable[[Pack, PackSection], Piece]] = {
    SectionKind.COVER: pages.cover,
    SectionKind.CHANGES: pages.with_pages,
    SectionKind.CONTENTS: pages.with_pages,
    SectionKind.AGENDA: pages.agenda,
    SectionKind.DECISIONS: pages.decisions,
    SectionKind.ACTION_FOLLOW_UP: pages.action_follow_up,
    SectionKind.DIVIDER: papers.divider,
    SectionKind.PAPER: papers.paper,
    SectionKind.PREVIOUS_REPORT: pages.previous_report,
    SectionKind.SINCE: since.since_previous,
    SectionKind.PATHFINDER_STATUS: pages.pathfinders,
    SectionKind.GROUP_UPDATES: groups.group_updates,
    SectionKind.NEW_PARTNERS: pages.partners,
    SectionKind.EVENTS: pages.events,
    SectionKind.PARTICIPANTS: pages.participants,
    SectionKind.TEXT: pages.own_text,
}


def quietly(_message: str) -> None:
    """Tell nobody how far it is."""


def build(
    pack: BriefingPack,
    *,
    tell: Callable[[str], None] = quietly,
    is_draft: bool = False,
) -> BuiltPack:
    """Return the pack as one PDF with its manifest, in the language of the pack.

    Holds what every reader may know, whoever builds it. `tell` is called before each
    of STEPS steps. Raises ReportError when a page cannot be made.
    """
    with override(pack.language), ExitStack() as files:
        tell(_("Reading the agenda and the papers"))
        whole = Pack(pack, is_draft=is_draft)
        pieces = pieces_of(whole)
        parts, pieces = _open(whole, pieces, files)
        tell(_("Writing our own pages"))
        made = _own_pages(whole, pieces)
        parts = [replace(p, content=made.get(p.key, p.content)) for p in parts]
        tell(_("Writing the contents"))
        parts = packs.settle(lambda at: _pages_with_numbers(whole, pieces, at), parts)
        tell(_("Putting the pages together"))
        title = _title_of(pack)
        done = packs.assemble(parts, title=title, language=pack.language)
        late = _late(whole, pieces, parts)
        tell(_("Filing the pack"))
        return BuiltPack(
            content=done.content,
            sha256=done.sha256,
            pages=done.pages,
            entries=tuple(_entries(whole, pieces, done)),
            problems={p.section.pk: p.problem for p in pieces if p.problem},
            places={
                piece.section.pk: (place.first, place.pages)
                for piece in pieces
                if (place := done.places.get(piece.key))
            },
            late=late,
        )


def draft_entries(pack: BriefingPack) -> list[Entry]:
    """Return what a draft holds now, to be read on a page, without making the PDF."""
    with override(pack.language):
        whole = Pack(pack, is_draft=True)
        return list(_entries(whole, pieces_of(whole), None))


def pieces_of(whole: Pack) -> list[Piece]:
    """Return the included sections with what they print, the empty ones too."""
    return [MAKERS[section.kind](whole, section) for section in whole.included]


# --- Parts ----------------------------------------------------------------------------


def _open(whole: Pack, pieces: Sequence[Piece], files: ExitStack):
    """Return the parts of the PDF in order; a file that fails gives way to a sheet."""
    parts, sound = [], []
    for piece in pieces:
        part = packs.Part(
            key=piece.key,
            title=piece.label,
            level=_level_of(piece),
            label=" · ".join((_foot_of(whole), piece.label)),
            is_numbered=piece.section.kind != SectionKind.COVER,
        )
        if piece.file is not None:
            try:
                opened = files.enter_context(piece.file.storage.open(piece.file.name))
                part = replace(part, content=opened)
                count_pages(part)
            except (ReportError, OSError):
                piece, part = piece.unreadable(), replace(part, content=None)
        sound.append(piece)
        if not piece.is_empty:
            parts.append(part)
    return parts, sound


def _level_of(piece: Piece) -> int:
    if piece.section.kind in NOT_LISTED - {SectionKind.CONTENTS}:
        return 0
    return piece.section.level


def _foot_of(whole: Pack) -> str:
    """Return what every page says: the meeting, the version, its day."""
    pack = whole.pack
    name = f"{whole.meeting.short_name} · v{pack.number}"
    if whole.is_draft:
        return _("%(name)s, draft") % {"name": name}
    return f"{name}, {write_day(timezone.localdate())}"


def _title_of(pack: BriefingPack) -> str:
    words = {"meeting": pack.meeting, "number": pack.number}
    return _("Briefing pack: %(meeting)s, version %(number)s") % words


# --- Pages of our own -----------------------------------------------------------------


def _own_pages(whole: Pack, pieces: Sequence[Piece]) -> dict[str, bytes]:
    leaves = [piece.leaf for piece in pieces if piece.pages]
    return _render(whole, leaves)


def _pages_with_numbers(whole: Pack, pieces: Sequence[Piece], layout) -> Mapping:
    leaves = [
        front.leaf_of(piece, whole, pieces, layout)
        for piece in pieces
        if piece.section.kind in WITH_PAGES
    ]
    return _render(whole, leaves)


def _render(whole: Pack, leaves: Sequence[Leaf]) -> dict[str, bytes]:
    return reports.render_leaves(_book(whole, leaves))


def _book(whole: Pack, leaves: Sequence[Leaf]) -> Leaves:
    return Leaves(
        title=whole.meeting.title,
        issuer=pages.ISSUER,
        language=whole.pack.language,
        leaves=tuple(leaves),
        is_example=whole.meeting.is_example,
    )


# --- What the version before did not hold ---------------------------------------------


def _late(whole: Pack, pieces: Sequence[Piece], parts: Sequence) -> bytes | None:
    """Return the new and replaced papers alone, behind a sheet that names them."""
    late = {each.key for each in front.changes_of(whole, pieces).late if each.sha256}
    if not late:
        return None
    title = _("Late papers, version %(number)s") % {"number": whole.pack.number}
    chosen = [part for part in parts if part.key in late]
    first = packs.Part(key="late", title=title, label=_foot_of(whole))

    def sheet(layout):
        only = [piece for piece in pieces if piece.key in late]
        page = front.contents(title, only, layout)
        return _render(whole, [Leaf(key="late", title=title, sections=(page,))])

    settled = packs.settle(sheet, (first, *chosen))
    language = whole.pack.language
    name = f"{_title_of(whole.pack)}: {title}"
    return packs.assemble(settled, title=name, language=language).content


# --- The manifest ---------------------------------------------------------------------


def _entries(whole: Pack, pieces: Sequence[Piece], layout):
    """Yield what the pack holds; what our own pages say is kept for reading."""
    leaves = [
        front.leaf_of(piece, whole, pieces, None)
        if piece.section.kind in WITH_PAGES
        else piece.leaf
        for piece in pieces
        if not piece.is_empty and piece.file is None
    ]
    said = reports.leaf_htmls(_book(whole, leaves))
    for piece in pieces:
        if piece.is_empty:
            continue
        entry = piece.entry(html=str(said.get(piece.key, "")))
        if layout is not None:
            place = layout.places[piece.key]
            entry = replace(entry, first_page=place.first, pages=place.pages)
        yield entry

"""What a briefing pack is made of, as its readers may know it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.access import Scope
from alliance87.core.deadlines import write_moment
from alliance87.core.models import Document
from alliance87.core.rules import may_view_document
from meetings import rules
from meetings.enums import (
    DecisionState,
    ItemPurpose,
    PackAudience,
    PackState,
    PaperVisibility,
    SectionKind,
    VersionState,
)
from meetings.models import (
    AgendaItem,
    AgendaPaper,
    BriefingPack,
    Decision,
    Meeting,
    PackSection,
    PaperVersion,
    numbered,
)
from meetings.selectors.agenda import newer_version
from meetings.selectors.meetings import packs_of
from meetings.snapshots import Entry, from_manifest

TONES: dict[str, str] = {
    PackState.DRAFT: "todo",
    PackState.ISSUED: "done",
    PackState.SUPERSEDED: "na",
}


# --- For whom it is -------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class PackReader:
    """Whoever may read a pack for members: no more than each observer may know.

    Of a meeting of an action group: no more than each of its members.
    """

    group: int | None = None
    pk: int = 0
    is_authenticated: bool = True
    is_active: bool = True
    _scope: Scope = field(init=False)

    def __post_init__(self):
        own = frozenset({self.group} - {None})
        self._scope = Scope(
            user_id=0, is_gcg_observer=self.group is None, chairs_groups=own
        )

    @property
    def papers_known(self) -> Collection[str]:
        if self.group is None:
            return rules.papers_known_to(self)
        return rules.PAPERS_OF_GROUPS


def reader_of(pack: BriefingPack):
    """Return for whose eyes a pack is written: an observer, a member, a stranger."""
    is_public = pack.audience == PackAudience.PUBLIC
    return AnonymousUser() if is_public else PackReader(pack.meeting.group_id)


# --- Sections -------------------------------------------------------------------------


def sections_of(pack: BriefingPack) -> QuerySet[PackSection]:
    """Return the sections with their papers and the versions these have (3 queries)."""
    versions = PaperVersion.objects.select_related("file__document")
    rows = pack.sections.select_related(
        "item__report__meeting",
        "paper__paper__group",
        "paper__item",
        "paper__version__file__document",
        "paper__version__paper",
        "paper__responsible_partner",
    )
    return rows.prefetch_related(Prefetch("paper__paper__versions", versions))


def points_of(meeting: Meeting) -> dict[int, str]:
    """Return the numbers of the agenda items by their keys."""
    return {row.item.pk: row.label for row in numbered(meeting.items.all())}


def codes_of(sections: list[PackSection], points: dict[int, str]) -> dict[int, str]:
    """Return what the papers are called: “2.2.1”; of several below an item “2.2.2a”."""
    by_item: dict[int, list[PackSection]] = {}
    for section in sections:
        if section.kind == SectionKind.PAPER:
            by_item.setdefault(section.paper.item_id, []).append(section)
    codes = {}
    for item, rows in by_item.items():
        for at, section in enumerate(rows):
            letter = chr(ord("a") + at % 26) if len(rows) > 1 else ""
            codes[section.pk] = f"{points.get(item, '')}{letter}"
    return codes


# --- Papers ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper as a pack may hold it.

    Without `version` it is not in the pack; `absence` says why in a few words, and
    `problem` tells the secretariat. `is_named` is False where its readers may not know
    its title.
    """

    placed: AgendaPaper
    version: PaperVersion | None
    is_named: bool
    absence: str = ""
    problem: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        if not self.is_named:
            return self.absence
        own = self.version.title if self.version else ""
        return own or self.placed.paper.title


def paper_for(
    placed: AgendaPaper, reader, language: str, known: Collection[int] | None = None
) -> PaperFacts:
    """Return what a pack in a language holds of a paper, for its readers.

    A translation of the pinned version is taken where there is one. `known` are the
    keys of the versions that who looks at it may know, of which a newer one is named
    (None: those the readers may know).
    """
    paper, pinned = placed.paper, placed.version
    if paper.visibility not in _papers_known(reader):
        return _closed(placed)
    if pinned is None:
        return PaperFacts(placed, None, True, _("To follow"), _("It is to follow."))
    held_back = pinned.embargoed_until
    if held_back and held_back > timezone.now():
        until = write_moment(held_back, placed.item.meeting.time_zone)
        words = _("Under embargo until %(moment)s") % {"moment": until}
        return PaperFacts(placed, None, True, words, words)
    if not _is_out(pinned, reader):
        problem = _("Its version is not out: give it out for comments or decision.")
        return PaperFacts(placed, None, True, _("To follow"), problem)
    version = _in_language(pinned, placed, reader, language)
    return PaperFacts(
        placed,
        version,
        True,
        problem=_newer(placed, reader, known),
        note=_only_in(version, language),
    )


def _papers_known(reader) -> Collection[str]:
    if isinstance(reader, PackReader):
        return reader.papers_known
    return rules.papers_known_to(reader)


def _closed(placed: AgendaPaper) -> PaperFacts:
    if placed.paper.visibility == PaperVisibility.MEMBERS:
        problem = _("For members only: send it to them separately.")
        absence = _("Closed session document")
    else:
        problem = _(
            "Only the secretariat may read the paper: change that, or take it off."
        )
        absence = _("To follow")
    return PaperFacts(placed, None, False, absence, problem)


def _is_out(version: PaperVersion, reader) -> bool:
    """Say without a query what `PaperVersion.visible_to` says of a free version."""
    if version.state == VersionState.ENDORSED or version.was_endorsed:
        return version.state != VersionState.WITHDRAWN
    reads_drafts = isinstance(reader, PackReader) or rules.may_read_papers(reader)
    return reads_drafts and version.state in rules.CIRCULATED_STATES


def _in_language(
    pinned: PaperVersion, placed: AgendaPaper, reader, language: str
) -> PaperVersion:
    for each in placed.paper.versions.all():
        is_same = each.number == pinned.number and each.language == language
        if is_same and _is_free(each) and _is_out(each, reader):
            return each
    return pinned


def _is_free(version: PaperVersion) -> bool:
    until = version.embargoed_until
    return not until or until <= timezone.now()


def _only_in(version: PaperVersion, language: str) -> str:
    if version.language == language:
        return ""
    return _("%(language)s only") % {"language": version.get_language_display()}


def _newer(placed: AgendaPaper, reader, known: Collection[int] | None) -> str:
    versions = placed.paper.versions.all()
    if known is None:
        versions = [v for v in versions if _is_free(v) and _is_out(v, reader)]
    else:
        versions = [v for v in versions if v.pk in known]
    newer = newer_version(placed, versions)
    if newer is None:
        return ""
    words = {"newer": newer.number, "held": placed.version.number}
    return _("Version %(newer)s exists; the pack holds version %(held)s.") % words


# --- Decisions requested --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Requested:
    """What the meeting is asked to decide, and under which item."""

    point: str
    title: str
    text: str
    kind: str


def decisions_requested(meeting: Meeting, reader) -> list[Requested]:
    """Return the decisions proposed, and the items for decision that name none."""
    points = points_of(meeting)
    rows = Decision.objects.visible_to(reader).filter(meeting=meeting)
    proposed = list(
        rows.exclude(state=DecisionState.WITHDRAWN)
        .select_related("item")
        .order_by("number")
    )
    named = {each.item_id for each in proposed}
    items = AgendaItem.objects.filter(meeting=meeting, purpose=ItemPurpose.DECISION)
    asked = [
        Requested(
            points.get(each.item_id, ""),
            each.item.title if each.item else "",
            each.text,
            str(each.get_kind_display()),
        )
        for each in proposed
    ]
    asked += [
        Requested(points.get(item.pk, ""), item.title, item.expected_output, "")
        for item in items.exclude(pk__in=named - {None})
    ]
    return sorted(asked, key=lambda each: [int(n) for n in each.point.split(".") if n])


# --- Versions of a pack ---------------------------------------------------------------


def former_of(pack: BriefingPack) -> BriefingPack | None:
    """Return the version before this one, issued or superseded."""
    rows = BriefingPack.objects.exclude(state=PackState.DRAFT).filter(
        meeting=pack.meeting_id,
        audience=pack.audience,
        language=pack.language,
        number__lt=pack.number,
    )
    return rows.order_by("-number").first()


def entries_of(pack: BriefingPack) -> list[Entry]:
    """Return what an issued pack holds."""
    return from_manifest(pack.manifest)


def issued_for(user, meeting: Meeting) -> BriefingPack | None:
    """Return the pack in force that a person reads, the fuller one first."""
    rows = packs_of(meeting, user).filter(state=PackState.ISSUED)
    return rows.order_by("audience", "language").first()


def find_packs(user) -> QuerySet[BriefingPack]:
    rows = BriefingPack.objects.visible_to(user)
    return rows.select_related("meeting", "document", "late_document")


@dataclass(frozen=True, slots=True)
class PackFiles:
    """Where a reader finds the PDFs of a pack; empty where there is none."""

    pack: str
    late: str


def files_of(pack: BriefingPack, user) -> PackFiles:
    """Return the addresses of the documents, or of the pack for who has only that."""
    return PackFiles(
        _address(pack, pack.document, "pack-pdf", user),
        _address(pack, pack.late_document, "pack-late-pdf", user),
    )


def _address(pack: BriefingPack, document: Document | None, name: str, user) -> str:
    if document is None:
        return ""
    if may_view_document(user, document):
        return document.get_absolute_url()
    keys = {"pk": pack.meeting_id, "pack": pack.pk}
    return reverse(f"meetings:{name}", kwargs=keys)


def may_open_packs(user, meeting: Meeting) -> bool:
    """Whether packs are a page of the meeting: for the Group, and for an own group."""
    if rules.may_read_papers(user) or rules.may_build_packs_of(user, meeting):
        return True
    return meeting.group_id is not None and packs_of(meeting, user).exists()


# --- The desk -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of a draft as the desk shows it."""

    section: PackSection
    title: str
    point: str
    problem: str
    note: str

    @property
    def pages(self) -> str:
        first, count = self.section.first_page, self.section.page_count
        if not first or not count:
            return ""
        return f"{first}–{first + count - 1}" if count > 1 else str(first)


def versions_known(sections: Iterable[PackSection], user) -> set[int]:
    """Return the keys of those versions of the papers that a person may know."""
    papers = {each.paper.paper_id for each in sections if each.paper}
    rows = PaperVersion.objects.visible_to(user).filter(paper__in=papers)
    return set(rows.order_by().values_list("pk", flat=True))


def section_row(
    section: PackSection,
    reader,
    points: dict,
    codes: dict,
    language: str,
    *,
    known: Collection[int],
    titles: Collection[str],
) -> SectionRow:
    """Return a section with its title and what is known to be wrong with it now.

    `titles` are the visibilities of papers that who looks at it may know of.
    """
    item = points.get(section.item_id, "")
    title = section.title or str(section.get_kind_display())
    if section.kind == SectionKind.PAPER:
        facts = paper_for(section.paper, reader, language, known)
        paper = facts.placed.paper
        is_known = not facts.is_named and paper.visibility in titles
        title = section.title or (paper.title if is_known else facts.title)
        code = codes.get(section.pk, item)
        note = facts.note if facts.version else facts.absence
        return SectionRow(section, title, code, facts.problem, note)
    if section.item_id and section.kind == SectionKind.DIVIDER:
        title = section.title or section.item.title
    if section.kind == SectionKind.PREVIOUS_REPORT:
        title = section.title or str(section.item.report or section.item)
    return SectionRow(section, title, item, section.problem, "")

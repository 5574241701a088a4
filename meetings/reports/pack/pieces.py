"""The pieces of a pack: what each of its sections is, before anything is laid out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.reports import Leaf, Section
from meetings.enums import SectionKind
from meetings.models import BriefingPack, Meeting, PackSection, PaperVersion
from meetings.models.sequence import previous_meeting
from meetings.selectors import packs as reads
from meetings.snapshots import Entry

# Placed when it is known where everything stands.
WITH_PAGES = frozenset({SectionKind.CONTENTS, SectionKind.CHANGES})
# Bookmarked and counted, but not named in the contents.
NOT_LISTED = frozenset({SectionKind.COVER, SectionKind.CONTENTS})


@dataclass(slots=True)
class Pack:
    """A pack with what its pages ask for again and again."""

    pack: BriefingPack
    is_draft: bool = False
    _cached: dict = field(default_factory=dict)

    def once(self, name: str, ask):
        if name not in self._cached:
            self._cached[name] = ask()
        return self._cached[name]

    @property
    def meeting(self) -> Meeting:
        return self.pack.meeting

    @property
    def reader(self):
        return self.once("reader", lambda: reads.reader_of(self.pack))

    @property
    def points(self) -> dict[int, str]:
        return self.once("points", lambda: reads.points_of(self.meeting))

    @property
    def sections(self) -> list[PackSection]:
        return self.once("sections", lambda: list(reads.sections_of(self.pack)))

    @property
    def codes(self) -> dict[int, str]:
        return self.once("codes", lambda: reads.codes_of(self.included, self.points))

    @property
    def included(self) -> list[PackSection]:
        return [each for each in self.sections if each.is_included]

    @property
    def previous(self) -> Meeting | None:
        return self.once("previous", lambda: previous_meeting(self.meeting))

    @property
    def as_of(self) -> date:
        """The day of which the pack tells: today, or the day of a past meeting."""
        today = timezone.localdate()
        return min(today, self.meeting.on or today)

    @property
    def former(self) -> BriefingPack | None:
        return self.once("former", lambda: reads.former_of(self.pack))

    def paper(self, section: PackSection) -> reads.PaperFacts:
        return self.once(
            f"paper-{section.pk}",
            lambda: reads.paper_for(section.paper, self.reader, self.pack.language),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One section of a pack: pages of our own, or the file of a paper."""

    section: PackSection
    title: str
    pages: tuple[Section, ...] = ()
    sheet: str = ""
    version: PaperVersion | None = None
    file: object | None = None
    point: str = ""
    code: str = ""
    note: str = ""
    problem: str = ""
    sha256: str = ""

    @property
    def key(self) -> str:
        return f"{self.section.kind}-{self.section.pk}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""
        return not (self.pages or self.file or self.section.kind in WITH_PAGES)

    @property
    def label(self) -> str:
        """What stands at the foot of its pages, behind the name of the pack."""
        return " ".join(filter(None, (self.code, self.title)))

    @property
    def leaf(self) -> Leaf:
        return Leaf(
            key=self.key, title=self.title, sections=self.pages, page=self.sheet
        )

    def unreadable(self) -> "Piece":
        """Return the piece with a sheet in place of a file that cannot be read."""
        words = _("The file cannot be read as a PDF: file the paper again.")
        sheet = reports.Prose(
            heading=self.label, lead=_("This paper is distributed separately."), text=""
        )
        return replace(self, file=None, pages=(sheet,), sha256="", problem=words)

    def entry(self, *, html: str = "") -> Entry:
        placed = self.section.paper
        return Entry(
            key=self.key,
            kind=self.section.kind,
            title=self.title,
            level=self.section.level,
            point=self.point,
            code=self.code,
            note=self.note,
            paper=placed.paper_id if placed else None,
            version=self.version.pk if self.version else None,
            number=self.version.number if self.version else None,
            language=self.version.language if self.version else "",
            sha256=self.sha256,
            html=html,
        )


def listed(pieces: Iterable[Piece]) -> list[Piece]:
    """Return what the contents name."""
    return [
        piece
        for piece in pieces
        if piece.section.kind not in NOT_LISTED and not piece.is_empty
    ]

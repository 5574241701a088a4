"""What a briefing pack holds, as it is kept for good when the pack is issued."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from meetings.enums import SectionKind

TO_FOLLOW = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One section of a pack: where it stands and exactly what it is.

    `point` is the number of the agenda item, `code` that of a paper below it.
    `paper`, `version`, `language` and `sha256` name the paper of a section and the
    version in the pack; without a checksum the paper was not there. `html` is what
    pages of our own say.
    """

    key: str
    kind: str
    title: str
    level: int = 1
    point: str = ""
    code: str = ""
    note: str = ""
    paper: int | None = None
    version: int | None = None
    number: int | None = None
    language: str = ""
    sha256: str = TO_FOLLOW
    first_page: int | None = None
    pages: int = 0
    html: str = ""

    @property
    def last_page(self) -> int | None:
        return self.first_page and self.first_page + self.pages - 1

    @property
    def mark(self) -> str:
        """What stands before the title: the number of the paper or of its item."""
        return self.code or self.point

    @property
    def is_paper(self) -> bool:
        return self.kind == SectionKind.PAPER


NAMES = frozenset(each.name for each in fields(Entry))


@dataclass(frozen=True, slots=True)
class Changes:
    """How the papers of a pack differ from those of the version before."""

    new: tuple[Entry, ...] = ()
    replaced: tuple[tuple[Entry, Entry], ...] = ()  # was, is
    removed: tuple[Entry, ...] = ()
    moved: tuple[tuple[Entry, Entry], ...] = ()  # was, is

    def __bool__(self):
        return bool(self.new or self.replaced or self.removed or self.moved)

    @property
    def late(self) -> tuple[Entry, ...]:
        """What readers of the version before do not have yet."""
        return (*self.new, *(now for _was, now in self.replaced))


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPack:
    """A finished pack. `late` holds only what the version before did not."""

    content: bytes
    sha256: str
    pages: int
    entries: tuple[Entry, ...]
    problems: dict[int, str]  # by section
    places: dict[int, tuple[int, int]]  # first page and pages by section
    late: bytes | None = None


def to_manifest(entries: Iterable[Entry]) -> list[dict]:
    return [asdict(entry) for entry in entries]


def from_manifest(manifest: Iterable[dict]) -> list[Entry]:
    """Return the entries of a stored manifest; what is not known any more is left."""
    return [
        Entry(**{name: value for name, value in line.items() if name in NAMES})
        for line in manifest
    ]


def changes_between(old: Sequence[Entry], new: Sequence[Entry]) -> Changes:
    """Compare the papers of two versions; what was to follow and came is new."""
    was = {entry.paper: entry for entry in old if entry.is_paper}
    now = {entry.paper: entry for entry in new if entry.is_paper}
    both = [(was[key], now[key]) for key in now if key in was]
    arrived = [each for before, each in both if each.sha256 and not before.sha256]
    return Changes(
        new=(*(now[key] for key in now if key not in was), *arrived),
        replaced=tuple(
            pair for pair in both if pair[0].sha256 and pair[0].sha256 != pair[1].sha256
        ),
        removed=tuple(was[key] for key in was if key not in now),
        moved=tuple(pair for pair in both if pair[0].point != pair[1].point),
    )

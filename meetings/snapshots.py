"""What a briefing pack and a released agenda hold, as they are kept for good."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from meetings.enums import SectionKind
from meetings.models import (
    AgendaItem,
    AgendaLead,
    AgendaRelease,
    Meeting,
    numbered,
)

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


# --- Agendas --------------------------------------------------------------------------

# What a release keeps of an item beside its number and its leads. Papers, decisions and
# outcomes are released in ways of their own.
WORDS = (
    *("title", "purpose", "description", "objective", "expected_output", "minutes"),
    *("session_id", "country_id", "chatham_house"),
)


def agenda_lines(meeting: Meeting) -> list[dict]:
    """Return the agenda as plain values, in reading order."""
    leads = AgendaLead.objects.select_related("partner", "person")
    items = AgendaItem.objects.filter(meeting=meeting)
    items = items.prefetch_related(Prefetch("leads", leads))
    return [
        {
            "item": row.item.pk,
            "label": row.label,
            "level": row.level,
            "leads": [
                {"role": lead.role} | lead.parts for lead in row.item.leads.all()
            ],
            **{name: getattr(row.item, name) for name in WORDS},
        }
        for row in numbered(items)
    ]


def agenda_sessions(meeting: Meeting) -> list[dict]:
    return [
        {
            "key": each.pk,
            "title": each.title,
            "starts_at": each.starts_at.isoformat(),
            "ends_at": each.ends_at.isoformat(),
            "is_break": each.is_break,
        }
        for each in meeting.sessions.all()
    ]


def hours_of(sessions: Iterable[dict]) -> list[tuple[str, str, bool]]:
    return [(each["starts_at"], each["ends_at"], each["is_break"]) for each in sessions]


def is_complete(release: AgendaRelease) -> bool:
    """Whether it keeps the whole text; older ones kept titles, leads and purposes."""
    return all("session_id" in line for line in release.lines)


def unreleased(meeting: Meeting, release: AgendaRelease) -> list[str]:
    """Return how the agenda as it stands differs from a release, in sentences."""
    was = {line["item"]: line for line in release.lines}
    now = {line["item"]: line for line in agenda_lines(meeting)}
    found = [*_come_and_gone(was, now), *_changed(was, now)]
    if is_complete(release) and release.sessions != agenda_sessions(meeting):
        found.append(_("Sessions or their hours changed."))
    return found


def _come_and_gone(was: dict[int, dict], now: dict[int, dict]) -> Iterator[str]:
    for key in (key for key in now if key not in was):
        yield _("New: %(item)s") % {"item": _named(now[key])}
    for key in (key for key in was if key not in now):
        yield _("Taken off: %(item)s") % {"item": _named(was[key])}


def _changed(was: dict[int, dict], now: dict[int, dict]) -> Iterator[str]:
    both = [key for key in now if key in was]
    for key in both:
        if _text_of(now[key], was[key]) != _text_of(was[key], was[key]):
            yield _("Changed: %(item)s") % {"item": _named(now[key])}
    places = [(key, now[key]["level"]) for key in both]
    if places != [(key, line["level"]) for key, line in was.items() if key in now]:
        yield _("Items stand in another order.")


def _named(line: dict) -> str:
    return f"{line['label']} {line['title']}"


def _text_of(line: dict, known: dict) -> dict:
    """Return what a line says, of what the other one keeps too.

    Leads that an older release kept as words are not compared, nor roles that it did
    not keep.
    """
    text = {name: line[name] for name in WORDS if name in known}
    if all(isinstance(lead, dict) for lead in known["leads"]):
        parts = set().union(*known["leads"]) or {"role"}
        text["leads"] = [
            {name: lead[name] for name in lead if name in parts}
            for lead in line["leads"]
        ]
    return text

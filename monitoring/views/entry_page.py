"""The entry grid as a page shows it: blocks of lines, their states, sums and years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from monitoring.enums import (
    OPEN_VALUE_STATES,
    Axis,
    ValueState,
)
from monitoring.figures import breakdowns
from monitoring.forms.entry import Entry, slug, without_null
from monitoring.models import Definition, ObservationVersion, Submission
from monitoring.selectors.entry import Line, grid
from monitoring.selectors.entry_facts import Section, open_to_change
from monitoring.selectors.findings import warnings_of

# Axes whose parts make up the whole; the stages of a case and scopes do not.
SUMMED = (
    *(Axis.SEX, Axis.AGE, Axis.EXPLOITATION, Axis.SECTOR),
    *(Axis.NATIONALITY, Axis.LOCATION),
)
COUNTED = ("quantity", "amount")
VARIANT_MAX = 60


@dataclass(frozen=True, slots=True)
class At:
    """Whose statement a block is: a source, and which definition of that source."""

    source: int | None = None
    variant: str = ""

    def __str__(self) -> str:
        return f"{self.source or ''}|{self.variant}"

    @classmethod
    def read(cls, text: str) -> "At":
        """Read what a form says; what none of our pages says is cut to what fits."""
        source, _bar, variant = text.partition("|")
        is_key = source.isascii() and source.isdecimal() and len(source) < 18
        return cls(int(source) if is_key else None, without_null(variant)[:VARIANT_MAX])


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts of one axis that are filled, added up beside their total."""

    axis: str
    filled: int
    asked: int
    total: Decimal
    whole: Decimal | None

    @property
    def is_whole(self) -> bool:
        return self.filled == self.asked and self.total == self.whole

    @property
    def difference(self) -> Decimal | None:
        if self.whole is None or self.filled < self.asked:
            return None
        return self.total - self.whole


@dataclass(slots=True)
class Block:
    """What one source says of one indicator: the total with its parts under it."""

    definition: Definition
    at: At
    name: str
    total: Entry
    parts: list[Entry] = field(default_factory=list)
    chosen: int | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        return [self.total, *self.parts]

    @property
    def asked_parts(self) -> list[Entry]:
        """The parts that are asked for; others are only on record."""
        return [each for each in self.parts if each.line.is_asked]

    @property
    def filled_parts(self) -> int:
        return sum(each.line.now is not None for each in self.asked_parts)

    @property
    def is_open(self) -> bool:
        """Whether the parts need to be seen: a fault or an open question stands."""
        return any(
            each.is_unsaved or any(warning.is_open for warning in each.warnings)
            for each in self.parts
        )

    def sums(self) -> Iterator[Sum]:
        """Yield the sum of each axis whose parts make up the whole and are counted."""
        for axis in self.definition.axes:
            if axis not in SUMMED:
                continue
            lines = [
                each.line
                for each in self.asked_parts
                if breakdowns.axes_of(each.line.breakdown) == (axis,)
            ]
            counts = [count for line in lines if (count := _count(line)) is not None]
            if counts and not _overlap(self.definition, axis):
                yield Sum(
                    axis=str(Axis(axis).label),
                    filled=len(counts),
                    asked=len(lines),
                    total=sum(counts, Decimal(0)),
                    whole=_count(self.total.line),
                )


def _count(line: Line) -> Decimal | None:
    if line.now is None:
        return None
    found = (getattr(line.now, name) for name in COUNTED)
    return next((each for each in found if each is not None), None)


def _overlap(definition: Definition, axis: str) -> bool:
    """Whether bands of ages lie in one another, so that their sum means nothing."""
    if axis != Axis.AGE:
        return False
    bands = sorted(
        (item.from_age or 0, item.to_age or 999)
        for item in definition.axis_items.all()
        if item.axis == axis
    )
    pairs = zip(bands, bands[1:], strict=False)
    return any(after[0] <= before[1] for before, after in pairs)


# --- The whole page -------------------------------------------------------------------


@dataclass(slots=True)
class Grid:
    """All blocks of a page for one year of data. `is_open`: the round takes values."""

    submission: Submission
    section: Section
    year: int
    blocks: list[Block]
    corrections: set[int]
    is_open: bool

    @property
    def entries(self) -> list[Entry]:
        return [entry for block in self.blocks for entry in block.entries]

    def block_at(self, definition_id: int, at: At) -> Block | None:
        for block in self.blocks:
            if block.definition.pk == definition_id and block.at == at:
                return block
        return None

    def may_write(self, entry: Entry) -> bool:
        """Whether a value may be typed here today, whoever it is."""
        now = entry.line.now
        if entry.definition.is_computed:
            return False
        if now is not None and now.observation_id in self.corrections:
            return now.state in {*OPEN_VALUE_STATES, ValueState.PUBLISHED}
        return self.is_open and (now is None or now.state in OPEN_VALUE_STATES)

    def still(self, block: Block, entry: Entry) -> ObservationVersion | None:
        """Return the last value where one press may say that it holds now, too.

        It stays with its own source, so a block that speaks for another one offers
        none of it.
        """
        last = entry.line.last
        if last is None or last.empty or last.state == ValueState.RETURNED:
            return None
        if entry.line.now is not None or not self.may_write(entry):
            return None
        if last.definition.value_type != entry.definition.value_type:
            return None
        at = place_of(last)
        is_free = all(each.line.now is None for each in block.entries)
        is_elsewhere = self.block_at(block.definition.pk, at) is not None
        is_here = block.at == at or is_free and not is_elsewhere
        return last if is_here else None

    def add_warnings(self) -> None:
        """Ask the checks about every value of the page that is still in work."""
        working = [
            (entry, now)
            for entry in self.entries
            if (now := entry.line.now) is not None and now.state in OPEN_VALUE_STATES
        ]
        versions = [now for _entry, now in working]
        found = warnings_of(self.submission.pathfinder, versions)
        for entry, now in working:
            entry.warnings = found.get(now.pk, [])


def open_today(submission: Submission) -> bool:
    """Whether the round takes values of this country today."""
    return submission.is_open_on(timezone.localdate())


def read_grid(submission: Submission, section: Section, *, year: int) -> Grid:
    """Read the lines of a page and put them into blocks; no warnings yet."""
    definitions = list(section.definitions)
    lines = grid(submission, definitions, year=year)
    by_definition: dict[int, list[Line]] = {each.pk: [] for each in definitions}
    for line in lines:
        by_definition[line.definition.pk].append(line)
    return Grid(
        submission=submission,
        section=section,
        year=year,
        blocks=[
            block
            for definition in definitions
            for block in _blocks(definition, by_definition[definition.pk])
        ],
        corrections=open_to_change(lines),
        is_open=open_today(submission),
    )


def _blocks(definition: Definition, lines: list[Line]) -> Iterator[Block]:
    """Part the lines of an indicator by source; none yet is one block without."""
    places = dict.fromkeys(place_of(line.now) for line in lines if line.now is not None)
    for number, at in enumerate(places or [At()]):
        name = f"v{definition.pk}-{number}"
        entries = [
            Entry.of(line, f"{name}-{slug(line.breakdown)}", language=language())
            for line in _of_source(lines, at)
        ]
        yield Block(definition, at, name, entries[0], entries[1:], chosen=at.source)


def place_of(version: ObservationVersion) -> At:
    return At(version.observation.source_id, version.observation.variant)


def _of_source(lines: Iterable[Line], at: At) -> Iterator[Line]:
    """Return one line for each part: what this source says of it, or nothing yet.

    A part that nobody asks for has a line only where the source says something of it.
    """
    by_part: dict[str, Line] = {}
    for line in lines:
        is_here = line.now is not None and place_of(line.now) == at
        if is_here or line.is_asked and line.breakdown not in by_part:
            by_part[line.breakdown] = line if is_here else without_value(line)
    yield from by_part.values()


def without_value(line: Line) -> Line:
    return replace(line, now=None, comments=0, proofs=0, returned=None)


def language() -> str:
    return (get_language() or "en")[:2]


# --- States in words ------------------------------------------------------------------


def state_of(entry: Entry) -> tuple[str, str]:
    """Return the shape and the words for where a value stands."""
    now = entry.line.now
    if entry.definition.is_computed:
        return "info", _("Computed")
    if entry.is_conflict or entry.is_unsaved:
        return "stop", _("Not saved")
    if now is None:
        return "todo", _("Empty")
    if now.state == ValueState.RETURNED:
        return "watch", _("Came back")
    if now.state == ValueState.DRAFT:
        if any(each.is_open for each in entry.warnings):
            return "watch", _("Saved, explain")
        return "done", _("Saved %(time)s") % {"time": when(now.recorded_at)}
    return {
        ValueState.SUBMITTED: ("half", _("Sent in")),
        ValueState.ACCEPTED: ("good", _("Accepted")),
        ValueState.PUBLISHED: ("good", _("Published")),
    }[ValueState(now.state)]


def when(moment: datetime) -> str:
    """Return the time of a moment of today, else its day."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return f"{local:%H:%M}"
    return write_day(local.date())

"""What the registers of a country say, as pages and reports read it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from alliance87.core.dates import year_before
from alliance87.core.enums import Precision
from pathfinders.enums import RatificationStatus, SupportKind, SupportLevel
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    Instrument,
    NationalReview,
    Pathfinder,
    Ratification,
    SupervisoryCase,
)

LATEST = 3
RATIFICATION_TONES: dict[str, str] = {
    RatificationStatus.IN_FORCE: "good",
    RatificationStatus.RATIFIED: "half",
    RatificationStatus.SIGNED: "todo",
    RatificationStatus.NOT_RATIFIED: "todo",
    RatificationStatus.DENOUNCED: "watch",
}
JOINED = {RatificationStatus.IN_FORCE, RatificationStatus.RATIFIED}
# A bound is no date: it says nothing about which ratification came last.
DATED = {Precision.DAY, Precision.MONTH, Precision.YEAR}


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment with what became of it; `is_silent`: nothing for 12 months."""

    commitment: Commitment
    follow_ups: tuple[CommitmentFollowUp, ...]
    is_silent: bool


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One kind of support given, counted by level."""

    kind: SupportKind
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class SupportCounts:
    """Indicators IM-6a to IM-6d: how often a country supported others."""

    levels: tuple[SupportLevel, ...]
    rows: tuple[SupportRow, ...]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def by_level(self) -> tuple[int, ...]:
        return tuple(
            sum(row.counts[place] for row in self.rows)
            for place in range(len(self.levels))
        )


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """One instrument and how the country stands to it; None: no source on record."""

    instrument: Instrument
    ratification: Ratification | None

    @property
    def tone(self) -> str:
        return RATIFICATION_TONES[self.ratification.status] if self.ratification else ""


@dataclass(frozen=True, slots=True)
class Body:
    """A coordination body with its sub-committees."""

    body: CoordinationBody
    sub_committees: tuple["Body", ...]


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """The registers of a country as its public page shows them."""

    latest: tuple[Ratification, ...]
    ratified: int
    pledges: tuple[Pledge, ...]
    bodies: tuple[Body, ...]
    support: SupportCounts
    cases: tuple[SupervisoryCase, ...]
    reviews: tuple[NationalReview, ...]


def registers_of_country() -> tuple:
    """Return what to prefetch with countries whose registers are read."""
    return (
        Prefetch("ratifications", Ratification.objects.select_related("instrument")),
        *("commitments", "commitments__follow_ups"),
        "coordination_bodies",
        "support_given",
        Prefetch(
            "supervisory_cases", SupervisoryCase.objects.select_related("instrument")
        ),
        "national_reviews",
    )


def read_registers(pathfinder: Pathfinder) -> RegisterReading:
    """Read what `registers_of_country` fetched, without another query."""
    ratifications = list(pathfinder.ratifications.all())
    return RegisterReading(
        latest=latest_ratifications(ratifications),
        ratified=sum(each.status in JOINED for each in ratifications),
        pledges=pledges_of(pathfinder.commitments.all()),
        bodies=body_tree(pathfinder.coordination_bodies.all()),
        support=support_counts(pathfinder),
        cases=tuple(pathfinder.supervisory_cases.all()),
        reviews=tuple(pathfinder.national_reviews.all()),
    )


# --- Commitments ----------------------------------------------------------------------


def pledges_of(commitments: Iterable[Commitment]) -> tuple[Pledge, ...]:
    """Return the newest pledge first; the country is read from the record."""
    today = timezone.localdate()
    rows = [_pledge(each, today) for each in commitments]
    return tuple(
        sorted(
            rows,
            key=lambda row: (row.commitment.on or date.min, row.commitment.pk),
            reverse=True,
        )
    )


def _pledge(commitment: Commitment, today: date) -> Pledge:
    follow_ups = sorted(
        commitment.follow_ups.all(),
        key=lambda each: (each.on or date.min, each.pk),
        reverse=True,
    )
    days = [commitment.when.latest, *(each.when.latest for each in follow_ups)]
    heard = max(filter(None, days), default=commitment.created_at.date())
    return Pledge(commitment, tuple(follow_ups), heard <= year_before(today))


# --- Support given to others ----------------------------------------------------------


def support_counts(pathfinder: Pathfinder) -> SupportCounts:
    """Count what is on record, for each of the four kinds and three levels."""
    found = Counter((each.kind, each.level) for each in pathfinder.support_given.all())
    levels = tuple(SupportLevel)
    return SupportCounts(
        levels=levels,
        rows=tuple(
            SupportRow(kind, tuple(found[kind, level] for level in levels))
            for kind in SupportKind
        ),
    )


# --- Ratifications --------------------------------------------------------------------


def latest_ratifications(
    ratifications: Iterable[Ratification], count: int = LATEST
) -> tuple[Ratification, ...]:
    """Return those ratified last, by a date that a source gives."""
    dated = [
        each
        for each in ratifications
        if each.status in JOINED and each.precision in DATED
    ]
    dated.sort(key=lambda each: (each.on, -each.pk), reverse=True)
    return tuple(dated[:count])


def instrument_table(
    pathfinder: Pathfinder, *, theme: str = "", only_priority: bool = False
) -> list[InstrumentRow]:
    """Return every instrument with what is on record of the country, or None."""
    instruments = Instrument.objects.all()
    if theme:
        instruments = instruments.filter(themes__contains=[theme])
    if only_priority:
        instruments = instruments.filter(is_priority=True)
    return instrument_rows(pathfinder, instruments)


def instrument_rows(
    pathfinder: Pathfinder, instruments: Iterable[Instrument]
) -> list[InstrumentRow]:
    known = {each.instrument_id: each for each in pathfinder.ratifications.all()}
    return [InstrumentRow(each, known.get(each.pk)) for each in instruments]


# --- Coordination bodies --------------------------------------------------------------


def body_tree(bodies: Iterable[CoordinationBody]) -> tuple[Body, ...]:
    """Return the bodies with their sub-committees below them."""
    below: dict[int | None, list[CoordinationBody]] = {}
    for each in bodies:
        below.setdefault(each.parent_id, []).append(each)

    def grow(parent_id: int | None) -> tuple[Body, ...]:
        return tuple(Body(each, grow(each.pk)) for each in below.get(parent_id, ()))

    return grow(None)

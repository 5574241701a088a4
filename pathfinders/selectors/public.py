"""The public reading of the path: what everybody may know, whoever asks.

Records that are not public, and roadmaps in preparation, are left out before any
stage or step is derived, so that nothing can be concluded from them.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from django.db.models import Prefetch
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.charts import MapClass, MapMark, Tone, legend, world_map
from alliance87.core.charts.world import REFERENCE
from alliance87.core.dates import PartialDate
from alliance87.core.enums import Region
from pathfinders.enums import (
    PUBLIC_ROADMAP_STATES,
    MilestoneKind,
    Stage,
    Status,
    StepMark,
)
from pathfinders.models import Milestone, Pathfinder, Roadmap, StatusEvent
from pathfinders.selectors.path import stage_of

# How a step reads in public: a gap is a gap in the records, never a fault.
PUBLIC_WORDS = {
    StepMark.PROOF: gettext_lazy("On record"),
    StepMark.MISSING: StepMark.NO_RECORD.label,
    StepMark.UNDER_WAY: StepMark.NO_RECORD.label,
}
TONES = {
    Stage.PATHFINDER: Tone.FULL,
    Stage.ON_HOLD: Tone.FULL,
    Stage.REPORTED: Tone.HATCH,
    Stage.ROADMAP: Tone.HATCH,
    Stage.WORKSHOP: Tone.HATCH,
    Stage.INTEREST: Tone.PALE,
    Stage.LISTED: Tone.PALE,
}
CLASSES = {
    Tone.FULL: gettext_lazy("Pathfinder status"),
    Tone.HATCH: gettext_lazy("Workshop or roadmap on record"),
    Tone.PALE: gettext_lazy("Interest on record"),
}
# Of several steps of one day the furthest is the last; a decision comes before them.
PLACES = {kind: place for place, kind in enumerate(MilestoneKind)}
DECISION = -1
# What stage and latest step are told from: most of a record is longer than that.
STEP_COLUMNS = ("pathfinder", "kind", "on", "until", "precision", "source")
DECISION_COLUMNS = ("pathfinder", "now", "on", "precision", "decision_reference")
# Enough to fill the page even when many countries are named in one list.
NEWEST_READ = 100


@dataclass(frozen=True, slots=True)
class LatestStep:
    """The last dated step of a country: a milestone, or a decision on its status."""

    label: str
    when: PartialDate
    source: str


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One country in the list; `latest` is its last dated step, if any."""

    pathfinder: Pathfinder
    stage: Stage
    latest: LatestStep | None

    @property
    def status(self) -> str:
        """The status in words. Django's own display hashes every label of the list."""
        return str(Status(self.pathfinder.status).label)

    @property
    def region(self) -> str:
        region = self.pathfinder.country.region
        return str(Region(region).label) if region else ""

    @property
    def latest_day(self) -> date:
        return _last_day(self.latest.when) if self.latest else date.min

    @property
    def says_more(self) -> bool:
        """Whether the stage tells more than the status beside it."""
        return self.stage.value != self.pathfinder.status


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened on one date, in one country or in several alike."""

    when: PartialDate
    label: str
    text: str
    conflict: str
    source: str
    source_url: str
    pathfinders: list[Pathfinder]


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """One class of the map with the names of its countries."""

    label: str
    legend: SafeString
    rows: tuple[PublicRow, ...]


def public_path(user):
    """Return countries with their public records (5 queries)."""
    return (
        Pathfinder.objects.visible_to(user)
        .select_related("country")
        .prefetch_related(
            Prefetch(
                "milestones",
                Milestone.objects.filter(is_public=True).select_related("document"),
            ),
            Prefetch(
                "roadmaps", Roadmap.objects.filter(state__in=PUBLIC_ROADMAP_STATES)
            ),
            "exemptions",
            "status_events",
        )
    )


def public_rows(user) -> list[PublicRow]:
    """Return every country this person may see, examples last (3 queries)."""
    countries = (
        Pathfinder.objects.visible_to(user)
        .select_related("country")
        .prefetch_related(
            Prefetch(
                "milestones",
                Milestone.objects.filter(is_public=True).only(*STEP_COLUMNS),
            ),
            Prefetch("status_events", StatusEvent.objects.only(*DECISION_COLUMNS)),
        )
    )
    rows = [PublicRow(each, stage_of(each), latest_step(each)) for each in countries]
    return sorted(
        rows, key=lambda row: (row.pathfinder.is_example, plain(str(row.pathfinder)))
    )


def plain(text: str) -> str:
    """Return letters and digits without accents: “Viet Nam” and “Vietnam” are alike.

    The order of names too: a database would put “Éthiopie” after “Tunisie”.
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if sign.isalnum())


def latest_step(pathfinder: Pathfinder) -> LatestStep | None:
    """Return the last dated step, the furthest of one day; other events are none."""
    steps = [
        (_last_day(when), PLACES[kind], kind, when, each.source)
        for each in pathfinder.milestones.all()
        if (when := each.when).is_known
        and (kind := MilestoneKind(each.kind)) != MilestoneKind.OTHER
    ]
    steps += [
        (_last_day(when), DECISION, Status(each.now), when, each.decision_reference)
        for each in pathfinder.status_events.all()
        if (when := PartialDate(each.on, each.precision)).is_known
    ]
    last = max(steps, key=lambda each: each[:2], default=None)
    if last is None:
        return None
    *_order, step, when, source = last
    return LatestStep(str(step.label), when, source)


def _last_day(when: PartialDate) -> date:
    """Return the stated end or start: a year alone must not outrun its days."""
    return when.until or when.on or date.min


def latest_happenings(user, *, count: int) -> list[Happening]:
    """Return what happened last in real countries, the newest first.

    The same words from the same source on the same date are one happening.
    """
    found: dict[tuple, Happening] = {}
    for each in _newest_milestones(user):
        key = (each.when, each.kind, each.statement, each.source)
        if key not in found and len(found) == count:
            break
        if key not in found:
            found[key] = _happening(each)
        found[key].pathfinders.append(each.pathfinder)
    for happening in found.values():
        happening.pathfinders.sort(key=lambda each: plain(str(each)))
    return list(found.values())


def _newest_milestones(user):
    countries = Pathfinder.objects.visible_to(user).counted()
    return (
        Milestone.objects.filter(
            is_public=True, on__isnull=False, pathfinder__in=countries
        )
        .select_related("pathfinder__country")
        .order_by("-on", "kind", "statement", "pk")
    )[:NEWEST_READ]


def _happening(milestone: Milestone) -> Happening:
    label, text = label_and_text(milestone)
    return Happening(
        when=milestone.when,
        label=label,
        text=text,
        conflict=milestone.conflict,
        source=milestone.source,
        source_url=web_address(milestone.source_url),
        pathfinders=[],
    )


def label_and_text(milestone: Milestone) -> tuple[str, str]:
    """Return the step and what is said about it; other events only say."""
    if milestone.kind == MilestoneKind.OTHER and milestone.statement:
        return milestone.statement, ""
    return milestone.get_kind_display(), milestone.statement


def web_address(url: str) -> str:
    """Return the address when it is one of the web, else nothing to follow."""
    return url if urlsplit(url).scheme in {"http", "https"} else ""


def public_word(mark: StepMark) -> str:
    return str(PUBLIC_WORDS.get(mark, mark.label))


def map_of(rows: Iterable[PublicRow]) -> SafeString:
    """Draw the real countries that have a place on the map, by class."""
    marks = [
        MapMark(
            iso3=row.pathfinder.country.iso3,
            label=f"{row.pathfinder}: {row.stage.label}",
            url=row.pathfinder.get_absolute_url(),
            tone=TONES[row.stage],
        )
        for row in rows
        if row.stage in TONES
        and not row.pathfinder.is_example
        and row.pathfinder.country.iso3 in map_places()
    ]
    return world_map(
        marks,
        title=_("Countries on the pathfinder path"),
        description=_("The same countries are listed by name on this page."),
        classes=_classes(),
    )


def map_legend() -> SafeString:
    return legend(_classes())


def groups_of(rows: Iterable[PublicRow]) -> list[CountryGroup]:
    """Return the real countries under the classes of the map, by name."""
    real = [row for row in rows if not row.pathfinder.is_example]
    groups = [
        CountryGroup(
            label=item.label,
            legend=legend([item], prefix=f"key-{item.tone}"),
            rows=tuple(row for row in real if TONES.get(row.stage) == item.tone),
        )
        for item in _classes()
    ]
    return [group for group in groups if group.rows]


def withdrawn_of(rows: Iterable[PublicRow]) -> list[PublicRow]:
    return [
        row
        for row in rows
        if row.pathfinder.status == Status.WITHDRAWN and not row.pathfinder.is_example
    ]


def _classes() -> list[MapClass]:
    return [MapClass(tone, str(label)) for tone, label in CLASSES.items()]


@cache
def map_places() -> frozenset[str]:
    """Return the codes that the map can mark."""
    world = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return frozenset(world["points"]) - frozenset(world["disputed"])

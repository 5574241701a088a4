"""What the document on a roadmap is made from."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pathfinders.models import Appointment, FundingLine, Roadmap, StatedRate
from pathfinders.selectors import RoadmapTable

ISSUER = "Alliance 8.7"


@dataclass(frozen=True, slots=True)
class RoadmapFacts:
    """All that the roadmap document says, in the language of the roadmap."""

    table: RoadmapTable
    appointments: tuple[Appointment, ...]
    coordination_body: str
    as_of: date
    lines: tuple[FundingLine, ...] = ()
    rates: tuple[StatedRate, ...] = ()

    @property
    def roadmap(self) -> Roadmap:
        return self.table.roadmap

    @property
    def source(self) -> str:
        return source_of(self.roadmap)

    @property
    def years(self) -> tuple[int, int] | None:
        return years_of(self.roadmap)


def source_of(roadmap: Roadmap) -> str:
    """Return the source of the roadmap; one written here is its own source."""
    if roadmap.source:
        return roadmap.source
    return _("Roadmap of %(country)s, version %(number)s") % {
        "country": roadmap.pathfinder,
        "number": roadmap.number,
    }


def years_of(roadmap: Roadmap) -> tuple[int, int] | None:
    if not roadmap.starts_on or not roadmap.ends_on:
        return None
    return roadmap.starts_on.year, roadmap.ends_on.year

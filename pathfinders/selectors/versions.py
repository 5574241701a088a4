"""The versions of a country's roadmap, each with its days and what replaced it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pathfinders import rules
from pathfinders.enums import PUBLIC_ROADMAP_STATES, RoadmapState
from pathfinders.models import Pathfinder, Roadmap
from pathfinders.selectors.comments import count_open_comments


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version among the others that the reader may see.

    `before` is the next older one, to compare with. `open_comments` is None for those
    who do not read comments.
    """

    roadmap: Roadmap
    before: Roadmap | None
    replaced_by: Roadmap | None
    in_force: Roadmap | None
    open_comments: int | None

    @property
    def in_preparation(self) -> bool:
        return self.roadmap.state not in PUBLIC_ROADMAP_STATES


def version_rows(pathfinder: Pathfinder, user) -> tuple[VersionRow, ...]:
    """Return the versions that this person may read, the newest first.

    One query, and one more for the comments of those who read them.
    """
    visible = Roadmap.objects.visible_to(user).filter(pathfinder=pathfinder)
    versions = list(visible.order_by("-number"))
    for version in versions:
        version.pathfinder = pathfinder
    reads = [each for each in versions if rules.may_read_comments(user, each)]
    counts = count_open_comments(reads) if reads else {}
    return tuple(
        VersionRow(
            roadmap=version,
            before=versions[at + 1] if at + 1 < len(versions) else None,
            replaced_by=_replaced_by(version, versions),
            in_force=_in_force(version, versions),
            open_comments=counts.get(version.pk, 0) if version in reads else None,
        )
        for at, version in enumerate(versions)
    )


def _replaced_by(version: Roadmap, versions: Iterable[Roadmap]) -> Roadmap | None:
    """Return the version that was published after a superseded one."""
    if version.state != RoadmapState.SUPERSEDED:
        return None
    later = (
        each
        for each in versions
        if each.number > version.number and each.state in PUBLIC_ROADMAP_STATES
    )
    return min(later, key=lambda each: each.number, default=None)


def _in_force(version: Roadmap, versions: Iterable[Roadmap]) -> Roadmap | None:
    """Return the version in force where a newer one replaced this one."""
    if version.state != RoadmapState.SUPERSEDED:
        return None
    published = (each for each in versions if each.state == RoadmapState.PUBLISHED)
    return next(published, None)

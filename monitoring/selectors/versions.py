"""Every version of every value of a country, as a table to take away."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.figures import breakdowns
from monitoring.figures.shown import Printed, shown_to
from monitoring.models import ObservationVersion
from monitoring.selectors.entry import part_names
from pathfinders.models import Pathfinder

HEADERS = (
    *(_("Country"), _("Indicator code"), _("Year"), _("Part"), _("Source")),
    *(_("Definition of the source"), _("Version"), _("State"), _("Value")),
    *(_("Why there is no value"), _("As it was given"), _("Quality"), _("Footnote")),
    *(_("Version of the definition"), _("Entered"), _("Entered by")),
    *(_("From the file"), _("Sent in"), _("Sent in by"), _("Decided")),
    *(_("Decided by"), _("Public from"), _("Public until"), _("Replaced")),
    _("Why it was changed"),
)


def every_version(pathfinder: Pathfinder) -> QuerySet[ObservationVersion]:
    """Return the versions of all values, in whatever state, in the order of reading.

    For those only who may take all of it away (`rules.may_export_everything`).
    """
    return (
        ObservationVersion.objects.filter(pathfinder=pathfinder)
        .select_related(
            *("indicator", "definition", "observation__source", "brought_by__file"),
            *("recorded_by", "submitted_by", "decided_by"),
        )
        .order_by("indicator__code", "year", "breakdown", "observation_id", "number")
    )


def version_rows(
    pathfinder: Pathfinder, versions: Iterable[ObservationVersion], *, language: str
) -> Iterator[list[object]]:
    """Yield a row for each version, in the columns of HEADERS; counts are exact.

    Moments are written `2026-03-31 14:05`, in the time zone of the site.
    """
    names = part_names()
    for each in versions:
        yield [
            *_place(pathfinder, each, names),
            *_statement(each, language),
            *_way(each),
        ]


def _place(pathfinder: Pathfinder, version: ObservationVersion, names: dict) -> list:
    observation = version.observation
    return [
        *(pathfinder.country.iso3, version.indicator.code, version.year),
        breakdowns.label(version.breakdown, names),
        *(str(observation.source or ""), observation.variant),
    ]


def _statement(version: ObservationVersion, language: str) -> list:
    mark = Printed(version, version.definition, exact=True, withheld=False)
    said = shown_to(mark, language=language)
    return [
        *(version.number, version.get_state_display(), said.words),
        *(version.empty_reason, version.raw, version.get_quality_display()),
        *(version.footnote, version.definition.number),
    ]


def _way(version: ObservationVersion) -> list:
    """Return when and by whom, and since and until when it was public."""
    replaced = _moment(version.superseded_at)
    return [
        *(_moment(version.recorded_at), str(version.recorded_by)),
        str(version.brought_by or ""),
        *(_moment(version.submitted_at), str(version.submitted_by or "")),
        *(_moment(version.decided_at), str(version.decided_by or "")),
        *(_moment(version.published_at), replaced if version.published_at else ""),
        *(replaced, version.reason),
    ]


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""

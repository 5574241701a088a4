"""The columns of open data: one list for CSV, workbook, JSON and codebook."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Axis
from monitoring.figures import breakdowns
from monitoring.selectors.open_data import OpenValue, version_address

# The code of the whole of an axis, as SDMX writes it.
TOTAL = "_T"


class Column(NamedTuple):
    """A column: its name in JSON, that in tables, and what stands in it.

    `width` is that of a workbook.
    """

    key: str
    header: str | Promise
    about: str | Promise
    width: int = 14


COLUMNS = (
    Column("country", _("Country code"), _("ISO 3166-1, three letters.")),
    Column(
        "country_name", _("Country"), _("The name in the language of the file."), 20
    ),
    Column(
        "indicator",
        _("Indicator code"),
        _("The code in the catalogue. Codes IM-C-1 and so on belong to one country."),
    ),
    Column(
        "label", _("Indicator"), _("The name, by the definition that was followed."), 40
    ),
    Column("theme", _("Theme"), _("A code.")),
    Column("dimension", _("Dimension"), _("A code.")),
    Column("year", _("Year"), _("The year that the value is about.")),
    Column(
        "part",
        _("Part"),
        _("What part of the total the value is about, in words."),
        24,
    ),
    *(Column(axis.value, axis.label, _("A code; _T is the whole.")) for axis in Axis),
    Column(
        "measure",
        _("What is stated"),
        _("A code. One value can state several things, each in a row of its own."),
    ),
    Column(
        "value",
        _("Value"),
        _("A number with a point, or text. Empty where there is none: see the status."),
    ),
    Column("unit", _("Unit"), _("What a number counts."), 18),
    Column(
        "limit",
        _("Limit"),
        _("“<” or “>” where the source only gives a limit and no figure."),
        8,
    ),
    Column("low", _("Interval from"), _("In the unit of the value.")),
    Column("high", _("Interval to"), _("In the unit of the value.")),
    Column("standard_error", _("Standard error"), _("In the unit of the value.")),
    Column("sample_size", _("Sample size"), _("Cases behind the value.")),
    Column(
        "obs_status",
        _("Status of the observation"),
        _("A code of the SDMX list CL_OBS_STATUS."),
        10,
    ),
    Column(
        "conf_status",
        _("Confidentiality"),
        _("A code of the SDMX list CL_CONF_STATUS."),
        10,
    ),
    Column("status", _("Status in words"), _("What the status codes mean here."), 24),
    Column("reason", _("Why there is no value"), _("In the words of the country."), 24),
    Column(
        "source_id",
        _("Number of the source"),
        _("Sources are described on the sheet of sources of the workbook."),
        10,
    ),
    Column("source", _("Source"), _("Where the value was taken from."), 40),
    Column("source_url", _("Address of the source"), _("As the source gives it."), 24),
    Column("source_licence", _("Licence of the source"), _("As the source states it.")),
    Column(
        "variant",
        _("Definition of the source"),
        _("Tells two definitions of one source apart."),
    ),
    Column(
        "first",
        _("Shown first"),
        _("“yes” where pages show this one of several sources first, else “no”."),
        10,
    ),
    Column("quality", _("Quality"), _("A code: what the source says of its figure.")),
    Column(
        "definition",
        _("Version of the definition"),
        _("Which wording of the indicator the value follows."),
        10,
    ),
    Column("series", _("SDG series"), _("The code of the series of the SDGs."), 16),
    Column(
        "boundary",
        _("Measured by"),
        _("A code: what counts as work (production boundary)."),
    ),
    Column("ages", _("Ages covered"), _("As the source states them.")),
    Column("hours", _("Hour thresholds"), _("As the source states them.")),
    Column(
        "hazardous_list",
        _("List of hazardous work"),
        _("Which list the source followed."),
    ),
    Column("coverage", _("Coverage"), _("Which people or places are covered."), 20),
    Column("footnote", _("Footnote"), _("What to know of the value."), 40),
    Column(
        "published_at",
        _("Public since"),
        _("When this version became public, in universal time (UTC)."),
        21,
    ),
    Column(
        "address",
        _("Address of this version"),
        _("It always shows this version, whatever replaces it."),
        40,
    ),
)
COUNTED_TOO = {"SL_TLF_CHLDEA", "SL_TLF_CHLDEC"}
DETECTED = "VC_HTF_DETV"
BY_EXPLOITATION = {
    "forced_labour": f"{DETECTED}FL",
    "sexual": f"{DETECTED}SX",
    "organ_removal": f"{DETECTED}OG",
    "other": f"{DETECTED}OP",
}
KEYS = tuple(column.key for column in COLUMNS)
AXES = tuple(Axis.values)


def lines_of(values: Iterable[OpenValue]) -> Iterator[list[object]]:
    """Yield the cells of each row, in the order of COLUMNS.

    Those that come together in many rows stand in a tuple: they are written once
    (`core.spreadsheets.streaming`).
    """
    site = settings.SITE_URL
    for each in values:
        meaning, source = each.meaning, each.source
        place = (each.country.iso3, each.country.name)
        part = (each.year, _part(each.part.words, each.part.breakdown))
        origin = (each.status, each.reason, source.said, each.variant)
        proof = ("yes" if each.is_first else "no", each.quality, meaning.number)
        facts = (each.said, moment(each.published_at))
        address = site + version_address(each.version)
        for measure, value, about in each.statements:
            series = series_of(meaning.series, measure, each.part.codes)
            yield [
                *(place, meaning.named, part, measure, value, about, origin),
                *((proof, series, facts), address),
            ]


@lru_cache(maxsize=2_000)
def _part(words: str, breakdown: str) -> tuple[str, ...]:
    parts = breakdowns.parts(breakdown)
    return (words, *(parts.get(axis, TOTAL) for axis in AXES))


def series_of(series: str, measure: str, parts: Mapping[str, str]) -> str:
    """Return the series of the SDGs that a row is part of; empty where there is none.

    `series` is that of the definition. Numbers of children beside percentages, and
    victims by form of exploitation, have series of their own.
    """
    if not series:
        return ""
    if series in COUNTED_TOO and measure == "number":
        return f"{series}-N"
    if series == DETECTED and (form := parts.get(Axis.EXPLOITATION)):
        return BY_EXPLOITATION.get(form, "")
    return series


@lru_cache(maxsize=2_000)
def moment(at: datetime) -> str:
    """Return a moment as ISO 8601 in universal time: 2026-03-31T14:05:00Z."""
    return f"{(at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat()[:19]}Z"

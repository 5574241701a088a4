"""Open data as observations of SDMX-CSV 2.0.

One observation per number: dimensions that make its key, the number, and attributes.
A total has the code _T, an source or variant that is not named _Z. What is no number
(frequencies, lists, days and texts) is no observation: it stands in the other formats.
An answer is 1 for yes and 0 for no. Where there is no value OBS_VALUE is NaN, and
the two status codes say why.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256

from django.conf import settings

from monitoring.enums import Axis
from monitoring.reports.open_data.about import About
from monitoring.reports.open_data.columns import AXES, TOTAL, moment, series_of
from monitoring.selectors.open_data import OpenRow

STRUCTURE = ("dataflow", "ALLIANCE87:DF_TARGET_8_7(1.0)", "I")
DIMENSIONS = (
    *("REF_AREA", "INDICATOR", "TIME_PERIOD", *(axis.upper() for axis in AXES)),
    *("SOURCE_ID", "VARIANT", "UNIT_MEASURE"),
)
ATTRIBUTES = (
    *("OBS_STATUS", "CONF_STATUS", "UNIT_MULT", "SERIES", "VALUE_LIMIT"),
    *("LOWER_BOUND", "UPPER_BOUND", "STD_ERROR", "SAMPLE_SIZE", "SHOWN_FIRST"),
    *("DEFINITION", "SOURCE", "COVERAGE", "COMMENT_OBS", "PUBLISHED"),
    *("VERSION_URL", "LICENSE"),
)
HEADER = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
    *DIMENSIONS,
    "OBS_VALUE",
    *ATTRIBUTES,
)
# Nothing that the dimension could tell apart.
NONE = "_Z"
MISSING = "NaN"
# What a number counts, by what is stated; an amount has its currency.
UNITS = {
    "percent": "PT",
    "number": "NUMBER",
    "amount": "",
    "gdp_percent": "PT_GDP",
    "answer": "YES_NO",
    "year": "YEAR",
}
ANSWERS = {"yes": 1, "no": 0}
# What a value without one would have counted.
MONEY = "CURRENCY"
SEXES = {"X": "_O"}
BAND = re.compile(r"(\d+)-(\d+)")
FROM = re.compile(r"(\d+)\+")
IDENTIFIER = re.compile(r"[A-Za-z0-9_@$-]+")
STRANGE = re.compile(r"[^A-Za-z0-9]+")


def observations(rows: Iterable[OpenRow], about: About) -> Iterator[list[object]]:
    """Yield the cells of each observation, in the order of HEADER."""
    for row in rows:
        if row.measure in UNITS:
            yield [*STRUCTURE, *_key(row), _value(row), *_attributes(row, about)]


def _key(row: OpenRow) -> list[object]:
    # Countries give their own indicators the same codes.
    code = f"{row.country}_{row.indicator}" if row.is_own else row.indicator
    source = NONE if row.source_id is None else f"S{row.source_id}"
    return [
        *(row.country, code, row.year),
        *[part_code(axis, row.parts.get(axis)) for axis in AXES],
        *(source, variant_code(row.variant)),
        UNITS[row.measure] or row.unit or MONEY,
    ]


def part_code(axis: str, code: str | None) -> str:
    """Return a part as the SDMX lists write it: Y5T17, Y_GE18; the rest as it is."""
    if code is None:
        return TOTAL
    if axis == Axis.SEX:
        return SEXES.get(code, code)
    if band := BAND.fullmatch(code):
        return f"Y{band[1]}T{band[2]}"
    begun = FROM.fullmatch(code)
    return f"Y_GE{begun[1]}" if begun else code


def variant_code(variant: str) -> str:
    """Return a definition of a source as a code that no other one has."""
    if not variant:
        return NONE
    if IDENTIFIER.fullmatch(variant):
        return variant
    said = STRANGE.sub("_", variant).strip("_")[:24]
    return f"{said}_{sha256(variant.encode()).hexdigest()[:8]}"


def _value(row: OpenRow) -> Decimal | int | str:
    if row.value is None:
        return MISSING
    return ANSWERS[row.value] if row.measure == "answer" else row.value


def _attributes(row: OpenRow, about: About) -> list[object]:
    said = (row.status_words, row.reason, row.footnote)
    return [
        *(row.obs_status, row.conf_status, 0),
        *(series_of(row.series, row.measure, row.parts), row.bound),
        *(row.low, row.high, row.standard_error, row.sample_size),
        *("Y" if row.is_first else "N", row.definition, row.source, row.coverage),
        ". ".join(each.rstrip(".") for each in said if each),
        *(moment(row.published_at), f"{settings.SITE_URL}{row.address}"),
        about.licence,
    ]

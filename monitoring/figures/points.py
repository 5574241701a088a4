"""A series as arithmetic and drawings need it: years, numbers, and what was measured.

Selectors fill these from what one person may read; nothing here asks the database.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """What a value measures and where it is from; empty: not stated.

    `definition` and `source` are keys. Texts stand as they were given.
    """

    definition: int
    source: int | None = None
    source_kind: str = ""
    variant: str = ""
    boundary: str = ""
    ages: str = ""
    hours: str = ""
    hazardous_list: str = ""
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series: a number that this reader may see.

    `value`, `low`, `high` and `standard_error` are in the unit of the series. `bound`
    is "<" or ">" where the source only gives a limit. `version` and `observation` are
    the keys of what is printed: every number leads to its address.
    """

    year: int
    value: Decimal
    facts: Facts
    version: int
    observation: int
    quality: str = ""
    bound: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    standard_error: Decimal | None = None
    sample_size: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The totals, or one part, of an indicator in one country, in order of years.

    `unit` is "%" or words; `direction` as in `enums.Direction`. `gaps` are years for
    which words stand in place of a number: an empty meaning or `shown.SUPPRESSED`.
    """

    country: str
    indicator: str
    label: str
    unit: str
    direction: str
    points: tuple[Point, ...]
    gaps: tuple[tuple[int, str], ...] = ()

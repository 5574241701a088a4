"""What a file of the catalogue says, as plain values: no database, no wording."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LANGUAGES = ("en", "fr", "es")

# What an indicator is, whatever its wording; a code keeps it for ever.
IDENTITY = ("kind", "dimension", "theme", "sub_area")
# What a definition says: columns of the model that an entry holds under the same name.
WORDING = (
    *("label_en", "label_fr", "label_es", "printed_label"),
    *("note_en", "note_fr", "note_es", "caveat_en", "caveat_fr", "caveat_es"),
    *("value_type", "unit_en", "unit_fr", "unit_es", "axes", "direction"),
    *("baseline", "baseline_year", "target", "target_on", "objective"),
    *("series_code", "threshold", "threshold_reason", "computed_from"),
)
# The parts asked for, as (axis, code); the model keeps them in a table of their own.
PARTS = "parts"
HEADER = ("title_en", "title_fr", "title_es", "valid_from", "source", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator of a set with its definition; the fields are those of the models.

    `threshold` is the smallest count of people that is public.
    """

    code: str
    kind: str
    dimension: str
    theme: str
    value_type: str
    label_en: str
    sub_area: str = ""
    label_fr: str = ""
    label_es: str = ""
    printed_label: str = ""
    note_en: str = ""
    note_fr: str = ""
    note_es: str = ""
    caveat_en: str = ""
    caveat_fr: str = ""
    caveat_es: str = ""
    unit_en: str = ""
    unit_fr: str = ""
    unit_es: str = ""
    axes: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    direction: str = "none"
    baseline: Decimal | None = None
    baseline_year: int | None = None
    target: Decimal | None = None
    target_on: date | None = None
    objective: str = ""
    series_code: str = ""
    threshold: int | None = None
    threshold_reason: str = ""
    computed_from: str = ""


@dataclass(frozen=True, slots=True)
class SetFile:
    """A set of indicators in its order, as a file says it."""

    code: str
    title_en: str
    valid_from: date
    title_fr: str = ""
    title_es: str = ""
    source: str = ""
    note: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisPart:
    """One part of an axis, as a file says it."""

    axis: str
    code: str
    name_en: str
    name_fr: str = ""
    name_es: str = ""
    from_age: int | None = None
    to_age: int | None = None

"""The long table of a country: one figure per row, as an import reads it again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import override, pgettext

from alliance87.core.enums import Empty
from alliance87.core.numbers import write_plain
from monitoring.enums import Axis, Frequency, Quality
from monitoring.figures import breakdowns
from monitoring.figures.content import Content
from monitoring.figures.shown import Shown, shown_to
from monitoring.models import ObservationVersion
from monitoring.selectors.printed import printed
from monitoring.selectors.values import known
from pathfinders.models import Pathfinder

# What numbers without a unit of their own are called, as every import reads it.
UNITS = {
    "quantity": {"en": "number", "fr": "nombre", "es": "número"},
    "gdp_percent": {"en": "% of GDP", "fr": "% du PIB", "es": "% del PIB"},
}
TOTAL = "Total"
# Columns of axes beside sex and age, which every table has; in words that are read.
AXES: dict[str, dict[str, str]] = {
    Axis.SCOPE: {"en": "Scope", "fr": "Portée", "es": "Alcance"},
    Axis.STAGE: {"en": "Stage", "fr": "Étape", "es": "Etapa"},
    Axis.EXPLOITATION: {
        "en": "Form of exploitation",
        "fr": "Forme d'exploitation",
        "es": "Forma de explotación",
    },
    Axis.SECTOR: {"en": "Sector", "fr": "Secteur", "es": "Sector"},
    Axis.NATIONALITY: {
        "en": "Nationality",
        "fr": "Nationalité",
        "es": "Nacionalidad",
    },
    Axis.POLICY: {
        "en": "Kind of policy",
        "fr": "Type de politique",
        "es": "Tipo de política",
    },
    Axis.LOCATION: {"en": "Location", "fr": "Localisation", "es": "Ubicación"},
}
VARIANT = {"en": "Variant", "fr": "Définition", "es": "Definición"}
# What is said beside a value, in columns that stand where some value has it.
INTERVAL = ("low", "high")
MORE = (*INTERVAL, "quality", "reason")


@dataclass(frozen=True, slots=True)
class LongTable:
    """Rows of texts, and numbers where `is_typed` asked for them.

    `axes` are those beside sex and age that occur; their columns stand before the
    value. `more` are the facts of MORE that occur; theirs stand behind the footnote.
    """

    axes: tuple[str, ...]
    more: tuple[str, ...]
    has_variants: bool
    rows: tuple[tuple[object, ...], ...]


def long_table(
    pathfinder: Pathfinder,
    user,
    *,
    as_of: date | None = None,
    language: str,
    is_typed: bool = False,
) -> LongTable:
    """Return all that a person may read of a country, now or as it was on a day.

    Counts that this person may not read exactly are withheld in words. `is_typed`
    gives numbers as such, for programs that keep them; else they are written in the
    language, in digits that can be read in one way only.
    """
    versions = sorted(known(pathfinder, user, as_of=as_of), key=_order)
    said = printed(versions, user)
    used = {axis for each in versions for axis in breakdowns.axes_of(each.breakdown)}
    axes = tuple(axis for axis in AXES if axis in used)
    has_variants = any(each.observation.variant for each in versions)
    found = []
    for each in versions:
        shown = shown_to(said[each.pk], language=language)
        found.append((each, shown, _beside(shown, language, is_typed=is_typed)))
    more = tuple(
        name for name in MORE if any(beside[name] != "" for *_, beside in found)
    )
    rows = []
    for each, shown, beside in found:
        before, after = _around(each, pathfinder, axes, shown)
        variant = [each.observation.variant] if has_variants else []
        figures = _figures(shown, language, is_typed=is_typed)
        for at, (value, unit) in enumerate(figures):
            # An interval is about the first figure of a value.
            told = ["" if at and name in INTERVAL else beside[name] for name in more]
            rows.append((*before, value, unit, *after, *told, *variant))
    return LongTable(axes, more, has_variants, tuple(rows))


def _order(version: ObservationVersion) -> tuple:
    facts = (version.indicator.code, version.year, version.breakdown)
    return (*facts, version.observation_id)


def _around(version, pathfinder, axes: Iterable[str], shown: Shown):
    """Return what stands before and behind the figures of a version."""
    observation = version.observation
    parts = breakdowns.parts(version.breakdown)
    before = [pathfinder.country.iso3, version.indicator.code, version.year]
    before += [parts.get(axis, TOTAL) for axis in (Axis.SEX, Axis.AGE, *axes)]
    source = observation.source.name if observation.source else ""
    return before, [source, shown.stated.footnote]


def _beside(shown: Shown, language: str, *, is_typed: bool) -> dict[str, object]:
    """Return what stands beside a value; empty texts for nothing."""
    stated = shown.stated
    with override(language):
        label = str(Quality(stated.quality).label) if stated.quality else ""
    ends = {
        name: "" if end is None else _number(end, "", language, is_typed=is_typed)
        for name, end in (("low", stated.low), ("high", stated.high))
    }
    reason = shown.note if shown.kind in Empty else ""
    return {**ends, "quality": label, "reason": reason}


def _figures(
    shown: Shown, language: str, *, is_typed: bool
) -> Iterator[tuple[object, str]]:
    """Yield the statements of a value with their units; words where there is none."""
    content = shown.stated
    if shown.is_gap:
        yield shown.text, ""
        return
    stated = (
        (content.percent, "%"),
        (content.quantity, UNITS["quantity"][language]),
        (content.amount, content.currency),
        (content.gdp_percent, UNITS["gdp_percent"][language]),
    )
    numbers = [(value, unit) for value, unit in stated if value is not None]
    text = _words(content, language)
    if text:
        yield text, ""
        return
    for value, unit in numbers:
        yield _number(value, content.bound, language, is_typed=is_typed), unit


def _number(value: Decimal, bound: str, language: str, *, is_typed: bool) -> object:
    plain = value.normalize() if value else Decimal(0)
    if is_typed and not bound:
        return plain
    return f"{bound}{write_plain(plain, language=language)}"


def _words(content: Content, language: str) -> str:
    """Return a statement that is no number; empty where it is one."""
    with override(language):
        if content.answer is not None:
            yes, no = pgettext("answer", "Yes"), pgettext("answer", "No")
            return yes if content.answer else no
        if content.frequency:
            return str(Frequency(content.frequency).label)
    if content.year_stated is not None:
        return str(content.year_stated)
    return "; ".join(content.items)

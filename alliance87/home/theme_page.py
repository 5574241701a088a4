"""The page of one theme: its indicators across countries, and what countries plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.enums import Dimension
from monitoring.figures.shown import SUPPRESSED, WORDS
from monitoring.models import Definition
from monitoring.selectors.catalogue import Chosen, narrowed, standard_definitions
from monitoring.selectors.series import Latest, latest_of
from pathfinders.enums import Theme
from pathfinders.models import Pathfinder
from pathfinders.selectors.theme_plans import Asked, Plan, asked_of_groups, plans_on

# The word of a theme in addresses.
SLUGS = {str(theme).replace("_", "-"): theme for theme in Theme}


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with how many countries have a value of it, in words.

    `years` are those of the newest values: one, or the first and the last.
    """

    definition: Definition
    words: str
    years: str


@dataclass(frozen=True, slots=True)
class Part:
    """The indicators of one dimension."""

    dimension: Dimension
    rows: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class ThemePage:
    """What is known of a theme on a day; examples are left out."""

    theme: Theme
    on: date
    countries: int
    parts: tuple[Part, ...]
    plans: Sequence[Plan]
    asked: Sequence[Asked]

    @property
    def slug(self) -> str:
        return str(self.theme).replace("_", "-")


def theme_page(theme: Theme, user, *, as_of: date | None = None) -> ThemePage:
    """Compose the page as a person may read it, now or as known on a day."""
    rows = Pathfinder.objects.visible_to(user).select_related("country")
    countries = [each for each in rows if not each.is_example]
    definitions = narrowed(standard_definitions(), Chosen(theme=theme))
    typed = [each for each in definitions if not each.is_computed]
    latest = latest_of(countries, typed, user, as_of=as_of)
    plans = plans_on(theme, countries, user, as_of=as_of)
    return ThemePage(
        theme=theme,
        on=as_of or timezone.localdate(),
        countries=len(countries),
        parts=tuple(_parts(definitions, latest, len(countries))),
        plans=plans,
        asked=asked_of_groups(plans),
    )


def _parts(
    definitions: Sequence[Definition], latest: dict, countries: int
) -> Iterable[Part]:
    values: dict[int, list[Latest]] = {}
    for (_country, indicator), each in latest.items():
        values.setdefault(indicator, []).append(each)
    for dimension in Dimension:
        rows = tuple(
            _measured(each, values.get(each.indicator_id, ()), countries)
            for each in definitions
            if each.indicator.dimension == dimension
        )
        if rows:
            yield Part(dimension, rows)


def _measured(
    definition: Definition, values: Sequence[Latest], countries: int
) -> Measured:
    if definition.is_computed:
        return Measured(definition, _("Computed from the records of each country"), "")
    kinds = Counter(each.gap for each in values)
    withheld = kinds[SUPPRESSED]
    words = ngettext(
        "%(count)s of %(total)s country", "%(count)s of %(total)s countries", countries
    ) % {"count": kinds[""] + kinds[WORDS] + withheld, "total": countries}
    if withheld:
        words += ", " + _("withheld: %(count)s") % {"count": withheld}
    known = [each.year for each in values if each.gap in ("", WORDS, SUPPRESSED)]
    return Measured(definition, words, _years(known))


def _years(years: Sequence[int]) -> str:
    first, last = min(years, default=0), max(years, default=0)
    if not years or first == last:
        return str(last or "")
    return _("%(first)s to %(last)s") % {"first": first, "last": last}

"""Which open data is asked for: the same parameters on the page and for its files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.enums import Dimension, IndicatorTheme
from monitoring.forms.values import AsOfForm
from monitoring.models import Definition
from monitoring.models.observation import FIRST_YEAR, LAST_YEAR
from monitoring.selectors.open_data import Asked
from monitoring.selectors.open_data_words import open_countries, open_indicators

# What of a word that is not known is said again.
REPEATED = 24
NO_YEAR = gettext_lazy("Write a year as 2021, or nothing.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a list: `words` beside it, `code` in the address."""

    id: str
    code: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    label: str
    choices: tuple[Choice, ...]


class CodesField(forms.Field):
    """Codes, each by itself or several with commas; `known` are those there are."""

    widget = forms.SelectMultiple

    def __init__(self, *, unknown: str, **options):
        super().__init__(required=False, **options)
        self.unknown = unknown
        self.known: Sequence[str] = ()

    def to_python(self, value: Iterable[str] | None) -> tuple[str, ...]:
        codes = [code.strip() for each in value or () for code in each.split(",")]
        return tuple(sorted({code.upper() for code in codes if code}))

    def validate(self, value: tuple[str, ...]) -> None:
        super().validate(value)
        known = set(self.known)
        for code in value:
            if code not in known:
                said = "".join(each for each in code[:REPEATED] if each.isprintable())
                raise ValidationError(str(self.unknown) % {"code": said})


def _year(label: str) -> forms.IntegerField:
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=messages,
    )


class OpenDataForm(AsOfForm):
    """The filter of open data. What cannot be read is a fault and filters nothing."""

    country = CodesField(
        label=gettext_lazy("Countries"),
        unknown=gettext_lazy("“%(code)s” is no country that has open data."),
    )
    indicator = CodesField(
        label=gettext_lazy("Indicators"),
        unknown=gettext_lazy("“%(code)s” is no indicator of the catalogue."),
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"),
        choices=[("", gettext_lazy("All")), *IndicatorTheme.choices],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("There is no such theme.")},
    )
    dimension = forms.ChoiceField(
        label=gettext_lazy("Dimension"),
        choices=[("", gettext_lazy("All")), *Dimension.choices],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("There is no such dimension.")},
    )
    start = _year(gettext_lazy("From the year"))
    end = _year(gettext_lazy("Up to the year"))
    totals = forms.BooleanField(
        label=gettext_lazy("Totals only, without parts"), required=False
    )
    field_order = [
        *("theme", "dimension", "start", "end", "as_of", "totals"),
        *("country", "indicator"),
    ]
    LISTS = ("country", "indicator")

    def __init__(self, data):
        super().__init__(data)
        self._countries = open_countries()
        rows = Definition.objects.filter(indicator__in=open_indicators())
        rows = rows.order_by("indicator__code", "indicator", "-number")
        self._definitions = list(
            rows.distinct("indicator__code").select_related("indicator")
        )
        self.fields["country"].known = [each.iso3 for each in self._countries]
        self.fields["indicator"].known = [
            each.indicator.code.upper() for each in self._definitions
        ]

    def clean_indicator(self) -> tuple[str, ...]:
        """Return codes as the catalogue writes them."""
        chosen = self.cleaned_data["indicator"]
        codes = [each.indicator.code for each in self._definitions]
        return tuple(code for code in codes if code.upper() in chosen)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("start"), cleaned.get("end")
        if first and last and last < first:
            self.add_error("end", _("The last year is not before the first."))
        return cleaned

    @property
    def asked(self) -> Asked | None:
        """What is asked for; None where something of it cannot be read."""
        if not self.is_valid():
            return None
        chosen = self.cleaned_data
        return Asked(
            countries=chosen["country"],
            indicators=chosen["indicator"],
            theme=chosen["theme"],
            dimension=chosen["dimension"],
            start=chosen["start"],
            end=chosen["end"],
            totals_only=chosen["totals"],
            as_of=chosen["as_of"],
        )

    # --- Boxes ------------------------------------------------------------------------

    @property
    def lines(self) -> list:
        """The fields of one line each; lists have boxes of their own."""
        return [self[name] for name in self.fields if name not in self.LISTS]

    @property
    def countries(self) -> list[ChoiceGroup]:
        """All countries, by the alphabet."""
        chosen = self._chosen("country")
        rows = sorted(self._countries, key=lambda each: each.name)
        boxes = (
            Choice(f"country-{each.iso3}", each.iso3, each.name, each.iso3 in chosen)
            for each in rows
        )
        return [ChoiceGroup("", tuple(boxes))]

    @property
    def indicators(self) -> list[ChoiceGroup]:
        """The indicators by theme; what countries define themselves stands last."""
        chosen = self._chosen("indicator")
        groups: dict[str, list[Choice]] = {label: [] for label in IndicatorTheme.labels}
        own = groups.setdefault(_("Defined by countries"), [])
        for each in self._definitions:
            indicator = each.indicator
            is_own = indicator.pathfinder_id is not None
            words = _("Indicators of countries") if is_own else each.label
            code = indicator.code
            box = Choice(f"indicator-{code}", code, words, code.upper() in chosen)
            group = own if is_own else groups[IndicatorTheme(indicator.theme).label]
            group.append(box)
        return [
            ChoiceGroup(str(name), tuple(mine)) for name, mine in groups.items() if mine
        ]

    @property
    def chosen_indicators(self) -> int:
        return _count(self.indicators)

    @property
    def chosen_countries(self) -> int:
        return _count(self.countries)

    def _chosen(self, name: str) -> set[str]:
        field = self.fields[name]
        return set(field.to_python(self[name].data))


def _count(groups: Iterable[ChoiceGroup]) -> int:
    return sum(box.is_chosen for group in groups for box in group.choices)

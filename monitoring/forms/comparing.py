"""What to compare: an indicator, and up to six countries, each in a year."""

from collections.abc import Sequence
from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.enums import IndicatorTheme
from monitoring.models import Definition
from monitoring.models.observation import FIRST_YEAR, LAST_YEAR
from pathfinders.models import Pathfinder

FEWEST, MOST = 2, 6
SHOWN_ROWS = 3


class SideForm(forms.Form):
    """One country in one year. Without a year: the newest that has a number."""

    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        error_messages={"invalid_choice": _("Choose a country of the list.")},
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={
            "invalid": _("Write a year as 2021, or nothing for the newest."),
            "min_value": _("Write a year as 2021, or nothing for the newest."),
            "max_value": _("Write a year as 2021, or nothing for the newest."),
        },
    )

    def __init__(self, *args, countries: Sequence[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "—"), *countries]


class CompareForm(forms.Form):
    """The question of the page. Country and year may stand there several times."""

    indicator = forms.ChoiceField(
        label=_("Indicator"),
        required=False,
        error_messages={"invalid_choice": _("Choose an indicator of the list.")},
    )

    def __init__(
        self,
        data,
        *,
        definitions: Sequence[Definition],
        pathfinders: Sequence[Pathfinder],
    ):
        super().__init__(data)
        self.by_code = {each.indicator.code: each for each in definitions}
        self.by_slug = {each.country.slug: each for each in pathfinders}
        self.fields["indicator"].choices = [("", "—"), *_by_theme(definitions)]
        self.asked = _rows(data)
        shown = [*self.asked[:MOST], ("", "")]
        shown += [("", "")] * (SHOWN_ROWS - len(shown))
        countries = [(slug, str(each)) for slug, each in self.by_slug.items()]
        self.sides = [
            SideForm(
                {"country": country, "year": year},
                countries=countries,
                auto_id=f"side-{at}-%s",
            )
            for at, (country, year) in enumerate(shown[:MOST], start=1)
        ]

    @property
    def is_asked(self) -> bool:
        """Whether anything was chosen at all."""
        return bool(self.data.get("indicator") or self.asked)

    @property
    def faults(self) -> list[str]:
        """What is wrong with the question, each said once."""
        found = [*self.errors.get("indicator", ())]
        for side in self.sides:
            found += [str(each) for errors in side.errors.values() for each in errors]
        if len(self.asked) > MOST:
            found.append(_("Six can be compared at once. The first six are shown."))
        return list(dict.fromkeys(map(str, found)))

    def definition(self) -> Definition | None:
        return self.by_code.get(self.cleaned_data.get("indicator", ""))

    def places(self) -> list[tuple[Pathfinder, int | None]]:
        """Return the countries with their years, as far as they could be read."""
        return [
            (self.by_slug[side.cleaned_data["country"]], side.cleaned_data["year"])
            for side in self.sides
            if side.is_valid() and side.cleaned_data["country"]
        ]


def _rows(data) -> list[tuple[str, str]]:
    """Return (country, year) as they stand in an address, without the empty ones."""
    countries, years = data.getlist("country"), data.getlist("year")
    years += [""] * (len(countries) - len(years))
    return [pair for pair in zip(countries, years, strict=False) if pair[0]]


def _by_theme(definitions: Sequence[Definition]) -> list[tuple[str, list]]:
    def theme(definition: Definition) -> int:
        return list(IndicatorTheme).index(IndicatorTheme(definition.indicator.theme))

    ordered = sorted(definitions, key=theme)
    return [
        (
            str(list(IndicatorTheme)[at].label),
            [
                (each.indicator.code, f"{each.label} ({each.indicator.code})")
                for each in rows
            ],
        )
        for at, rows in groupby(ordered, theme)
    ]

"""What each column of a file is, asked in words and answered by choosing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Empty
from monitoring.enums import Axis
from monitoring.transfers.layouts import Layout, SheetLayout
from monitoring.transfers.long_rows import FRACTION
from monitoring.transfers.lookups import (
    ALL_CHILDREN,
    Axes,
    Countries,
    Indicators,
    ages_of,
)
from monitoring.transfers.mapping import Mapping, Question, Role, SheetMapping

ROLES = (
    ("ignore", _("Not used")),
    ("country", _("Country")),
    ("code", _("Indicator")),
    ("year", _("Year")),
    ("value", _("Figure")),
    ("unit", _("Unit")),
    ("multiplier", _("Figures are in thousands or millions")),
    ("source", _("Source")),
    ("footnote", _("Footnote")),
    ("mark", _("Sign beside a figure")),
    ("nature", _("Nature of the figure")),
    ("quality", _("Quality")),
    ("low", _("Interval from")),
    ("high", _("Interval to")),
    ("reason", _("Why there is no value")),
    ("variant", _("Definition of the source")),
)
MARKS = (
    (".", _("Point: 12.5 is twelve and a half")),
    (",", _("Comma: 12,5 is twelve and a half")),
)
PERIODS = (("first", _("The first year")), ("last", _("The last year")))
MEANINGS = (*Empty.choices, ("zero", _("Zero")))
UNITS = (
    ("", _("As the file says")),
    ("%", _("Percent")),
    ("number", _("Number of people or cases")),
    (FRACTION, _("Fraction of one: 0.046 means 4.6 percent")),
)
LEFT_OUT = ("", _("Leave it out"))
NOWHERE = "-"
OUT = (NOWHERE, _("None of them: leave its rows out"))
AXIS = "axis:"
# What is said of a whole sheet where no column says it.
STATED = ("country", "code", "year")
# Series of a file whose names are shown; the others are left out, and the page says so.
SERIES_MAX = 120
PLACES_MAX = 20


@dataclass(frozen=True, slots=True)
class Part:
    """The fields of one sheet, with what the file says, for the page."""

    title: str
    columns: list
    is_used: object
    stated: list


class ColumnsForm(forms.Form):
    """One field per column, and one per question; `mapping_said()` once it is valid."""

    def __init__(
        self,
        *args,
        layout: Layout,
        mapping: Mapping,
        indicators,
        items,
        countries,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.layout, self.mapping = layout, mapping
        self.indicators = list(indicators)
        self.items = list(items)
        self.countries = list(countries)
        self.axes = Axes.of(self.items)
        self.known = Indicators.of(self.indicators)
        self.sheets = [
            (sheet, found)
            for sheet in layout.sheets
            if (found := mapping.of(sheet)) is not None
        ]
        self.asked: list[str] = []
        self.series: dict[str, str] = {}
        self.signs: dict[str, str] = {}
        self.parts: dict[str, Question] = {}
        self.places: dict[str, str] = {}
        for number, (sheet, found) in enumerate(self.sheets):
            self._add_sheet(number, sheet, found)
        self._add_questions()
        self._add_places()
        self._add_series()

    # --- Fields -----------------------------------------------------------------------

    def _add(self, name: str, label, choices, initial, *, required=False) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=choices,
            initial=initial,
            required=required,
            error_messages={"required": _("Choose an answer.")},
        )

    def _add_sheet(self, number: int, sheet: SheetLayout, found: SheetMapping) -> None:
        self.fields[f"used-{number}"] = forms.BooleanField(
            label=_("Use this sheet"), required=False, initial=found.is_used
        )
        for column in sheet.columns:
            role = found.roles.get(column.name, Role("ignore"))
            name = f"role-{number}-{column.index}"
            self._add(name, column.name, self._roles(role), _chosen(role))
        kinds = {each.kind for each in self.mapping.questions}
        self._add_stated(number, sheet, found, kinds)

    def _roles(self, role: Role) -> list:
        # Which figure a sign stands beside is found in the file and cannot be chosen.
        roles = [each for each in ROLES if each[0] != "mark" or role.name == "mark"]
        axes = [(f"{AXIS}{code}", label) for code, label in Axis.choices]
        unknown = (AXIS, _("Another breakdown: only its total is taken"))
        return [
            *roles,
            (_("Part of a total"), [*axes, unknown]),
        ]

    def _add_stated(self, number, sheet, found: SheetMapping, kinds) -> None:
        """Add what the whole sheet is about where no column says it."""
        fixed = found.fixed
        if "code" in kinds or fixed.get("code"):
            choices = [("", "---------"), *self._codes()]
            label = _("Which indicator is it about?")
            code = fixed.get("code", "")
            self._add(f"code-{number}", label, choices, code, required=True)
        for name, label in (
            ("country", _("Which country is it about?")),
            ("year", _("Which year is it about?")),
        ):
            if name in kinds or fixed.get(name):
                self.fields[f"{name}-{number}"] = forms.CharField(
                    label=label,
                    max_length=60,
                    initial=fixed.get(name, ""),
                )
        if not found.first("unit"):
            label = _("What are its figures?")
            self._add(f"unit-{number}", label, UNITS, fixed.get("unit", ""))

    def _codes(self, part: str = "") -> list[tuple[str, str]]:
        return [
            (f"{each.indicator.code}{part}", f"{each.indicator.code} {each.label}")
            for each in sorted(self.indicators, key=lambda row: row.indicator.code)
        ]

    def _add_questions(self) -> None:
        for question in self.mapping.questions:
            name = f"{question.kind}-q{len(self.asked)}"
            if question.kind == "decimal_mark":
                self._ask("decimal_mark", question.text, MARKS)
            elif question.kind == "period" and "period" not in self.fields:
                self._ask("period", question.text, PERIODS)
            elif question.kind == "empty" and question.about not in self.signs.values():
                self.signs[name] = question.about
                self._ask(name, question.text, MEANINGS)
            elif question.kind == "part":
                self.parts[name] = question
                parts = self._part_choices(question)
                # Rows with this part may be left out for another reason.
                self._ask(name, question.text, parts, required=False)

    def _ask(self, name: str, label: str, choices, *, required=True) -> None:
        self.asked.append(name)
        offered = [("", _("Not answered yet")), *choices]
        self._add(name, label, offered, "", required=required)

    def _part_choices(self, question: Question) -> list[tuple[str, str]]:
        axis = next(
            (
                found.roles[question.column].axis
                for sheet, found in self.sheets
                if sheet.name == question.sheet and question.column in found.roles
            ),
            "",
        )
        parts = [(each.code, each.name) for each in self.items if each.axis == axis]
        return [("total", _("The whole, no part of it")), *parts]

    def _add_places(self) -> None:
        """Ask for the country behind each name that none is known by."""
        known = Countries.of(self.countries)
        texts = dict.fromkeys(
            text
            for sheet, found in self.sheets
            # A second column may say it: then nothing has to be asked.
            if found.is_used and len(found.named("country")) == 1
            for text in sheet.texts_of(found.first("country"))
            if not known.find(text) and not known.is_area(text)
        )
        names = [(each.iso3, str(each)) for each in self.countries]
        for number, text in enumerate(list(texts)[:PLACES_MAX]):
            name = f"place-{number}"
            self.places[name] = text
            asked = _now("Which country is “%(text)s”?")
            self._ask(name, asked % {"text": text}, [OUT, *names])
            said = self.mapping.places.get(text)
            self.fields[name].initial = NOWHERE if said == "" else said

    def _add_series(self) -> None:
        """Ask for our indicator behind each name that is not in the catalogue."""
        texts = dict.fromkeys(
            text
            for sheet, found in self.sheets
            if found.is_used
            for text in _named_series(sheet, found)
            if not self.known.find(text)
        )
        self.series_beyond = max(len(texts) - SERIES_MAX, 0)
        for number, text in enumerate(list(texts)[:SERIES_MAX]):
            name = f"series-{number}"
            ages = ages_of(text)
            part = self.axes.find("age", text) if ages != ALL_CHILDREN else ""
            suffix = f"|age={part}" if part else ""
            self.series[name] = text
            initial = self.mapping.codes.get(text, "")
            self._add(name, text, [LEFT_OUT, *self._codes(suffix)], initial)

    # --- For the page -----------------------------------------------------------------

    def sheet_parts(self) -> Iterator[Part]:
        for number, (sheet, _found) in enumerate(self.sheets):
            stated = [
                f"{name}-{number}" for name in ("country", "code", "year", "unit")
            ]
            yield Part(
                title=sheet.name,
                columns=[
                    (column, self[f"role-{number}-{column.index}"])
                    for column in sheet.columns
                ],
                is_used=self[f"used-{number}"],
                stated=[self[name] for name in stated if name in self.fields],
            )

    def questions(self) -> list:
        return [self[name] for name in self.asked]

    def unknown_series(self) -> list:
        return [self[name] for name in self.series]

    def clean(self):
        """Let a column answer what would be said of the whole sheet instead.

        Whether something is open then is found out of all answers together.
        """
        cleaned = super().clean()
        for name in [each for each in self.errors if each.partition("-")[0] in STATED]:
            if self.data.get(name, "") == "":
                del self.errors[name]
                cleaned[name] = ""
        return cleaned

    # --- The answers ------------------------------------------------------------------

    def mapping_said(self) -> Mapping:
        given = self.cleaned_data
        codes = dict(self.mapping.codes)
        for name, text in self.series.items():
            if given[name]:
                codes[text] = given[name]
            else:
                codes.pop(text, None)
        signs = {self.signs[name]: given[name] for name in self.signs if given[name]}
        places = {
            text: "" if given[name] == NOWHERE else given[name]
            for name, text in self.places.items()
            if given[name]
        }
        return replace(
            self.mapping,
            places={**self.mapping.places, **places},
            sheets=tuple(
                self._sheet_said(number) for number in range(len(self.sheets))
            ),
            codes=codes,
            empties={**self.mapping.empties, **signs},
            period=given.get("period") or self.mapping.period,
        )

    @property
    def decimal_mark(self) -> str:
        return self.cleaned_data.get("decimal_mark", "")

    def _sheet_said(self, number: int) -> SheetMapping:
        sheet, found = self.sheets[number]
        given = self.cleaned_data
        roles = {}
        for column in sheet.columns:
            before = found.roles.get(column.name, Role("ignore"))
            chosen = given[f"role-{number}-{column.index}"]
            roles[column.name] = _role(before, chosen)
        self._say_parts(sheet, roles)
        fixed = dict(found.fixed)
        for name in (*STATED, "unit"):
            if f"{name}-{number}" in given:
                fixed[name] = given[f"{name}-{number}"].strip()
        return replace(
            found,
            roles=roles,
            fixed={name: text for name, text in fixed.items() if text},
            is_used=given[f"used-{number}"],
        )

    def _say_parts(self, sheet: SheetLayout, roles: dict[str, Role]) -> None:
        for name, question in self.parts.items():
            chosen, role = self.cleaned_data[name], roles.get(question.column)
            if not chosen or role is None or question.sheet != sheet.name:
                continue
            if chosen == "total":
                role = replace(role, whole=(*role.whole, question.about))
            else:
                role = replace(role, items={**role.items, question.about: chosen})
            roles[question.column] = role


def _chosen(role: Role) -> str:
    return f"{AXIS}{role.axis}" if role.name == "axis" else role.name


def _role(before: Role, chosen: str) -> Role:
    """Return the role that was chosen; what was found of it stays when it did."""
    if chosen == _chosen(before):
        return before
    if chosen.startswith(AXIS):
        return Role("axis", axis=chosen.removeprefix(AXIS))
    return Role(chosen or "ignore")


def _named_series(sheet: SheetLayout, found: SheetMapping) -> Iterable[str]:
    if column := found.first("code"):
        return sheet.texts_of(column)
    if found.fixed.get("code"):
        return ()
    labels = (found.roles[name].label for name in found.named("value"))
    return [label for label in labels if label]

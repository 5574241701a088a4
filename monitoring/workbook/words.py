"""What the columns and cells of a workbook are called, in each language."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from alliance87.core.enums import Empty
from alliance87.core.numbers import write_plain
from alliance87.core.spreadsheets import readable
from alliance87.core.spreadsheets.writing import DIGITS_MAX
from monitoring.enums import Frequency, Quality
from monitoring.figures.keyed import NUMBERS
from monitoring.figures.reading_fields import FIELD_NAMES

YEAR_BEHIND = re.compile(r" \(\d{4}\)$")
# The heading of the hidden column that names each line; the same in all languages.
KEY = "#"
CODE, LABEL, PART, UNIT = "code", "label", "part", "unit"
LAST, LAST_YEAR, FIELD, SOURCE = "last", "last_year", "field", "source"
HEADINGS = {
    CODE: gettext_lazy("Indicator code"),
    LABEL: gettext_lazy("Indicator"),
    PART: gettext_lazy("Part"),
    UNIT: gettext_lazy("Unit"),
    LAST: gettext_lazy("Last value"),
    LAST_YEAR: gettext_lazy("Year of the last value"),
    FIELD: gettext_lazy("What is asked"),
    SOURCE: gettext_lazy("Source"),
    **FIELD_NAMES,
    "empty": gettext_lazy("If there is no value"),
    "empty_reason": gettext_lazy("Reason"),
    "quality": gettext_lazy("Quality"),
    "footnote": gettext_lazy("Footnote"),
}
CHOICES: dict[str, type[TextChoices]] = {
    "empty": Empty,
    "quality": Quality,
    "frequency": Frequency,
}


def heading(name: str) -> str:
    return str(HEADINGS[name])


def heading_of_year(name: str, year: int) -> str:
    """Return a heading with the year that its values are about."""
    return f"{heading(name)} ({year})"


def plain(text: str) -> str:
    """Return words as they are compared: one space between them, no capitals."""
    return " ".join(text.split()).casefold()


def name_of(text: str) -> str:
    """Return what a column is by its heading, year or not; empty when unknown."""
    return names_by_heading().get(YEAR_BEHIND.sub("", plain(text)), "")


@cache
def names_by_heading() -> dict[str, str]:
    """Return what a column is, by its heading in any language of the pages."""
    found = {KEY: KEY}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {plain(str(text)): name for name, text in HEADINGS.items()}
    return found


def answers() -> tuple[str, str]:
    return pgettext("answer", "Yes"), pgettext("answer", "No")


def offered(name: str) -> list[str]:
    """Return the words that a cell of this field may be chosen from; none for most."""
    if name == "answer":
        return list(answers())
    choices = CHOICES.get(name)
    return [str(each) for each in choices.labels] if choices else []


def cell_value(name: str, text: str, *, language: str) -> object:
    """Return what is written into a cell for the text of a field, in words."""
    if not text:
        return ""
    if name in NUMBERS:
        return _number(text, language)
    if name == "year_stated":
        return int(text)
    if name == "on":
        return date.fromisoformat(text)
    if name == "answer":
        return answers()[text == "no"]
    choices = CHOICES.get(name)
    return str(choices(text).label) if choices else text


def _number(text: str, language: str) -> Decimal | str:
    """Return a number of the program; one it cannot hold stays text."""
    bound = text[0] if text[0] in "<>" else ""
    number = Decimal(text.removeprefix(bound))
    if bound or len(number.normalize().as_tuple().digits) > DIGITS_MAX:
        return f"{bound}{write_plain(number, language=language)}"
    return number


def is_untouched(name: str, base: str, text: str, *, language: str) -> bool:
    """Whether a cell still holds what was written into it."""
    if not base or not text:
        return base == text
    value = cell_value(name, base, language=language)
    if isinstance(value, Decimal):
        return _same_number(value, text)
    if isinstance(value, date):
        return value.isoformat() == text
    return readable(str(value)).strip() == text.strip()


def _same_number(value: Decimal, text: str) -> bool:
    """Whether a text is what the reader makes of a number that a program kept."""
    try:
        return Decimal(text) == value
    except ArithmeticError:
        return False


def about_empty(meaning: Empty) -> str:
    """Say when a meaning is the right one."""
    return {
        Empty.NOT_AVAILABLE: _("It exists, but you do not have it yet."),
        Empty.NOT_COLLECTED: _("Nobody in the country measures it."),
        Empty.NOT_APPLICABLE: _("The question does not fit your country."),
        Empty.WITHHELD: _("Known, but publishing it could harm people."),
    }[meaning]

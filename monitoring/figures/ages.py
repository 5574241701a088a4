"""How old a value is, in years and in a word: fresh, old, or neither."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Age:
    """`tone` is the shape before the words: none where there is nothing to heed."""

    years: int
    words: str
    tone: str


def age_of(year: int, on_year: int) -> Age:
    """Return the age of a value in a year; the limits are settings."""
    years = max(0, on_year - year)
    said = {"count": years}
    if years >= settings.DATA_OLD_YEARS:
        words = ngettext("Old: %(count)s year", "Old: %(count)s years", years)
        return Age(years, words % said, "watch")
    if years > settings.DATA_FRESH_YEARS:
        words = ngettext("%(count)s year old", "%(count)s years old", years)
        return Age(years, words % said, "watch")
    if not years:
        return Age(years, _("Fresh: of this year"), "")
    words = ngettext("Fresh: %(count)s year old", "Fresh: %(count)s years old", years)
    return Age(years, words % said, "")

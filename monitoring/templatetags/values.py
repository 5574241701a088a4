"""How a template prints a value: `{% value printed %}`, and in no other way."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from monitoring.figures.content import Content
from monitoring.figures.shown import Printed, Shown, shown_to

register = template.Library()


@register.inclusion_tag("monitoring/value.html")
def value(
    printed: Printed | None,
    *,
    about: str = "",
    link: bool = True,
    brief: bool = False,
    as_of: date | None = None,
) -> dict:
    """Print a value with its mark and the link to all that proves it.

    `about` names the value for people who hear the link alone. Without `link` it is
    text, as in a document on paper. `brief` leaves out the reason under it. With
    `as_of` the link leads to the value as it was known on that day.
    Reads `version.pathfinder.country`: select it with the versions.
    """
    return {
        "shown": _shown(printed),
        "url": _url(printed, as_of) if link else "",
        "about": about,
        "brief": brief,
    }


@register.filter
def in_words(printed: Printed | None) -> str:
    """Return a value as one line of text: for alternative texts and sentences."""
    return _shown(printed).words


@register.filter
def at(values: dict, key) -> object:
    """Return what a dictionary holds at a key that the template knows as a variable."""
    return values.get(key, ())


def _shown(printed: Printed | None) -> Shown:
    return shown_to(printed, language=get_language() or "en")


def _url(printed: Printed | None, as_of: date | None) -> str:
    version = printed.version if printed else None
    if version is None or isinstance(version, Content):
        return ""
    country = version.pathfinder.country
    keys = {"iso3": country.slug, "pk": version.observation_id}
    url = reverse("monitoring:value", kwargs=keys)
    return f"{url}?as_of={as_of.isoformat()}" if as_of else url

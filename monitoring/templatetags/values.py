"""How a template prints a value: `{% value printed %}`, and in no other way."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.templatetags.a87 import icon
from monitoring.figures.content import Content
from monitoring.figures.shown import COMPUTED, Printed, Shown, shown_to

register = template.Library()


@register.simple_tag
def value(
    printed: Printed | None,
    *,
    about: str = "",
    link: bool = True,
    brief: bool = False,
    as_of: date | None = None,
) -> SafeString:
    """Print a value with its mark and the link to all that proves it.

    `about` names the value for people who hear the link alone. Without `link` it is
    text, as in a document on paper. `brief` leaves out the reason under it. With
    `as_of` the link leads to the value as it was known on that day.
    Reads `version.pathfinder.country`: select it with the versions.

    No template: a page prints hundreds, and each would cost ten times as much.
    """
    shown = _shown(printed)
    url = _url(printed, as_of) if link else ""
    kind = f"{shown.kind} value--gap" if shown.is_gap else shown.kind
    parts = [f'<span class="value value--{kind}">', _words(shown, url, about)]
    if shown.unit:
        parts.append(f' <span class="value__unit">{escape(shown.unit)}</span>')
    if shown.beside:
        parts.append(f' <span class="value__beside">{escape(shown.beside)}</span>')
    if shown.quality:
        parts.append(f' <span class="tag">{escape(shown.quality)}</span>')
    if shown.kind == COMPUTED and not shown.is_gap:
        parts.append(f' <span class="tag">{escape(_("Computed"))}</span>')
    if not brief:
        parts.append(_notes(shown))
    return mark_safe(f"{''.join(parts)}</span>")  # noqa: S308 -- every text is escaped


def _words(shown: Shown, url: str, about: str) -> str:
    """Return the text of a value after the shape of a gap, as a link to its proof."""
    shape = icon(shown.tone) if shown.is_gap and shown.tone else ""
    text = f'{shape}<span class="value__text">{escape(shown.text)}</span>'
    if not url:
        return text
    said = f"{escape(about)}, " if about else ""
    proof = f'<span class="vh">: {said}{escape(_("source and proof"))}</span>'
    return f'<a class="value__link" href="{escape(url)}">{text}{proof}</a>'


def _notes(shown: Shown) -> str:
    """Return what stands under a value: how sure it is, and why it is not there."""
    parts = []
    if shown.interval:
        parts.append(f'<span class="value__note">{escape(shown.interval)}</span>')
    if shown.note:
        shape = f"{icon(shown.tone)} " if shown.tone and not shown.is_gap else ""
        parts.append(f'<span class="value__note">{shape}{escape(shown.note)}</span>')
    return "".join(parts)


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

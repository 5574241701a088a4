"""How a template lists the earlier years of a value: `{% earlier_years row url %}`."""

from datetime import date

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def earlier_years(row, values_url: str, as_of: date | None = None) -> SafeString:
    """Return the years as items of a list, each with the way to the page of its value.

    `values_url` is the page of all values of the country: those of single values stand
    below it. Joined here, because a page has hundreds of them.
    """
    query = f"?as_of={as_of.isoformat()}" if as_of else ""
    items = []
    for each, apart in row.earlier_years:
        url = f"{values_url}{each.observation_id}/"
        mark = _apart(row, each.year, url, apart, as_of)
        items.append((url + query, each.year, mark))
    return format_html_join("", '<li><a href="{}">{}</a>{}</li>', items)


def _apart(row, year: int, url: str, apart: str, as_of: date | None) -> str:
    """Return the mark of a year that measures something else than the newest."""
    if not apart:
        return ""
    facts = {"url": url, "year": year, "apart": apart, "as_of": as_of}
    return render_to_string(
        "monitoring/other_definition.html",
        facts | {"indicator": row.definition.indicator},
    )

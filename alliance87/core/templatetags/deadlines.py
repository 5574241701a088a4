"""Hours in templates, written as everywhere: with the place and with UTC."""

from datetime import datetime

from django import template

from alliance87.core.deadlines import write_local_hours, write_moment, write_span

register = template.Library()


@register.filter
def moment(value: datetime | None, zone: str = "") -> str:
    """Return an instant with its hour at a place and in UTC; nothing for nothing."""
    return write_moment(value, zone) if value else ""


@register.simple_tag
def span(starts: datetime | None, ends: datetime | None, zone: str = "") -> str:
    """Return from when to when; nothing without a beginning."""
    return write_span(starts, ends, zone) if starts else ""


@register.simple_tag
def local_hours(
    starts: datetime, ends: datetime | None, zone: str = "", *, with_day: bool = False
) -> str:
    """Return hours at the place that stands above, without naming it again."""
    return write_local_hours(starts, ends, zone, with_day=with_day)

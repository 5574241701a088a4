"""Drawings in templates."""

from django import template
from django.utils.safestring import SafeString

from alliance87.core.charts.chart import Chart

register = template.Library()


@register.simple_tag
def chart_svg(chart: Chart, prefix: str = "") -> SafeString:
    """Return the wide and the narrow drawing; a page shows one by its width."""
    return chart.svg(prefix=prefix or chart.name)

"""How amounts stand in pages."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from alliance87.core.numbers import write_amount

register = template.Library()


@register.filter
def amount(value: Decimal) -> str:
    """Return an amount with its groups joined by no-break spaces."""
    return write_amount(value, language=get_language() or "en")

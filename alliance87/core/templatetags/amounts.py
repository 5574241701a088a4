"""How amounts stand in pages."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from alliance87.core.numbers import write_amount, write_number

register = template.Library()


@register.filter
def amount(value: Decimal) -> str:
    """Return an amount with its groups joined by no-break spaces."""
    return write_amount(value, language=get_language() or "en")


@register.filter
def number(value: Decimal) -> str:
    """Return a count or a share with as many decimals as it has."""
    return write_number(value.normalize(), language=get_language() or "en")

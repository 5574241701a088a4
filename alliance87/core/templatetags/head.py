"""What the head of a page says twice."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_block_tag
def kept(content: SafeString) -> SafeString:
    """Return what stands inside on one line; `as` keeps it for another place.

    A block of a template is written once, wherever it is wanted.
    """
    return mark_safe(" ".join(content.split()))  # noqa: S308 -- is safe already

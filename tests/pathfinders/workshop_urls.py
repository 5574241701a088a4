"""Addresses of the pages of workshops, for their tests."""

from django.urls import reverse


def url(name: str, workshop, row=None) -> str:
    """Return the address of a page of a workshop, or of one of its rows."""
    kwargs = {"pk": workshop.pk} | ({"row": row.pk} if row else {})
    return reverse(f"pathfinders:{name}", kwargs=kwargs)

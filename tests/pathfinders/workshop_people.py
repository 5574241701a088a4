"""The columns of `permissions.csv` as people, for the pages of workshops."""

from django.urls import reverse

from tests.factories import (
    make_administrator,
    make_chair,
    make_contributor,
    make_focal_point,
    make_gcg_member,
    make_gcg_observer,
    make_group_chair,
    make_officer,
)

PEOPLE = {
    "OB": lambda country: make_gcg_observer(),
    "GM": lambda country: make_gcg_member(),
    "CO=": make_contributor,
    "FP=": make_focal_point,
    "CO≠": lambda country: make_contributor(),
    "FP≠": lambda country: make_focal_point(),
    "AG": lambda country: make_group_chair(),
    "SO": lambda country: make_officer(),
    "SA": lambda country: make_administrator(),
    "CH": lambda country: make_chair(),
}


def url(name: str, workshop, row=None) -> str:
    """Return the address of a page of a workshop, or of one of its rows."""
    kwargs = {"pk": workshop.pk} | ({"row": row.pk} if row else {})
    return reverse(f"pathfinders:{name}", kwargs=kwargs)

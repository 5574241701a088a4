"""What each kind of decision is about, and the rules that hold it in the database."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.enums import (
    GROUP_KINDS,
    HOLDER_KINDS,
    STATUS_KINDS,
    DecisionKind,
)

# What a kind of decision is about; a field is set for its kinds and for no other.
TARGETS: dict[str, tuple[str, ...]] = {
    "report": (DecisionKind.ADOPT_REPORT,),
    "paper_version": (DecisionKind.ENDORSE_DOCUMENT,),
    "pathfinder": STATUS_KINDS,
    "group": GROUP_KINDS,
    "seat": (DecisionKind.SEAT_CHANGE,),
    "office": (DecisionKind.OFFICE_CHANGE,),
    "new_holder": HOLDER_KINDS,
    "effective_on": HOLDER_KINDS,
    "next_meeting": (DecisionKind.SET_MEETING_DATE,),
}


def _is_set(name: str) -> Q:
    return ~Q(office="") if name == "office" else Q(**{f"{name}__isnull": False})


def target_constraints() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            name=f"decision_{name}_exactly_for_its_kinds",
            condition=(Q(kind__in=kinds) & _is_set(name))
            | (~Q(kind__in=kinds) & ~_is_set(name)),
            violation_error_message=_(
                "Name what this kind of decision is about, and nothing else."
            ),
        )
        for name, kinds in TARGETS.items()
    ]

"""Seats and the office of the Chair, as places that give a person rights."""

from datetime import date

from alliance87.partners.enums import Role
from alliance87.partners.models import Person, not_left
from alliance87.partners.places import Place, on_places
from meetings.enums import SPEAKS, Office, Standing
from meetings.models import OfficeTerm, SeatRepresentative


@on_places
def seats(person: Person, on: date) -> list[Place]:
    rows = SeatRepresentative.objects.filter(
        not_left("term__holder__", on), person=person, role__in=SPEAKS
    )
    rows = rows.exclude(ends_on__lte=on)
    return [
        Place(
            f"{each.get_role_display()}, {each.term}",
            Role.GCG_OBSERVER
            if each.term.seat.standing == Standing.OBSERVER
            else Role.GCG_MEMBER,
        )
        for each in rows.select_related("term__holder", "term__seat__constituency")
    ]


@on_places
def offices(person: Person, on: date) -> list[Place]:
    rows = OfficeTerm.objects.filter(
        not_left("holder__", on), office=Office.CHAIR, person=person
    )
    rows = rows.exclude(ends_on__lte=on).select_related("holder")
    return [Place(str(each), Role.CHAIR) for each in rows]

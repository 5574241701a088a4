"""For whom a person speaks: who holds the seat, or the own organization."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alliance87.partners.enums import Role
from alliance87.partners.models import Partner, Person, RoleAssignment, not_left
from meetings.enums import SPEAKS
from meetings.models.governance import SeatRepresentative, SeatTerm

IN_THE_GROUP = (Role.GCG_MEMBER, Role.GCG_OBSERVER)


def named_at_seats(day: date | None = None) -> QuerySet:
    """Return who is named to speak for the holder of a seat on a day; no copies.

    For a partner that has left the Alliance nobody speaks.
    """
    terms = SeatTerm.objects.on(day).filter(not_left("holder__", day))
    return SeatRepresentative.objects.on(day).filter(
        term__in=terms, role__in=SPEAKS, person__is_active=True
    )


def speakers_for(partner, day: date | None = None) -> QuerySet:
    """Return the people who speak for a partner on a day.

    Those who are named for a seat that it holds, and those of its people who were
    given a place in the Group by role. Where there is nobody of either, all its people;
    nobody when it has left the Alliance.
    """
    day = day or timezone.localdate()
    people = Person.objects.filter(is_active=True).order_by("pk")
    by_role = Q(organization=partner, user__in=_given_a_place(day))
    in_the_group = people.filter(
        Q(pk__in=named_at_seats(day).filter(term__holder=partner).values("person"))
        | (by_role & not_left("organization__", day))
    )
    staff = people.filter(not_left("organization__", day), organization=partner)
    return in_the_group if in_the_group.exists() else staff


def partners_of(who, on: date | None = None) -> QuerySet:
    """Return the partners for which a user, or a person of the directory, speaks.

    The other side of `speakers_for`. Who has left the post speaks for nobody.
    """
    day = on or timezone.localdate()
    people = _people(who)
    named = named_at_seats(day)
    colleagues = Person.objects.filter(
        organization=OuterRef("pk"), is_active=True, user__in=_given_a_place(day)
    )
    is_represented = Exists(named.filter(term__holder=OuterRef("pk"))) | Exists(
        colleagues
    )
    has_a_place = colleagues.filter(pk__in=people.values("pk"))
    employer = Q(pk__in=people.values("organization"))
    return Partner.objects.filter(
        Q(pk__in=named.filter(person__in=people.values("pk")).values("term__holder"))
        | (employer & (Q(Exists(has_a_place)) | ~Q(is_represented))),
        not_left(day=day),
    )


def _people(who) -> QuerySet:
    if who.pk is None:
        return Person.objects.none()
    own = {"pk": who.pk} if isinstance(who, Person) else {"user": who.pk}
    return Person.objects.filter(is_active=True, **own)


def _given_a_place(day: date) -> QuerySet:
    held = RoleAssignment.objects.current(on=day).filter(role__in=IN_THE_GROUP)
    return held.order_by().values("user")

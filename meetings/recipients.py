"""People with an address, as mails of meetings find them: by seat, role and office."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q

from alliance87.core.models import User
from alliance87.partners.enums import Role
from alliance87.partners.models import GroupRole, RoleAssignment, not_left
from meetings.enums import SPEAKS
from meetings.models import SeatRepresentative, SeatTerm

LANGUAGE = "en"
PERSON = "person__user"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an address; `user` is None for who has no account."""

    address: str
    name: str
    language: str = LANGUAGE
    user: User | None = None

    def __str__(self):
        return f"{self.name} <{self.address}>"


def each_once(found: Iterable[Recipient]) -> list[Recipient]:
    """Return each address once; the line with an account wins."""
    known: dict[str, Recipient] = {}
    for each in found:
        if each.address not in known or (each.user and not known[each.address].user):
            known[each.address] = each
    return list(known.values())


def of_user(user: User) -> Recipient:
    return Recipient(user.email.lower(), str(user), user.language, user)


def of_people(people) -> Iterator[Recipient]:
    """Yield those who can be written to; who has an account is written to there.

    Who has left the post is not written to, with an open account or without.
    """
    for person in people:
        if not person.is_active:
            continue
        if person.user_id and person.user.is_active:
            yield of_user(person.user)
        elif person.email:
            yield Recipient(person.email.lower(), person.name)


def with_role(today: date, **held) -> Iterator[Recipient]:
    rows = RoleAssignment.objects.current(on=today).filter(user__is_active=True, **held)
    for each in rows.select_related("user").order_by("pk"):
        yield of_user(each.user)


def at_seats(today: date, **of_the_term) -> Iterator[Recipient]:
    """Yield who is named for seats on a day; seats of examples have nobody."""
    rows = SeatRepresentative.objects.on(today).filter(
        not_left("term__holder__", today),
        term__seat__constituency__is_example=False,
        **of_the_term,
    )
    yield from of_people(each.person for each in rows.select_related(PERSON))


class People:
    """Who holds roles and seats on each of some days: asked once for all the days."""

    def __init__(self, first: date, last: date):
        self.first, self.last = first, last

    def secretariat(self, day: date) -> list[Recipient]:
        return each_once(self.with_role(day, Role.OFFICER))

    def with_role(
        self, day: date, role: str, group: int | None = None
    ) -> Iterator[Recipient]:
        """Yield who was given a role, in that group, and has an account in use."""
        for each in self._roles:
            is_held = each.starts_on <= day and (each.ends_on or day) >= day
            if is_held and (each.role, each.group_id) == (role, group):
                yield of_user(each.user)

    def with_group_role(
        self, day: date, roles: Collection[str], group: int
    ) -> Iterator[Recipient]:
        yield from of_people(
            each.person
            for each in self._group_roles
            if (each.starts_on or day) <= day
            and (each.ends_on is None or each.ends_on > day)
            and each.group_id == group
            and each.role in roles
        )

    def speaking_at(self, day: date, term: SeatTerm) -> Iterator[Recipient]:
        """Yield who is named for the holder of a seat; copies are not."""
        left_on = term.holder.left_on
        if left_on is None or left_on > day:
            named = self._named.get(term.pk, ())
            yield from of_people(each.person for each in named if each.covers(day))

    @cached_property
    def _roles(self) -> list[RoleAssignment]:
        rows = RoleAssignment.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=self.first),
            starts_on__lte=self.last,
            user__is_active=True,
        )
        return list(rows.select_related("user").order_by("pk"))

    @cached_property
    def _group_roles(self) -> list[GroupRole]:
        rows = GroupRole.objects.within(self.first, self.last + timedelta(days=1))
        return list(rows.filter(person__isnull=False).select_related(PERSON))

    @cached_property
    def _named(self) -> dict[int, list[SeatRepresentative]]:
        rows = SeatRepresentative.objects.between(self.first, self.last)
        found: dict[int, list[SeatRepresentative]] = {}
        for each in rows.filter(role__in=SPEAKS).select_related(PERSON):
            found.setdefault(each.term_id, []).append(each)
        return found

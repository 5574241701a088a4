"""People with an address, as mails of meetings find them: by seat, role and office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from alliance87.core.models import User
from alliance87.partners.enums import Role
from alliance87.partners.models import RoleAssignment, not_left
from meetings.models import SeatRepresentative

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


def secretariat(today: date) -> list[Recipient]:
    return each_once(with_role(today, role=Role.OFFICER))


def at_seats(today: date, **of_the_term) -> Iterator[Recipient]:
    """Yield who is named for seats on a day; seats of examples have nobody."""
    rows = SeatRepresentative.objects.on(today).filter(
        not_left("term__holder__", today),
        term__seat__constituency__is_example=False,
        **of_the_term,
    )
    yield from of_people(each.person for each in rows.select_related(PERSON))

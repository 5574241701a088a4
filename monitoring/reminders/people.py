"""Who hears of a report that is due, and from which step on."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import User
from alliance87.partners.enums import COUNTRY_ROLES, Role
from alliance87.partners.models import RoleAssignment
from monitoring.enums import OPEN_SUBMISSION_STATES, SubmissionState
from monitoring.models import Submission
from monitoring.reminders.steps import (
    SECRETARIAT_FROM,
    SENIOR_OFFICIAL_FROM,
    step_reached,
    step_to_send,
)
from monitoring.reminders.told import Told
from pathfinders.enums import AppointmentKind, Status
from pathfinders.models import Appointment

LANGUAGE = "en"


class As(models.TextChoices):
    """Why a person gets a reminder; who is several of them gets it as the first."""

    FOCAL_POINT = Role.FOCAL_POINT.value, _("Focal point")
    CONTRIBUTOR = Role.CONTRIBUTOR.value, _("National contributor")
    SENIOR_OFFICIAL = AppointmentKind.SENIOR_OFFICIAL.value, _("Senior official")
    SECRETARIAT = "secretariat", _("Secretariat")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an address; `user` is None for who has no account."""

    address: str
    name: str
    language: str
    user: User | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One step of one submission that a person has not had yet."""

    submission: Submission
    step: int
    role: str


@dataclass(frozen=True, slots=True)
class Team:
    """The people who work on the reports of a country, focal points first.

    `deputies` are the roles of those who only stand in, by the key of the person.
    """

    members: list[tuple[As, User]] = field(default_factory=list)
    deputies: dict[int, RoleAssignment] = field(default_factory=dict)

    def beside(self, recipient: Recipient) -> list[str]:
        """Return the names of the others, each with what they are."""
        return [
            f"{user} ({self._as(role, user)})"
            for role, user in self.members
            if user.email.lower() != recipient.address
        ]

    def recipients(self, *roles: As) -> list[Recipient]:
        """Return who has one of these roles, each person once."""
        found = (recipient_of(user) for role, user in self.members if role in roles)
        return list(dict.fromkeys(found))

    def _as(self, role: As, user: User) -> str:
        deputy = self.deputies.get(user.pk)
        return f"{role.label}, {deputy.deputy_words}" if deputy else str(role.label)


def waiting_submissions(today: date) -> list[Submission]:
    """Return what countries have still to send in, in rounds that have begun.

    A report that was sent back is with the country again. A country that withdrew
    reports no more.
    """
    rows = Submission.objects.filter(
        state__in=OPEN_SUBMISSION_STATES,
        round__opens_on__lte=today,
        pathfinder__status__in=(Status.PATHFINDER, Status.ON_HOLD),
    )
    return list(
        rows.select_related("round", "pathfinder__country").order_by(
            "round__year", "pathfinder__country__name_en"
        )
    )


def teams(submissions: Collection[Submission], today: date) -> dict[int, Team]:
    """Return the teams of the countries that these submissions are of."""
    return teams_of({each.pathfinder.country_id for each in submissions}, today)


def teams_of(countries: Collection[int], today: date) -> dict[int, Team]:
    """Return the focal points and contributors of today by country (one query)."""
    held = RoleAssignment.objects.current(on=today).filter(
        role__in=COUNTRY_ROLES, country__in=countries, user__is_active=True
    )
    found = {country: Team() for country in countries}
    for each in held.select_related("user").order_by("-role", "user__name", "pk"):
        member = (As(each.role), each.user)
        if member not in found[each.country_id].members:
            found[each.country_id].members.append(member)
        if each.is_deputy:
            found[each.country_id].deputies[each.user_id] = each
    return found


def who_hears(
    submissions: Collection[Submission], teams: Mapping[int, Team], today: date
) -> dict[Recipient, list[Due]]:
    """Return for each person what is due and was not sent to them yet."""
    told = Told(submissions)
    found: dict[Recipient, list[Due]] = defaultdict(list)
    known: dict[str, Recipient] = {}
    addressed: set[tuple[int, str]] = set()
    circle = _Circle.of(submissions, teams, today)
    for submission in submissions:
        reached = step_reached(submission.due_on, today)
        if reached is None:
            continue
        for role, each in circle.around(submission, reached):
            # An official of two countries may be spelled in two ways: one mail.
            person = known.setdefault(each.address, each)
            key = (submission.pk, person.address)
            if key in addressed:
                continue
            addressed.add(key)
            newest = told.newest(submission, person.address, person.user)
            if (step := step_to_send(reached, newest)) is not None:
                found[person].append(Due(submission, step, role))
    return found


@dataclass(frozen=True, slots=True)
class _Circle:
    """Everybody who may hear of a report, read beforehand."""

    teams: Mapping[int, Team]
    officials: Mapping[int, Recipient]
    officers: Collection[Recipient]

    @classmethod
    def of(cls, submissions, teams, today: date) -> "_Circle":
        return cls(
            teams=teams,
            officials=_senior_officials(submissions, teams, today),
            officers=officers(today),
        )

    def around(self, submission: Submission, step: int) -> Iterator[tuple]:
        """Yield (role, recipient); who stands above is told of what is late only.

        A report that was sent back came in before: it stays with the team.
        """
        country = submission.pathfinder.country_id
        for role, user in self.teams[country].members:
            yield role, recipient_of(user)
        if submission.state == SubmissionState.RETURNED:
            return
        official = self.officials.get(submission.pathfinder_id)
        if official and step >= SENIOR_OFFICIAL_FROM:
            yield As.SENIOR_OFFICIAL, official
        if step >= SECRETARIAT_FROM:
            for officer in self.officers:
                yield As.SECRETARIAT, officer


def recipient_of(user: User) -> Recipient:
    return Recipient(user.email.lower(), str(user), user.language, user)


def officers(today: date) -> list[Recipient]:
    """Return the officers of the secretariat with a role that holds on the day."""
    held = RoleAssignment.objects.current(on=today).filter(
        role=Role.OFFICER, user__is_active=True
    )
    users = {each.user for each in held.select_related("user").order_by("pk")}
    return [recipient_of(user) for user in sorted(users, key=lambda user: user.pk)]


def _senior_officials(submissions, teams, today: date) -> dict[int, Recipient]:
    """Return who leads the effort by pathfinder: those with an address.

    A closed account hears nothing. Who has none reads the language of the team.
    """
    rows = Appointment.objects.current(on=today).filter(
        kind=AppointmentKind.SENIOR_OFFICIAL,
        pathfinder__in={each.pathfinder_id for each in submissions},
    )
    appointed = list(rows.exclude(email="").select_related("pathfinder"))
    addresses = {each.email.lower() for each in appointed}
    holders = User.objects.annotate(address=Lower("email")).filter(
        address__in=addresses
    )
    users = {user.address: user for user in holders}
    found = {}
    for each in appointed:
        address = each.email.lower()
        user = users.get(address)
        if user is None:
            members = teams[each.pathfinder.country_id].members
            language = members[0][1].language if members else LANGUAGE
            found[each.pathfinder_id] = Recipient(address, each.person, language)
        elif user.is_active:
            found[each.pathfinder_id] = recipient_of(user)
    return found

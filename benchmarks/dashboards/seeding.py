"""A world of generated records: what the pages that are measured have to read.

Countries are those of the reference list, so that maps and orders are as they will be.
Every number is generated and says so through its source.
"""

from datetime import UTC, date, datetime

from django.db import transaction

from alliance87.core.countries import load_countries
from alliance87.core.models import Country, User
from alliance87.partners.enums import Role
from alliance87.partners.models import RoleAssignment
from benchmarks.dashboards import agendas, roadmaps, values
from benchmarks.dashboards.sizes import LAST_YEAR, Say, Size
from monitoring.catalogue import load_axes, load_set, read_axes, read_set
from monitoring.catalogue.shipped import AXES, FIRST_SET
from monitoring.models import IndicatorSet, ReportingRound, Submission
from pathfinders.models import Pathfinder

LONG_AGO = date(2015, 1, 1)
FIRST_MOMENT = datetime(2015, 1, 1, tzinfo=UTC)
PEOPLE = {
    "administrator": Role.ADMINISTRATOR,
    "officer": Role.OFFICER,
    "member": Role.GCG_MEMBER,
}


def seed(size: Size, say: Say) -> None:
    """Fill an empty database; each country is one transaction."""
    by = _people()
    load_countries()
    load_axes(read_axes(AXES.read_text(encoding="utf-8")), by=by)
    load_set(read_set(FIRST_SET.read_text(encoding="utf-8")), by=by)
    countries = list(Country.objects.order_by("iso3")[: size.countries])
    asked = _round(by)
    catalogue = values.Catalogue.read(size, by)
    for number, country in enumerate(countries):
        with transaction.atomic():
            pathfinder = Pathfinder.objects.create(
                country=country, created_by=by, procedure="2023"
            )
            Submission.objects.create(round=asked, pathfinder=pathfinder, created_by=by)
            roadmaps.write(pathfinder, number, size, by)
            values.write(pathfinder, number, size, catalogue)
        if number % 20 == 19 or number == len(countries) - 1:
            say(f"  {number + 1} of {len(countries)} countries")
    for count in size.agendas:
        agendas.write(count, by)


def _people() -> User:
    """Make one person of each role, who signs in as `role@benchmark.invalid`."""
    made = {}
    for name, role in PEOPLE.items():
        user = User.objects.create(email=f"{name}@benchmark.invalid", name=name.title())
        user.set_unusable_password()
        user.save()
        RoleAssignment.objects.create(user=user, role=role, starts_on=LONG_AGO)
        made[name] = user
    return made["administrator"]


def _round(by: User) -> ReportingRound:
    return ReportingRound.objects.create(
        year=LAST_YEAR + 1,
        indicator_set=IndicatorSet.objects.first(),
        opens_on=date(LAST_YEAR + 1, 1, 10),
        due_on=date(LAST_YEAR + 2, 4, 30),
        closes_on=date(LAST_YEAR + 2, 6, 30),
        created_by=by,
    )

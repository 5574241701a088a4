"""Fill an empty database with the demonstration."""

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from alliance87.core.countries import load_countries
from alliance87.core.models import User
from alliance87.home.demo.accounts import (
    create_accounts,
    create_recorder,
    retire_recorder,
)
from alliance87.home.demo.example import (
    create_example_country,
    example_pdf,
    load_example,
)
from alliance87.home.demo.example_values import load_example_values, open_present_round
from alliance87.partners.demo.loader import load_groups, load_journeys, load_partners
from alliance87.partners.enums import Role
from meetings.demo.example import load_example_meetings
from meetings.demo.loader import load_governance
from monitoring.demo.loader import load_catalogue, load_facts
from monitoring.models import IndicatorSet
from pathfinders.demo.loader import (
    FACTS,
    fact_files,
    load_country,
    load_workshop,
    read_facts,
)
from pathfinders.demo.registers import load_registers
from pathfinders.instruments import load_instruments
from pathfinders.models import Pathfinder


def is_empty() -> bool:
    """Whether nobody has used the database yet."""
    return not (Pathfinder.objects.exists() or User.objects.exists())


@transaction.atomic
def load_demo() -> int:
    """Load the demonstration and return the number of countries on the path.

    Refuses in production and where there is data already.
    """
    if settings.PRODUCTION:
        raise CommandError("Demonstration data are not for production.")
    if not is_empty():
        raise CommandError("There are data already; nothing was loaded.")
    load_countries()
    load_instruments()
    recorder = create_recorder("Records of sources")
    load_partners()
    load_groups(by=recorder)
    load_journeys()
    second = create_recorder("Second reader of sources")
    indicator_set = load_catalogue(by=recorder)
    people = _load_example(indicator_set, by=recorder)
    for path in fact_files():
        facts = read_facts(path)
        if not facts.get("example"):
            load_country(facts, by=recorder, second=second)
            load_registers(facts, by=recorder)
    for workshop in read_facts(FACTS / "_alliance.toml")["workshop"]:
        load_workshop(workshop, by=recorder)
    load_facts(by=recorder)
    load_governance(by=recorder)
    load_example_meetings(people, pdf=example_pdf)
    # Once more: real countries have joined, and report in the open round only.
    open_present_round(indicator_set, by=people[Role.OFFICER])
    retire_recorder(recorder)
    retire_recorder(second)
    return Pathfinder.objects.count()


def _load_example(indicator_set: IndicatorSet, *, by: User) -> dict[Role, User]:
    """Load the marked example first: no real country has a place in its past round.

    Returns the accounts of the demonstration.
    """
    [facts] = [each for each in map(read_facts, fact_files()) if each.get("example")]
    country = create_example_country(facts)
    people = create_accounts(country)
    load_example(country, facts, people)
    load_registers(facts, by=by)
    load_example_values(country.pathfinder, indicator_set, people, pdf=example_pdf)
    return people

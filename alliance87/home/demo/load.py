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
from alliance87.home.demo.example import create_example_country, load_example
from alliance87.partners.models import ActionGroup
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
    _load_groups()
    recorder = create_recorder("Records of sources")
    second = create_recorder("Second reader of sources")
    for path in fact_files():
        facts = read_facts(path)
        if facts.get("example"):
            country = create_example_country(facts)
            load_example(country, facts, create_accounts(country))
        else:
            load_country(facts, by=recorder, second=second)
        load_registers(facts, by=recorder)
    for workshop in read_facts(FACTS / "_alliance.toml")["workshop"]:
        load_workshop(workshop, by=recorder)
    retire_recorder(recorder)
    retire_recorder(second)
    return Pathfinder.objects.count()


def _load_groups() -> None:
    for group in read_facts(FACTS / "_groups.toml")["group"]:
        ActionGroup.objects.create(**group)

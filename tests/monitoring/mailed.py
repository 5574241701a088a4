"""What the tests of mails share: who stands around a report, and who was told."""

from dataclasses import dataclass
from decimal import Decimal

from alliance87.core.models import Mail, User
from alliance87.partners.enums import Role
from monitoring.models import ObservationVersion, Submission
from pathfinders.enums import Status
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_observation, make_value

# The figure of every value of these tests; it stands in no mail.
CANARY = "73519"

TEAM = ["contributor@example.org", "focal@example.org", "second@example.org"]
OFFICERS = ["colleague@example.org", "officer@example.org"]


@dataclass(frozen=True, slots=True)
class People:
    focal: User
    second: User
    contributor: User
    officer: User
    colleague: User


def make_people(country) -> People:
    """Return who hears of the reports of a country, beside many who must not."""
    factories.make_focal_point()
    factories.make_contributor()
    factories.make_administrator()
    factories.make_chair()
    factories.make_gcg_member()
    factories.make_focal_point(country, is_active=False)
    over = {"ends_on": factories.people.LONG_AGO}
    factories.make_role(factories.make_user(), Role.FOCAL_POINT, country, **over)
    factories.make_role(factories.make_user(), Role.OFFICER, **over)
    return People(
        focal=factories.make_focal_point(
            country, email="focal@example.org", name="Fatou Focal"
        ),
        second=factories.make_focal_point(country, email="second@example.org"),
        contributor=factories.make_contributor(
            country, email="contributor@example.org"
        ),
        officer=factories.make_officer(email="officer@example.org"),
        colleague=factories.make_officer(email="colleague@example.org"),
    )


def make_report(**fields) -> Submission:
    """Make the report of 2026 of a country called Examplia or Exemplie."""
    country = factories.make_country(
        iso3="QQA", name_en="Examplia", name_fr="Exemplie", **fields
    )
    pathfinder = factories.make_pathfinder(country=country, status=Status.PATHFINDER)
    return make_submission(make_round(), pathfinder)


def make_count(submission: Submission, *, year: int = 2021) -> ObservationVersion:
    """Make the draft of a count of girls; its figure is the canary."""
    make_axis_item(name_en="Girls", name_fr="Filles")
    definition = make_definition(
        label_en="Children in child labour", label_fr="Enfants au travail"
    )
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=year, breakdown="sex=F"
    )
    return make_value(observation, quantity=Decimal(CANARY))


def told() -> list[str]:
    """Return the address of every mail; each person once for each mail."""
    return sorted(Mail.objects.values_list("to", flat=True))


def forget() -> None:
    """Let what was written so far be no matter of the test."""
    Mail.objects.all().delete()


def mail_to(address: str) -> Mail:
    return Mail.objects.get(to=address)


def lines(address: str) -> list[str]:
    return mail_to(address).text.splitlines()


def nothing_missing(_submission) -> list[str]:
    return []

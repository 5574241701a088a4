"""The demonstration: real facts through real verbs, and one marked example."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from alliance87.core.models import AuditEvent, Country, User
from alliance87.home.demo import ACCOUNTS, PASSWORD, load_demo
from monitoring.models import AnnualReview
from pathfinders.enums import MilestoneKind, RoadmapState, Status
from pathfinders.models import Milestone, Pathfinder, Roadmap, StatusEvent, Workshop
from pathfinders.selectors import counters

FIRST_FIFTEEN = {
    *("ALB", "CHL", "FJI", "MDG", "MWI", "MRT", "MEX", "MAR"),
    *("NPL", "NGA", "PER", "LKA", "TUN", "UGA", "VNM"),
}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load the demonstration once for all tests of this module."""
    with django_db_blocker.unblock():
        load_demo()
        yield
        call_command("flush", interactive=False, verbosity=0)


def test_demo_data_refuse_to_load_in_production(db):
    with override_settings(PRODUCTION=True), pytest.raises(CommandError):
        load_demo()

    assert not Country.objects.exists()


@pytest.mark.usefixtures("demo", "db")
class TestDemo:
    def test_the_fifteen_letters_of_2019_are_on_record(self):
        kinds = Milestone.objects.filter(kind=MilestoneKind.EXPRESSION_OF_INTEREST)
        countries = set(kinds.values_list("pathfinder__country__iso3", flat=True))

        assert countries >= FIRST_FIFTEEN

    def test_every_real_milestone_has_a_source(self):
        real = Milestone.objects.filter(pathfinder__country__is_example=False)

        assert real.count() > 90
        assert not real.filter(source="").exists()

    def test_every_real_status_says_why_no_letter_is_on_file(self):
        events = StatusEvent.objects.filter(pathfinder__country__is_example=False)

        assert {event.pathfinder.country.iso3 for event in events} == {
            *("ARG", "BRA", "FRA", "MEX", "MWI"),
        }
        for event in events:
            assert "Source:" in event.reason
            assert "The signed confirmation letter is missing." in event.overridden

    def test_examples_are_left_out_of_the_counts(self):
        example = Pathfinder.objects.get(country__is_example=True)
        real = Pathfinder.objects.exclude(pk=example.pk)

        assert example.status == Status.PATHFINDER
        found = counters()
        assert found.status_awarded == 5
        assert found.status_awarded == real.filter(status=Status.PATHFINDER).count()

    def test_the_nine_countries_have_their_priorities(self):
        published = Roadmap.objects.filter(state=RoadmapState.PUBLISHED)
        with_rows = published.filter(priorities__actions__isnull=False).distinct()

        assert set(with_rows.values_list("pathfinder__country__iso3", flat=True)) == {
            *("ALB", "CHL", "MDG", "MRT", "NGA", "NPL", "TUN", "UGA", "VNM", "XEX"),
        }
        assert not with_rows.filter(source="").exists()

    def test_conflicting_sources_stand_as_notes(self):
        nepal = Milestone.objects.get(
            pathfinder__country__iso3="NPL", kind=MilestoneKind.WORKSHOP
        )
        france = StatusEvent.objects.get(pathfinder__country__iso3="FRA")

        assert str(nepal.when) == "7 February 2019"
        assert "2018" in nepal.conflict
        assert "18" in france.reason

    def test_a_regional_body_hosted_a_workshop(self):
        workshop = Workshop.objects.get(pathfinder=None)

        assert workshop.host == "African Union"

    def test_the_example_went_through_every_step(self):
        example = Pathfinder.objects.get(country__iso3="XEX")
        letter = example.letters.get()

        assert letter.is_sent
        states = dict(AnnualReview.objects.values_list("year", "state"))
        assert states == {2025: "published", 2026: "draft"}
        assert AuditEvent.objects.filter(verb="pathfinder.confirm").count() == 6

    def test_demo_accounts_can_sign_in_and_recorders_cannot(self):
        users = User.objects.filter(is_active=True)

        assert set(users.values_list("email", flat=True)) == {
            account.email for account in ACCOUNTS
        }
        assert all(user.check_password(PASSWORD) for user in users)

    def test_a_second_load_is_refused_and_changes_nothing(self):
        before = Milestone.objects.count()

        with pytest.raises(CommandError, match="data already"):
            load_demo()

        assert Milestone.objects.count() == before

    def test_the_command_leaves_a_used_database_alone(self):
        out = StringIO()

        call_command("load_demo", stdout=out)

        assert out.getvalue() == "The database has data already; nothing was loaded.\n"

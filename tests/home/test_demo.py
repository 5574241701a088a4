"""The demonstration: real facts through real verbs, and one marked example."""

from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from alliance87.core.models import AuditEvent, Country, User
from alliance87.home.demo import ACCOUNTS, PASSWORD, load_demo
from monitoring.enums import ReviewState
from monitoring.models import (
    AnnualReview,
    CheckAnswer,
    CorrectionRequest,
    Evidence,
    Indicator,
    MissedMilestone,
    ObservationVersion,
    Preference,
    ReportingRound,
    Source,
)
from monitoring.selectors.completeness import completeness
from monitoring.selectors.printed import printed
from pathfinders.enums import MilestoneKind, RoadmapState, Status
from pathfinders.models import (
    Milestone,
    Pathfinder,
    Priority,
    Roadmap,
    StatusEvent,
    Workshop,
)
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

    def test_the_example_gives_reasons_that_the_group_accepted(self):
        row = MissedMilestone.objects.get(review__year=2025)

        assert row.title == "Meals are served in 60 schools (benchmark for 2025)"
        assert (row.cause, row.verdict) == ("funding", "accepted")
        assert row.proof.title == "Example: budget law of 2025"
        assert row.review.state == ReviewState.PUBLISHED

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


def values_of(country: str = "XEX", **facts):
    return ObservationVersion.objects.filter(pathfinder__country__iso3=country, **facts)


@pytest.mark.usefixtures("demo", "db")
class TestDemoValues:
    def test_two_rounds_are_there_and_one_is_open(self):
        today = timezone.localdate()
        past, present = ReportingRound.objects.order_by("year")

        assert (past.year, past.closes_on < today) == (2025, True)
        assert present.opens_on < today < present.due_on < present.closes_on
        assert (present.due_on - today).days == 14

    def test_real_countries_report_in_the_open_round_only(self):
        past, present = ReportingRound.objects.order_by("year")

        assert [str(each.pathfinder) for each in past.submissions.all()] == [
            "Exampleland"
        ]
        states = {
            each.pathfinder.country.iso3: each.state
            for each in present.submissions.select_related("pathfinder__country")
        }
        assert states == {
            **dict.fromkeys(("ARG", "BRA", "FRA", "MEX", "MWI"), "open"),
            "XEX": "returned",
        }

    def test_real_countries_have_cited_facts_and_nothing_else(self):
        real = ObservationVersion.objects.filter(pathfinder__country__is_example=False)

        assert real.count() == 492
        assert {version.state for version in real} == {"published"}
        assert not real.filter(brought_by=None).exists()
        assert not real.filter(observation__source__pathfinder__isnull=False).exists()
        assert not real.filter(observation__source=None).exists()
        assert not real.filter(footnote="").exists()

    def test_cited_facts_are_no_answers_of_the_countries(self):
        present = ReportingRound.objects.latest("year")
        rows = present.submissions.exclude(pathfinder__country__iso3="XEX")

        done = completeness(list(rows.select_related("round")))

        assert {each.filled for each in done.values()} == {0}

    def test_example_has_values_in_every_state(self):
        states = Counter(values_of().values_list("state", flat=True))

        assert states == {
            "published": 58,
            "accepted": 6,
            "submitted": 4,
            "returned": 1,
            "draft": 8,
        }

    def test_sources_of_the_example_are_marked(self):
        sources = Source.objects.filter(pathfinder__isnull=False)

        assert sources.count() == 7
        assert {each.pathfinder.country.iso3 for each in sources} == {"XEX"}
        assert all(each.name.startswith("Example: ") for each in sources)
        shared = values_of(observation__source__pathfinder=None)
        assert set(shared.values_list("observation__source", flat=True)) == {None}

    def test_pages_of_the_example_say_that_it_is_one(self, client):
        example = Pathfinder.objects.get(country__iso3="XEX")
        value = values_of(state="published").first()

        for page in (
            example.get_absolute_url(),
            reverse("monitoring:values", kwargs={"iso3": "xex"}),
            value.observation.get_absolute_url(),
        ):
            shown = client.get(page).content.decode()
            assert "This page shows invented data to try the system with." in shown

    def test_four_meanings_of_no_value_have_their_reasons(self):
        empties = {
            version.empty: (version.indicator.code, bool(version.empty_reason))
            for version in values_of().exclude(empty="")
        }

        assert empties == {
            "not_collected": ("PR-FL-3", True),
            "not_available": ("PR-HT-3", True),
            "not_applicable": ("PC-HT-P3", True),
            "withheld": ("PR-FL-2", True),
        }

    def test_value_came_back_with_its_reason(self):
        [version] = values_of(state="returned")
        returned = version.observation.comments.latest("pk")

        assert (version.indicator.code, version.quantity) == ("PC-CL-P2", 12)
        assert (returned.kind, returned.reason) == ("return", "definition")
        assert returned.by.email == "officer@example.org"

    def test_odd_value_is_explained(self):
        [answer] = CheckAnswer.objects.all()

        assert (answer.check_code, answer.value.indicator.code) == ("jump", "PR-FL-1")
        assert answer.by.email == "focal@example.org"

    def test_small_counts_of_victims_are_withheld_with_a_second_part(self):
        parts = values_of(
            state="published", indicator__code="PR-HT-1", year=2024
        ).select_related("definition", "observation", "pathfinder__country")

        shown = printed(parts, AnonymousUser())
        withheld = {each.breakdown for each in parts if shown[each.pk].withheld}

        # Four of another sex: either sex with the total would tell them.
        assert withheld == {"sex=X", "sex=F", "sex=M"}

    def test_one_of_two_sources_is_preferred(self):
        [choice] = Preference.objects.all()

        assert (choice.indicator.code, choice.year) == ("PR-CL-2", 2022)
        assert choice.source.name.endswith("child labour module 2022")
        assert (
            values_of(indicator=choice.indicator, year=2022, breakdown="").count() == 2
        )

    def test_country_measures_a_priority_of_its_own(self):
        [indicator] = Indicator.objects.filter(pathfinder__isnull=False)
        priority = Priority.objects.get(key=indicator.priority_key)

        assert (indicator.code, priority.title) == (
            "IM-C-1",
            "End child labour in agriculture",
        )
        assert values_of(indicator=indicator).count() == 2

    def test_correction_is_granted_and_another_one_waits(self):
        granted, asked = CorrectionRequest.objects.order_by("pk")

        assert (granted.state, asked.state) == ("granted", "requested")
        versions = granted.observation.versions.order_by("number")
        assert [(each.state, each.quantity) for each in versions] == [
            ("published", 14),
            ("draft", 12),
        ]

    def test_proof_is_linked_by_the_country(self):
        typed = Evidence.objects.filter(
            file__document__title__startswith="Example: "
        ).values_list("file__document__title", "observation__indicator__code")

        assert Counter(title for title, _code in typed) == {
            "Example: report of the labour force survey 2022": 3,
            "Example: labour code, consolidated text": 1,
            "Example: extract of the registers, without names": 18,
        }

    def test_trail_names_the_people_of_the_example(self):
        verbs = Counter(
            AuditEvent.objects.filter(
                country__iso3="XEX", verb__startswith="submission."
            ).values_list("verb", "by_name")
        )

        assert verbs == {
            ("submission.added", "Olu Officer"): 2,
            ("submission.extended", "Olu Officer"): 1,
            ("submission.submit", "D. Example"): 2,
            ("submission.approve", "Olu Officer"): 1,
            ("submission.publish", "Olu Officer"): 1,
            ("submission.return", "Olu Officer"): 1,
        }

"""The facts of the governance side: as their sources print them, none without one."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from alliance87.core.countries import load_countries
from alliance87.core.text_comparison import compare_texts
from alliance87.partners.demo.loader import load_groups, load_journeys, load_partners
from alliance87.partners.models import (
    ActionGroup,
    GroupRole,
    GroupStateChange,
    JourneyStage,
    Network,
    Output,
    Partner,
    WorkPlan,
)
from meetings.decisions import take_over
from meetings.decisions.taking_over import Taken
from meetings.demo.loader import load_governance
from meetings.demo.meetings import gcg_meeting
from meetings.enums import Attendance, InterventionKind, Office, VersionState
from meetings.models import (
    ActionPoint,
    AgendaItem,
    Constituency,
    Decision,
    Event,
    FrequentQuestion,
    GroupUpdate,
    Intervention,
    Meeting,
    OfficeTerm,
    Paper,
    PaperVersion,
    ReportFigure,
    Seat,
    SeatTerm,
    numbered,
)
from meetings.selectors.outputs import handovers_to
from tests import factories
from tests.factories.decisions import make_gcg
from tests.meetings.annex_of_the_fifth import AUSTRALIA, IN_PERSON, REMOTE, UNU

SOURCED = (
    *(Partner, Network, ActionGroup, GroupStateChange, GroupRole, WorkPlan, Output),
    *(Constituency, Seat, SeatTerm, OfficeTerm, Meeting, Paper, FrequentQuestion),
    *(Event, Decision, ActionPoint, GroupUpdate, ReportFigure),
)


@pytest.fixture(scope="module")
def governance(django_db_setup, django_db_blocker):
    """Load the facts once for all tests of this module."""
    with django_db_blocker.unblock():
        load_countries()
        recorder = factories.make_administrator()
        load_partners()
        load_groups(by=recorder)
        load_journeys()
        load_governance(by=recorder)
        yield
        call_command("flush", interactive=False, verbosity=0)


def annex(attended: str) -> list[tuple[str, str]]:
    rows = gcg_meeting(5).participations.filter(attended=attended)
    return [(row.name, row.printed_affiliation) for row in rows]


def agenda(meeting: Meeting) -> list[tuple[str, str]]:
    return [(row.label, row.item.title) for row in numbered(meeting.items.all())]


def chair_on(*day: int) -> list[str]:
    terms = OfficeTerm.objects.filter(office=Office.CHAIR)
    return [str(term.holder) for term in terms.on(date(*day))]


@pytest.mark.usefixtures("governance", "db")
class TestMeetings:
    def test_annex_of_the_fifth_stands_as_printed(self):
        assert annex(Attendance.IN_PERSON) == IN_PERSON
        assert annex(Attendance.REMOTE) == REMOTE
        assert (len(IN_PERSON), len(REMOTE)) == (33, 10)

    def test_one_line_for_two_bodies_keeps_its_print(self):
        rows = gcg_meeting(5).participations.filter(affiliation=UNU)

        assert {row.partner.name for row in rows} == {"UNU Centre for Policy Research"}

    def test_only_offices_are_capacities(self):
        rows = gcg_meeting(5).participations.exclude(capacity="")

        assert list(rows.values_list("name", "capacity")) == [
            ("Anousheh Karvar", "chair"),
            ("Graciela Guzman", "deputy_chair"),
        ]

    def test_fifth_has_seven_items_in_two_sessions_and_a_break(self):
        fifth = gcg_meeting(5)

        assert [label for label, _title in agenda(fifth)] == list("1234567")
        assert [
            (each.is_break, each.minutes, each.items.count())
            for each in fifth.sessions.all()
        ] == [(False, 60, 3), (True, 15, 0), (False, 75, 4)]
        assert fifth.starts_at == datetime(2019, 7, 17, 14, 30, tzinfo=UTC)
        assert len(fifth.objective_list) == 5

    def test_fifth_tells_who_said_what(self):
        said = Intervention.objects.filter(item__meeting=gcg_meeting(5))
        count = {
            kind: said.filter(kind=kind).count() for kind in InterventionKind.values
        }
        answer = said.get(kind=InterventionKind.ANSWER)

        assert count == {
            "presentation": 0,
            "intervention": 14,
            "question": 5,
            "answer": 1,
            "chair_conclusion": 2,
        }
        assert answer.answers.partner.name == "US Department of Labor"
        assert "what indicators" in answer.answers.text

    def test_decisions_and_actions_of_the_fifth(self):
        fifth = gcg_meeting(5)

        assert [
            (each.reference, each.kind) for each in fifth.decisions.order_by("number")
        ] == [
            ("GCG5/D1", "office_change"),
            ("GCG5/D2", "other"),
            ("GCG5/D3", "request_action"),
        ]
        assert [
            (each.reference, each.due_on, each.due_kind, each.state)
            for each in fifth.action_points.order_by("number")
        ] == [
            ("GCG5/A1", date(2019, 8, 31), "date", "open"),
            ("GCG5/A2", None, "next_meeting", "open"),
            ("GCG5/A3", None, "ongoing", "open"),
            ("GCG5/A4", None, "next_meeting", "done"),
        ]

    def test_deadline_of_2018_has_no_invented_hour(self):
        first = gcg_meeting(2).action_points.get(number=1)

        assert (first.due_on, first.due_at) == (date(2018, 8, 15), None)
        assert "CoB" in first.note

    def test_sixth_has_three_levels(self):
        assert agenda(gcg_meeting(6)) == [
            ("1", "Welcome and update from the Chair"),
            ("1.1", "Introduction of new partners"),
            ("1.2", "Adoption of report of 5th GCG meeting"),
            ("2", "Pathfinder Country Strategy"),
            ("2.1", "Update from pathfinder countries"),
            ("2.2", "Implementation toolkit"),
            ("2.2.1", "Proposed amendments to pathfinder country guidance note"),
            ("2.2.2", "Annotated outline of implementation toolkit"),
            ("2.2.3", "Proposal for monitoring and reporting framework"),
            ("2.3", "Engagement of GCG members in pathfinder country process"),
            ("3", "Update on Action Groups"),
            ("4", "Update on ICAT"),
            ("5", "Update on Delta 8.7"),
            ("6", "Update on the Communications and Engagement Strategy"),
            ("7", "Final remarks, any other business and dates for the next meeting"),
        ]

    def test_report_of_the_fifth_waits_for_adoption_at_the_sixth(self):
        sixth = gcg_meeting(6)
        decision = sixth.decisions.get(kind="adopt_report")

        assert (decision.state, decision.report.meeting.number) == ("proposed", 5)
        assert sixth.items.get(kind="adopt_report").report == decision.report

    def test_every_item_of_the_ninth_has_an_objective(self):
        items = gcg_meeting(9).items.all()

        assert len(items) == 8
        assert all(item.objective.startswith("To ") for item in items)

    def test_eighth_is_extraordinary_and_numbered_with_the_others(self):
        rows = Meeting.objects.of_the_group().order_by("number")

        assert [(row.number, row.is_extraordinary) for row in rows] == [
            *((number, False) for number in range(1, 8)),
            (8, True),
            (9, False),
            (19, False),
        ]
        assert gcg_meeting(7).decisions.get().next_meeting == gcg_meeting(8)

    def test_co_leads_of_governance_in_turin(self):
        item = AgendaItem.objects.get(meeting__reference="A901630", position=5)

        assert ", ".join(map(str, item.leads.all())) == (
            "Alliance Chair (France), UK, Chile, IOE, ITUC, Global March"
        )
        assert item.expected_output == (
            "Agreement on a revised GCG structure and rotation mechanisms."
        )

    def test_outputs_of_turin_become_proposals_of_the_meeting_after_it(self):
        after = make_gcg(20, date(2022, 12, 16), state="convened")
        Meeting.objects.filter(reference="A901630").update(outcomes_to=after)
        outputs = handovers_to(after)[0].outputs
        assert [each.label for each in outputs] == ["2", "3", "4", "5", "6", "7"]

        taken = [Taken(each.item, each.item.expected_output) for each in outputs]
        take_over(after, taken[3:4], by=factories.make_administrator())

        text = "Agreement on a revised GCG structure and rotation mechanisms."
        assert [each.text for each in after.decisions.all()] == [text]
        taken = [each.label for each in handovers_to(after)[0].outputs if each.decision]
        assert taken == ["5"]

    def test_second_names_who_presented(self):
        items = gcg_meeting(2).items.order_by("position")

        assert [", ".join(map(str, item.leads.all())) for item in items] == [
            *("Chair", "Secretariat", "UN University", "Chair, Secretariat"),
            *("", ""),
        ]


@pytest.mark.usefixtures("governance", "db")
class TestGovernance:
    @pytest.mark.parametrize(
        ("day", "holder"),
        [
            ((2019, 7, 16), "Australia"),
            ((2019, 7, 17), "France"),
            ((2023, 8, 1), "France"),
            ((2023, 10, 31), "France"),
            ((2023, 11, 1), "Chile"),
        ],
    )
    def test_one_chair_on_each_day(self, day, holder):
        assert chair_on(*day) == [holder]

    def test_france_was_in_carry_over_from_june_2023(self):
        france = OfficeTerm.objects.get(holder__name="France")

        assert not france.is_carried_over(date(2023, 5, 31))
        assert france.is_carried_over(date(2023, 8, 1))
        assert not france.is_carried_over(date(2023, 11, 1))

    def test_only_known_holders_sit(self):
        assert {
            (str(term.seat), str(term.holder)) for term in SeatTerm.objects.all()
        } == {
            (
                "Civil society organizations: Child labour",
                "Global March against Child Labour",
            ),
            (
                "Workers’ organizations: Workers’ organizations",
                "International Trade Union Confederation",
            ),
            (
                "Employers’ organizations: Employers’ organizations",
                "International Organisation of Employers",
            ),
        }
        since_2023 = Seat.objects.filter(created_on=date(2023, 1, 1))
        assert since_2023.filter(constituency__only_pathfinders=True).count() == 5
        assert since_2023.count() == 10
        assert Seat.objects.exclude(theme="").count() == 3


@pytest.mark.usefixtures("governance", "db")
class TestPartnersAndGroups:
    def test_every_record_has_a_source(self):
        for model in SOURCED:
            assert model.objects.exists(), model
            assert not model.objects.filter(source="").exists(), model
        assert not PaperVersion.objects.filter(source_note="").exists()

    def test_nothing_is_an_example(self):
        for model in (Partner, ActionGroup, Meeting, Paper, FrequentQuestion):
            assert not model.objects.filter(is_example=True).exists(), model

    def test_ministry_and_mission_are_partners_of_their_own(self):
        rows = Partner.objects.filter(country__iso3="AUS").order_by("name")

        assert [(row.name, str(row.parent or "")) for row in rows] == [
            ("Australia", ""),
            (AUSTRALIA, "Australia"),
            ("Permanent Mission of Australia to the UN", "Australia"),
        ]

    def test_migration_group_lapsed_and_came_back(self):
        group = ActionGroup.objects.get(name="Migration")

        assert [
            (change.was, change.now, str(change.when))
            for change in group.state_changes.all()
        ] == [
            ("", "launching", "Before 17 July 2018"),
            ("launching", "active", "November 2018"),
            ("active", "dormant", "Date not known"),
            ("dormant", "relaunched", "October 2023"),
        ]
        assert group.state == "relaunched"

    def test_founding_of_the_communications_group_is_contradicted(self):
        group = ActionGroup.objects.get(short_name="CEAG")

        assert str(group.founded) == "November 2018"
        assert "2019" in group.conflict

    def test_outputs_are_numbered_under_the_objectives_of_the_alliance(self):
        plan = WorkPlan.objects.get()
        labels = [output.label for output in plan.outputs.all()]

        assert (str(plan.group), plan.period) == ("Supply Chains", "2020–21")
        assert labels == [f"{a}.{b}" for a in (1, 2, 3) for b in (1, 2, 3)]
        third = plan.outputs.get(objective__number=1, number=3)
        assert third.note == "Printed as “Objective 2, Outcome 3”."
        assert "“Outcome 3” twice" in plan.note

    def test_networks_have_the_members_that_a_source_names(self):
        assert {
            network.name: network.memberships.count()
            for network in Network.objects.filter(kind="business_network")
        } == {
            "Child Labour Platform": 2,
            "Global Business Network on Forced Labour": 18,
        }

    def test_nine_types_have_a_journey(self):
        kinds = JourneyStage.objects.values_list("kind", flat=True)

        assert len(set(kinds)) == 9
        assert len(kinds) == 18


@pytest.mark.usefixtures("governance", "db")
class TestPapers:
    def test_toolkit_has_six_papers_in_order(self):
        toolkit = Paper.objects.filter(toolkit="pathfinder")

        assert list(
            toolkit.order_by("toolkit_position").values_list("title", flat=True)
        ) == [
            "Vision of pathfinder country process",
            "Pathfinder Country Guidance Note",
            "Frequently Asked Questions on Pathfinder Country process",
            "Methodological Note on the Strategic Planning Workshops",
            "Methodological Note on Implementation",
            "Monitoring and Reporting Framework",
        ]

    def test_guidance_note_has_three_versions(self):
        versions = PaperVersion.objects.filter(
            paper__slug="pathfinder-country-guidance-note"
        )

        assert [
            (each.number, each.state, each.was_endorsed, str(each.endorsed))
            for each in versions.order_by("number")
        ] == [
            (1, VersionState.SUPERSEDED, True, "November 2018"),
            (2, VersionState.SUPERSEDED, False, "Date not known"),
            (3, VersionState.ENDORSED, True, "12 November 2019"),
        ]

    def test_two_texts_of_the_guidance_note_can_be_compared(self):
        paper = Paper.objects.get(slug="pathfinder-country-guidance-note")
        draft, clean = (paper.versions.get(number=number).text for number in (2, 3))

        assert "Such a an expression of interest" in draft
        assert "put on hold" not in draft
        assert "put on hold until progress is once again documented" in clean
        assert compare_texts(draft, clean).differs

    def test_speaker_to_be_confirmed_is_one(self):
        event = Event.objects.get(title__startswith="Beyond Good Intentions")

        assert (event.expected_min, event.expected_max) == (50, 75)
        assert [
            str(speaker) or speaker.organization
            for speaker in event.speakers.filter(is_confirmed=False)
        ] == ["Representative from Latin American country (TBC)"]

"""The desk of one country: who opens it, what it shows to whom, what it offers."""

from datetime import UTC, date, datetime

import pytest

from alliance87.core.audit import record
from alliance87.core.enums import Audience
from alliance87.home.desk import desk_of, desk_rows
from alliance87.home.trail import trail_of
from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from pathfinders.enums import (
    EoiState,
    LetterState,
    MilestoneKind,
    Procedure,
    RoadmapState,
    Status,
)
from pathfinders.procedures import PROCEDURES
from pathfinders.services import change_procedure, exempt_step
from pathfinders.workflow import withdraw
from tests.factories import (
    keeper,
    make_administrator,
    make_appointment,
    make_chair,
    make_contributor,
    make_document,
    make_eoi,
    make_focal_point,
    make_gcg_member,
    make_letter,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_review,
    make_roadmap,
    make_status_event,
    make_workshop,
)

pytestmark = pytest.mark.django_db


def address(pathfinder) -> str:
    return f"/secretariat/countries/{pathfinder.country.slug}/"


def desk(pathfinder, user):
    return desk_of(desk_rows(user).get(pk=pathfinder.pk), user)


@pytest.mark.parametrize("person", [make_officer, make_administrator, make_chair])
def test_desk_opens_for_those_who_work_from_it(client_for, person):
    pathfinder = make_pathfinder()

    response = client_for(person()).get(address(pathfinder))

    assert response.context["desk"].pathfinder == pathfinder


def test_desk_is_refused_to_the_country_and_the_group(client_for):
    pathfinder = make_pathfinder()
    own = {"country": pathfinder.country}

    for person in (make_focal_point(**own), make_contributor(**own), make_gcg_member()):
        assert client_for(person).get(address(pathfinder)).status_code == 403


def test_desk_of_a_country_not_on_the_path_does_not_exist(client_for):
    client = client_for(make_officer())

    assert client.get("/secretariat/countries/zzz/").status_code == 404


@pytest.mark.parametrize("records", [1, 3])
def test_desk_costs_the_same_for_many_records(
    client_for, records, django_assert_num_queries
):
    officer, pathfinder = make_officer(), make_pathfinder(status=Status.PATHFINDER)
    for number in range(records):
        document = make_document(country=pathfinder.country, by=officer)
        make_milestone(pathfinder, MilestoneKind.WORKSHOP, document=document)
        make_letter(pathfinder, state=LetterState.SENT)
        make_eoi(pathfinder, state=EoiState.ACCEPTED)
        make_workshop(pathfinder)
        make_review(pathfinder, year=2020 + number)
        make_status_event(pathfinder)
        make_appointment(pathfinder, starts_on=None)
        make_contributor(pathfinder.country)
    client = client_for(officer)

    with django_assert_num_queries(19):
        client.get(address(pathfinder))


def test_desk_shows_every_step_with_an_anchor(client_for):
    pathfinder = make_pathfinder(procedure=Procedure.V2018)

    page = client_for(make_officer()).get(address(pathfinder)).content.decode()

    kinds = [step.kind.value for step in PROCEDURES[Procedure.V2018]]
    places = [page.index(f'id="step-{kind}"') for kind in kinds]
    assert places == sorted(places)


def test_desk_lists_what_stands_in_the_way_of_status():
    pathfinder = make_pathfinder(procedure=Procedure.V2018)
    make_milestone(pathfinder, MilestoneKind.GCG_OBSERVED)

    assert desk(pathfinder, make_officer()).in_the_way == (
        "The step “Expression of interest” is not on record.",
        "The step “Senior official named” is not on record.",
        "The signed confirmation letter is missing.",
    )


@pytest.mark.parametrize(
    ("person", "moves"),
    [
        (make_officer, []),
        (
            make_chair,
            [
                ("Confirm pathfinder status", False, False),
                ("Record that the country withdrew", True, False),
            ],
        ),
        (
            make_administrator,
            [
                ("Confirm pathfinder status", False, True),
                ("Record that the country withdrew", True, False),
            ],
        ),
    ],
)
def test_desk_offers_only_moves_of_the_person(person, moves):
    offered = desk(make_pathfinder(), person()).moves

    assert [(each.label, each.is_open, each.may_override) for each in offered] == moves


def test_move_that_is_blocked_shows_no_button(client_for):
    pathfinder = make_pathfinder()

    page = client_for(make_chair()).get(address(pathfinder)).content.decode()

    base = f"/pathfinders/{pathfinder.country.slug}"
    assert f'href="{base}/confirm/"' not in page
    assert f'href="{base}/withdraw/"' in page


def test_full_proof_leads_to_the_letter():
    pathfinder = make_pathfinder(procedure=Procedure.V2018)
    for step in PROCEDURES[Procedure.V2018]:
        if step.needed_for_status:
            make_milestone(pathfinder, step.kind)
    letter = make_letter(pathfinder, state=LetterState.SIGNED)

    move = desk(pathfinder, make_chair()).moves[0]

    assert (move.is_open, move.url) == (True, letter.get_absolute_url())


def test_weak_reviews_propose_a_hold_with_their_sentences(client_for):
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    for year in (2024, 2025):
        make_review(
            pathfinder,
            year=year,
            state=ReviewState.TABLED,
            assessment=Assessment.NONE,
            justification_verdict=JustificationVerdict.NOT_ACCEPTED,
            outcome_at=datetime(2026, 3, 1, tzinfo=UTC),
            outcome_by=keeper(),
        )

    page = client_for(make_officer()).get(address(pathfinder)).content.decode()

    assert "The annual reviews allow a hold" in page
    assert "Review of 2025: No progress; reasons: Not accepted." in page


def test_records_show_their_state_and_the_next_moves_of_the_person():
    pathfinder = make_pathfinder()
    make_letter(pathfinder, state=LetterState.DRAFT, number="A87/1")
    make_eoi(pathfinder, state=EoiState.SUBMITTED)

    shown = desk(pathfinder, make_officer())

    assert [(each.label, each.state, each.moves) for each in shown.letters] == [
        ("Confirmation letter A87/1", "Draft", ("File the signed letter",))
    ]
    assert [(each.state, each.moves) for each in shown.interests] == [
        ("Submitted", ("Return it with a comment", "Accept the expression of interest"))
    ]


def test_chair_sees_no_drafts_of_the_country():
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    make_roadmap(pathfinder, state=RoadmapState.DRAFT)
    make_eoi(pathfinder, state=EoiState.DRAFT)
    make_review(pathfinder, state=ReviewState.DRAFT)

    chair, officer = desk(pathfinder, make_chair()), desk(pathfinder, make_officer())

    assert (chair.roadmaps, chair.interests, chair.reviews) == ((), (), ())
    lists = (officer.roadmaps, officer.interests, officer.reviews)
    assert [len(each) for each in lists] == [1, 1, 1]


def test_notes_trail_and_addresses_are_for_the_secretariat(client_for):
    officer = make_officer()
    pathfinder = make_pathfinder(internal_notes="Call the minister.")
    make_appointment(pathfinder, email="fatou@example.org")
    record("letter.drafted", pathfinder, by=officer, country=pathfinder.country)
    secrets = ("Call the minister.", "fatou@example.org", "Prepared a letter")

    for person, shown in ((officer, True), (make_chair(), False)):
        page = client_for(person).get(address(pathfinder)).content.decode()
        assert [secret in page for secret in secrets] == [shown] * 3


def test_documents_are_those_the_person_may_read(client_for):
    pathfinder = make_pathfinder()
    for audience in (Audience.SECRETARIAT, Audience.OFFICIALS):
        make_document(title=audience, audience=audience, country=pathfinder.country)
    make_document(title="Another country", country=make_pathfinder().country)

    titles = [str(each) for each in desk(pathfinder, make_chair()).documents]

    assert titles == ["officials"]


def test_evidence_hidden_from_the_person_is_not_named(client_for):
    pathfinder = make_pathfinder()
    make_milestone(
        pathfinder,
        MilestoneKind.WORKSHOP,
        document=make_document(title="Internal report", country=pathfinder.country),
    )

    page = client_for(make_chair()).get(address(pathfinder)).content.decode()

    assert "Internal report" not in page
    assert "on file, not for you to read" in page


def test_appointments_are_parted_by_today():
    pathfinder = make_pathfinder()
    make_appointment(pathfinder, person="Then", ends_on=date(2022, 1, 1))
    make_appointment(pathfinder, person="Now", starts_on=date(2022, 1, 2))

    shown = desk(pathfinder, make_officer())

    assert [each.person for each in shown.current] == ["Now"]
    assert [each.person for each in shown.former] == ["Then"]


def test_timeline_begins_with_the_latest_and_ends_with_the_undated():
    pathfinder = make_pathfinder()
    make_milestone(pathfinder, MilestoneKind.WORKSHOP)
    make_status_event(pathfinder, on=date(2022, 1, 1))
    make_milestone(pathfinder, MilestoneKind.OTHER).save()
    undated = pathfinder.milestones.get(kind=MilestoneKind.OTHER)
    undated.on, undated.precision = None, "unknown"
    undated.save()

    shown = desk(pathfinder, make_officer()).timeline

    kinds = [each.milestone.kind if each.milestone else "status" for each in shown]
    assert kinds == ["status", MilestoneKind.WORKSHOP, MilestoneKind.OTHER]


def test_trail_reads_as_sentences():
    pathfinder, chair = make_pathfinder(), make_chair(name="Carla Chair")
    change_procedure(pathfinder, procedure="2018", reason="Older.", by=chair)
    exempt_step(pathfinder, kind="workshop", reason="Held before.", by=chair)
    withdraw(pathfinder, on=date(2026, 1, 1), reason="Letter.", by=chair)
    record("unheard.of_verb", pathfinder, by=chair, country=pathfinder.country)

    entries = trail_of(pathfinder.country)

    assert [(each.what, each.change, each.reason) for each in entries] == [
        ("unheard: of verb", "", ""),
        ("Put a step on record", "", ""),
        (
            "Record that the country withdrew",
            "On the path → Withdrawn",
            "Letter.",
        ),
        (
            "Marked a step as not applicable",
            "Strategic planning workshop",
            "Held before.",
        ),
        (
            "Changed the procedure",
            "Procedure of 2023 → Procedure of 2018",
            "Older.",
        ),
    ]
    assert {each.who for each in entries} == {"Carla Chair"}


def test_trail_ends_after_fifty_decisions():
    pathfinder, officer = make_pathfinder(), make_officer()
    for number in range(51):
        record(
            "letter.drafted",
            pathfinder,
            by=officer,
            country=pathfinder.country,
            reason=str(number),
        )

    entries = trail_of(pathfinder.country)

    assert (len(entries), entries[0].reason, entries[-1].reason) == (50, "50", "1")


def test_text_of_people_is_escaped(client_for):
    pathfinder = make_pathfinder(internal_notes="<script>notes</script>")
    make_milestone(
        pathfinder, MilestoneKind.WORKSHOP, statement="<script>step</script>"
    )

    page = client_for(make_officer()).get(address(pathfinder)).content.decode()

    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 3

"""What the database itself refuses: each rule once in each direction."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alliance87.core.models import Country
from pathfinders.enums import (
    AppointmentKind,
    LetterState,
    MilestoneKind,
    RoadmapState,
)
from pathfinders.models import (
    Appointment,
    FundingLine,
    Letter,
    Profile,
    Roadmap,
    StepExemption,
    WorkshopParticipants,
)
from tests import factories
from tests.factories import (
    make_appointment,
    make_country,
    make_eoi,
    make_exemption,
    make_funding,
    make_letter,
    make_milestone,
    make_participants,
    make_pathfinder,
    make_profile,
    make_roadmap,
    make_workshop,
)

EARLY, LATE = date(2021, 1, 1), date(2021, 12, 31)


def refused(name: str, make, *args, **facts) -> None:
    """Check that the constraint called `name` refuses the record."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(*args, **facts)


# --- Countries ---


@pytest.mark.parametrize("codes", [{"iso3": "npl"}, {"iso3": "N1L"}, {"iso2": "np"}])
def test_country_codes_are_capital_letters(db, codes):
    refused("country_codes_upper_case", make_country, **codes)

    make_country(iso3="NPL", iso2="NP")

    assert Country.objects.get().slug == "npl"


def test_the_un_code_is_unique_where_there_is_one(db):
    make_country(m49="524")

    refused("country_m49_unique", make_country, m49="524")
    make_country(m49="")
    make_country(m49="")

    assert Country.objects.count() == 3


def test_a_country_is_on_the_path_once(db):
    pathfinder = make_pathfinder()

    refused("country_id", make_pathfinder, country=pathfinder.country)


def test_a_profile_stands_once_in_each_language(db):
    profile = make_profile(language="en")

    refused(
        "profile_once_per_language", make_profile, profile.pathfinder, language="en"
    )
    make_profile(profile.pathfinder, language="fr")

    assert Profile.objects.count() == 2


# --- Dated facts ---

DATES = [
    ({"on": None, "precision": "unknown"}, ""),
    ({"on": EARLY, "precision": "day"}, ""),
    ({"on": EARLY, "precision": "day", "until": EARLY}, ""),
    ({"on": EARLY, "precision": "month", "until": LATE}, ""),
    ({"on": EARLY, "precision": "year"}, ""),
    ({"on": EARLY, "precision": "before"}, ""),
    ({"on": None, "precision": "day"}, "date_known_unless_unknown"),
    ({"on": EARLY, "precision": "unknown"}, "date_known_unless_unknown"),
    ({"on": EARLY, "precision": "decade"}, "precision_valid"),
    ({"on": LATE, "precision": "day", "until": EARLY}, "until_after_on"),
]


@pytest.mark.parametrize(("facts", "broken"), DATES)
@pytest.mark.parametrize(
    ("make", "prefix"),
    [(make_milestone, "milestone"), (make_eoi, "eoi"), (make_workshop, "workshop")],
)
def test_a_date_is_known_as_exactly_as_it_says(db, make, prefix, facts, broken):
    record = make()
    for name, value in facts.items():
        setattr(record, name, value)

    if broken:
        refused(f"{prefix}_{broken}", record.save)
    else:
        record.save()
        record.refresh_from_db()
        assert {name: getattr(record, name) for name in facts} == facts


def test_a_letter_is_acknowledged_after_it_was_received(db):
    refused(
        "eoi_acknowledged_after_received",
        make_eoi,
        received_on=LATE,
        acknowledged_on=EARLY,
    )
    eoi = make_eoi(received_on=EARLY, acknowledged_on=EARLY)

    assert eoi.pk is not None


def test_a_workshop_has_one_host(db):
    pathfinder = make_pathfinder()

    refused("workshop_host_is_country_or_body", make_workshop, host="")
    refused(
        "workshop_host_is_country_or_body",
        make_workshop,
        host="African Union",
        pathfinder=pathfinder,
    )

    assert make_workshop(host="African Union").host_name == "African Union"
    assert make_workshop(pathfinder).host_name == str(pathfinder)


def test_a_group_of_participants_stands_once(db):
    participants = make_participants(group="un")

    refused("workshop_group_once", make_participants, participants.workshop, group="un")
    make_participants(participants.workshop, group="business")

    assert WorkshopParticipants.objects.count() == 2


def test_an_exemption_has_a_reason_and_stands_once(db):
    pathfinder = make_pathfinder()

    refused("exemption_has_reason", make_exemption, pathfinder, reason="")
    make_exemption(pathfinder, MilestoneKind.WORKSHOP)
    refused(
        "exemption_once_per_step", make_exemption, pathfinder, MilestoneKind.WORKSHOP
    )
    make_exemption(pathfinder, MilestoneKind.GCG_OBSERVED)

    assert StepExemption.objects.count() == 2


# --- Appointments ---


@pytest.mark.parametrize("kind", AppointmentKind)
@pytest.mark.parametrize(
    ("first", "second", "free"),
    [
        ((EARLY, LATE), (LATE, None), False),
        ((EARLY, None), (LATE, None), False),
        ((EARLY, LATE), (date(2021, 6, 1), date(2021, 6, 1)), False),
        ((EARLY, LATE), (date(2022, 1, 1), None), True),
        ((LATE, None), (EARLY, date(2021, 12, 30)), True),
        ((EARLY, LATE), (None, None), True),
        ((None, None), (None, None), True),
    ],
)
def test_a_function_has_one_holder_at_a_time(db, kind, first, second, free):
    pathfinder = make_pathfinder()
    make_appointment(pathfinder, kind=kind, starts_on=first[0], ends_on=first[1])
    facts = {"kind": kind, "starts_on": second[0], "ends_on": second[1]}

    if free:
        make_appointment(pathfinder, **facts)
        assert Appointment.objects.count() == 2
    else:
        refused(
            f"appointment_one_{kind}_at_a_time", make_appointment, pathfinder, **facts
        )


def test_other_functions_and_countries_have_holders_of_their_own(db):
    focal_point = make_appointment(starts_on=EARLY)

    make_appointment(
        focal_point.pathfinder, kind=AppointmentKind.SENIOR_OFFICIAL, starts_on=EARLY
    )
    make_appointment(starts_on=EARLY)

    assert Appointment.objects.count() == 3


def test_a_form_says_who_is_in_the_way(db):
    held = make_appointment(starts_on=EARLY)
    second = Appointment(
        pathfinder=held.pathfinder,
        kind=held.kind,
        person="Second",
        starts_on=LATE,
        created_by=factories.keeper(),
    )

    with pytest.raises(ValidationError) as invalid:
        second.full_clean()

    assert invalid.value.messages == [
        "Somebody else holds this function on these days. "
        "End that appointment first, or change the dates."
    ]


def test_an_appointment_ends_after_it_starts(db):
    refused(
        "appointment_ends_after_start",
        make_appointment,
        starts_on=LATE,
        ends_on=EARLY,
    )

    assert make_appointment(starts_on=EARLY, ends_on=EARLY).pk is not None


# --- Letters ---


@pytest.mark.parametrize(
    "missing",
    [{"sent_on": None}, {"dated_on": None}, {"signed_scan": None}, {"signatory": ""}],
)
def test_a_sent_letter_has_date_signatory_and_scan(db, missing):
    refused(
        "letter_sent_has_date_signatory_and_scan",
        make_letter,
        state=LetterState.SENT,
        **missing,
    )
    make_letter(state=LetterState.SENT)

    assert Letter.objects.get().is_sent is True


def test_the_number_of_a_letter_is_its_own(db):
    make_letter(number="A87/1")

    refused("letter_number_unique", make_letter, number="A87/1")
    make_letter(number="A87/2")

    assert Letter.objects.count() == 2


# --- Roadmaps ---


def test_a_roadmap_ends_after_it_starts(db):
    refused("roadmap_ends_after_start", make_roadmap, starts_on=LATE, ends_on=EARLY)

    assert make_roadmap(starts_on=EARLY, ends_on=EARLY).period == (
        "1 January 2021 – 1 January 2021"
    )


def test_a_country_has_one_published_roadmap(db):
    pathfinder = make_roadmap(state=RoadmapState.PUBLISHED).pathfinder

    refused(
        "roadmap_one_published", make_roadmap, pathfinder, state=RoadmapState.PUBLISHED
    )
    make_roadmap(pathfinder, state=RoadmapState.SUPERSEDED)
    make_roadmap(state=RoadmapState.PUBLISHED)

    assert Roadmap.objects.count() == 3


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "accepted"])
def test_a_country_prepares_one_roadmap(db, state):
    pathfinder = make_roadmap(state=state).pathfinder

    refused("roadmap_one_in_preparation", make_roadmap, pathfinder)
    make_roadmap()

    assert Roadmap.objects.count() == 2


def test_the_number_of_a_version_is_its_own(db):
    roadmap = make_roadmap(state=RoadmapState.PUBLISHED)

    refused("roadmap_number_unique", make_roadmap, roadmap.pathfinder, number=1)
    make_roadmap(roadmap.pathfinder, number=2)

    assert Roadmap.objects.count() == 2


def test_an_action_ends_after_it_starts(db):
    refused(
        "action_ends_after_start", factories.make_action, starts_on=LATE, ends_on=EARLY
    )

    assert factories.make_action(starts_on=EARLY, ends_on=EARLY).pk is not None


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"amount": 0}, ""),
        ({"amount": -1}, "funding_amount_not_negative"),
        ({"currency": "usd"}, "funding_currency_code"),
        ({"currency": "$"}, "funding_currency_code"),
        ({"currency": "EUR"}, ""),
    ],
)
def test_money_has_an_amount_and_a_currency(db, facts, broken):
    if broken:
        refused(broken, make_funding, **facts)
    else:
        make_funding(**facts)
        assert FundingLine.objects.filter(**facts).count() == 1

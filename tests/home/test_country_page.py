"""The public page of one country: the public reading, its words, and nothing more."""

from datetime import date

import pytest
from django.urls import reverse

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Audience
from monitoring.enums import ReviewState
from pathfinders.enums import (
    AppointmentKind,
    MilestoneKind,
    Procedure,
    RoadmapState,
    Status,
)
from tests.factories import (
    make_appointment,
    make_chair,
    make_commitment,
    make_contributor,
    make_coordination_body,
    make_country,
    make_document,
    make_eoi,
    make_exemption,
    make_focal_point,
    make_follow_up,
    make_gcg_member,
    make_instrument,
    make_letter,
    make_milestone,
    make_national_review,
    make_officer,
    make_pathfinder,
    make_profile,
    make_ratification,
    make_review,
    make_roadmap,
    make_status_event,
    make_supervisory_case,
    make_support_given,
    make_workshop,
)

pytestmark = pytest.mark.django_db
Kind = MilestoneKind
CANARY = "canary-7f3a"


@pytest.fixture
def uganda():
    country = make_country(
        iso3="UGA", iso2="UG", name_en="Uganda", name_fr="Ouganda", name_es="Uganda"
    )
    return make_pathfinder(country=country, procedure=Procedure.V2018)


def page_of(client, pathfinder, **headers):
    return client.get(pathfinder.get_absolute_url(), headers=headers)


def html_of(client, pathfinder, **headers) -> str:
    return page_of(client, pathfinder, **headers).content.decode()


# --- Steps --------------------------------------------------------------------------


def steps_of(client, pathfinder) -> dict[str, tuple[str, str]]:
    page = page_of(client, pathfinder).context["page"]
    return {step.label: (step.tone, step.state_label) for step in page.steps}


def test_steps_in_public_are_never_missing_and_never_under_way(client, uganda):
    make_milestone(uganda, Kind.GCG_OBSERVED, document=make_document())
    make_milestone(uganda, source="A newspaper")
    make_milestone(uganda, Kind.WORKSHOP, conflict="Another says 2019.")
    make_exemption(uganda, Kind.REPORTED_BACK)
    make_roadmap(uganda, state=RoadmapState.SUBMITTED)

    assert steps_of(client, uganda) == {
        "Observed a meeting of the Group": ("done", "On record"),
        "Expression of interest": ("part", "Stated"),
        "Senior official named": ("none", "No record"),
        "Strategic planning workshop": ("part", "Sources differ"),
        "Roadmap": ("none", "No record"),
        "Reported back to the Group": ("skip", "Not applicable"),
        "Confirmation letter": ("none", "No record"),
        "Annual review": ("none", "No record"),
    }


def test_secretariat_reads_the_same_steps_as_the_public(client_for, uganda):
    make_milestone(uganda, Kind.WORKSHOP, is_public=False, statement=CANARY)
    make_roadmap(uganda, state=RoadmapState.SUBMITTED)
    browser = client_for(make_officer())

    steps = steps_of(browser, uganda)

    assert steps["Strategic planning workshop"] == ("none", "No record")
    assert steps["Roadmap"] == ("none", "No record")
    assert CANARY not in html_of(browser, uganda)


def test_status_without_proof_keeps_its_reason_on_the_page(client):
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    make_status_event(pathfinder, reason="The letter is not on file.")
    page = page_of(client, pathfinder)

    assert [step.reason for step in page.context["page"].overridden] == [
        "The letter is not on file."
    ]
    assert page.content.decode().count("The letter is not on file.") == 2


def test_hold_is_said_with_reason_and_decision_and_without_alarm(client):
    pathfinder = make_pathfinder(status=Status.ON_HOLD)
    make_status_event(
        pathfinder,
        was=Status.PATHFINDER,
        now=Status.ON_HOLD,
        reason="Two reviews without substantial progress.",
        decision_reference="20th meeting, item 4",
    )

    html = html_of(client, pathfinder)

    assert "The status is on hold. Decision with effect from 4 May 2021" in html
    assert "Two reviews without substantial progress." in html
    assert "20th meeting, item 4" in html
    assert "state--hold" not in html
    assert "state--stop" not in html


# --- What must not be there ---------------------------------------------------------


def test_what_is_not_public_is_nowhere_on_the_page(client, uganda):
    uganda.internal_notes = f"{CANARY} notes"
    uganda.save()
    secret = make_document(title=f"{CANARY} scan", audience=Audience.OFFICIALS)
    make_milestone(uganda, statement="The minister wrote.", document=secret)
    make_milestone(
        uganda, Kind.WORKSHOP, is_public=False, statement=CANARY, source=CANARY
    )
    make_eoi(uganda, text=CANARY, minister=CANARY)
    make_letter(uganda, body=CANARY, recipient=CANARY)
    make_roadmap(uganda, title=CANARY, summary=CANARY, return_comment=CANARY)
    make_review(uganda, year=2024, state=ReviewState.TABLED, progress=CANARY)
    make_appointment(uganda, person="Ada Focal", email=f"{CANARY}@example.org")

    page = page_of(client, uganda)

    html = page.content.decode()
    assert CANARY not in html
    assert "The minister wrote." in html
    assert "Ada Focal" in html
    assert "@example.org" not in html
    assert steps_of(client, uganda)["Expression of interest"] == ("done", "On record")


def test_reviews_not_published_stay_away_even_for_those_who_may_read_them(
    client_for, uganda
):
    make_review(uganda, year=2023, state=ReviewState.PUBLISHED)
    make_review(uganda, year=2024, state=ReviewState.TABLED)

    page = page_of(client_for(make_gcg_member()), uganda).context["page"]

    assert [review.year for review in page.reviews] == [2023]


def test_text_that_people_typed_is_escaped_everywhere(client, uganda):
    bad = "<script>alert(1)</script>"
    uganda.coordination_body = bad
    uganda.save()
    make_milestone(
        uganda,
        statement=bad,
        source=bad,
        source_url="javascript:alert(1)",
        note=bad,
        conflict=bad,
    )
    make_profile(uganda, context=bad, source=bad)
    make_appointment(uganda, person=bad, post=bad, ministry=bad, source=bad)
    make_workshop(uganda, title=bad, place=bad, participants_text=bad)
    make_roadmap(
        uganda, state=RoadmapState.PUBLISHED, title=bad, summary=bad, rows={bad: [bad]}
    )
    make_status_event(uganda, reason=bad, decision_reference=bad)

    html = html_of(client, uganda)

    assert "<script" not in html
    assert "javascript:" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 15


# --- What must be there -------------------------------------------------------------


def test_milestones_stand_newest_first_with_source_conflict_and_document(
    client, uganda
):
    paper = make_document(title="Report", audience=Audience.PUBLIC)
    make_milestone(uganda, when=PartialDate.unknown(), source="Somebody")
    make_milestone(
        uganda,
        Kind.WORKSHOP,
        when=PartialDate.parse("2019"),
        conflict="Others say 2018.",
        source="A page",
        source_url="https://example.org/page",
    )
    make_milestone(
        uganda, Kind.OTHER, when=PartialDate.parse("2020-01"), statement="A law passed."
    )
    make_milestone(
        uganda, Kind.GCG_OBSERVED, when=PartialDate.parse("2018"), document=paper
    )

    page = page_of(client, uganda)

    events = page.context["page"].events
    assert [(event.date_text, event.label, event.state) for event in events] == [
        ("January 2020", "A law passed.", "On record"),
        ("2019", "Strategic planning workshop", "Sources differ"),
        ("2018", "Observed a meeting of the Group", "On record"),
        ("Date not known", "Expression of interest", "Stated"),
    ]
    html = page.content.decode()
    assert '<a href="https://example.org/page">A page</a>' in html
    assert "Others say 2018." in html
    assert f'<a href="{paper.get_absolute_url()}">Report</a>' in html


def test_profile_falls_back_to_another_language_and_says_so(client, uganda):
    make_profile(uganda, language="en", context="English context", challenges="Hard")
    make_profile(uganda, language="fr", context="Contexte français")

    html = html_of(client, uganda, **{"accept-language": "fr"})

    texts = page_of(client, uganda, **{"accept-language": "fr"}).context["page"].texts
    assert [(text.text, text.language) for text in texts] == [
        ("Contexte français", ""),
        ("Hard", "en"),
    ]
    assert '<div class="prose" lang="en"><p>Hard</p></div>' in html
    assert "English context" not in html


def test_roadmap_in_force_stands_with_priorities_and_older_ones_below(client, uganda):
    old = make_roadmap(uganda, state=RoadmapState.SUPERSEDED, title="Old roadmap")
    new = make_roadmap(
        uganda,
        state=RoadmapState.PUBLISHED,
        title="New roadmap",
        rows={"Schools": ["Build"], "Law": ["Pass"]},
    )

    page = page_of(client, uganda)

    assert page.context["page"].roadmap == new
    assert page.context["page"].older_roadmaps == (old,)
    html = page.content.decode()
    assert html.index("<li>Schools</li>") < html.index("<li>Law</li>")
    assert reverse("pathfinders:roadmap-pdf", args=["uga", 2]) in html
    assert "2022–2024" in html


def test_people_of_today_are_named_and_former_ones_are_not(client, uganda):
    make_appointment(
        uganda,
        kind=AppointmentKind.FOCAL_POINT,
        person="Ada Now",
        starts_on=date(2020, 1, 1),
    )
    make_appointment(
        uganda,
        kind=AppointmentKind.FOCAL_POINT,
        person="Bo Before",
        starts_on=date(2018, 1, 1),
        ends_on=date(2019, 12, 31),
    )

    html = html_of(client, uganda)

    assert "Ada Now" in html
    assert "Bo Before" not in html


def test_drawing_stands_when_three_dates_are_known(client, uganda):
    for year in ("2018", "2019"):
        make_milestone(uganda, when=PartialDate.parse(year))
    assert "chart__plot" not in html_of(client, uganda)

    day = PartialDate.parse("2019-07-17", before=True)
    make_milestone(uganda, Kind.WORKSHOP, when=day)

    assert "chart__plot--narrow" in html_of(client, uganda)


def test_page_in_french_writes_names_and_dates_in_french(client, uganda):
    make_milestone(uganda, when=PartialDate.day(date(2019, 8, 17)))

    html = html_of(client, uganda, **{"accept-language": "fr"})

    assert "<h1>Ouganda</h1>" in html
    assert "17 août 2019" in html
    assert "Uganda" not in html


def test_example_is_marked_and_real_countries_are_not(client, uganda):
    example = make_pathfinder(country=make_country(is_example=True))

    assert "This page shows invented data" in html_of(client, example)
    assert "invented data" not in html_of(client, uganda)


@pytest.mark.parametrize(
    ("make", "desk", "work"),
    [
        (make_officer, True, False),
        (make_chair, True, False),
        (make_gcg_member, False, False),
    ],
)
def test_links_to_work_stand_for_those_who_may(client_for, uganda, make, desk, work):
    html = html_of(client_for(make()), uganda)

    assert (reverse("country-desk", args=["uga"]) in html) is desk
    assert (reverse("my-country-detail", args=["uga"]) in html) is work


@pytest.mark.parametrize("make", [make_focal_point, make_contributor])
def test_people_of_the_country_find_the_way_to_their_page(client_for, uganda, make):
    html = html_of(client_for(make(uganda.country)), uganda)

    assert reverse("my-country-detail", args=["uga"]) in html
    assert reverse("country-desk", args=["uga"]) not in html


# --- Who may see the page -----------------------------------------------------------


def test_hidden_country_opens_for_its_people_with_a_notice(client_for):
    hidden = make_pathfinder(is_public=False)

    html = html_of(client_for(make_focal_point(hidden.country)), hidden)

    assert "This page is not shown to the public yet." in html


@pytest.mark.parametrize("count", [1, 40])
def test_page_needs_few_queries_for_any_number_of_records(
    client, django_assert_num_queries, uganda, count
):
    for number in range(count):
        make_pathfinder()
        document = make_document(audience=Audience.PUBLIC)
        make_milestone(uganda, document=document)
        make_workshop(uganda)
        make_status_event(uganda)
        make_review(uganda, year=1980 + number, state=ReviewState.PUBLISHED)
        make_roadmap(uganda, state=RoadmapState.SUPERSEDED)
        make_appointment(uganda, starts_on=None)
        make_follow_up(make_commitment(uganda))
        make_ratification(uganda)
        make_coordination_body(uganda, parent=make_coordination_body(uganda))
        make_support_given(uganda)
        make_supervisory_case(uganda, instrument=make_instrument())
        make_national_review(uganda, year=2016 + number)

    with django_assert_num_queries(4):
        page_of(client, uganda)

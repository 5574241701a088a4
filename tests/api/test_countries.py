"""Countries in the read API: list, detail, filters."""

from datetime import date

import pytest

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Audience
from pathfinders.enums import MilestoneKind, RoadmapState, Status
from tests.api.asking import HOST, UNSOURCED, ask, refused, walk, when
from tests.factories import (
    make_commitment,
    make_country,
    make_document,
    make_follow_up,
    make_instrument,
    make_milestone,
    make_pathfinder,
    make_ratification,
    make_roadmap,
    make_status_event,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kenya():
    country = make_country(
        iso3="KEN", iso2="KE", name_en="Kenya", name_fr="Le Kenya", region="Africa"
    )
    return make_pathfinder(
        country=country,
        status=Status.PATHFINDER,
        procedure="2023",
        entered_on=date(2019, 1, 8),
        internal_notes="SECRET of the desk",
    )


def test_country_says_where_it_is_and_where_more_is_said(kenya):
    make_milestone(
        kenya,
        MilestoneKind.WORKSHOP,
        when=PartialDate.parse("2019-06"),
        source="Report of the workshop",
    )

    answer = ask("countries/")

    assert answer == {
        "meta": answer["meta"],
        "next": None,
        "items": [
            {
                "iso3": "KEN",
                "name": "Kenya",
                "region": {"code": "Africa", "label": "Africa"},
                "status": {"code": "pathfinder", "label": "Pathfinder country"},
                "stage": {"code": "pathfinder", "label": "Pathfinder country"},
                "procedure": {"code": "2023", "label": "Procedure of 2023"},
                "latest_step": {
                    "label": "Strategic planning workshop",
                    "when": when("2019-06-01", "June 2019", "month"),
                    "source": "Report of the workshop",
                },
                "links": {
                    "page": f"{HOST}/pathfinders/ken/",
                    "detail": f"{HOST}/api/v1/countries/KEN/",
                    "roadmaps": f"{HOST}/api/v1/roadmaps/?country=KEN",
                    "values": f"{HOST}/api/v1/values/?country=KEN",
                    "reviews": f"{HOST}/api/v1/reviews/?country=KEN",
                    "decisions": f"{HOST}/api/v1/decisions/?country=KEN",
                    "feed": f"{HOST}/pathfinders/ken/feed/",
                },
            }
        ],
    }


def test_milestones_are_told_with_proof_source_and_conflict(kenya):
    proof = make_document(title="Letter", audience=Audience.PUBLIC)
    make_milestone(
        kenya,
        MilestoneKind.EXPRESSION_OF_INTEREST,
        when=PartialDate.parse("2018-11-05"),
        statement="The minister wrote.",
        document=proof,
        note="By post",
        conflict="Another report says 2019.",
    )
    unsafe = {"source": "Website", "source_url": "javascript:alert(1)"}
    make_milestone(kenya, MilestoneKind.WORKSHOP, when=PartialDate.unknown(), **unsafe)

    found = ask("countries/ken/")

    steps = {each["kind"]["code"]: each for each in found["steps"]}
    assert steps["expression_of_interest"] == {
        "kind": {"code": "expression_of_interest", "label": "Expression of interest"},
        "mark": {"code": "conflict", "label": "Sources differ"},
        "date": "5 November 2018",
    }
    letter, workshop = sorted(found["milestones"], key=lambda each: each["source"])
    assert letter == {
        **UNSOURCED,
        "note": "By post",
        "conflict": "Another report says 2019.",
        "kind": {"code": "expression_of_interest", "label": "Expression of interest"},
        "statement": "The minister wrote.",
        "when": when("2018-11-05", "5 November 2018"),
        "meeting": "",
        "document": {"title": "Letter", "url": f"{HOST}{proof.get_absolute_url()}"},
    }
    assert workshop["source_url"] == ""
    assert workshop["when"] == when(None, "Date not known", "unknown")


def test_status_is_told_with_each_decision_on_it(kenya):
    make_status_event(kenya, reason="All is there.", decision_reference="GCG 5, D2")

    found = ask("countries/KEN/")

    assert found["entered_on"] == "2019-01-08"
    assert found["status_changes"] == [
        {
            "was": {"code": "on_path", "label": "On the path"},
            "now": {"code": "pathfinder", "label": "Pathfinder country"},
            "when": when("2021-05-04", "4 May 2021"),
            "reason": "All is there.",
            "decision": "GCG 5, D2",
        }
    ]


def test_registers_are_told_with_what_became_of_pledges(kenya):
    instrument = make_instrument(code="C138", name_en="Minimum Age Convention, 1973")
    make_ratification(
        kenya,
        instrument=instrument,
        status="in_force",
        when=PartialDate.parse("1979-04-09"),
        in_force_on=date(1980, 4, 9),
        minimum_age=16,
    )
    year = PartialDate.parse("2017")
    pledge = make_commitment(kenya, kind="own", text="End it by 2025.", when=year)
    make_follow_up(pledge, text="A law was passed.", when=PartialDate.parse("2021"))

    found = ask("countries/KEN/")

    assert found["ratifications"] == [
        {
            **UNSOURCED,
            "source": "NORMLEX",
            "instrument": {"code": "C138", "label": "Minimum Age Convention, 1973"},
            "status": {"code": "in_force", "label": "In force"},
            "when": when("1979-04-09", "9 April 1979"),
            "in_force_on": "1980-04-09",
            "minimum_age": 16,
        }
    ]
    followed = {"text": "A law was passed.", "when": when("2021-01-01", "2021", "year")}
    assert found["commitments"] == [
        {
            **UNSOURCED,
            "kind": {"code": "own", "label": "Own pledge"},
            "text": "End it by 2025.",
            "when": when("2017-01-01", "2017", "year"),
            "follow_ups": [UNSOURCED | followed],
        }
    ]


def test_gap_in_the_records_reads_alike_whatever_the_secretariat_waits_for(kenya):
    waiting = make_pathfinder(country=make_country(iso3="PER", iso2="PE"))
    make_roadmap(waiting, state=RoadmapState.SUBMITTED)

    marks = {
        each["mark"]["code"]
        for code in ("PER", "KEN")
        for each in ask(f"countries/{code}/")["steps"]
    }

    assert marks == {"no_record", "not_applicable"}


def test_countries_are_in_the_order_of_their_codes(kenya):
    for iso3, iso2 in (("ZWE", "ZW"), ("ALB", "AL"), ("PER", "PE")):
        make_pathfinder(country=make_country(iso3=iso3, iso2=iso2))

    assert [each["iso3"] for each in walk("countries/", page_size=2)] == [
        *("ALB", "KEN", "PER", "ZWE")
    ]


def test_countries_are_narrowed_by_status_stage_and_region(kenya):
    other = make_country(iso3="PER", iso2="PE", region="Americas")
    make_pathfinder(country=other)

    def codes(**query):
        return [each["iso3"] for each in ask("countries/", **query)["items"]]

    assert codes(status="pathfinder") == ["KEN"]
    assert codes(status="on_path") == ["PER"]
    assert codes(stage="listed") == ["PER"]
    assert codes(region="Africa") == ["KEN"]
    assert codes(region="Africa", stage="listed") == []


def test_example_is_no_country_of_the_api():
    country = make_country(iso3="XXA", iso2="XA", is_example=True)
    make_pathfinder(country=country)

    assert ask("countries/")["items"] == []
    assert refused("countries/XXA/")[:2] == (404, None)


def test_labels_are_in_the_language_asked_for_and_codes_are_not(kenya):
    (row,) = ask("countries/", lang="fr")["items"]

    assert row["name"] == "Le Kenya"
    assert row["status"] == {"code": "pathfinder", "label": "Pays pionnier"}


@pytest.mark.parametrize("code", ["XYZ", "KENYA", "k\u0435n", "%00%00%00", "１２３"])
def test_unknown_country_is_not_found(kenya, code):
    status, field, message = refused(f"countries/{code}/")

    assert (status, field) == (404, None)
    assert message == (
        "There is no such country here. The list of countries has the codes, for "
        "example KEN."
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_depend_on_the_number_of_countries(
    rows, django_assert_num_queries
):
    for _row in range(rows):
        make_milestone(make_pathfinder())

    with django_assert_num_queries(3):
        assert len(ask("countries/")["items"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_country_do_not_depend_on_its_records(
    rows, kenya, django_assert_num_queries
):
    for _row in range(rows):
        make_milestone(kenya, document=make_document(audience=Audience.PUBLIC))
        make_ratification(kenya, instrument=make_instrument())
        make_follow_up(make_commitment(kenya))

    with django_assert_num_queries(13):
        assert len(ask("countries/KEN/")["milestones"]) == rows

"""The handover pack: who gets it, what stands in it, what never does."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from alliance87.core import reports
from alliance87.core.enums import Audience
from alliance87.home.handover import handover_of, handover_pdf, handover_report
from alliance87.partners.enums import Role
from monitoring.enums import CommentKind, SubmissionState, ValueState
from monitoring.models import ValueComment
from tests import factories
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.people import PEOPLE, keeper
from tests.factories.planning import make_comment
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_correction, make_observation, make_value
from tests.verapdf import validate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(status="pathfinder")


@pytest.fixture
def focal_point(pathfinder):
    return factories.make_focal_point(pathfinder.country, name="Fatou Focal")


def url(pathfinder) -> str:
    return f"/pathfinders/{pathfinder.country.slug}/handover/"


def html(pathfinder, user) -> str:
    return reports.document_html(handover_report(handover_of(pathfinder, user)))


def indicator(code: str, label: str, **fields):
    found = make_indicator(code=code, **fields)
    make_definition(found, label_en=label)
    return found


def value_of(pathfinder, label: str, **fields):
    code = f"X-{label}"
    return make_value(make_observation(pathfinder, indicator(code, label)), **fields)


def say(version, text: str, **fields) -> ValueComment:
    values = {"observation": version.observation, "value": version, "by": keeper()}
    return ValueComment.objects.create(text=text, **(values | fields))


def publish(roadmap) -> None:
    type(roadmap).objects.filter(pk=roadmap.pk).update(
        state="published", published_at=timezone.now()
    )


# --- Who gets it ----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["AN", *PEOPLE])
def test_pack_is_for_focal_points_and_the_secretariat(client_for, pathfinder, who):
    client = Client() if who == "AN" else client_for(PEOPLE[who](pathfinder.country))

    answer = client.get(url(pathfinder))

    expected = {"AN": 302, "FP=": 200, "SO": 200, "SA": 200}
    assert answer.status_code == expected.get(who, 403)


def test_pack_is_a_pdf_that_no_cache_keeps(client_for, pathfinder, focal_point):
    answer = client_for(focal_point).get(url(pathfinder))

    day = timezone.localdate().isoformat()
    name = f"handover-{pathfinder.country.slug}-{day}.pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer["Cache-Control"] == "private, no-store"


def test_pack_of_a_country_that_one_may_not_know_of_does_not_exist(client_for):
    hidden = factories.make_pathfinder(is_public=False)
    client = client_for(factories.make_focal_point())

    assert client.get(url(hidden)).status_code == 404
    assert client.get("/pathfinders/zzz/handover/").status_code == 404


def test_pack_is_only_read(client_for, pathfinder, focal_point):
    assert client_for(focal_point).post(url(pathfinder)).status_code == 405


@pytest.mark.parametrize(
    ("who", "page", "stands"),
    [
        ("FP=", "/my-country/{}/", True),
        ("CO=", "/my-country/{}/", False),
        ("SO", "/secretariat/countries/{}/", True),
        ("CH", "/secretariat/countries/{}/", False),
    ],
)
def test_link_stands_for_those_who_get_it(client_for, pathfinder, who, page, stands):
    client = client_for(PEOPLE[who](pathfinder.country))

    shown = client.get(page.format(pathfinder.country.slug)).content.decode()

    assert (f'href="{url(pathfinder)}"' in shown) is stands


# --- What stands in it ----------------------------------------------------------------


def test_tasks_are_those_of_my_country(client_for, pathfinder, focal_point):
    factories.make_roadmap(pathfinder, state="returned", return_comment="Add dates.")
    page = client_for(focal_point).get(f"/my-country/{pathfinder.country.slug}/")

    mine = page.context["mine"].tasks
    for reader in (focal_point, factories.make_officer()):
        found = handover_of(pathfinder, reader)
        assert found.tasks == mine
        assert found.missing == page.context["mine"].missing
    assert mine[0].hint == "The secretariat wrote: “Add dates.”"
    assert "Add dates." in html(pathfinder, focal_point)


def test_dates_stand_in_their_order(pathfinder, focal_point):
    today = timezone.localdate()
    roadmap = factories.make_roadmap(
        pathfinder, ends_on=date(2999, 12, 31), rows={"Farms": ["Inspect"]}
    )
    roadmap.priorities.get().actions.update(ends_on=today - DAY, responsible="Labour")
    publish(roadmap)
    make_submission(
        make_round(
            year=today.year,
            opens_on=today - 30 * DAY,
            due_on=today + 10 * DAY,
            closes_on=today + 40 * DAY,
        ),
        pathfinder,
    )
    factories.make_role(
        factories.make_user(name="Dina Deputy"),
        Role.FOCAL_POINT,
        pathfinder.country,
        ends_on=today + 20 * DAY,
        is_deputy=True,
    )
    factories.make_review(pathfinder, year=today.year)

    days = handover_of(pathfinder, focal_point).days

    year = today.year
    assert [(day.on, day.what) for day in days] == [
        (today - DAY, "Overdue: action 1.1, Inspect"),
        (today + 10 * DAY, f"Reporting {year} is due"),
        (today + 20 * DAY, "Last day of Dina Deputy"),
        (today + 40 * DAY, f"Reporting {year} closes"),
        (date(2999, 12, 31), "The period of the roadmap ends"),
    ]


def test_review_of_the_year_is_a_date_without_a_day(pathfinder, focal_point):
    year = timezone.localdate().year

    [day] = handover_of(pathfinder, focal_point).days

    assert (day.what, day.text) == (f"Annual review {year}", f"in {year}")


def test_people_stand_with_function_days_and_address(pathfinder, focal_point):
    factories.make_appointment(
        pathfinder,
        person="Omar Official",
        post="Permanent Secretary",
        email="omar@example.org",
        starts_on=date(2024, 3, 1),
    )
    factories.make_role(
        factories.make_user(name="Dina Deputy"),
        Role.CONTRIBUTOR,
        pathfinder.country,
        ends_on=date(2999, 12, 5),
        is_deputy=True,
    )

    shown = html(pathfinder, focal_point)

    for present in (
        "Omar Official",
        "Permanent Secretary",
        "omar@example.org",
        "1 March 2024",
        focal_point.email,
        "Deputy until 5 December 2999",
    ):
        assert present in shown


def test_reporting_stands_by_part_with_what_came_back(pathfinder, focal_point):
    kinds = [indicator(f"X-{letter}", f"Indicator {letter}") for letter in "AB"]
    definitions = [each.definitions.get() for each in kinds]
    reporting_round = make_round(
        year=2021, indicator_set=make_indicator_set(*definitions)
    )
    submission = make_submission(
        reporting_round, pathfinder, state=SubmissionState.RETURNED
    )
    version = make_value(
        make_observation(pathfinder, kinds[0]),
        state=ValueState.RETURNED,
        submission=submission,
    )
    say(version, "Which survey?", kind=CommentKind.RETURN, reason="source")

    found = handover_of(pathfinder, focal_point)

    assert [(part.filled, part.asked) for part in found.reporting.parts] == [(1, 2)]
    assert [each.comment.text for each in found.sent_back] == ["Which survey?"]
    assert found.threads == ()
    shown = html(pathfinder, focal_point)
    assert "Reporting 2021: Returned, 1 of 2 indicators answered" in shown
    assert "Indicator A, 2021" in shown
    assert "not answered yet" in shown


def test_corrections_stand_until_they_are_used(pathfinder, focal_point):
    at = timezone.now()
    decided = {"decided_at": at, "decided_by": keeper()}
    waiting, granted, used, refused = (
        value_of(pathfinder, name, state=ValueState.PUBLISHED, at=at - DAY).observation
        for name in ("Waiting", "Granted", "Used", "Refused")
    )
    make_correction(waiting)
    make_correction(granted, state="granted", **decided)
    make_correction(used, state="granted", **decided)
    used.versions.update(state=ValueState.SUPERSEDED, superseded_at=at)
    make_value(used, state=ValueState.PUBLISHED, at=at + DAY)
    make_correction(refused, state="refused", **decided)

    found = handover_of(pathfinder, focal_point)

    names = [found.name_of(each.observation) for each in found.corrections]
    assert names == ["Waiting, 2021", "Granted, 2021"]


def test_threads_are_open_until_something_is_published(pathfinder, focal_point):
    at = timezone.now()
    draft = value_of(pathfinder, "Draft")
    say(draft, "First word")
    say(draft, "Last word")
    closed = value_of(pathfinder, "Closed")
    say(closed, "Settled")
    make_value(closed.observation, state=ValueState.PUBLISHED, at=at + DAY)
    say(value_of(None, "Elsewhere"), "Of another country")

    found = handover_of(pathfinder, focal_point)

    assert [each.text for each in found.threads] == ["Last word"]


def test_comments_on_rows_stand_while_they_are_open(pathfinder, focal_point):
    old = factories.make_roadmap(pathfinder)
    make_comment(old, text="Of an old version")
    publish(old)
    roadmap = factories.make_roadmap(pathfinder, rows={"Farms": ["Inspect"]})
    make_comment(roadmap, text="Which ministry?")
    make_comment(roadmap, text="Done.", settled_at=timezone.now(), settled_by=keeper())

    found = handover_of(pathfinder, focal_point)

    assert [each.text for each in found.row_comments] == ["Which ministry?"]


def test_own_indicators_stand_with_their_definition(pathfinder, focal_point):
    own = make_indicator(code="IM-C-1", pathfinder=pathfinder, kind="customized")
    make_definition(
        own, label_en="Children in brick kilns", note_en="Counted in May.", unit_en="x"
    )
    retired = make_indicator(
        code="IM-C-2",
        pathfinder=pathfinder,
        kind="customized",
        retired_on=date(2024, 1, 1),
    )
    make_definition(retired, label_en="No longer asked")

    shown = html(pathfinder, focal_point)

    assert "Children in brick kilns" in shown
    assert "IM-C-1. Counted in May." in shown
    assert "No longer asked" not in shown


@pytest.mark.parametrize("who", ["FP=", "SO"])
def test_documents_are_those_the_country_reads_whoever_asks(pathfinder, who):
    for audience in Audience:
        factories.make_document(
            title=f"For {audience}", audience=audience, country=pathfinder.country
        )
    factories.make_document(title="Elsewhere", audience=Audience.PUBLIC)

    found = handover_of(pathfinder, PEOPLE[who](pathfinder.country))

    assert {each.title for each in found.documents} == {
        *("For public", "For gcg", "For country", "For officials"),
    }


def test_long_texts_are_shortened_so_that_a_row_fits_a_page(pathfinder, focal_point):
    roadmap = factories.make_roadmap(pathfinder)
    make_comment(roadmap, text="lorem " * 600)

    assert html(pathfinder, focal_point).count("lorem") == 100


def test_empty_parts_say_so(pathfinder, focal_point):
    factories.make_review(pathfinder, year=timezone.localdate().year)

    shown = html(pathfinder, focal_point)

    for sentence in (
        "The country is in no reporting round.",
        "No correction is asked for or open.",
        "No comment is open.",
        "The country defined no indicators of its own.",
        "No document of the country is on file.",
        "No date is on record.",
    ):
        assert sentence in shown


def test_pack_is_in_the_readers_language(pathfinder, focal_point):
    with translation.override("fr"):
        report = handover_report(handover_of(pathfinder, focal_point))

    assert report.language == "fr"
    assert report.facts[0].value == "Pays pionnier"


@pytest.mark.verapdf
def test_pack_keeps_the_rules_of_pdf_ua(pathfinder, focal_point):
    factories.make_appointment(pathfinder, email="omar@example.org")
    roadmap = factories.make_roadmap(pathfinder, rows={"Farms": ["Inspect"]})
    make_comment(roadmap)
    version = value_of(pathfinder, "Value")
    say(version, "Why?")
    make_correction(version.observation)
    make_submission(pathfinder=pathfinder)

    assert validate(handover_pdf(pathfinder, focal_point)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_facts_cost_the_same_for_many(
    django_assert_num_queries, pathfinder, focal_point, rows
):
    plan = {"Farms": ["Inspect"] * rows}
    factories.make_roadmap(pathfinder, state="published", rows=plan)
    roadmap = factories.make_roadmap(pathfinder, rows=plan)
    make_submission(pathfinder=pathfinder)
    for number in range(rows):
        make_comment(roadmap)
        version = value_of(pathfinder, f"{number}")
        say(version, "Why?")
        make_correction(version.observation)
        factories.make_contributor(pathfinder.country)
        factories.make_document(audience=Audience.PUBLIC, country=pathfinder.country)
        own = {"pathfinder": pathfinder, "kind": "customized"}
        indicator(f"IM-C-{number}", "Own", **own)
    html(pathfinder, focal_point)

    with django_assert_num_queries(38):
        html(pathfinder, focal_point)

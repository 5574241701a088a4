"""“My country” by real requests: whose page it is, what to do, what is shown."""

from datetime import date

import pytest
from django.utils import timezone

from alliance87.core.enums import Audience
from tests.factories import (
    make_action,
    make_appointment,
    make_chair,
    make_contributor,
    make_country,
    make_document,
    make_eoi,
    make_focal_point,
    make_gcg_member,
    make_letter,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_priority,
    make_profile,
    make_review,
    make_roadmap,
    make_role,
    make_update,
    make_workshop,
)

pytestmark = pytest.mark.django_db
TEXTS = ("context", "challenges", "priorities", "commitments", "next_steps")
FULL = dict.fromkeys(TEXTS, "Text")
NEWS = "Report progress on the roadmap"


def _url(country) -> str:
    return f"/my-country/{country.iso3.lower()}/"


def _tasks(answer) -> list[tuple[str, str]]:
    return [(task.label, task.state) for task in answer.context["mine"].tasks]


def _waiting(answer) -> list[str]:
    return [line.label for line in answer.context["mine"].waiting]


# --- Whose page it is -----------------------------------------------------------------


def test_stranger_is_asked_to_sign_in(client):
    answer = client.get("/my-country/")

    assert answer.url == "/account/login/?next=/my-country/"


def test_only_country_opens_at_once(client_for):
    country = make_country()

    answer = client_for(make_contributor(country)).get("/my-country/")

    assert answer.url == _url(country)


def test_several_countries_are_listed_by_name(client_for):
    second, first = make_country(name_en="Zealand"), make_country(name_en="Arland")
    user = make_focal_point(second)
    make_role(user, "contributor", first)

    answer = client_for(user).get("/my-country/")

    assert [str(each) for each in answer.context["countries"]] == ["Arland", "Zealand"]


def test_person_without_a_country_reads_what_to_do(client_for):
    answer = client_for(make_gcg_member()).get("/my-country/")

    assert "You work for no country at present" in answer.content.decode()


@pytest.mark.parametrize(
    "make", [make_officer, make_chair, make_gcg_member, make_focal_point]
)
def test_page_of_another_country_is_closed(make, client_for):
    pathfinder = make_pathfinder()

    assert client_for(make()).get(_url(pathfinder.country)).status_code == 403


def test_country_that_is_not_public_is_not_found(client_for):
    hidden = make_pathfinder(is_public=False)

    assert client_for(make_focal_point()).get(_url(hidden.country)).status_code == 404


def test_country_that_does_not_exist_is_not_found(client_for):
    assert client_for(make_focal_point()).get("/my-country/zzz/").status_code == 404


def test_country_not_on_the_path_reads_what_comes_first(client_for):
    country = make_country()

    html = client_for(make_focal_point(country)).get(_url(country)).content.decode()

    assert "The secretariat opens the path of a country" in html


# --- What to do now -------------------------------------------------------------------


def test_country_at_the_start_is_told_the_first_tasks(client_for):
    pathfinder = make_pathfinder()

    answer = client_for(make_focal_point(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    assert _tasks(answer) == [
        ("Write the expression of interest", "Not started"),
        ("Start a roadmap", "Not started"),
        ("Write the national profile", "Not started"),
    ]


def test_returned_records_come_first_with_the_comment(client_for):
    pathfinder = make_pathfinder()
    make_profile(pathfinder, **FULL)
    make_eoi(pathfinder, state="returned", return_comment="The scan is cut off.")
    make_roadmap(pathfinder, state="returned", return_comment="Name the partners.")

    answer = client_for(make_focal_point(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    tasks = answer.context["mine"].tasks
    assert [(task.label, task.hint) for task in tasks] == [
        (
            "Correct the expression of interest",
            "The secretariat wrote: “The scan is cut off.”",
        ),
        (
            "Change the roadmap and submit it again",
            "The secretariat wrote: “Name the partners.”",
        ),
    ]


def test_contributor_sees_the_roadmap_but_no_letter(client_for):
    pathfinder = make_pathfinder()
    make_eoi(pathfinder, state="returned", return_comment="Secret of the minister")
    make_letter(pathfinder, state="sent", number="A87/SECRET")
    make_document(
        country=pathfinder.country, audience=Audience.OFFICIALS, title="Secret scan"
    )
    make_document(
        country=pathfinder.country, audience=Audience.COUNTRY, title="Team paper"
    )
    make_roadmap(pathfinder, rows={"Schools": ["Build", "Equip"]})

    answer = client_for(make_contributor(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    html = answer.content.decode()
    assert _tasks(answer) == [("Continue the roadmap", "Draft")]
    assert "2 actions so far" in html
    assert "Team paper" in html
    assert ("Secret" in html, "SECRET" in html) == (False, False)


def test_focal_point_sees_letters_that_were_sent(client_for):
    pathfinder = make_pathfinder()
    make_letter(pathfinder, state="sent", number="A87/1-sent")
    make_letter(pathfinder, number="A87/2-draft")

    html = (
        client_for(make_focal_point(pathfinder.country))
        .get(_url(pathfinder.country))
        .content.decode()
    )

    assert ("A87/1-sent" in html, "A87/2-draft" in html) == (True, False)


def test_submitted_records_wait_with_the_secretariat(client_for):
    pathfinder = make_pathfinder()
    make_profile(pathfinder, **FULL)
    make_eoi(pathfinder, state="submitted")
    make_roadmap(pathfinder, state="submitted")

    answer = client_for(make_focal_point(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    assert _tasks(answer) == []
    assert _waiting(answer) == ["Expression of interest", "Roadmap"]
    assert "There is nothing for you to do now." in answer.content.decode()


def test_pathfinder_is_asked_for_the_review_of_the_year(client_for):
    pathfinder = make_pathfinder(status="pathfinder")
    year = timezone.localdate().year
    client = client_for(make_contributor(pathfinder.country))

    before = _tasks(client.get(_url(pathfinder.country)))
    make_review(pathfinder, year=year)
    after = _tasks(client.get(_url(pathfinder.country)))

    assert before == [(f"Start the annual review {year}", "Not started")]
    assert after == [(f"Annual review {year}", "Draft")]


def test_contributor_is_not_asked_to_start_a_review_they_may_not_read(client_for):
    pathfinder = make_pathfinder(status="pathfinder")
    make_review(pathfinder, year=timezone.localdate().year, state="submitted")

    answer = client_for(make_contributor(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    assert _tasks(answer) == []


def test_shared_assessment_asks_the_focal_point_for_an_answer(client_for):
    pathfinder = make_pathfinder(status="pathfinder")
    make_profile(pathfinder, **FULL)
    make_roadmap(pathfinder, state="submitted")
    make_review(pathfinder, year=timezone.localdate().year, state="shared")

    answer = client_for(make_focal_point(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    year = timezone.localdate().year
    assert _tasks(answer) == [(f"Annual review {year}", "Answer needed")]


@pytest.mark.parametrize(
    ("ends_on", "tasks"),
    [
        (date(2024, 12, 31), [NEWS, "Start the next version of the roadmap"]),
        (date(2090, 12, 31), [NEWS]),
    ],
)
def test_next_version_is_due_when_the_period_is_over(ends_on, tasks, client_for):
    pathfinder = make_pathfinder()
    make_profile(pathfinder, **FULL)
    make_milestone(pathfinder, "expression_of_interest")
    make_roadmap(pathfinder, state="published", ends_on=ends_on)

    answer = client_for(make_focal_point(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    assert [label for label, _state in _tasks(answer)] == tasks


def test_late_and_silent_actions_are_counted(client_for):
    pathfinder = make_pathfinder()
    roadmap = make_roadmap(pathfinder, state="published", rows={})
    priority = make_priority(roadmap)
    late = make_action(priority, ends_on=date(2024, 6, 30))
    make_update(late, on=timezone.localdate())
    make_update(make_action(priority), on=date(2024, 3, 1))

    answer = client_for(make_contributor(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    task = answer.context["mine"].tasks[0]
    assert (task.label, task.state) == (NEWS, "Report due")
    assert task.hint == "1 action overdue; nothing heard of 1 action for 12 months"


def test_empty_texts_of_the_profile_are_named(client_for):
    pathfinder = make_pathfinder()
    make_profile(pathfinder, **(FULL | {"challenges": "", "next_steps": ""}))

    answer = client_for(make_focal_point(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    hints = [task.hint for task in answer.context["mine"].tasks]
    assert "Empty so far: challenges, next steps" in hints


def test_missing_steps_stand_in_plain_words(client_for):
    pathfinder = make_pathfinder(procedure="2023")

    answer = client_for(make_contributor(pathfinder.country)).get(
        _url(pathfinder.country)
    )

    assert answer.context["mine"].missing == (
        "Send the expression of interest: a letter of the responsible minister.",
        "Name the senior official who leads the effort.",
        "Hold a strategic planning workshop with all who take part.",
        "Submit a roadmap that the secretariat accepts.",
        "Report back to the Global Coordinating Group.",
    )


# --- Cost -----------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_page_queries_do_not_grow(rows, client_for, django_assert_num_queries):
    pathfinder = make_pathfinder(status="pathfinder")
    for n in range(rows):
        make_eoi(pathfinder, state="returned")
        make_workshop(pathfinder)
        make_letter(pathfinder, state="sent")
        make_document(country=pathfinder.country, audience=Audience.COUNTRY)
        make_roadmap(pathfinder, state="superseded")
        make_review(pathfinder, year=2020 + n)
        make_appointment(
            pathfinder, starts_on=date(2000 + n, 1, 1), ends_on=date(2000 + n, 2, 1)
        )
        make_milestone(pathfinder)
        make_contributor(pathfinder.country)
    make_profile(pathfinder)
    make_roadmap(pathfinder, state="published", rows={"Farms": ["Inspect"] * rows})
    make_roadmap(pathfinder, rows={"Schools": ["Build"] * rows})
    client = client_for(make_focal_point(pathfinder.country))

    # Three of them: invitations, action points, and the meetings held since.
    with django_assert_num_queries(28):
        client.get(_url(pathfinder.country))

import pytest
from django.test import Client
from django.urls import reverse

from alliance87.core.models import AuditEvent
from pathfinders.enums import Topic
from pathfinders.models import Lesson
from tests.factories import (
    make_contributor,
    make_focal_point,
    make_lesson,
    make_officer,
    make_pathfinder,
    make_workshop,
)
from tests.factories.people import PEOPLE
from tests.pathfinders.workshop_urls import url

pytestmark = pytest.mark.django_db

LESSONS = "/lessons/"


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder(), title="Planning in Santiago")


def shown(client, query="") -> list[str]:
    page = client.get(LESSONS + query)
    assert page.status_code == 200
    return [lesson.text for lesson, _topics in page.context["rows"]]


def edit_url(lesson, name="lesson-edit"):
    return reverse(f"pathfinders:{name}", args=[lesson.pk])


# --- Who reads what -----------------------------------------------------------------


@pytest.mark.parametrize("who", ["AN", *PEOPLE])
def test_lesson_that_is_not_public_is_read_by_the_team(who, client_for, workshop):
    make_lesson(workshop, text="Open", is_public=True)
    make_lesson(workshop, text="Ours")
    person = PEOPLE[who](workshop.pathfinder.country) if who in PEOPLE else None
    client = client_for(person) if person else Client()
    expected = ["Ours", "Open"] if who in {"CO=", "FP=", "SO", "SA"} else ["Open"]

    page = client.get(workshop.get_absolute_url())

    assert shown(client) == expected
    assert [each.text for each, _topics in page.context["lessons"]] == expected


def test_lesson_of_a_hidden_country_stays_hidden():
    hidden = make_workshop(make_pathfinder(is_public=False))
    make_lesson(hidden, is_public=True)

    page = Client().get(LESSONS)

    assert page.context["rows"] == []
    assert str(hidden.pathfinder) not in page.text


@pytest.mark.parametrize(
    ("who", "status"),
    [("FP=", 200), ("SO", 200), ("CO=", 403), ("GM", 403), ("FP≠", 404), ("CO≠", 404)],
)
def test_public_lesson_is_edited_by(who, status, client_for, workshop):
    lesson = make_lesson(workshop, is_public=True)
    client = client_for(PEOPLE[who](workshop.pathfinder.country))

    pages = [edit_url(lesson), edit_url(lesson, "lesson-delete")]

    assert [client.get(page).status_code for page in pages] == [status, status]


def test_lesson_nobody_else_knows_of_is_404(client_for, workshop):
    lesson = make_lesson(workshop)

    answer = client_for(PEOPLE["GM"](None)).get(edit_url(lesson))

    assert answer.status_code == 404


# --- Finding ------------------------------------------------------------------------


@pytest.fixture
def three(workshop):
    """Three public lessons of two workshops."""
    other = make_workshop(make_pathfinder(), host="", title="Taller")
    make_lesson(
        workshop,
        text="Invite survivors’ networks early, for target 8.7.",
        topics=[Topic.HUMAN_TRAFFICKING, Topic.ADVOCACY],
        is_public=True,
    )
    make_lesson(
        workshop, text="Ask for costs.", topics=[Topic.COORDINATION], is_public=True
    )
    make_lesson(other, text="Étudier les coûts avant.", is_public=True)
    return other


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("surviv", ["Invite survivors’ networks early, for target 8.7."]),
        ("EARLY invite", ["Invite survivors’ networks early, for target 8.7."]),
        ("8.7", ["Invite survivors’ networks early, for target 8.7."]),
        ("invite costs", []),
        ("santiago cost", ["Ask for costs."]),
        ("étudier", ["Étudier les coûts avant."]),
        ("vivors", []),
        ("'); drop table --", []),
        ("& | ! :* \\ '", []),
        ("a' & 'b", []),
    ],
)
def test_words_are_found_from_their_beginning(words, found, three):
    page = Client().get(LESSONS, {"q": words})

    assert page.status_code == 200
    assert [lesson.text for lesson, _topics in page.context["rows"]] == found


def test_country_is_found_by_its_name_in_each_language(three, workshop):
    country = workshop.pathfinder.country

    for name in (country.name_en, country.name_fr, country.name_es):
        page = Client().get(LESSONS, {"q": name})
        assert len(page.context["rows"]) == 2


def test_lessons_are_filtered_by_topic_and_country(three, workshop):
    assert shown(Client(), "?topic=coordination") == ["Ask for costs."]
    assert shown(Client(), f"?country={three.pathfinder.country.slug}") == [
        "Étudier les coûts avant."
    ]
    assert (
        shown(Client(), f"?topic=coordination&country={three.pathfinder.country.slug}")
        == []
    )


def test_filter_that_cannot_be_read_is_ignored(three):
    page = Client().get(f"{LESSONS}?topic=nonsense&country=zzz&page=many")

    assert len(page.context["rows"]) == 3
    assert "A filter could not be read and was ignored." in page.text


def test_country_with_no_readable_lesson_is_no_choice(workshop):
    make_lesson(workshop)

    page = Client().get(LESSONS)

    assert page.context["filters"].fields["country"].choices == [("", "All countries")]


def test_empty_states_differ(workshop):
    assert "No lesson is on record yet" in Client().get(LESSONS).text
    assert "No lesson matches these filters" in Client().get(f"{LESSONS}?q=x").text


def test_list_has_fifty_lessons_a_page(workshop):
    for number in range(51):
        make_lesson(workshop, text=f"Lesson {number}", is_public=True)

    page = Client().get(f"{LESSONS}?q=lesson&page=2")

    assert [lesson.text for lesson, _topics in page.context["rows"]] == ["Lesson 0"]
    assert 'href="?page=1&amp;q=lesson"' in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_a_fixed_number_of_questions(rows, django_assert_num_queries):
    for _number in range(rows):
        make_lesson(is_public=True, topics=[Topic.CHILD_LABOUR])

    with django_assert_num_queries(3):
        Client().get(LESSONS)


# --- Writing ------------------------------------------------------------------------


def test_lesson_is_added_with_its_topics(client_for, workshop):
    focal = make_focal_point(workshop.pathfinder.country)

    answer = client_for(focal).post(
        url("lesson-add", workshop),
        {
            "text": "Start early.",
            "topics": ["child_labour", "legal"],
            "is_public": "on",
        },
    )

    lesson = Lesson.objects.get()
    assert answer.url == f"{workshop.get_absolute_url()}#lessons"
    assert (lesson.text, lesson.topics) == ("Start early.", ["child_labour", "legal"])
    assert (lesson.is_public, lesson.created_by) == (True, focal)
    assert AuditEvent.objects.get().verb == "workshop.lesson_saved"


def test_lesson_is_not_public_unless_it_is_said(client_for, workshop):
    client_for(make_officer()).post(url("lesson-add", workshop), {"text": "Start."})

    assert Lesson.objects.get().is_public is False


def test_stale_form_overwrites_no_lesson(client_for, workshop):
    lesson = make_lesson(workshop)
    client = client_for(make_officer())
    client.post(edit_url(lesson), {"text": "Theirs", "version": "0"})

    answer = client.post(edit_url(lesson), {"text": "Mine", "version": "0"})

    lesson.refresh_from_db()
    assert (answer.status_code, lesson.text) == (409, "Theirs")


def test_deleted_lesson_is_gone(client_for, workshop):
    lesson = make_lesson(workshop)

    client_for(make_officer()).post(edit_url(lesson, "lesson-delete"))

    assert Lesson.objects.count() == 0


def test_contributor_reads_and_writes_none(client_for, workshop):
    client = client_for(make_contributor(workshop.pathfinder.country))

    answer = client.post(url("lesson-add", workshop), {"text": "Mine"})

    assert (answer.status_code, Lesson.objects.count()) == (403, 0)

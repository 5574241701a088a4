"""Who reads the course of an indicator, what is withheld in it, and who judges it."""

import pytest
from django.test import Client

from alliance87.core.models import AuditEvent
from monitoring.enums import ProgressStatus
from monitoring.figures.shown import withheld_words
from monitoring.models import ProgressOverride
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.people import PEOPLE
from tests.monitoring.courses import FEW, REASON, address, few, make_course, put, text

pytestmark = pytest.mark.django_db
VERBS = ("course-judge", "course-judge-end")
EXACT = ("CO=", "FP=", "SO", "SA")
TOLD = ("AN", *(who for who in PEOPLE if who not in EXACT))
SENT = {"status": "away", "reason": REASON}


@pytest.fixture
def course():
    """A share that fell by a third: moving, but too slowly."""
    made = make_course()
    put(made, 2015, 24)
    put(made, 2024, 16)
    return made


def browser(who: str, course) -> Client:
    client = Client()
    if who != "AN":
        client.force_login(PEOPLE[who](course.pathfinder.country))
    return client


def post(client, name="course-judge", **sent):
    return client.post(address(name), SENT | sent)


# --- What is there at all -------------------------------------------------------------


@pytest.mark.parametrize("name", ["course", "course-file"])
def test_everybody_reads_the_course_of_a_public_country(course, name):
    keys = {"kind": "csv"} if name == "course-file" else {}

    for who in ("AN", *PEOPLE):
        assert browser(who, course).get(address(name, **keys)).status_code == 200


@pytest.mark.parametrize(
    "keys",
    [{"iso3": "xxx"}, {"code": "X-2"}, {"code": "x-1"}],
    ids=["country", "indicator", "small letters"],
)
def test_what_does_not_exist_is_not_found(course, keys):
    officer = browser("SO", course)

    assert officer.get(address(**keys)).status_code == 404
    for name in VERBS:
        assert officer.get(address(name, **keys)).status_code == 404
    assert Client().get(address("course-file", kind="csv", **keys)).status_code == 404


def test_hidden_country_is_not_found(course):
    course.pathfinder.is_public = False
    course.pathfinder.save()

    for who in ("AN", "GM", "FP≠", "CO≠"):
        client = browser(who, course)
        assert client.get(address()).status_code == 404
        assert client.get(address("course-file", kind="svg")).status_code == 404
    for who in EXACT:
        assert browser(who, course).get(address()).status_code == 200


def test_indicator_of_another_country_is_not_found(course):
    country = factories.make_country(iso3="NPL", name_en="Nepal")
    other = factories.make_pathfinder(country=country, is_public=True)
    make_definition(make_indicator(code="IM-C-1", pathfinder=other))

    for who in ("AN", "SO", "FP="):
        client = browser(who, course)
        assert client.get(address(code="IM-C-1")).status_code == 404
    assert Client().get(address(code="IM-C-1", iso3="npl")).status_code == 200


def test_code_with_a_zero_byte_is_not_found(course):
    url = address().replace("X-1", "X-1%00")

    assert Client().get(url).status_code == 404
    assert Client().get(address("course-file", kind="svg") + "%00").status_code == 404


# --- Small counts ---------------------------------------------------------------------


def everything(client: Client) -> str:
    """Return the page, the drawing and the table, without quotation marks."""
    files = (address("course-file", kind=kind) for kind in ("svg", "csv"))
    answers = [client.get(url) for url in (address(), *files)]
    assert [each.status_code for each in answers] == [200, 200, 200]
    return " ".join(map(text, answers)).replace('"', "")


@pytest.fixture
def small():
    """Counts of victims: 90, then 7, then 60."""
    made = make_course(
        value_type="number", label_en="Victims", unit_en="victims", **FEW
    )
    for year, count in ((2015, 90), (2020, 7), (2024, 60)):
        few(made, year, count)
    return made


@pytest.mark.parametrize("who", TOLD)
def test_small_count_is_a_gap_that_says_so(small, who):
    read = everything(browser(who, small))

    assert "The number of 2020 is withheld: it is about few people." in read
    assert f"2020,{withheld_words()}" in read
    assert "60 victims" in read
    for number in (">7<", ">7 victims", "7 victims in", ",7,", "0.07"):
        assert number not in read


@pytest.mark.parametrize("who", EXACT)
def test_small_count_is_read_by_the_country_and_the_secretariat(small, who):
    read = everything(browser(who, small))

    assert "2020,7," in read
    assert ">7 victims<" in read
    assert withheld_words() not in read


def test_small_newest_count_is_in_no_sentence_and_no_step(small):
    few(small, 2025, 5)

    read = everything(Client())

    assert "Victims fell from 90 victims in 2015 to 60 victims in 2024." in read
    assert "The numbers of 2020, 2025 are withheld" in read
    assert "5 victims" not in read


def test_picture_of_withheld_counts_is_made(small):
    answer = Client().get(address("course-file", kind="png"))

    assert answer.content.startswith(b"\x89PNG")


# --- Judging --------------------------------------------------------------------------


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("AN", 302),
        *((who, 403) for who in ("CO=", "FP=", "CO≠", "FP≠", "GM", "OB", "CH")),
        *((who, 200) for who in ("SO", "SA")),
    ],
)
def test_only_the_secretariat_opens_the_decision(course, name, who, code):
    assert post(browser("SO", course)).status_code == 302
    client = browser(who, course)

    assert client.get(address(name)).status_code == code
    if code != 200:
        assert post(client, name, reason="Not mine").status_code == code
    assert ProgressOverride.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("who", ["AN", "GM", "CH", "FP=", "SO"])
def test_decision_is_offered_to_those_who_may_take_it(course, who):
    page = text(browser(who, course).get(address()))

    assert (address("course-judge") in page) is (who == "SO")
    assert address("course-judge-end") not in page


def test_judgement_is_recorded_and_shown_to_everybody(course):
    officer = factories.make_officer(name="Olive Officer")
    client = Client()
    client.force_login(officer)

    response = post(client)

    assert response.status_code == 302
    assert response.url == address()
    made = ProgressOverride.objects.get()
    assert (made.status, made.computed) == ("away", "too_slow")
    assert (made.reason, made.created_by) == (REASON, officer)
    (event,) = AuditEvent.objects.filter(verb="progress.overridden")
    assert (event.by, event.was, event.now, event.reason) == (
        *(officer, "too_slow", "away", REASON),
    )
    page = text(Client().get(address()))
    assert "Judged so by Olive Officer on " in page
    assert f"“{REASON}”" in page


def test_reason_is_written_as_text(course):
    post(browser("SO", course), reason="<script>alert(1)</script>")

    page = text(Client().get(address()))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reason": ""}, "This field is required."),
        ({"reason": "  "}, "This field is required."),
        ({"reason": "x" * 301}, "at most 300 characters"),
        ({"reason": "a\0b"}, "Null characters are not allowed."),
        ({"status": "too_slow"}, "too_slow is not one of the available choices."),
        ({"status": "splendid"}, "splendid is not one of the available choices."),
    ],
)
def test_judgement_that_cannot_be_is_refused_in_words(course, sent, said):
    response = post(browser("SO", course), **sent)

    assert response.status_code == 200
    assert said in text(response)
    assert not ProgressOverride.objects.exists()
    assert not AuditEvent.objects.filter(verb="progress.overridden").exists()


def test_class_of_the_figures_is_not_offered(course):
    page = text(browser("SO", course).get(address("course-judge")))

    assert "The figures say: Moving, but too slowly." in page
    assert 'value="away"' in page
    assert 'value="too_slow"' not in page


def test_form_sent_twice_judges_once(course):
    client = browser("SO", course)
    token = client.get(address("course-judge")).context["once"]

    first, second = (post(client, once=token) for _time in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert ProgressOverride.objects.count() == 1
    assert AuditEvent.objects.filter(verb="progress.overridden").count() == 1


def test_judgement_is_taken_back_with_a_reason(course):
    client = browser("SO", course)
    post(client)

    assert post(client, "course-judge-end", reason="").status_code == 200
    assert ProgressOverride.objects.get().ended_at is None
    response = post(client, "course-judge-end", reason="A new survey came.")

    assert response.url == address()
    assert ProgressOverride.objects.get().ended_at is not None
    (event,) = AuditEvent.objects.filter(verb="progress.override_ended")
    assert (event.was, event.reason) == ("away", "A new survey came.")
    assert "Judged so by" not in text(Client().get(address()))
    assert client.get(address("course-judge-end")).status_code == 404


def test_nothing_is_taken_back_where_nothing_was_judged(course):
    client = browser("SO", course)

    assert client.get(address("course-judge-end")).status_code == 404
    assert post(client, "course-judge-end").status_code == 404


def test_country_without_a_value_is_not_judged():
    course = make_course()
    client = browser("SO", course)

    assert client.get(address("course-judge")).status_code == 404
    assert post(client).status_code == 404


def test_detected_victims_are_not_judged():
    course = make_course(direction="none")
    put(course, 2015, 24)
    client = browser("SO", course)

    assert address("course-judge") not in text(client.get(address()))
    assert client.get(address("course-judge")).status_code == 404
    assert post(client).status_code == 404
    assert not ProgressOverride.objects.exists()


def test_judgement_of_one_country_stays_with_it(course):
    post(browser("SO", course))
    country = factories.make_country(iso3="NPL", name_en="Nepal")
    other = factories.make_pathfinder(country=country, is_public=True)
    course.pathfinder = other
    put(course, 2015, 24)
    put(course, 2024, 16)

    page = text(Client().get(address(iso3="npl")))

    assert str(ProgressStatus.TOO_SLOW.label) in page
    assert "Judged so by" not in page

"""The page of a job: how far it is, for who asked and nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from alliance87.core.enums import JobState
from alliance87.core.jobs import ask_for
from alliance87.core.jobs.worker import PRESENCE
from alliance87.core.models import Job
from tests.core import sample_jobs  # noqa: F401 -- registers the kinds
from tests.core.test_jobs import ask, later, make_file
from tests.factories import make_administrator, make_officer, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def job(user):
    with later:
        return ask(user)


def put(job, seconds=0, **fields):
    """Set what a worker would have set, so long ago."""
    then = timezone.now() - timedelta(seconds=seconds)
    if fields.get("state") == JobState.RUNNING:
        fields["started_at"] = then
    if fields.get("state") in {JobState.DONE, JobState.FAILED}:
        fields["ended_at"] = then
    Job.objects.filter(pk=job.pk).update(created_at=then, **fields)


@pytest.mark.parametrize("name", ["job", "job-file"])
def test_job_exists_for_nobody_but_who_asked(client_for, user, name):
    url = reverse(name, args=[make_file(user).uuid])

    answer = client_for(user).get(url)
    assert answer.status_code == 200
    assert answer.getvalue() != b""
    for other in (make_user(), make_officer(), make_administrator()):
        assert client_for(other).get(url).status_code == 404


def test_job_of_another_cannot_be_asked_for_again(client_for, user):
    job = ask(user, then="refuse")

    answer = client_for(make_officer()).post(reverse("job-again", args=[job.uuid]))

    assert answer.status_code == 404
    assert Job.objects.count() == 1


def test_job_asks_a_visitor_to_sign_in(client, job):
    answer = client.get(job.get_absolute_url())

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_running_job_tells_how_far_it_is_and_loads_itself(client_for, user, job):
    put(job, state=JobState.RUNNING, done=120, total=876, message="120 of 876 rows")

    text = client_for(user).get(job.get_absolute_url()).content.decode()

    assert "120 of 876 rows" in text
    assert '<progress class="progress__bar" value="120" max="876">' in text
    refresh = f'<meta http-equiv="refresh" content="2; url={job.get_absolute_url()}'
    assert f"<noscript>{refresh}?wait=1" in text
    assert 'hx-trigger="every 2s"' in text


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_ended_job_is_not_loaded_again(client_for, user, job, state):
    put(job, state=state)

    text = client_for(user).get(job.get_absolute_url()).content.decode()

    assert "http-equiv" not in text
    assert "hx-get" not in text


def test_waiting_page_goes_on_to_the_result(client_for, user):
    job, browser = ask(user), client_for(user)
    waiting = f"{job.get_absolute_url()}?wait=1"

    assert browser.get(waiting).url == "/pathfinders/"
    polled = browser.get(waiting, headers={"hx-request": "true"})
    assert polled.headers["HX-Redirect"] == "/pathfinders/"
    page = browser.get(job.get_absolute_url())
    assert '<a class="button" href="/pathfinders/">' in page.content.decode()


def test_poll_gets_the_state_alone(client_for, user, job):
    url = f"{job.get_absolute_url()}?wait=1"

    answer = client_for(user).get(url, headers={"hx-request": "true"})

    text = answer.content.decode()
    assert "Waiting for its turn" in text
    assert "<html" not in text
    assert answer.headers["HX-Replace-Url"] == job.get_absolute_url()


def test_failed_job_says_why_and_can_be_tried_again(client_for, user):
    job, browser = ask(user, then="refuse"), client_for(user)
    text = browser.get(job.get_absolute_url()).content.decode()
    assert "Row 3 names no year." in text
    assert "Try again" in text

    with later:
        answer = browser.post(reverse("job-again", args=[job.uuid]))
        browser.post(reverse("job-again", args=[job.uuid]))

    new = Job.objects.exclude(pk=job.pk).get()
    assert answer.url == f"{new.get_absolute_url()}?wait=1"
    assert (new.state, new.arguments) == (JobState.WAITING, job.arguments)


def test_job_of_a_kind_that_is_no_more_is_shown(client_for, user):
    job, browser = make_file(user), client_for(user)
    put(job, kind="sample.gone")

    answer = browser.get(job.get_absolute_url())

    assert answer.status_code == 200
    assert reverse("job-file", args=[job.uuid]) not in answer.content.decode()
    put(job, state=JobState.FAILED)
    again = browser.post(reverse("job-again", args=[job.uuid]))
    assert again.status_code == 404


def test_job_that_went_well_is_not_done_again(client_for, user):
    job = ask(user)

    client_for(user).post(reverse("job-again", args=[job.uuid]))

    assert Job.objects.count() == 1


def test_file_is_delivered_as_a_file(client_for, user):
    answer = client_for(user).get(reverse("job-file", args=[make_file(user).uuid]))

    assert answer.getvalue() == b"a;b"
    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="values.csv"'
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_generated_file_has_no_second_address(client_for, user):
    """S09: the address of documents delivers it to nobody."""
    document = make_file(user).file.document

    for reader in (user, make_officer(), make_administrator()):
        answer = client_for(reader).get(reverse("document", args=[document.uuid]))
        assert answer.status_code == 404
    desk = reverse("admin:core_document_change", args=[document.pk])
    assert client_for(make_administrator()).get(desk).status_code == 302


def test_file_after_a_day_is_gone_and_can_be_made_again(client_for, user):
    job, browser = make_file(user), client_for(user)
    put(job, seconds=25 * 60 * 60, state=JobState.DONE)

    assert browser.get(reverse("job-file", args=[job.uuid])).status_code == 404
    text = browser.get(job.get_absolute_url()).content.decode()
    assert "The file is not kept any more." in text
    assert reverse("job-file", args=[job.uuid]) not in text
    browser.post(reverse("job-again", args=[job.uuid]))
    assert Job.objects.filter(state=JobState.DONE).count() == 2


# --- When nobody works ----------------------------------------------------------

STUCK = "Nobody is working on this at the moment."


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
@pytest.mark.parametrize(("seconds", "is_said"), [(25, False), (35, True)])
def test_page_says_after_half_a_minute_that_nobody_works(
    client_for, user, job, state, seconds, is_said
):
    put(job, seconds=seconds, state=state)

    text = client_for(user).get(job.get_absolute_url()).content.decode()

    assert (STUCK in text) is is_said


def test_page_says_nothing_while_a_worker_lives(client_for, user, job):
    put(job, seconds=35)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [PRESENCE])

    text = client_for(user).get(job.get_absolute_url()).content.decode()

    assert STUCK not in text
    assert "Waiting for its turn" in text


def test_page_needs_the_same_queries_however_many_jobs(
    client_for, user, job, django_assert_num_queries
):
    browser = client_for(user)
    for rows in (7, 8):
        ask_for("sample.write", by=user, title="Other", rows=rows)

    with django_assert_num_queries(4):
        browser.get(job.get_absolute_url())

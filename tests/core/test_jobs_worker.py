"""The worker: a process of its own on the same PostgreSQL, and one that is killed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connections, transaction
from django.utils import timezone

from alliance87.core.enums import JobState
from alliance87.core.jobs import ask_for, running, worker_is_running
from alliance87.core.models import Job, Mail, Submission
from alliance87.core.outbox import write
from alliance87.launch.programs import PROJECT
from tests.core.test_jobs import ask, later
from tests.factories import make_user
from tests.test_production import url_of_test_database

pytestmark = pytest.mark.django_db(transaction=True)

WORK = """
import sys
import django
django.setup()
import tests.core.sample_jobs
import tests.core.sample_planned
from django.core.management import call_command
call_command("run_jobs", *sys.argv[1:])
"""
PATIENCE = 60


@pytest.fixture(autouse=True)
def _later():
    with later:
        yield


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a worker; all of them end with the test."""
    started = []

    def start_worker(*arguments) -> subprocess.Popen:
        environment = os.environ | {
            "DATABASE_URL": url_of_test_database(),
            "DJANGO_SETTINGS_MODULE": "alliance87.settings",
            "EMAIL_URL": f"filemail:///{tmp_path / 'mail'}",
            "JOBS_IMMEDIATE": "false",
        }
        command = [sys.executable, "-c", WORK, *arguments]
        started.append(subprocess.Popen(command, cwd=PROJECT, env=environment))
        return started[-1]

    yield start_worker
    for program in started:
        program.kill()
        program.wait()


def wait_until(is_so) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "It never came to that."
        time.sleep(0.05)


def is_at_work(job):
    """Whether others see that the work has begun and how far it is."""
    job.refresh_from_db()
    return job.state == JobState.RUNNING and job.done > 0


def test_worker_does_the_jobs_and_sends_the_mails(start, tmp_path):
    job = ask(make_user(language="es"), rows=3)
    write(key="a", to="ana@example.org", subject="Hello", text="Good morning.")

    assert start().wait(PATIENCE) == 0

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
    assert {row.done_url[:4] for row in Submission.objects.all()} == {"/es/"}
    assert Mail.objects.get().sent_at is not None
    (file,) = (tmp_path / "mail").iterdir()
    assert "Good morning." in file.read_text()


def test_watching_worker_is_seen_and_ends_in_order(start):
    worker = start("--watch")
    wait_until(worker_is_running)
    job = ask(make_user())
    wait_until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE) == 0
    assert worker_is_running() is False


def test_stopped_worker_leaves_its_job_to_the_next_one(start):
    job = ask(make_user(), rows=100, seconds=0.1)
    worker = start("--watch")
    wait_until(lambda: is_at_work(job))

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.done, job.started_at) == (JobState.WAITING, 0, None)
    assert Submission.objects.count() == 0


def test_killed_worker_leaves_nothing_behind_and_its_job_is_failed(start):
    job = ask(make_user(), rows=100, seconds=0.1)
    worker = start("--watch")
    wait_until(lambda: is_at_work(job))

    worker.kill()
    worker.wait()

    wait_until(lambda: not worker_is_running())
    assert Submission.objects.count() == 0
    Job.objects.update(started_at=timezone.now() - timedelta(seconds=11))
    assert start().wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.FAILED, 0)
    sentence = "The work was interrupted before its end. Nothing was changed."
    assert job.message == sentence
    assert Submission.objects.count() == 0


def test_living_worker_keeps_its_job_from_others(start):
    """The lock tells, not the time: a job may last as long as it takes."""
    job = ask(make_user(), rows=100, seconds=0.1)
    start("--watch")
    wait_until(lambda: is_at_work(job))
    Job.objects.update(started_at=timezone.now() - timedelta(days=1))

    assert running.fail_abandoned() == 0
    assert running.take() is None
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_two_workers_do_every_job_once(start, tmp_path):
    user = make_user()
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        ask_for("sample.mark", by=user, title="Mark", folder=str(folder))

    for worker in [start(), start()]:
        assert worker.wait(PATIENCE) == 0

    begun = [len(list((tmp_path / str(number)).iterdir())) for number in range(4)]
    assert begun == [1, 1, 1, 1]
    assert {job.state for job in Job.objects.all()} == {JobState.DONE}


def test_people_take_turns_however_much_one_of_them_asks_for():
    many, few = make_user(), make_user()
    for rows in range(1, 5):
        ask(many, rows=rows)
    for rows in range(1, 3):
        ask(few, rows=rows)

    turns = [running.take().created_by for _number in range(6)]

    assert turns == [many, few, many, few, many, many]


def test_job_taken_over_by_another_worker_is_let_go():
    """Two take the same job when the first paused; only the last may begin."""
    ask(make_user())
    first = running.take()
    Job.objects.update(started_at=timezone.now() + timedelta(seconds=1))

    running.perform(first, stopping=bool)

    assert Job.objects.get().state == JobState.RUNNING
    assert Submission.objects.count() == 0


def test_button_pressed_twice_at_once_is_one_job():
    """The second request waits for the first one to end, then finds its job."""
    user, found = make_user(), []

    def press():
        try:
            found.append(ask(user).pk)
        finally:
            connections.close_all()

    with transaction.atomic():
        first = ask(user)
        second = Thread(target=press)
        second.start()
        second.join(1)
        assert found == []
    second.join(PATIENCE)

    assert found == [first.pk]
    assert Job.objects.count() == 1

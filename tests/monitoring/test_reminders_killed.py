"""The command that sends reminders as a process of its own, killed in the middle."""

import os
import subprocess
import sys
import time

import pytest
from django.db import transaction

from alliance87.core.models import Mail
from alliance87.launch.programs import PROJECT
from monitoring.models import Submission
from tests.factories import make_focal_point
from tests.factories.rounds import DUE, make_round, make_submission
from tests.monitoring.reminded import log, run
from tests.test_production import url_of_test_database

PATIENCE = 120


@pytest.fixture
def start():
    """Return a function that starts the command; all of them end with the test."""
    started = []

    def start_command() -> subprocess.Popen:
        command = [sys.executable, "manage.py", "send_reminders", "--skip-checks"]
        environment = os.environ | {"DATABASE_URL": url_of_test_database()}
        started.append(
            subprocess.Popen(
                [*command, "--today", DUE.isoformat()], cwd=PROJECT, env=environment
            )
        )
        return started[-1]

    yield start_command
    for program in started:
        program.kill()
        program.wait()


def team_of_three() -> list[Submission]:
    together = make_round()
    found = [make_submission(together) for _number in range(3)]
    for number, submission in enumerate(found):
        make_focal_point(submission.pathfinder.country, email=f"{number}@example.org")
    return found


def wait_for_mails(count: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while Mail.objects.count() < count:
        assert time.monotonic() < deadline, "It never came to that."
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_killed_run_is_finished_by_the_next_one_and_tells_nobody_twice(start):
    _first, second, _third = team_of_three()

    with transaction.atomic():
        # The run comes as far as this report, and waits.
        Submission.objects.select_for_update().get(pk=second.pk)
        program = start()
        wait_for_mails(1)
        program.kill()
        program.wait()

    assert log() == [("0@example.org", "focal_point", -7)]
    assert run(0) == ["1@example.org", "2@example.org"]
    assert sorted(Mail.objects.values_list("to", flat=True)) == [
        "0@example.org",
        "1@example.org",
        "2@example.org",
    ]
    assert run(0) == []


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_tell_everybody_once(start):
    team_of_three()

    programs = [start(), start()]

    assert [program.wait(PATIENCE) for program in programs] == [0, 0]
    assert sorted(address for address, _role, _step in log()) == [
        "0@example.org",
        "1@example.org",
        "2@example.org",
    ]
    assert Mail.objects.count() == 3

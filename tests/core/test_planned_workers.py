"""Workers on the same PostgreSQL: once, after one was killed, and beside people."""

import signal
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections, transaction
from django.utils import timezone

from alliance87.core.deadlines import Deadline
from alliance87.core.enums import PlanState
from alliance87.core.models import PlannedPublication, Submission
from alliance87.core.planned import due, plan, publish_due, take_back
from tests.core.sample_planned import PUBLIC, make_record
from tests.core.test_jobs import ask, later
from tests.core.test_jobs_worker import (  # noqa: F401 -- a fixture
    is_at_work,
    start,
    wait_until,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def due_in(seconds: float, record=None, by=None) -> PlannedPublication:
    """Plan a publication for so many seconds from now; below zero: it is due."""
    planned = plan(
        "sample",
        record or make_record(),
        until=Deadline(timezone.now() + timedelta(seconds=max(seconds, 0.05)), "UTC"),
        by=by or make_user(),
        country=None,
    )
    if seconds <= 0:
        wait_until(lambda: planned.until <= timezone.now())
    return planned


def public() -> int:
    return Submission.objects.filter(done_url=PUBLIC).count()


def in_thread(act) -> Thread:
    def run():
        try:
            act()
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread


def test_two_workers_publish_once():
    due_in(0)
    both, counts = Barrier(2), []

    def work():
        both.wait()
        counts.append(publish_due())

    threads = [in_thread(work), in_thread(work)]
    for thread in threads:
        thread.join()

    assert sorted(counts) == [0, 1]
    assert public() == 1


def test_worker_leaves_what_another_one_holds():
    made = due_in(0)

    with transaction.atomic():
        assert due._hold(made.pk)
        counts = []
        thread = in_thread(lambda: counts.append(publish_due()))
        thread.join(10)
        assert counts == [0]

    assert publish_due() == 1


def test_worker_that_dies_in_between_leaves_it_to_the_next_one(monkeypatch):
    """What it wrote goes with its transaction, and the plan is open again."""
    made = due_in(0)

    def dies(*_args, **_facts):
        raise SystemExit

    monkeypatch.setattr(due, "end", dies)
    with pytest.raises(SystemExit):
        publish_due()
    assert public() == 0
    monkeypatch.undo()

    assert publish_due() == 1
    made.refresh_from_db()
    assert (made.state, public()) == (PlanState.PUBLISHED, 1)


def test_taken_back_while_it_is_carried_out_is_not_public(monkeypatch):
    """The person's answer was "taken back", so nothing of the work may stay."""
    planner = make_user()
    made = due_in(0, by=planner)
    real = due.end

    def taken_back_first(*args, **facts):
        thread = in_thread(lambda: take_back(made, by=planner, reason="Not yet."))
        thread.join(10)
        return real(*args, **facts)

    monkeypatch.setattr(due, "end", taken_back_first)

    assert publish_due() == 0
    made.refresh_from_db()
    assert (made.state, public()) == (PlanState.TAKEN_BACK, 0)


def test_watching_worker_publishes_on_time_while_a_job_runs(start):  # noqa: F811
    with later:
        job = ask(make_user(), rows=100, seconds=0.1)
    worker = start("--watch")
    wait_until(lambda: is_at_work(job))
    made = due_in(1)

    wait_until(lambda: public() == 1)

    made.refresh_from_db()
    late = (made.ended_at - made.until).total_seconds()
    assert 0 <= late < 5
    assert is_at_work(job)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0


def test_worker_that_does_what_waits_publishes_what_is_due(start):  # noqa: F811
    due_in(0)
    due_in(60)

    assert start().wait(60) == 0

    assert public() == 1

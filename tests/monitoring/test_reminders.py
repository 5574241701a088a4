"""Reminders as people get them: who, when, what, and never twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance87.core.models import Mail
from alliance87.partners.enums import Role
from monitoring.enums import SubmissionState
from monitoring.models import Reminder, Submission
from monitoring.reminders import send_due
from monitoring.reminders.steps import STEPS, step_reached
from monitoring.selectors.completeness import completeness
from pathfinders.enums import Status
from tests.factories import (
    make_administrator,
    make_contributor,
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_pathfinder,
    make_role,
    make_user,
)
from tests.factories.rounds import DUE, make_round, make_submission
from tests.monitoring.reminded import OFFICIAL, log, run, with_official

pytestmark = pytest.mark.django_db

# --- Who and when ---------------------------------------------------------------------


def test_team_is_reminded_at_every_step_and_nobody_else():
    submission = make_submission()
    country = submission.pathfinder.country
    make_focal_point(country, email="focal@example.org")
    make_contributor(country, email="contributor@example.org")
    make_focal_point()
    make_gcg_member()
    team = ["contributor@example.org", "focal@example.org"]

    told = {days: run(days) for days in range(-62, 17)}

    assert {days: people for days, people in told.items() if people} == dict.fromkeys(
        STEPS, team
    )


def test_escalation_reaches_the_official_the_day_after_and_the_officers_in_two_weeks():
    submission = make_submission()
    make_focal_point(submission.pathfinder.country, email="focal@example.org")
    make_officer(email="officer@example.org")
    make_administrator()
    with_official(submission)

    assert run(-7) == ["focal@example.org"]
    assert run(1) == ["focal@example.org", OFFICIAL]
    assert run(14) == ["focal@example.org", "officer@example.org", OFFICIAL]
    assert [row for row in log() if row[2] > 0] == [
        ("focal@example.org", "focal_point", 1),
        (OFFICIAL, "senior_official", 1),
        ("focal@example.org", "focal_point", 14),
        (OFFICIAL, "senior_official", 14),
        ("officer@example.org", "secretariat", 14),
    ]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (SubmissionState.OPEN, True),
        (SubmissionState.RETURNED, True),
        (SubmissionState.SUBMITTED, False),
        (SubmissionState.APPROVED, False),
        (SubmissionState.PUBLISHED, False),
    ],
)
def test_only_who_has_still_to_send_is_reminded(state, told):
    submission = make_submission(state=state)
    make_focal_point(submission.pathfinder.country, email="focal@example.org")

    assert run(-7) == (["focal@example.org"] if told else [])


def test_report_that_was_sent_back_stays_with_the_team():
    submission = make_submission(state=SubmissionState.RETURNED)
    make_focal_point(submission.pathfinder.country, email="focal@example.org")
    make_officer()
    with_official(submission)

    assert run(14) == ["focal@example.org"]


def test_country_that_withdrew_is_left_alone():
    submission = make_submission(pathfinder=make_pathfinder(status=Status.WITHDRAWN))
    make_focal_point(submission.pathfinder.country)

    assert run(-7) == []


def test_nobody_is_reminded_before_the_round_opens():
    submission = make_submission(make_round(opens_on=DUE - timedelta(days=20)))
    make_focal_point(submission.pathfinder.country, email="focal@example.org")

    assert run(-30) == []
    assert run(-20) == ["focal@example.org"]
    assert [step for _address, _role, step in log()] == [-30]


def test_closed_account_gets_nothing_by_any_way():
    submission = make_submission()
    user = make_focal_point(submission.pathfinder.country, is_active=False)
    with_official(submission, email=user.email.upper())
    make_officer(is_active=False)

    assert run(14) == []


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"ends_on": DUE - timedelta(days=8)}, False),
        ({"ends_on": DUE - timedelta(days=7)}, True),
        ({"starts_on": DUE - timedelta(days=6)}, False),
        ({"starts_on": DUE - timedelta(days=7)}, True),
    ],
)
def test_only_a_role_that_holds_on_the_day_counts(dates, told):
    submission = make_submission()
    user = make_user(email="focal@example.org")
    make_role(user, Role.FOCAL_POINT, submission.pathfinder.country, **dates)

    assert run(-7) == (["focal@example.org"] if told else [])


def test_official_whose_appointment_ended_or_has_no_address_hears_nothing():
    submission = make_submission()
    with_official(submission, ends_on=DUE)
    with_official(submission, starts_on=DUE + timedelta(days=1), email="")

    assert run(1) == []


def test_official_who_is_focal_point_too_gets_one_mail():
    submission = make_submission()
    make_focal_point(submission.pathfinder.country, email=OFFICIAL)
    with_official(submission, email="Official@Example.org")

    assert run(1) == [OFFICIAL]
    assert log() == [(OFFICIAL, "focal_point", 1)]


def test_more_time_moves_the_reminders():
    submission = make_submission(
        extended_to=DUE + timedelta(days=90), extension_reason="A flood"
    )
    make_focal_point(submission.pathfinder.country, email="focal@example.org")

    assert run(-60) == []
    assert run(30) == ["focal@example.org"]
    assert [step for _address, _role, step in log()] == [-60]


def test_steps_begin_anew_when_the_due_day_moves():
    submission = make_submission()
    make_focal_point(submission.pathfinder.country, email="focal@example.org")
    run(14)
    submission.extended_to = DUE + timedelta(days=90)
    submission.extension_reason = "A flood"
    submission.save()

    told = [days for days in range(15, 106) if run(days)]

    assert told == [30, 60, 83, 91, 104]


def test_official_of_two_countries_gets_one_mail_however_the_name_is_spelled():
    together = make_round()
    for name in ("Omar Official", "O. OFFICIAL"):
        with_official(make_submission(together), person=name)

    assert run(1) == [OFFICIAL]
    assert log() == [(OFFICIAL, "senior_official", 1)] * 2
    assert Mail.objects.get().text.count("report of 2026") == 2


# --- Once -----------------------------------------------------------------------------


def test_second_run_of_a_day_sends_nothing():
    make_focal_point(make_submission().pathfinder.country)

    assert len(run(-30)) == 1
    assert run(-30) == []
    assert Mail.objects.count() == 1


def test_after_five_days_of_outage_the_missed_step_is_sent_once():
    make_focal_point(make_submission().pathfinder.country)

    run(-31)
    assert len(run(-25)) == 1
    assert [step for _address, _role, step in log()] == [-60, -30]
    assert run(-24) == []


def test_earlier_step_never_follows_a_later_one():
    make_focal_point(make_submission().pathfinder.country)

    run(2)
    assert [run(days) for days in (-60, -30, -7, 0, 2, 13)] == [[]] * 6


def test_new_address_is_no_new_person():
    user = make_focal_point(make_submission().pathfinder.country)
    run(-30)
    user.email = "married@example.org"
    user.save()

    assert run(-29) == []
    assert run(-7) == ["married@example.org"]


def test_address_taken_over_is_not_told_the_same_again():
    country = make_submission().pathfinder.country
    first = make_focal_point(country, email="ministry@example.org")
    run(-30)
    first.email, first.is_active = "gone@example.org", False
    first.save()
    make_focal_point(country, email="ministry@example.org")

    assert run(-29) == []
    assert run(-7) == ["ministry@example.org"]


@settings(max_examples=25)
@given(st.lists(st.integers(-75, 40), min_size=1, max_size=8), st.booleans())
def test_any_run_days_reach_everybody_once_and_in_order(days, is_official):
    with transaction.atomic():
        submission = make_submission()
        country = submission.pathfinder.country
        people = {make_focal_point(country).email, make_contributor(country).email}
        if is_official:
            people.add(with_official(submission, email="led@example.org").email)

        for day in days:
            run(day)

        steps = {address: [] for address in people}
        for address, _role, step in log():
            steps[address].append(step)
        newest = step_reached(DUE, DUE + timedelta(days=max(days)))
        for address, sent in steps.items():
            assert sent == sorted(set(sent))
            if address != "led@example.org" or (newest or 0) > 0:
                assert max(sent, default=None) == newest
            else:
                assert sent == []
        assert Mail.objects.count() == len(log())
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_double_nothing():
    together = make_round()
    for _number in range(4):
        submission = make_submission(together)
        make_focal_point(submission.pathfinder.country)
    make_officer()
    barrier = Barrier(4)

    def run_apart(_number):
        barrier.wait()
        try:
            return run(14)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        told = [address for run in threads.map(run_apart, range(4)) for address in run]

    assert len(told) == len(set(told)) == 5
    assert Mail.objects.count() == 5
    assert Reminder.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_runs_of_different_days_at_the_same_time_keep_the_order():
    make_focal_point(make_submission().pathfinder.country)
    days = (-60, -30, -7, 1)
    barrier = Barrier(len(days))

    def run_apart(day):
        barrier.wait()
        try:
            return run(day)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(days)) as threads:
        list(threads.map(run_apart, days))

    steps = [step for _address, _role, step in log()]
    assert steps == sorted(set(steps))
    assert steps[-1] == 1


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"state": SubmissionState.SUBMITTED},
        {"extended_to": DUE + timedelta(days=90), "extension_reason": "A flood"},
    ],
)
def test_what_changes_during_the_run_is_seen_before_the_mail_is_written(meanwhile):
    make_focal_point(make_submission().pathfinder.country)

    def count_progress(submissions):
        Submission.objects.update(**meanwhile)
        return completeness(submissions)

    sent = send_due(DUE - timedelta(days=7), count_progress=count_progress)

    assert sent == []
    assert not Mail.objects.exists()


def test_fault_with_one_person_is_raised_after_all_others_were_told():
    together = make_round()
    broken, sound = make_submission(together), make_submission(together)
    make_focal_point(broken.pathfinder.country, email="broken@example.org")
    make_focal_point(sound.pathfinder.country, email="focal@example.org")

    def count_progress(submissions):
        found = completeness(submissions)
        return {pk: each for pk, each in found.items() if pk != broken.pk}

    with pytest.raises(ExceptionGroup) as raised:
        send_due(DUE, count_progress=count_progress)

    (error,) = raised.value.exceptions
    assert error.__notes__ == ["No reminder to 'broken@example.org'."]
    assert log() == [("focal@example.org", "focal_point", -7)]
    assert run(0) == ["broken@example.org"]


def test_address_that_is_none_stops_nobody_else():
    together = make_round()
    broken, sound = make_submission(together), make_submission(together)
    make_focal_point(broken.pathfinder.country, email="nobody at example.org")
    make_focal_point(sound.pathfinder.country, email="focal@example.org")

    assert run(-7) == ["focal@example.org"]

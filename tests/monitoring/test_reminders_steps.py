"""Which step of the reminders a day calls for."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures.days import time_left
from monitoring.reminders.steps import (
    CATCH_UP_DAYS,
    STEPS,
    step_in_words,
    step_reached,
    step_to_send,
)

DUE = date(2027, 4, 30)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (-61, None),
        (-60, -60),
        (-31, -60),
        (-30, -30),
        (-7, -7),
        (0, -7),
        (1, 1),
        (13, 1),
        (14, 14),
        (14 + CATCH_UP_DAYS, 14),
        (15 + CATCH_UP_DAYS, None),
    ],
)
def test_step_reached_on_each_day(days, step):
    assert step_reached(DUE, DUE + timedelta(days=days)) == step


@pytest.mark.parametrize(
    ("reached", "sent", "step"),
    [(-30, None, -30), (-30, -60, -30), (-30, -30, None), (-30, 1, None)]
    + [(None, None, None), (None, -60, None)],
)
def test_step_is_sent_unless_it_or_a_later_one_was(reached, sent, step):
    assert step_to_send(reached, sent) == step


@given(st.lists(st.integers(-90, 70)))
def test_any_run_days_send_each_step_once_and_in_order(days):
    sent: list[int] = []
    for day in days:
        reached = step_reached(DUE, DUE + timedelta(days=day))
        step = step_to_send(reached, max(sent, default=None))
        sent += [] if step is None else [step]

    assert sent == sorted(set(sent))
    furthest = max(days, default=-90)
    assert max(sent, default=None) == step_reached(DUE, DUE + timedelta(days=furthest))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (30, "in 30 days"),
        (1, "in 1 day"),
        (0, "today"),
        (-1, "1 day late"),
        (-14, "14 days late"),
    ],
)
def test_time_left_in_words(days, words):
    with override("en"):
        assert time_left(DUE + timedelta(days=days), DUE) == words


def test_every_step_has_words():
    with override("en"):
        assert [step_in_words(step) for step in STEPS] == [
            "60 days before",
            "30 days before",
            "7 days before",
            "1 day after",
            "14 days after",
        ]

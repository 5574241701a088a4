"""Administrators set on which days the clock reminds, and see what would go out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alliance87.core.exceptions import StaleVersion
from alliance87.core.models import AuditEvent, Mail
from meetings import reminding
from meetings.digests import coming_reminders, send_reminders
from meetings.enums import ReminderKind
from meetings.models import ReminderSchedule
from meetings.models.reminders import days_in_words
from meetings.selectors.reminders import days_by_kind
from tests.factories import (
    make_administrator,
    make_officer,
    make_person,
)
from tests.factories.decisions import (
    due_on,
    make_action_point,
)
from tests.factories.people import keeper
from tests.factories.seats import make_seat_term

pytestmark = pytest.mark.django_db
DUE = date(2027, 3, 15)
ACTION = ReminderKind.ACTION


def make_schedule(kind=ACTION, *days: int, **fields) -> ReminderSchedule:
    fields = {"created_by": keeper(), "version": 1} | fields
    return ReminderSchedule.objects.create(kind=kind, days=[*days], **fields)


def make_owed(due=DUE):
    return make_action_point(person=make_person(email="ada@example.org"), **due_on(due))


def page_of(kind=ACTION) -> str:
    return reverse("meetings:reminder-schedule", kwargs={"kind": kind.value})


def sent_on(*days: date) -> list[int]:
    return [len(send_reminders(day)) for day in days]


# --- What counts ----------------------------------------------------------------------


def test_without_a_row_the_usual_days_count():
    assert days_by_kind() == {
        "answer": (-21, -7),
        "paper": (-21, -14, -7),
        "comment": (-3,),
        "report": (10,),
        "action": (-14, 0, 7),
        "output": (-30, 1),
        "mandate": (-180, -90),
    }


def test_set_days_replace_the_usual_ones():
    make_owed()
    make_schedule(ACTION, -5, 3)

    days = [date(2027, 3, day) for day in (1, 9, 10, 15, 18)]

    assert sent_on(*days) == [0, 0, 1, 0, 1]
    assert Mail.objects.count() == 2


def test_no_days_remind_nobody():
    make_owed()
    make_schedule(ACTION)

    assert sent_on(date(2027, 3, 1), DUE, date(2027, 3, 22)) == [0, 0, 0]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "No reminders"),
        ((-1,), "1 day before"),
        ((-21, -14, -7), "21, 14 and 7 days before"),
        ((-14, 0, 7), "14 days before, on the day, 7 days after"),
        ((0,), "on the day"),
        ((1, 30), "1 and 30 days after"),
    ],
)
def test_days_in_words(days, words):
    assert days_in_words(days) == words


# --- What can be set ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "days", "words"),
    [
        (ACTION, [-14, -14], "A day is given twice."),
        (ACTION, [-7, -6, -5, -4, -3, -2, -1], "Give at most 6 days."),
        (ACTION, [-181], "Choose from 180 days before to 180 days after the day."),
        (
            ReminderKind.ANSWER,
            [1],
            "Choose from 180 days before to 0 days after the day.",
        ),
        (
            ReminderKind.REPORT,
            [-1],
            "Choose from 0 days before to 180 days after the day.",
        ),
    ],
)
def test_days_that_make_no_sense_are_refused(kind, days, words):
    schedule = ReminderSchedule(kind=kind, days=days)

    with pytest.raises(ValidationError) as refusal:
        schedule.full_clean(exclude=["created_by"])

    assert refusal.value.message_dict == {"days": [words]}


def test_days_are_kept_in_their_order():
    schedule = ReminderSchedule(kind=ACTION, days=[7, -14, 0])
    schedule.full_clean(exclude=["created_by"])

    assert schedule.days == [-14, 0, 7]


@pytest.mark.parametrize(
    ("days", "name"),
    [
        ([-366], "reminder_schedule_days_within_a_year"),
        ([366], "reminder_schedule_days_within_a_year"),
        ([1, 2, 3, 4, 5, 6, 7], "reminder_schedule_has_few_days"),
    ],
)
def test_the_database_refuses_too_far_and_too_many(days, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_schedule(ACTION, *days)


def test_one_row_a_kind():
    make_schedule(ACTION, -1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_schedule(ACTION, -2)


# --- Saving ---------------------------------------------------------------------------


def save(schedule, expected=0, by=None):
    by = by or make_administrator()
    return reminding.save_schedule(schedule, by=by, expected=expected)


def test_saving_stands_in_the_trail():
    by = make_administrator()
    save(ReminderSchedule(kind=ACTION, days=[-5]), by=by)
    schedule = ReminderSchedule.objects.get()
    schedule.days = []
    save(schedule, schedule.version, by)

    trail = AuditEvent.objects.filter(verb="reminder_schedule.saved").order_by("pk")
    assert [(each.was, each.now, each.by) for each in trail] == [
        ("-14, 0, +7", "-5", by),
        ("-5", "\N{EN DASH}", by),
    ]
    assert schedule.events.count() == 2


def test_an_officer_does_not_save():
    with pytest.raises(PermissionDenied):
        save(ReminderSchedule(kind=ACTION, days=[-5]), by=make_officer())


def test_two_who_change_the_usual_days_at_once_are_told():
    save(ReminderSchedule(kind=ACTION, days=[-5]))

    with pytest.raises(StaleVersion):
        save(ReminderSchedule(kind=ACTION, days=[-6]))
    assert ReminderSchedule.objects.get().days == [-5]


# --- Looking ahead --------------------------------------------------------------------


def test_two_first_rows_at_the_same_moment_are_one():
    make_schedule(ACTION, 3)
    second = ReminderSchedule(kind=ACTION, days=[5], created_by=keeper(), version=1)
    with pytest.raises(StaleVersion):
        reminding._save_first(second)
    assert ReminderSchedule.objects.get().days == [3]


def test_looking_ahead_writes_nothing_and_names_each_day_once():
    action = make_owed()

    found = coming_reminders(ACTION, (-14, 0), today=date(2027, 2, 20), ahead=60)

    assert [(on, who.address, due.label) for on, who, due in found] == [
        (date(2027, 3, 1), "ada@example.org", action.reference),
        (DUE, "ada@example.org", action.reference),
    ]
    assert (Mail.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_looking_ahead_leaves_out_what_was_told():
    make_owed()
    today = date(2027, 3, 2)
    days = (-14,)
    assert len(coming_reminders(ACTION, days, today=today, ahead=5)) == 1

    send_reminders(today)

    assert coming_reminders(ACTION, days, today=today, ahead=5) == []


def test_mandates_are_found_as_far_ahead_as_the_days_reach():
    today = timezone.localdate()
    make_officer()
    term = make_seat_term(mandate_ends_on=today + timedelta(days=300))

    found = coming_reminders(ReminderKind.MANDATE, (-300,), today=today, ahead=0)

    assert [due.about for _on, _who, due in found] == [term]


# --- Pages ----------------------------------------------------------------------------


def test_the_list_says_which_days_are_not_the_usual_ones(client):
    make_schedule(ACTION)
    client.force_login(make_administrator(language="en"))

    text = client.get(reverse("meetings:reminder-schedules")).text

    assert "No reminders" in text
    assert "Usual: 14 days before, on the day, 7 days after" in text
    assert text.count("Usual:") == 1


def test_a_preview_shows_and_saves_nothing(client):
    action = make_owed(timezone.localdate() + timedelta(days=20))
    client.force_login(make_administrator(language="en"))
    typed = {"days_before": "20; 5", "preview": "1", "version": 0}

    response = client.post(page_of(), typed)

    assert response.status_code == 200
    assert response.text.count(f"<div>{action.reference}</div>") == 2
    assert "20 and 5 days before" in response.text
    assert 'value="20; 5"' in response.text
    assert not ReminderSchedule.objects.exists()


def test_saving_by_the_page(client):
    client.force_login(make_administrator(language="en"))
    typed = {"days_before": "5, 20", "on_the_day": "on", "days_after": "", "version": 0}

    response = client.post(page_of(), typed)

    assert response.url == reverse("meetings:reminder-schedules")
    assert ReminderSchedule.objects.get().days == [-20, -5, 0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5, x", "“x” is not a number of days."),
        ("-5", "“-5” is not a number of days."),
        ("5 5", "A day is given twice."),
        ("1 2 3 4 5 6 7", "Give at most 6 days."),
        ("181", "Choose from 180 days before to 180 days after the day."),
    ],
)
def test_what_cannot_be_read_is_said(client, typed, words):
    client.force_login(make_administrator(language="en"))

    response = client.post(page_of(), {"days_before": typed, "version": 0})

    assert words in response.text
    assert not ReminderSchedule.objects.exists()


def test_who_saves_over_another_is_asked(client):
    make_schedule(ACTION, -9)
    client.force_login(make_administrator(language="en"))

    response = client.post(page_of(), {"days_before": "5", "version": 0})

    assert response.status_code == 409
    assert ReminderSchedule.objects.get().days == [-9]
    again = client.post(page_of(), {"days_before": "5", "version": 1})
    assert again.status_code == 302
    assert ReminderSchedule.objects.get().days == [-5]


def test_days_after_are_not_asked_where_they_make_no_sense(client):
    client.force_login(make_administrator(language="en"))

    assert "Days after" not in client.get(page_of(ReminderKind.ANSWER)).text
    assert "Days before" not in client.get(page_of(ReminderKind.REPORT)).text


def test_only_administrators_find_the_page(client):
    url = reverse("meetings:reminder-schedules")
    client.force_login(make_officer(language="en"))
    assert client.get(url).status_code == 403
    assert url not in client.get(reverse("meetings:meetings")).text

    client.force_login(make_administrator(language="en"))
    assert url in client.get(reverse("meetings:meetings")).text


def test_the_records_desk_saves_with_the_trail(client):
    make_schedule(ACTION, -9)
    pk = ReminderSchedule.objects.get().pk
    url = reverse("admin:meetings_reminderschedule_change", args=[pk])
    client.force_login(make_officer(language="en"))
    assert client.get(url).status_code == 403

    client.force_login(make_administrator(language="en"))
    assert client.post(url, {"days": "3,-2", "version": 1}).status_code == 302
    assert ReminderSchedule.objects.get().days == [-2, 3]
    assert AuditEvent.objects.get(verb="reminder_schedule.saved").now == "-2, +3"


def test_the_records_desk_refuses_what_the_page_refuses(client):
    client.force_login(make_administrator(language="en"))
    url = reverse("admin:meetings_reminderschedule_add")

    response = client.post(url, {"kind": "answer", "days": "-7,3", "version": 0})

    assert "Choose from 180 days before to 0 days after the day." in response.text
    assert not ReminderSchedule.objects.exists()

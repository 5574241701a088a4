"""A planned publication: to the second, once, and only what may be public then."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.deadlines import Deadline, deadline
from alliance87.core.enums import PlanState
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent, Mail, PlannedPublication, Submission
from alliance87.core.planned import (
    drop,
    next_moment,
    pages,
    publish_due,
    publish_now,
    take_back,
)
from alliance87.core.planned.pages import EmbargoForm
from tests.core.sample_planned import NOON, PUBLIC, SECOND, make_record, planned
from tests.factories import (
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Return `clock(moment)`, which sets the clock of this machine; it stands still."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(NOON - timedelta(days=1))
    return set_to


@pytest.fixture
def record():
    return make_record()


def is_public(record) -> bool:
    return Submission.objects.get(pk=record.pk).done_url == PUBLIC


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


# --- The moment ---------------------------------------------------------------------


def test_embargo_ends_at_its_second_and_not_one_before(clock, record):
    made = planned(record)

    clock(NOON - SECOND)
    assert (publish_due(), is_public(record)) == (0, False)
    assert next_moment() == NOON

    clock(NOON)
    assert (publish_due(), is_public(record)) == (1, True)
    made.refresh_from_db()
    assert (made.state, made.ended_at) == (PlanState.PUBLISHED, NOON)
    assert next_moment() is None


def test_clock_that_steps_back_and_forward_publishes_once_and_never_early(
    clock, record
):
    planned(record)
    published = []

    for seconds in (-2, -3600, -1, 0, -3600, 0, 5):
        clock(NOON + timedelta(seconds=seconds))
        published.append(publish_due())

    assert published == [0, 0, 0, 1, 0, 0, 0]


def test_worker_that_comes_late_publishes_what_was_due(clock, record):
    planned(record)
    clock(NOON + timedelta(days=3))

    assert (publish_due(), is_public(record)) == (1, True)


def test_hour_of_another_zone_is_the_moment_it_names(clock, record):
    until = deadline(date(2026, 12, 10), time(9, 0), "America/New_York")
    planned(record, until=until.at)

    clock(datetime(2026, 12, 10, 13, 59, 59, tzinfo=UTC))
    assert publish_due() == 0
    clock(datetime(2026, 12, 10, 14, 0, tzinfo=UTC))
    assert publish_due() == 1


# --- What the moment finds ----------------------------------------------------------


def test_right_that_was_lost_meanwhile_leaves_it_unpublished_and_says_so_once(
    clock, record
):
    planner = make_user()
    made = planned(record, by=planner)
    planner.name = "Former"
    planner.save()
    clock(NOON)

    assert (publish_due(), publish_due(), is_public(record)) == (0, 0, False)
    made.refresh_from_db()
    assert made.state == PlanState.REFUSED
    assert made.ended_why == "You may not publish it any more."
    mail = Mail.objects.get()
    assert (mail.to, mail.user) == (planner.email, planner)
    assert "You may not publish it any more." in mail.text
    assert verbs() == ["publication.planned", "publication.refused"]


def test_guard_is_asked_again_at_the_moment(clock, record):
    made = planned(record)
    Submission.objects.update(done_url="/missing/")
    clock(NOON)

    publish_due()

    made.refresh_from_db()
    assert (made.state, made.ended_why) == (
        PlanState.REFUSED,
        "The source is missing.",
    )


def test_record_that_left_its_state_by_itself_ends_the_plan(clock, record):
    made = planned(record)
    Submission.objects.update(done_url=PUBLIC)
    clock(NOON)

    assert publish_due() == 0
    made.refresh_from_db()
    assert (made.state, made.ended_why) == (PlanState.DROPPED, "It is public already.")


def test_fault_of_ours_undoes_all_of_it_and_tells_no_secret(clock, record, caplog):
    made = planned(record, fails=True)
    other = make_record()
    planned(other, until=NOON + SECOND)
    clock(NOON + SECOND)

    assert publish_due() == 1

    made.refresh_from_db()
    assert (made.state, is_public(record)) == (PlanState.REFUSED, False)
    assert made.ended_why == "Something went wrong on our side."
    assert "secret detail" in caplog.text
    assert "secret detail" not in Mail.objects.get().text
    assert is_public(other)


def test_mail_speaks_the_language_of_who_planned(clock, record):
    planned(record, by=make_user(language="fr"))
    Submission.objects.update(done_url="/missing/")
    clock(NOON)

    publish_due()

    assert Mail.objects.get().language == "fr"


# --- Changing and taking back -------------------------------------------------------


def test_changed_moment_is_another_row_and_the_only_one_open(clock, record):
    officer = make_user()
    first = planned(record, by=officer)
    later = planned(record, by=officer, until=NOON + timedelta(hours=1))

    first.refresh_from_db()
    assert (first.state, later.state) == (PlanState.CHANGED, PlanState.PLANNED)
    clock(NOON)
    assert publish_due() == 0
    clock(NOON + timedelta(hours=1))
    assert publish_due() == 1
    assert verbs() == ["publication.planned", "publication.changed"]
    event = AuditEvent.objects.get(verb="publication.changed")
    assert (event.was, event.now) == ("2026-12-10 12:00 UTC", "2026-12-10 13:00 UTC")


def test_what_was_taken_back_is_not_published(clock, record):
    officer = make_user()
    made = planned(record, by=officer)

    take_back(made, by=officer, reason="The minister is away.")

    clock(NOON)
    assert (publish_due(), is_public(record)) == (0, False)
    event = AuditEvent.objects.get(verb="publication.taken_back")
    assert (event.by, event.reason) == (officer, "The minister is away.")


def test_taking_back_needs_a_reason_and_the_right(clock, record):
    made = planned(record)

    with pytest.raises(Blocked, match="Say why the publication is taken back."):
        take_back(made, by=make_user(), reason=" ")
    with pytest.raises(PermissionDenied):
        take_back(made, by=make_user(name="Former"), reason="No")

    assert PlannedPublication.objects.waiting().count() == 1


def test_what_was_published_is_not_taken_back(clock, record):
    officer = make_user()
    made = planned(record, by=officer)
    clock(NOON)
    publish_due()

    with pytest.raises(InvalidTransition, match="not planned any more"):
        take_back(made, by=officer, reason="Too late")


def test_plan_falls_away_with_a_note_when_the_record_goes_back(clock, record):
    officer = make_user()
    made = planned(record, by=officer)

    drop("sample", record, by=officer, why="It was sent back.")
    drop("sample", record, by=officer, why="Again.")

    made.refresh_from_db()
    assert (made.state, made.ended_why) == (PlanState.DROPPED, "It was sent back.")
    assert verbs() == ["publication.planned", "publication.dropped"]


def test_publication_by_hand_ends_the_plan(clock, record):
    officer = make_user()
    made = planned(record, by=officer)

    publish_now("sample", record, by=officer)

    made.refresh_from_db()
    assert (is_public(record), made.state) == (True, PlanState.DROPPED)
    clock(NOON)
    assert publish_due() == 0


# --- Planning -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (
            NOON - timedelta(days=2),
            "Tue 8 Dec 2026, 13:00 Geneva (12:00 UTC) is past. Leave the fields empty "
            "to publish now.",
        ),
        (
            NOON + timedelta(days=400),
            "Fri 14 Jan 2028, 13:00 Geneva (12:00 UTC) is more than a year away. Check "
            "the day.",
        ),
    ],
)
def test_moment_that_is_past_or_absurd_is_refused(clock, record, until, sentence):
    with pytest.raises(Blocked) as refused:
        planned(record, until=until)

    assert refused.value.reasons == (sentence,)
    form = EmbargoForm(sent(until))
    assert form.errors == {"until": [sentence]}


def sent(until: datetime) -> dict:
    local = Deadline(until, "Europe/Zurich").local
    return {
        "until_day": f"{local:%Y-%m-%d}",
        "until_hour": f"{local:%H:%M}",
        "until_zone": "Europe/Zurich",
    }


@pytest.mark.parametrize(
    "state", [{"address": PUBLIC}, {"address": "/missing/"}, {"name": "Former"}]
)
def test_what_could_not_be_published_now_is_not_planned(clock, state):
    record = make_record(state.get("address", ""))

    with pytest.raises((Blocked, InvalidTransition, PermissionDenied)):
        planned(record, by=make_user(name=state.get("name", "Officer")))

    assert PlannedPublication.objects.count() == 0


def at(day: str) -> dict:
    return {"until_day": day, "until_hour": "02:30", "until_zone": "Europe/Zurich"}


def test_hour_that_the_clocks_skip_is_refused(monkeypatch):
    now = datetime(2026, 3, 1, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    form = EmbargoForm(
        {
            "until_day": "2026-03-29",
            "until_hour": "02:30",
            "until_zone": "Europe/Zurich",
        }
    )

    assert form.errors == {
        "until": [
            "There is no 02:30 in Geneva on 29 March 2026: the clocks go forward. "
            "Choose another hour."
        ]
    }


def test_hour_that_comes_twice_is_the_first_one_and_said(monkeypatch):
    now = datetime(2026, 10, 1, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    form = EmbargoForm(
        {
            "until_day": "2026-10-25",
            "until_hour": "02:30",
            "until_zone": "Europe/Zurich",
        }
    )
    publication = pages.Publication("sample", None, None, form, None)

    assert publication.success("Public") == (
        "To be published on Sun 25 Oct 2026, 02:30 Geneva (00:30 UTC). The clocks of "
        "Geneva go back on that day and 02:30 comes twice. The first one was taken: "
        "Sun 25 Oct 2026, 02:30 Geneva (00:30 UTC)."
    )

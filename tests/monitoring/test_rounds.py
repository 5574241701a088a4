"""Opening a round, changing it, letting countries join, giving one more time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.models import AuditEvent
from monitoring.enums import SubmissionState
from monitoring.models import ReportingRound, Submission
from monitoring.rounds import (
    add_submission,
    change_round,
    extend_submission,
    lacking,
    open_round,
)
from pathfinders.enums import Status
from tests.factories import (
    make_country,
    make_focal_point,
    make_officer,
    make_pathfinder,
)
from tests.factories.monitoring import make_indicator_set
from tests.factories.people import PEOPLE
from tests.factories.rounds import make_round, make_submission

pytestmark = pytest.mark.django_db

CLOSED = "A single country can get more time."


def today() -> date:
    return timezone.localdate()


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def facts(**changed) -> dict:
    return {
        "year": 2026,
        "indicator_set": make_indicator_set(),
        "opens_on": in_days(0),
        "due_on": in_days(60),
        "closes_on": in_days(90),
        "by": make_officer(),
    } | changed


def running(**fields) -> ReportingRound:
    days = {"opens_on": in_days(-9), "due_on": in_days(60), "closes_on": in_days(90)}
    return make_round(**(days | fields))


def change(found, **changed) -> ReportingRound:
    names = ("indicator_set", "opens_on", "due_on", "closes_on", "message")
    same = {name: getattr(found, name) for name in names}
    given = {"expected": found.version, "by": make_officer()} | changed
    return change_round(found, **(same | given))


def trail() -> list[tuple]:
    rows = AuditEvent.objects.order_by("pk")
    return list(rows.values_list("verb", "target_label", "was", "now", "reason"))


def reasons(call) -> tuple[str, ...]:
    with pytest.raises(Blocked) as refused:
        call()
    return refused.value.reasons


# --- Opening --------------------------------------------------------------------------


def test_opening_gives_a_page_to_each_country_that_reports():
    pathfinders = {status: make_pathfinder(status=status) for status in Status.values}
    example = make_pathfinder(
        country=make_country(is_example=True), status=Status.PATHFINDER
    )

    found = open_round(**facts())

    expected = {pathfinders["pathfinder"], pathfinders["on_hold"], example}
    assert {each.pathfinder for each in found.submissions.all()} == expected
    assert {each.state for each in found.submissions.all()} == {SubmissionState.OPEN}
    assert [row[0] for row in trail()] == ["round.opened", *["submission.added"] * 3]


def test_opening_again_with_the_same_facts_adds_only_who_lacks():
    make_pathfinder(status=Status.PATHFINDER)
    given = facts()
    first = open_round(**given)
    late = make_pathfinder(status=Status.PATHFINDER)

    assert open_round(**given) == first
    assert open_round(**given) == first
    assert [row[0] for row in trail()] == ["round.opened", *["submission.added"] * 2]
    assert first.submissions.filter(pathfinder=late).count() == 1


def test_opening_a_year_again_with_other_days_is_refused():
    given = facts()
    open_round(**given)

    assert reasons(lambda: open_round(**(given | {"due_on": in_days(61)}))) == (
        "There is a round for 2026 already, with other days or set.",
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((0, -1, 9), "A round opens first, is due then, and closes last."),
        ((0, 9, 8), "A round opens first, is due then, and closes last."),
        (
            (-9, -1, 9),
            "The day it is due is over. Choose today or a later day.",
        ),
    ],
)
def test_opening_with_days_that_do_not_fit_is_refused(days, expected):
    names = ("opens_on", "due_on", "closes_on")
    wrong = {name: in_days(day) for name, day in zip(names, days, strict=True)}

    assert reasons(lambda: open_round(**facts(**wrong))) == (expected,)
    assert not ReportingRound.objects.exists()


def test_round_from_before_names_the_day_it_was_opened_on():
    make_pathfinder(status=Status.PATHFINDER)
    days = {
        "opens_on": date(2024, 1, 10),
        "due_on": date(2024, 4, 30),
        "closes_on": date(2024, 6, 30),
    }

    found = open_round(**facts(year=2023, on=date(2024, 1, 10), **days))

    assert found.submissions.count() == 1


@pytest.mark.parametrize("column", [key for key in PEOPLE if key not in {"SO", "SA"}])
def test_only_the_secretariat_runs_rounds(column):
    submission = make_submission(running())
    stranger = PEOPLE[column](submission.pathfinder.country)
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    more = {"until": in_days(99), "reason": "A flood"}
    attempts = (
        lambda: open_round(**facts(by=stranger, year=2025)),
        lambda: change(submission.round, by=stranger),
        lambda: add_submission(submission.round, pathfinder, by=stranger),
        lambda: extend_submission(submission, by=stranger, **more),
    )

    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Submission.objects.count() == 1


# --- Changing -------------------------------------------------------------------------


def test_changed_days_leave_both_in_the_trail():
    found = running()

    change(found, due_on=in_days(70), message=" Use the new form. ")

    stored = ReportingRound.objects.get()
    assert (stored.due_on, stored.message) == (in_days(70), "Use the new form.")
    was = f"{in_days(-9)} / {in_days(60)} / {in_days(90)}"
    now = f"{in_days(-9)} / {in_days(70)} / {in_days(90)}"
    assert trail() == [("round.changed", "Reporting 2026", was, now, "")]


def test_change_on_a_stale_page_overwrites_nothing():
    found = running()
    change(found, due_on=in_days(70))

    with pytest.raises(StaleVersion):
        change(found, due_on=in_days(80))
    assert ReportingRound.objects.get().due_on == in_days(70)


def test_closed_round_is_not_changed():
    found = running(due_on=in_days(-5), closes_on=in_days(-1))

    assert CLOSED in reasons(lambda: change(found, closes_on=in_days(9)))[0]


def test_due_day_that_is_over_may_stay_but_is_not_moved_into_the_past():
    found = running(due_on=in_days(-5))

    change(found, closes_on=in_days(99))

    found.refresh_from_db()
    assert reasons(lambda: change(found, due_on=in_days(-4))) == (
        "The day it is due is over. Choose today or a later day.",
    )


def test_round_that_has_opened_keeps_its_indicators():
    other = make_indicator_set()
    later = running(year=2027, opens_on=in_days(1))

    change(later, indicator_set=other)

    assert reasons(lambda: change(running(), indicator_set=other)) == (
        "The round is open: its set of indicators stays as it is.",
    )
    later.refresh_from_db()
    assert later.indicator_set == other


def test_longer_round_ends_the_extensions_that_it_overtakes():
    found = running()
    more = {"extension_reason": "A flood"}
    overtaken = make_submission(found, extended_to=in_days(100), **more)
    kept = make_submission(found, extended_to=in_days(140), **more)

    change(found, closes_on=in_days(120))

    overtaken.refresh_from_db()
    kept.refresh_from_db()
    assert (overtaken.extended_to, overtaken.extension_reason) == (None, "")
    assert overtaken.closes_on == in_days(120)
    assert kept.extended_to == in_days(140)
    assert [row[0] for row in trail()] == [
        "round.changed",
        "submission.extension_ended",
    ]


# --- Joining and more time ------------------------------------------------------------


def test_country_that_joined_later_is_added_once():
    found, officer = running(), make_officer()
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    assert list(lacking(found)) == [pathfinder]

    for _twice in range(2):
        add_submission(found, pathfinder, by=officer)

    assert found.submissions.count() == 1
    assert list(lacking(found)) == []
    assert [row[0] for row in trail()] == ["submission.added"]


def test_country_that_does_not_report_is_not_added():
    path = make_pathfinder(country=make_country(name_en="Examplia"))

    assert reasons(lambda: add_submission(running(), path, by=make_officer())) == (
        "Examplia does not report: it is no pathfinder country.",
    )


def test_closed_round_takes_no_country():
    found = running(due_on=in_days(-5), closes_on=in_days(-1))
    pathfinder = make_pathfinder(status=Status.PATHFINDER)

    refused = reasons(lambda: add_submission(found, pathfinder, by=make_officer()))

    assert CLOSED in refused[0]


@pytest.mark.parametrize("closes", [-1, 90])
def test_one_country_gets_more_time_also_after_closing(closes):
    found = running(due_on=in_days(-5), closes_on=in_days(closes))
    submission = make_submission(found)

    extend_submission(
        submission, until=in_days(99), reason=" A flood. ", by=make_officer()
    )

    stored = Submission.objects.get()
    assert (stored.closes_on, stored.extension_reason) == (in_days(99), "A flood.")
    was, now = in_days(closes).isoformat(), in_days(99).isoformat()
    assert trail()[0][0] == "submission.extended"
    assert trail()[0][2:] == (was, now, "A flood.")


@pytest.mark.parametrize(
    ("closes", "until", "reason", "expected"),
    [
        (90, 90, "A flood", "Choose a later day."),
        (-9, -1, "A flood", "This day is over. Choose today or a later day."),
        (90, 99, "  ", "Say why more time is given."),
    ],
)
def test_more_time_that_makes_no_sense_is_refused(closes, until, reason, expected):
    days = {"opens_on": in_days(-30), "due_on": in_days(-10)}
    submission = make_submission(running(closes_on=in_days(closes), **days))
    given = {"until": in_days(until), "reason": reason, "by": make_officer()}

    refused = reasons(lambda: extend_submission(submission, **given))

    assert len(refused) == 1
    assert refused[0].endswith(expected)
    assert Submission.objects.get().extended_to is None


def test_report_that_was_sent_in_needs_no_more_time():
    submission = make_submission(running(), state=SubmissionState.SUBMITTED)
    given = {"until": in_days(99), "reason": "A flood", "by": make_officer()}

    assert reasons(lambda: extend_submission(submission, **given)) == (
        "The report is “Submitted” and needs no more time.",
    )


def test_focal_point_sees_the_submission_of_the_own_country_only():
    found = running()
    own, _other = make_submission(found), make_submission(found)
    user = make_focal_point(own.pathfinder.country)

    assert list(Submission.objects.visible_to(user)) == [own]

"""Status: what it needs, who decides with or without a reason, what stays on record."""

from datetime import date

import pytest

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from pathfinders.enums import LetterKind, LetterState, MilestoneKind, Procedure, Status
from pathfinders.guards import Grounds
from pathfinders.models import Milestone, Pathfinder, StatusEvent
from pathfinders.procedures import PROCEDURES
from pathfinders.workflow import (
    STATUS,
    confirm_status,
    put_on_hold,
    reinstate,
    return_to_path,
    withdraw,
)
from tests import factories
from tests.stored import stored, trail

DAY = date(2023, 6, 9)
WHEN = PartialDate.day(DAY)
DECISION = "19th meeting, item 4"
GROUNDS = Grounds(hold=("Two weak years.",), reinstatement=("One good year.",))
NO_GROUNDS = Grounds()
NO_LETTER = "The signed confirmation letter is missing."
NO_REASON = "Write the reason: only the Chair decides without one."
NO_DECISION = "Name the decision: meeting, date and agenda item."
PREPARER = "Another person must confirm: you prepared the confirmation letter."
NO_HOLD = (
    "The latest annual reviews do not allow a hold: it needs reviews without "
    "substantial progress and without accepted reasons."
)
NO_REINSTATEMENT = (
    "No annual review since the hold documents substantial progress or "
    "accepted reasons."
)
HOLD = {"on": DAY, "decision_reference": DECISION, "grounds": GROUNDS}


def not_on_record(*steps: str) -> list[str]:
    return [f"The step “{step}” is not on record." for step in steps]


def make_ready(
    procedure: str = Procedure.V2023, *, leave_out=(), **letter
) -> Pathfinder:
    """Make a country with every step that status needs, and the signed letter."""
    pathfinder = factories.make_pathfinder(procedure=procedure)
    for step in PROCEDURES[procedure]:
        if step.needed_for_status and step.kind not in leave_out:
            factories.make_milestone(pathfinder, step.kind)
    factories.make_letter(pathfinder, **({"state": LetterState.SIGNED} | letter))
    return pathfinder


def refused(verb, *args, **facts) -> list[str]:
    """Return why a verb is refused; it must leave nothing behind."""
    before = stored()
    with pytest.raises(Blocked) as blocked:
        verb(*args, **facts)
    assert stored() == before
    return list(blocked.value.reasons)


# --- Confirmation ---


@pytest.mark.parametrize("procedure", Procedure)
def test_the_chair_confirms_without_a_reason(db, procedure):
    pathfinder, chair = make_ready(procedure), factories.make_chair()
    letter = pathfinder.letters.get()

    confirm_status(pathfinder, when=WHEN, by=chair, letter=letter)

    event = StatusEvent.objects.get()
    pathfinder.refresh_from_db()
    assert pathfinder.status == Status.PATHFINDER
    assert (event.was, event.now) == (Status.ON_PATH, Status.PATHFINDER)
    assert (event.on, event.precision, event.letter) == (DAY, "day", letter)
    assert (event.reason, event.overridden, event.decided_by) == ("", "", chair)
    assert trail() == [("pathfinder.confirm", "on_path", "pathfinder")]
    assert AuditEvent.objects.get().country == pathfinder.country


@pytest.mark.parametrize(
    ("procedure", "steps"),
    [
        (
            Procedure.V2018,
            (
                "Observed a meeting of the Group",
                "Expression of interest",
                "Senior official named",
            ),
        ),
        (
            Procedure.V2019,
            (
                "Observed a meeting of the Group",
                "Expression of interest",
                "Senior official named",
                "Strategic planning workshop",
                "Roadmap",
                "Reported back to the Group",
            ),
        ),
        (
            Procedure.V2023,
            (
                "Expression of interest",
                "Senior official named",
                "Strategic planning workshop",
                "Roadmap",
                "Reported back to the Group",
            ),
        ),
    ],
)
def test_every_missing_proof_is_named(db, procedure, steps):
    pathfinder, chair = (
        factories.make_pathfinder(procedure=procedure),
        factories.make_chair(),
    )

    reasons = refused(confirm_status, pathfinder, when=WHEN, by=chair)

    assert reasons == [*not_on_record(*steps), NO_LETTER]


@pytest.mark.parametrize(
    "letter",
    [
        {"state": LetterState.DRAFT},
        {"kind": LetterKind.WARNING},
        {"kind": LetterKind.REINSTATEMENT},
    ],
)
def test_only_a_signed_confirmation_letter_counts(db, letter):
    pathfinder, chair = make_ready(**letter), factories.make_chair()

    assert refused(confirm_status, pathfinder, when=WHEN, by=chair) == [NO_LETTER]


def test_an_exempted_step_is_not_missing(db):
    pathfinder = make_ready(leave_out={MilestoneKind.WORKSHOP})
    chair = factories.make_chair()
    missing = refused(confirm_status, pathfinder, when=WHEN, by=chair)

    factories.make_exemption(pathfinder, MilestoneKind.WORKSHOP)
    confirm_status(pathfinder, when=WHEN, by=chair)

    assert missing == not_on_record("Strategic planning workshop")
    assert Pathfinder.objects.get().status == Status.PATHFINDER


@pytest.mark.parametrize("who", ["chair", "administrator"])
def test_who_prepared_the_letter_does_not_confirm(db, who):
    by = getattr(factories, f"make_{who}")()
    call = {"when": WHEN, "by": by, "override": "No written reason replaces the other"}

    assert refused(confirm_status, make_ready(created_by=by), **call) == [PREPARER]


def test_the_latest_signed_letter_decides_who_prepared_it(db):
    chair = factories.make_chair()
    pathfinder = make_ready(created_by=chair)
    factories.make_letter(pathfinder, state=LetterState.SIGNED)

    confirm_status(pathfinder, when=WHEN, by=chair)

    assert Pathfinder.objects.get().status == Status.PATHFINDER


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_administrator_confirms_only_with_a_reason(db, reason):
    pathfinder, administrator = make_ready(), factories.make_administrator()

    reasons = refused(
        confirm_status, pathfinder, when=WHEN, by=administrator, reason=reason
    )
    confirm_status(pathfinder, when=WHEN, by=administrator, reason="Asked by the Chair")

    assert reasons == [NO_REASON]
    assert StatusEvent.objects.get().reason == "Asked by the Chair"
    assert AuditEvent.objects.get().reason == "Asked by the Chair"


def test_the_chair_cannot_override_a_missing_proof(db):
    pathfinder = make_ready(leave_out={MilestoneKind.WORKSHOP})
    chair = factories.make_chair()

    reasons = refused(
        confirm_status, pathfinder, when=WHEN, by=chair, override="I know it happened"
    )

    assert reasons == not_on_record("Strategic planning workshop")


def test_an_administrator_overrides_and_it_stays_visible(db):
    pathfinder = factories.make_pathfinder(procedure=Procedure.V2018)
    factories.make_milestone(pathfinder, MilestoneKind.EXPRESSION_OF_INTEREST)
    administrator = factories.make_administrator()

    confirm_status(
        pathfinder,
        when=PartialDate.parse("2018"),
        by=administrator,
        override="Stated in the minutes of 2018",
    )

    missing = "\n".join(
        [
            *not_on_record("Observed a meeting of the Group", "Senior official named"),
            NO_LETTER,
        ]
    )
    status, decision = StatusEvent.objects.get(), AuditEvent.objects.get()
    assert (status.on, status.precision) == (date(2018, 1, 1), "year")
    assert (status.reason, status.overridden) == (
        "Stated in the minutes of 2018",
        missing,
    )
    assert (decision.reason, decision.overridden) == (
        "Stated in the minutes of 2018",
        missing,
    )


# --- Hold and reinstatement ---


@pytest.mark.parametrize(
    ("verb", "was", "now", "kind", "reason"),
    [
        (
            put_on_hold,
            Status.PATHFINDER,
            Status.ON_HOLD,
            MilestoneKind.ON_HOLD,
            "Two weak years.",
        ),
        (
            reinstate,
            Status.ON_HOLD,
            Status.PATHFINDER,
            MilestoneKind.REINSTATEMENT,
            "One good year.",
        ),
    ],
)
def test_a_decision_on_grounds_is_on_record(db, verb, was, now, kind, reason):
    pathfinder, chair = factories.make_pathfinder(status=was), factories.make_chair()

    verb(pathfinder, by=chair, **HOLD)

    event, milestone = StatusEvent.objects.get(), Milestone.objects.get()
    assert Pathfinder.objects.get().status == now
    assert (event.was, event.now, event.on) == (was, now, DAY)
    assert (event.decision_reference, event.reason) == (DECISION, reason)
    assert (milestone.kind, milestone.on, milestone.source) == (kind, DAY, DECISION)
    assert trail() == [
        (f"pathfinder.{verb.__name__}", was, now),
        ("milestone.recorded", "", ""),
    ]


@pytest.mark.parametrize(
    ("verb", "was", "reason"),
    [
        (put_on_hold, Status.PATHFINDER, NO_HOLD),
        (reinstate, Status.ON_HOLD, NO_REINSTATEMENT),
    ],
)
def test_without_grounds_there_is_no_decision(db, verb, was, reason):
    pathfinder, chair = factories.make_pathfinder(status=was), factories.make_chair()
    facts = HOLD | {"grounds": NO_GROUNDS}

    assert refused(verb, pathfinder, by=chair, **facts) == [reason]


@pytest.mark.parametrize(
    ("verb", "was", "missing"),
    [
        (put_on_hold, Status.PATHFINDER, NO_HOLD),
        (reinstate, Status.ON_HOLD, NO_REINSTATEMENT),
    ],
)
def test_an_administrator_may_override_missing_grounds(db, verb, was, missing):
    pathfinder = factories.make_pathfinder(status=was)
    administrator = factories.make_administrator()
    facts = HOLD | {"grounds": NO_GROUNDS}

    verb(pathfinder, by=administrator, override="The Group decided", **facts)

    event = StatusEvent.objects.get()
    assert (event.reason, event.overridden) == ("The Group decided", missing)


@pytest.mark.parametrize(
    ("verb", "was"), [(put_on_hold, Status.PATHFINDER), (reinstate, Status.ON_HOLD)]
)
def test_grounds_are_not_an_administrators_reason(db, verb, was):
    pathfinder = factories.make_pathfinder(status=was)
    administrator = factories.make_administrator()

    reasons = refused(verb, pathfinder, by=administrator, **HOLD)
    verb(pathfinder, by=administrator, reason="Asked by the Chair", **HOLD)

    assert reasons == [NO_REASON]
    assert StatusEvent.objects.get().reason == "Asked by the Chair"


@pytest.mark.parametrize(
    ("verb", "was"), [(put_on_hold, Status.PATHFINDER), (reinstate, Status.ON_HOLD)]
)
def test_a_decision_has_a_reference(db, verb, was):
    pathfinder, chair = factories.make_pathfinder(status=was), factories.make_chair()
    facts = HOLD | {"decision_reference": "  "}

    assert refused(verb, pathfinder, by=chair, **facts) == [NO_DECISION]


# --- Leaving and coming back ---


@pytest.mark.parametrize("was", [Status.ON_PATH, Status.PATHFINDER, Status.ON_HOLD])
def test_a_country_withdraws_by_its_own_decision(db, was):
    pathfinder, chair = factories.make_pathfinder(status=was), factories.make_chair()

    withdraw(pathfinder, on=DAY, reason="Note of the ministry", by=chair)

    event, milestone = StatusEvent.objects.get(), Milestone.objects.get()
    assert Pathfinder.objects.get().status == Status.WITHDRAWN
    assert (event.was, event.now, event.reason) == (
        was,
        Status.WITHDRAWN,
        "Note of the ministry",
    )
    assert (milestone.kind, milestone.on) == (MilestoneKind.WITHDRAWAL, DAY)
    assert trail()[0] == ("pathfinder.withdraw", was, "withdrawn")


def test_a_country_that_withdrew_comes_back_to_the_path(db):
    pathfinder = factories.make_pathfinder(status=Status.WITHDRAWN)
    chair = factories.make_chair()

    return_to_path(pathfinder, on=DAY, reason="Note of the ministry", by=chair)

    event = StatusEvent.objects.get()
    assert Pathfinder.objects.get().status == Status.ON_PATH
    assert (event.was, event.now, event.on) == ("withdrawn", "on_path", DAY)
    assert trail() == [("pathfinder.return_to_path", "withdrawn", "on_path")]


@pytest.mark.parametrize(
    ("verb", "was"), [(withdraw, Status.ON_PATH), (return_to_path, Status.WITHDRAWN)]
)
@pytest.mark.parametrize(
    "make_person", [factories.make_administrator, factories.make_chair]
)
def test_the_country_s_own_decision_is_recorded_only_with_words(
    db, verb, was, make_person
):
    pathfinder = factories.make_pathfinder(status=was)

    assert refused(verb, pathfinder, on=DAY, reason=" ", by=make_person()) == [
        "Write what the country decided, and why."
    ]


def test_a_long_reason_for_a_withdrawal_is_kept_whole(db):
    pathfinder = factories.make_pathfinder()
    words = "The government decided so. " * 100

    withdraw(pathfinder, on=DAY, reason=words, by=factories.make_chair())

    assert pathfinder.milestones.get().note == words


def test_the_caller_s_copy_does_not_decide_the_state(db):
    """Two people decide at once: the second reads the state the first has written."""
    pathfinder = factories.make_pathfinder(status=Status.PATHFINDER)
    chair = factories.make_chair()
    withdraw(pathfinder, on=DAY, reason="First", by=chair)
    assert pathfinder.status == Status.PATHFINDER

    options = STATUS.options(Pathfinder.objects.get(), chair)

    assert [option.move.verb for option in options] == ["return_to_path"]

"""Sending values in, deciding about them, and making them public: all or nothing."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from monitoring import rules
from monitoring.enums import CommentKind, SubmissionState, ValueState
from monitoring.models import ObservationVersion
from monitoring.selectors.sending import what_is_missing
from monitoring.workflow import submission as sending
from monitoring.workflow import value as moves
from tests import factories
from tests.factories.rounds import make_submission
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db
SUBMITTED = SubmissionState.SUBMITTED


@pytest.fixture
def submission():
    return make_submission()


@pytest.fixture
def focal_point(submission):
    return factories.make_focal_point(submission.pathfinder.country)


@pytest.fixture
def officer():
    return factories.make_officer()


def value_of(submission, **fields) -> ObservationVersion:
    return make_value(make_observation(submission.pathfinder), **fields)


def state(version) -> str:
    return ObservationVersion.objects.get(pk=version.pk).state


def test_sending_in_takes_every_draft_of_the_country(submission, focal_point):
    drafts = [value_of(submission) for _number in range(3)]
    other = make_value(make_observation())

    sent = sending.submit(
        submission, by=focal_point, what_is_missing=what_is_missing, message=" Final. "
    )

    assert (sent.state, sent.message) == (SUBMITTED, "Final.")
    assert [state(each) for each in drafts] == ["submitted"] * 3
    assert state(other) == "draft"


def test_sending_in_nothing_is_refused(submission, focal_point):
    with pytest.raises(Blocked) as refused:
        sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)

    assert refused.value.reasons == ("There is no value to send in.",)


def test_what_is_missing_stops_all(submission, focal_point):
    draft = value_of(submission)

    with pytest.raises(Blocked):
        sending.submit(
            submission, by=focal_point, what_is_missing=lambda _: ["Explain the jump."]
        )

    assert state(draft) == "draft"


def test_values_go_back_one_by_one_with_their_reason(submission, focal_point, officer):
    good, odd = value_of(submission), value_of(submission)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)

    sending.send_back(
        submission, [moves.Return(odd, "unit", "Percent or number?")], by=officer
    )

    assert (state(good), state(odd)) == ("submitted", "returned")
    [said] = odd.observation.comments.all()
    assert (said.kind, said.reason, said.text, said.value) == (
        CommentKind.RETURN,
        "unit",
        "Percent or number?",
        odd,
    )


@pytest.mark.parametrize(("reason", "text"), [("", "Why?"), ("unit", "  ")])
def test_value_without_a_reason_does_not_go_back(
    submission, focal_point, officer, reason, text
):
    odd = value_of(submission)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)

    with pytest.raises(Blocked):
        sending.send_back(submission, [moves.Return(odd, reason, text)], by=officer)
    submission.refresh_from_db()
    assert (state(odd), submission.state) == ("submitted", SUBMITTED)


def test_who_entered_or_sent_a_value_does_not_accept_it(submission, focal_point):
    writer, second = factories.make_officer(), factories.make_officer()
    written = value_of(submission, recorded_by=writer)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)

    with pytest.raises(Blocked):
        moves.accept_values([written], by=writer)
    assert state(written) == "submitted"
    moves.accept_values([written], by=second)
    assert state(written) == "accepted"


def test_one_value_that_may_not_be_accepted_keeps_all_back(submission, focal_point):
    officer = factories.make_officer()
    mine, theirs = value_of(submission, recorded_by=officer), value_of(submission)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)

    with pytest.raises(Blocked):
        moves.accept_values([theirs, mine], by=officer)
    assert (state(mine), state(theirs)) == ("submitted", "submitted")


def test_approval_waits_for_every_value(submission, focal_point, officer):
    one, other = value_of(submission), value_of(submission)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
    moves.accept_values([one], by=officer)

    with pytest.raises(Blocked):
        sending.approve(submission, by=officer)
    moves.accept_values([other], by=officer)
    assert sending.approve(submission, by=officer).state == SubmissionState.APPROVED


def test_publication_supersedes_what_was_public(submission, focal_point, officer):
    observation = make_observation(submission.pathfinder)
    old = make_value(observation, state=ValueState.PUBLISHED)
    new = make_value(
        observation,
        quantity=Decimal(13),
        state=ValueState.ACCEPTED,
        submission=submission,
    )
    submission.state = SubmissionState.APPROVED
    submission.save()

    sending.publish(submission, by=officer)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == ("superseded", "published")
    assert old.superseded_at is not None
    assert new.published_at is not None
    assert ObservationVersion.objects.published().get() == new


def test_withdrawal_says_why(submission, focal_point):
    value = value_of(submission)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)

    with pytest.raises(Blocked) as refused:
        sending.withdraw(submission, reason="  ", by=focal_point)

    assert refused.value.reasons == ("Say why you take the values back.",)
    assert state(value) == "submitted"


def test_withdrawal_leaves_what_was_accepted(submission, focal_point, officer):
    accepted, waiting = value_of(submission), value_of(submission)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
    moves.accept_values([accepted], by=officer)

    sending.withdraw(submission, reason="One more survey", by=focal_point)

    assert (state(accepted), state(waiting)) == ("accepted", "draft")


def test_every_moved_value_leaves_one_entry(submission, focal_point):
    for _number in range(3):
        value_of(submission)

    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)

    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["submission.submit", *["value.submit"] * 3]


def test_sending_in_costs_the_same_for_many_values(
    submission, focal_point, django_assert_max_num_queries
):
    costs = []
    assert rules.may_submit_values(focal_point, submission)  # asks for the roles once
    for count in (1, 30):
        for _number in range(count):
            value_of(submission)
        with django_assert_max_num_queries(25) as queries:
            sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
        costs.append(len(queries))
        sending.withdraw(submission, reason="Again", by=focal_point)

    assert costs[0] == costs[1]


def test_contributors_do_not_send_in(submission):
    value_of(submission)

    with pytest.raises(PermissionDenied):
        sending.submit(
            submission,
            by=factories.make_contributor(submission.pathfinder.country),
            what_is_missing=what_is_missing,
        )

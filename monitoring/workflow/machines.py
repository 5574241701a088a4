"""The moves of values and of submissions. Made and published by different people."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.dates import write_day
from alliance87.core.workflow import Machine, Move
from monitoring import rules
from monitoring.enums import SubmissionState, ValueState

SECRETARIAT = gettext_lazy("the secretariat")
FOCAL_POINT = gettext_lazy("the country’s focal point")


def _may_submit(user, version) -> bool:
    return rules.may_correct(user, version.pathfinder)


def _may_discard(user, version) -> bool:
    return rules.may_discard(user, version.pathfinder)


def _may_replace(user, version) -> bool:
    """Whoever writes the next version, or publishes it, ends this one with it."""
    return rules.may_see_work(user, version.pathfinder)


def second_person_accepts(version, by, _facts) -> list[str]:
    """Nobody accepts a value that they entered or sent in."""
    if by.pk in {version.recorded_by_id, version.submitted_by_id}:
        return [
            _("%(value)s: another person must accept it, you entered or sent it.")
            % {"value": version.observation}
        ]
    return []


VALUE = Machine(
    "value",
    field="state",
    states=ValueState,
    moves=(
        Move(
            verb="submit",
            label=gettext_lazy("Send it in"),
            sources=frozenset({ValueState.DRAFT, ValueState.RETURNED}),
            target=ValueState.SUBMITTED,
            may=_may_submit,
            who=FOCAL_POINT,
            needs=gettext_lazy("an explanation where a check asks for one"),
        ),
        Move(
            verb="withdraw",
            label=gettext_lazy("Take it back"),
            sources=frozenset({ValueState.SUBMITTED}),
            target=ValueState.DRAFT,
            may=_may_submit,
            who=FOCAL_POINT,
            needs=gettext_lazy("no decision about it yet"),
        ),
        Move(
            verb="return",
            label=gettext_lazy("Send it back with a reason"),
            sources=frozenset({ValueState.SUBMITTED}),
            target=ValueState.RETURNED,
            may=rules.may_review_values,
            who=SECRETARIAT,
            needs=gettext_lazy("the reason and what to change, for each value"),
        ),
        Move(
            verb="accept",
            label=gettext_lazy("Accept it"),
            sources=frozenset({ValueState.SUBMITTED}),
            target=ValueState.ACCEPTED,
            may=rules.may_review_values,
            binding=second_person_accepts,
            who=SECRETARIAT,
            needs=gettext_lazy("another person than those who entered or sent it"),
        ),
        Move(
            verb="publish",
            label=gettext_lazy("Publish it"),
            sources=frozenset({ValueState.ACCEPTED}),
            target=ValueState.PUBLISHED,
            may=rules.may_review_values,
            who=SECRETARIAT,
        ),
        Move(
            verb="supersede",
            label=gettext_lazy("Replace by the next version"),
            sources=frozenset(
                {ValueState.DRAFT, ValueState.RETURNED, ValueState.PUBLISHED}
            ),
            target=ValueState.SUPERSEDED,
            may=_may_replace,
            who=gettext_lazy("follows when another version is saved or published"),
        ),
        Move(
            verb="discard",
            label=gettext_lazy("Throw the draft away"),
            sources=frozenset({ValueState.DRAFT, ValueState.RETURNED}),
            target=ValueState.DISCARDED,
            may=_may_discard,
            who=gettext_lazy("the country’s team"),
            needs=gettext_lazy("nothing; what it said stays in the history"),
        ),
    ),
)


def what_the_verb_found(_submission, _by, facts) -> list[str]:
    """Return the sentences that the verb found to stand in the way."""
    return list(facts or ())


def closed(submission) -> list[str]:
    """Return the sentence that says so when the time for the country is over."""
    day = submission.closes_on
    if day >= timezone.localdate():
        return []
    text = _("Reporting closed on %(day)s. Ask the secretariat for more time.")
    return [text % {"day": write_day(day)}]


def before_sending(submission, by, facts) -> list[str]:
    """What came back is answered at any time; a first report must be in time."""
    is_late = submission.state == SubmissionState.OPEN
    late = closed(submission) if is_late else []
    return [*late, *what_the_verb_found(submission, by, facts)]


def before_withdrawal(submission, _by, _facts) -> list[str]:
    if not closed(submission):
        return []
    return [
        _(
            "Reporting is closed: what you take back could not be sent in again. Ask "
            "the secretariat to send values back."
        )
    ]


SUBMISSION = Machine(
    "submission",
    field="state",
    states=SubmissionState,
    moves=(
        Move(
            verb="submit",
            label=gettext_lazy("Send the values in"),
            sources=frozenset({SubmissionState.OPEN, SubmissionState.RETURNED}),
            target=SubmissionState.SUBMITTED,
            may=rules.may_submit_values,
            guard=before_sending,
            who=FOCAL_POINT,
            needs=gettext_lazy(
                "a value at least, before the round closes; an explanation where a "
                "check asks for one; an answer to each value that was sent back"
            ),
        ),
        Move(
            verb="withdraw",
            label=gettext_lazy("Take the values back"),
            sources=frozenset({SubmissionState.SUBMITTED}),
            target=SubmissionState.OPEN,
            may=rules.may_submit_values,
            guard=before_withdrawal,
            who=FOCAL_POINT,
            needs=gettext_lazy(
                "the reason, before the round closes; values that were accepted stay so"
            ),
        ),
        Move(
            verb="return",
            label=gettext_lazy("Send values back"),
            sources=frozenset({SubmissionState.SUBMITTED, SubmissionState.RETURNED}),
            target=SubmissionState.RETURNED,
            may=rules.may_review_values,
            who=SECRETARIAT,
            needs=gettext_lazy("a reason for each value that goes back"),
        ),
        Move(
            verb="approve",
            label=gettext_lazy("Approve the submission"),
            sources=frozenset({SubmissionState.SUBMITTED}),
            target=SubmissionState.APPROVED,
            may=rules.may_review_values,
            guard=what_the_verb_found,
            who=SECRETARIAT,
            needs=gettext_lazy("every value accepted"),
        ),
        Move(
            verb="publish",
            label=gettext_lazy("Publish the values"),
            sources=frozenset({SubmissionState.APPROVED}),
            target=SubmissionState.PUBLISHED,
            may=rules.may_review_values,
            who=SECRETARIAT,
        ),
        Move(
            verb="reopen",
            label=gettext_lazy("Open the submission again"),
            sources=frozenset({SubmissionState.APPROVED, SubmissionState.PUBLISHED}),
            target=SubmissionState.OPEN,
            may=rules.may_review_values,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "the reason; after the round has closed the last day; no other report "
                "of the country under way"
            ),
        ),
    ),
)

"""Reminders to who has not commented, usually three days before a round closes."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from alliance87.core import outbox
from alliance87.partners.enums import Role
from meetings import rules
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import CATCH_UP_DAYS, Run, day_of
from meetings.enums import SPEAKS, ReminderKind, RoundAudience, Standing
from meetings.models import CommentRound
from meetings.models.reminders import USUAL_DAYS
from meetings.models.speaking import partners_of
from meetings.recipients import Recipient, at_seats, with_role
from meetings.selectors.comments import silence_in

KIND = ReminderKind.COMMENT
STEPS = USUAL_DAYS[KIND]
ROLES = {
    RoundAudience.MEMBERS: (Role.GCG_MEMBER,),
    RoundAudience.GCG: (Role.GCG_MEMBER, Role.GCG_OBSERVER),
    RoundAudience.COUNTRIES: (Role.GCG_MEMBER, Role.GCG_OBSERVER, Role.FOCAL_POINT),
}


def due(
    today: date, days: Sequence[int] = STEPS, ahead: int = 0
) -> Iterator[tuple[Recipient, Due]]:
    run = Run(today, tuple(days), CATCH_UP_DAYS, ahead)
    rows = CommentRound.objects.open_on(timezone.now()).select_related(
        "version__paper", "report__meeting"
    )
    for each in rows:
        due_on = day_of(each.closes_at, each.time_zone)
        if _is_example(each):
            continue
        for day, step in run.reminders(due_on):
            for recipient in _silent(each, day):
                yield recipient, _due(each, recipient, due_on, step)


def _due(asked: CommentRound, recipient: Recipient, due_on: date, step: int) -> Due:
    url = outbox.address_of(asked.get_absolute_url()) if recipient.user else ""
    return Due(Kind.COMMENT, asked, asked, str(asked), due_on, step, url)


def _is_example(comment_round: CommentRound) -> bool:
    if comment_round.report:
        return comment_round.report.meeting.is_example
    return comment_round.version.paper.is_example


def _silent(comment_round: CommentRound, today: date) -> Iterator[Recipient]:
    """Yield who was asked, may comment, and for whose partner nobody did."""
    said = set(comment_round.comments.values_list("created_by", flat=True))
    holders = silence_in(comment_round)
    spoke = {each.pk for each in holders.spoke}
    of_seats = {"term__holder__in": holders.silent, "role__in": SPEAKS}
    if comment_round.audience == RoundAudience.MEMBERS:
        of_seats["term__seat__standing"] = Standing.MEMBER
    for each in at_seats(today, **of_seats):
        if each.user is None or _may_comment(each, comment_round, said, spoke):
            yield each
    for each in with_role(today, role__in=ROLES[comment_round.audience]):
        if _may_comment(each, comment_round, said, spoke):
            yield each


def _may_comment(recipient: Recipient, comment_round, said, spoke) -> bool:
    user = recipient.user
    if user.pk in said or not rules.may_comment(user, comment_round):
        return False
    own = partners_of(user).values_list("pk", flat=True)
    return not spoke.intersection(own)

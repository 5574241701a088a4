"""Comment rounds as their pages and tables read them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from alliance87.partners.models import Partner
from meetings import rules
from meetings.enums import Disposition, RoundAudience, Standing
from meetings.models import Comment, CommentRound, SeatTerm, partners_of

TONES: dict[str, str] = {
    Disposition.OPEN: "todo",
    Disposition.ACCEPTED: "good",
    Disposition.PARTLY: "half",
    Disposition.NOT_ACCEPTED: "na",
    Disposition.NOTED: "info",
}


@dataclass(frozen=True, slots=True)
class Silence:
    """Which holders of seats said something in a round, and which did not."""

    spoke: tuple[Partner, ...]
    silent: tuple[Partner, ...]


def rounds_of(user) -> QuerySet:
    return CommentRound.objects.visible_to(user).select_related(
        "version__paper", "report__meeting"
    )


def comments_of(comment_round: CommentRound, user) -> QuerySet:
    """Return all comments, or those of the own partner until answers are shared."""
    rows = comment_round.comments.select_related("partner", "person", "created_by")
    if rules.may_read_all_comments(user, comment_round):
        return rows
    own = Q(created_by=user.pk) | Q(partner__in=partners_of(user))
    return rows.filter(own)


def counts_of(comments: Iterable[Comment]) -> dict[str, int]:
    """Return how many comments there are with each answer."""
    found = Counter(comment.disposition for comment in comments)
    return {value: found[value] for value in Disposition.values}


def silence_in(comment_round: CommentRound) -> Silence:
    """Return which holders of seats commented (two queries).

    Those count who held a seat when the round ended; observers only where they were
    asked.
    """
    last = min(comment_round.ends_at, timezone.now())
    terms = SeatTerm.objects.on(timezone.localdate(last))
    if comment_round.audience == RoundAudience.MEMBERS:
        terms = terms.filter(seat__standing=Standing.MEMBER)
    holders = Partner.objects.filter(pk__in=terms.values("holder"))
    spoke = set(comment_round.comments.values_list("partner", flat=True))
    return Silence(
        spoke=tuple(each for each in holders if each.pk in spoke),
        silent=tuple(each for each in holders if each.pk not in spoke),
    )


def speaker_of(comment: Comment) -> str:
    """Return who said it as a table prints it: the partner, else the person."""
    return str(comment.partner or comment.person or comment.created_by.name)

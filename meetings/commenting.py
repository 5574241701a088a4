"""Verbs of comment rounds: on a version of a paper, and on the report of a meeting.

Who is asked says so for the own partner, the secretariat answers each comment, and the
table of answers is shared with all who were asked. Silence counts as agreement only in
a round that said so when it opened.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.audit import record
from alliance87.core.deadlines import Deadline
from alliance87.core.exceptions import Blocked, DomainError
from alliance87.partners.models import Partner, Person
from meetings import rules
from meetings.enums import (
    Disposition,
    PaperVisibility,
    ReportState,
    RoundAudience,
    VersionState,
)
from meetings.models import (
    Comment,
    CommentRound,
    MeetingReport,
    PaperVersion,
    named_at_seats,
    partners_of,
)
from meetings.models.comment_rounds import REFUSALS

# Who may read the paper may be asked about it, and nobody else.
NARROW = {
    PaperVisibility.GCG: {RoundAudience.MEMBERS, RoundAudience.GCG},
    PaperVisibility.MEMBERS: {RoundAudience.MEMBERS},
}


@transaction.atomic
def open_round(
    subject: PaperVersion | MeetingReport,
    *,
    by,
    closes: Deadline,
    audience: str,
    opens_at: datetime | None = None,
    silence_is_consent: bool = False,
    instructions: str = "",
) -> CommentRound:
    """Ask for comments on a version that is out for comments, or on a report.

    Raises Blocked while another round is open on it, when it is not out for comments,
    or when people would be asked who may not read it.
    """
    _only_those_who_may(by)
    locked = type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)
    about = {"version": locked} if isinstance(locked, PaperVersion) else {}
    about = about or {"report": locked}
    _end_those_over(locked)
    opens = opens_at or timezone.now()
    missing = [*_not_out(locked), *_not_readers(locked, audience)]
    if closes.at <= max(opens, timezone.now()):
        missing.append(_("The round would close before anybody could comment."))
    if locked.comment_rounds.filter(closed_at__isnull=True).exists():
        missing.append(_("A round is open on it already: close that one first."))
    if missing:
        raise Blocked(missing)
    opened = CommentRound.objects.create(
        **about,
        opens_at=opens,
        closes_at=closes.at,
        time_zone=closes.zone,
        audience=audience,
        silence_is_consent=silence_is_consent,
        instructions=instructions.strip(),
        created_by=by,
    )
    record("comment_round.opened", opened, by=by, now=str(closes))
    return opened


def _end_those_over(subject) -> None:
    """Close the rounds whose time is past; nothing else ends them by themselves."""
    over = subject.comment_rounds.filter(
        closed_at__isnull=True, closes_at__lte=timezone.now()
    )
    for each in over:
        each.closed_at = each.closes_at
        each.save(update_fields=["closed_at", "changed_at"])


def _not_out(subject) -> list[str]:
    if isinstance(subject, PaperVersion):
        is_out = subject.state == VersionState.FOR_COMMENT
        words = _("Circulate the version for comments first.")
    else:
        is_out = subject.state == ReportState.CIRCULATED
        words = _("Circulate the report first.")
    return [] if is_out else [words]


def _not_readers(subject, audience: str) -> list[str]:
    if isinstance(subject, PaperVersion):
        allowed = NARROW.get(subject.paper.visibility, set(RoundAudience))
    else:
        allowed = NARROW[PaperVisibility.GCG]
    if audience in allowed:
        return []
    return [_("Some of those who would be asked may not read it. Ask fewer people.")]


@transaction.atomic
def close_round(comment_round: CommentRound, *, by) -> CommentRound:
    """Take no more comments, also before the hour that was set."""
    _only_those_who_may(by)
    locked = CommentRound.objects.select_for_update(of=("self",)).get(
        pk=comment_round.pk
    )
    if locked.closed_at:
        raise DomainError(_("The round is closed already."))
    locked.closed_at, locked.closed_by = timezone.now(), by
    locked.save()
    record("comment_round.closed", locked, by=by)
    return locked


@transaction.atomic
def share_answers(comment_round: CommentRound, *, by) -> CommentRound:
    """Show the table of comments and answers to all who were asked."""
    _only_those_who_may(by)
    rows = CommentRound.objects.select_for_update(of=("self",))
    locked = rows.get(pk=comment_round.pk)
    waiting = locked.comments.filter(disposition=Disposition.OPEN).count()
    missing = []
    if not locked.is_over:
        missing.append(_("Comments are still taken: close the round first."))
    if waiting:
        missing.append(
            ngettext(
                "%(count)s comment has no answer yet.",
                "%(count)s comments have no answer yet.",
                waiting,
            )
            % {"count": waiting}
        )
    if missing:
        raise Blocked(missing)
    locked.closed_at = locked.closed_at or locked.closes_at
    locked.answered_at = timezone.now()
    locked.save()
    record("comment_round.answered", locked, by=by)
    return locked


# --- Comments -------------------------------------------------------------------------


def own_partner(user) -> Partner | None:
    """Return for whom a person comments: the holder of the seat, else the employer."""
    held = named_at_seats().filter(person__user=user)
    own = partners_of(user).annotate(is_seated=Q(pk__in=held.values("term__holder")))
    return own.order_by("-is_seated", "name", "pk").first()


@transaction.atomic
def add_comment(
    comment_round: CommentRound,
    *,
    by,
    text: str,
    section: str = "",
    partner: Partner | None = None,
) -> Comment:
    """Add a comment for the own partner; the secretariat enters it for any partner.

    Raises Blocked when the round takes none; what reached the secretariat in time can
    still be entered until the answers are shared.
    """
    rows = CommentRound.objects.select_for_update(of=("self",))
    locked = rows.get(pk=comment_round.pk)
    if not rules.may_comment(by, locked):
        raise PermissionDenied
    is_keeper = rules.may_edit_papers(by)
    _refuse_when_over(locked, is_keeper=is_keeper)
    last = locked.comments.aggregate(last=Max("position"))["last"] or 0
    comment = Comment(
        round=locked,
        partner=partner if is_keeper else own_partner(by),
        person=None if is_keeper else Person.objects.filter(user=by).first(),
        position=last + 1,
        section=section.strip(),
        text=text.strip(),
        created_by=by,
    )
    comment.full_clean(exclude=["created_by"])
    comment.save()
    record("comment.added", comment, by=by)
    return comment


def _refuse_when_over(comment_round: CommentRound, *, is_keeper: bool) -> None:
    if is_keeper and comment_round.answered_at is None:
        return
    if not comment_round.is_open:
        raise Blocked([_("No comments are taken in this round any more.")])


@transaction.atomic
def change_comment(
    comment: Comment, *, section: str, text: str, expected: int, by
) -> Comment:
    """Change an own comment while the round is open."""
    stored = _own_comment(comment, by=by)
    stored.section, stored.text = section.strip(), text.strip()
    stored.full_clean(exclude=["created_by"])
    stored.save_checked(expected=expected)
    record("comment.changed", stored, by=by)
    return stored


@transaction.atomic
def remove_comment(comment: Comment, *, by) -> None:
    """Take an own comment back while the round is open."""
    stored = _own_comment(comment, by=by)
    record("comment.removed", stored, by=by)
    stored.delete()


def _own_comment(comment: Comment, *, by) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("round")
    stored = rows.get(pk=comment.pk)
    is_keeper = rules.may_edit_papers(by)
    if stored.created_by_id != by.pk or not rules.may_comment(by, stored.round):
        raise PermissionDenied
    _refuse_when_over(stored.round, is_keeper=is_keeper)
    if stored.disposition != Disposition.OPEN:
        raise Blocked([_("The comment is answered already.")])
    return stored


@transaction.atomic
def answer_comment(
    comment: Comment, *, disposition: str, response: str, expected: int, by
) -> Comment:
    """Say what was done with a comment; a refusal says why.

    `expected` is the version that was read; raises StaleVersion when somebody else
    answered meanwhile, and Blocked once the answers are shared.
    """
    _only_those_who_may(by)
    rows = Comment.objects.select_for_update(of=("self",)).select_related("round")
    stored = rows.get(pk=comment.pk)
    if stored.round.answered_at:
        raise Blocked([_("The answers are shared and stay as they are.")])
    if disposition in REFUSALS and not response.strip():
        raise Blocked([_("Say why a comment is not accepted, or not all of it.")])
    was, stored.disposition = stored.disposition, disposition
    stored.response = response.strip()
    stored.full_clean(exclude=["created_by"])
    stored.save_checked(expected=expected)
    record("comment.answered", stored, by=by, was=was, now=disposition)
    return stored


def _only_those_who_may(by) -> None:
    if not rules.may_edit_papers(by):
        raise PermissionDenied

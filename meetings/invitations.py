"""Verbs of participants: put on the list, invite, answer, attend.

A personal link carries the answer of somebody without an account. Its token follows
from the secret key of the site and is never stored, only its SHA-256; a new link kills
the old one.
"""

from collections.abc import Iterable
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from alliance87.core import outbox
from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings import delegates, rules
from meetings.enums import (
    Attendance,
    Capacity,
    MeetingState,
    ReportState,
    Response,
    TakesPart,
)
from meetings.models import Meeting, MeetingReport, Participation
from meetings.taking_back import take_off

SALT = "meetings.participation.link"

# So often a personal link changes an answer and its delegate, and not more.
ANSWERS_BY_LINK = 30
TAKES_ANSWERS = (
    MeetingState.ANNOUNCED,
    MeetingState.CONVENED,
    MeetingState.POSTPONED,
)


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def by_token(token: str) -> Participation | None:
    """Return whose personal link it is; None for one that is dead or false.

    The link of somebody who left their place of work is dead.
    """
    rows = Participation.objects.select_related("meeting", "person", "partner")
    rows = rows.filter(token_hash=token_hash(token), is_copy=False)
    return rows.exclude(person__is_active=False).first()


def _run(meeting: Meeting, by) -> None:
    if not rules.may_run_meeting(by, meeting):
        raise PermissionDenied


def _change_list(meeting: Meeting, by) -> None:
    """Refuse a list that stands in an adopted report, which prints it."""
    _run(meeting, by)
    _only_unprinted(meeting)


def _only_unprinted(meeting: Meeting) -> None:
    reports = MeetingReport.objects.filter(meeting=meeting)
    if reports.filter(state=ReportState.ADOPTED).exists():
        raise Blocked(
            [_("The report is adopted: the list it prints is kept as it is.")]
        )


@transaction.atomic
def add_participant(participation: Participation, *, by) -> Participation:
    """Put somebody on the list of a meeting, invited or not."""
    _change_list(participation.meeting, by)
    rows = Participation.objects.filter(meeting=participation.meeting)
    if not participation.position:
        last = rows.aggregate(last=Max("position"))["last"] or 0
        participation.position = last + 1
    participation.created_by = by
    participation.full_clean(exclude=["created_by"])
    participation.save()
    record("participant.added", participation, by=by, now=participation.meeting.title)
    return participation


@transaction.atomic
def add_all(meeting: Meeting, people: Iterable[Participation], *, by) -> int:
    """Add those who are not on the list yet; return how many were added.

    A meeting has one chair: any other comes as a member.
    """
    has_chair = meeting.participations.filter(capacity=Capacity.CHAIR).exists()
    present = set(meeting.participations.values_list("person_id", flat=True))
    added = 0
    for each in people:
        if each.person_id is not None and each.person_id in present:
            continue
        if each.person is not None and each.person.pk is None:
            each.person.full_clean()
            each.person.save()
            record("contact.added", each.person, by=by, now=meeting.title)
            each.person_id = each.person.pk
        if each.capacity == Capacity.CHAIR:
            each.capacity = Capacity.MEMBER if has_chair else Capacity.CHAIR
            has_chair = True
        each.meeting = meeting
        add_participant(each, by=by)
        present.add(each.person_id)
        added += 1
    return added


@transaction.atomic
def change_participant(participation: Participation, *, expected: int, by):
    """Save changed facts of a participant; the answer has a verb of its own.

    Neither a personal link nor an answer passes to another person.
    """
    _change_list(participation.meeting, by)
    rows = Participation.objects.select_for_update()
    stored = rows.filter(pk=participation.pk).first()
    begins_anew = False
    if stored is not None and stored.person_id != participation.person_id:
        participation.typed_email = ""
        if stored.token_hash is not None:
            outbox.withdraw(stored.mail_cause)
            _put_new_link(participation, after=stored.link_number)
        # Somebody known by name only so far was found in the directory.
        was_found = stored.person_id is None and stored.name == participation.name
        begins_anew = not was_found
    if begins_anew:
        _forget_answer(participation)
    participation.full_clean(exclude=["created_by"])
    participation.save_checked(expected=expected)
    if begins_anew:
        delegates.keep(participation, None, by=by)
    record("participant.changed", participation, by=by)
    return participation


def _put_new_link(participation: Participation, *, after: int) -> None:
    participation.link_number = after + 1
    participation.token_hash = token_hash(token_of(participation))
    participation.answers_by_link = 0


def _forget_answer(participation: Participation) -> None:
    """Begin anew with somebody else, who was neither asked nor answered."""
    participation.response = Response.NOT_INVITED
    participation.response_mode = participation.response_note = ""
    participation.responded_at = participation.responded_by = None
    participation.invited_at = participation.mailed_sequence = None
    delegates.write_down(participation, None)


@transaction.atomic
def remove_participant(participation: Participation, *, by) -> None:
    """Take somebody off the list who neither answered nor came.

    Who was invited is told of it.
    """
    _change_list(participation.meeting, by)
    participation = Participation.objects.select_for_update(of=("self",)).get(
        pk=participation.pk
    )
    if participation.responded_at or participation.attended:
        raise Blocked(
            [_("Somebody who answered stays on the list: record a “no” instead.")]
        )
    if Participation.objects.filter(delegate_of=participation).exists():
        raise Blocked([_("Somebody else comes for this person.")])
    record("participant.removed", participation, by=by)
    take_off(participation)


def token_of(participation: Participation) -> str:
    """Return the token of the personal link in force."""
    return token_numbered(participation.pk, participation.link_number)


def token_numbered(key: int, number: int) -> str:
    """Return the token of one link of a participant; a later one kills it."""
    return salted_hmac(SALT, f"{key}:{number}", algorithm="sha256").hexdigest()


@transaction.atomic
def renew_link(participation: Participation, *, by) -> Participation:
    """End the personal link at once; the next mail brings another one."""
    _run(participation.meeting, by)
    locked = Participation.objects.select_for_update().get(pk=participation.pk)
    _put_new_link(locked, after=locked.link_number)
    locked.save(update_fields=["link_number", "token_hash", "answers_by_link"])
    record("participant.link_ended", locked, by=by)
    return locked


@transaction.atomic
def mark_invited(participation: Participation, *, by) -> Participation:
    """Record that the invitation goes out, and open the personal link.

    Who is in copy gets no link, and is not asked.
    """
    _change_list(participation.meeting, by)
    locked = Participation.objects.select_for_update().get(pk=participation.pk)
    locked.invited_at = timezone.now()
    locked.version += 1
    if not locked.is_copy:
        if locked.response == Response.NOT_INVITED:
            locked.response = Response.PENDING
        locked.token_hash = token_hash(token_of(locked))
    locked.save(update_fields=["response", "invited_at", "token_hash", "version"])
    return locked


def mark_told(participation: Participation, *, sequence: int) -> None:
    """Record how far the person knows the meeting, by its SEQUENCE in calendars."""
    rows = Participation.objects.filter(pk=participation.pk)
    rows.update(mailed_sequence=sequence)


@transaction.atomic
def answer(
    participation: Participation,
    response: str,
    *,
    mode: str = "",
    note: str = "",
    by=None,
    on_behalf: bool = False,
    delegate: dict | None = None,
) -> Participation:
    """Record the answer to an invitation.

    `by` is the person with an account who answers (None: by personal link);
    `on_behalf` when the secretariat writes down what it was told, which the trail
    shows. After the day until which people answer only the secretariat changes it.
    `delegate` is name, affiliation, e-mail address and mode of who comes instead.
    """
    locked = _locked(participation)
    _refuse_answer(locked, by=by, on_behalf=on_behalf)
    chosen = Response(response)
    if chosen == Response.YES and mode not in TakesPart.values:
        raise Blocked([_("Say whether you come or take part remotely.")])
    named = delegates.read(locked, delegate) if chosen == Response.DELEGATED else None
    was, locked.response = locked.response, chosen
    locked.response_mode = mode if chosen == Response.YES else ""
    locked.response_note = note[:500]
    locked.responded_at, locked.responded_by = timezone.now(), by
    locked.is_copy = False
    locked.version += 1
    locked.answers_by_link += by is None
    delegates.write_down(locked, named)
    locked.save()
    delegates.keep(locked, named, by=by)
    record(
        "participant.answered_for" if on_behalf else "participant.answered",
        locked,
        by=by,
        by_name="" if by else locked.name,
        was=was,
        now=chosen,
    )
    return locked


def _locked(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",))
    found = rows.select_related("meeting").filter(pk=participation.pk).first()
    if found is None:
        raise Blocked([_("This invitation was taken back.")])
    return found


def _refuse_answer(locked: Participation, *, by, on_behalf: bool) -> None:
    if on_behalf:
        if not rules.may_answer_for_others(by, locked.meeting):
            raise PermissionDenied
    elif locked.is_copy:
        raise PermissionDenied
    elif reasons := why_not_now(locked.meeting):
        raise Blocked(reasons)
    elif by is None and locked.answers_by_link >= ANSWERS_BY_LINK:
        raise Blocked([_("This was changed too often. Write to the secretariat.")])
    _only_unprinted(locked.meeting)


def why_not_now(meeting: Meeting) -> list[str]:
    """Return why nobody but the secretariat can answer, one sentence each."""
    if meeting.state not in TAKES_ANSWERS:
        words = _("The meeting is “%(state)s”: answers are not taken any more.")
        return [words % {"state": meeting.get_state_display()}]
    if meeting.rsvp_by is not None and timezone.now() > meeting.rsvp_by:
        return [
            _(
                "The time to answer is over. "
                "Write to the secretariat, which can still change your answer."
            )
        ]
    return []


@transaction.atomic
def record_attendance(meeting: Meeting, came: dict[int, str], *, by) -> int:
    """Write down who came, by key of participation; return how many rows changed."""
    _change_list(meeting, by)
    if meeting.state not in (MeetingState.CONVENED, MeetingState.HELD):
        raise Blocked([_("Attendance is recorded while a meeting is held, or after.")])
    changed = []
    for row in meeting.participations.select_for_update().filter(pk__in=came):
        value = came[row.pk]
        if value and value not in Attendance.values:
            raise Blocked([_("Choose how somebody took part from the list.")])
        if row.attended != value:
            row.attended = value
            changed.append(row)
    Participation.objects.bulk_update(changed, ["attended"])
    if changed:
        record("participant.attendance", meeting, by=by, now=str(len(changed)))
    return len(changed)

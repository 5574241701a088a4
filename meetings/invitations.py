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

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings import rules
from meetings.enums import Attendance, Capacity, MeetingState, Response, TakesPart
from meetings.models import Meeting, Participation

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
    """Return whose personal link it is; None for a link that is dead or false."""
    rows = Participation.objects.select_related("meeting", "person", "partner")
    return rows.filter(token_hash=token_hash(token)).first()


def _run(meeting: Meeting, by) -> None:
    if not rules.may_run_meeting(by, meeting):
        raise PermissionDenied


@transaction.atomic
def add_participant(participation: Participation, *, by) -> Participation:
    """Put somebody on the list of a meeting, invited or not."""
    _run(participation.meeting, by)
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
    """Add those who are not on the list yet; return how many were added."""
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
        each.meeting = meeting
        add_participant(each, by=by)
        present.add(each.person_id)
        added += 1
    return added


@transaction.atomic
def change_participant(participation: Participation, *, expected: int, by):
    """Save changed facts of a participant; the answer has a verb of its own."""
    _run(participation.meeting, by)
    participation.full_clean(exclude=["created_by"])
    participation.save_checked(expected=expected)
    record("participant.changed", participation, by=by)
    return participation


@transaction.atomic
def remove_participant(participation: Participation, *, by) -> None:
    """Take somebody off the list who neither answered nor came."""
    _run(participation.meeting, by)
    if participation.responded_at or participation.attended:
        raise Blocked(
            [_("Somebody who answered stays on the list: record a “no” instead.")]
        )
    if Participation.objects.filter(delegate_of=participation).exists():
        raise Blocked([_("Somebody else comes for this person.")])
    record("participant.removed", participation, by=by)
    participation.delete()


def token_of(participation: Participation) -> str:
    """Return the token of the personal link in force."""
    what = f"{participation.pk}:{participation.link_number}"
    return salted_hmac(SALT, what, algorithm="sha256").hexdigest()


@transaction.atomic
def renew_link(participation: Participation, *, by) -> Participation:
    """End the personal link at once; the next mail brings another one."""
    _run(participation.meeting, by)
    locked = Participation.objects.select_for_update().get(pk=participation.pk)
    locked.link_number += 1
    locked.token_hash = token_hash(token_of(locked))
    locked.save(update_fields=["link_number", "token_hash"])
    record("participant.link_ended", locked, by=by)
    return locked


@transaction.atomic
def mark_invited(participation: Participation, *, by) -> Participation:
    """Record that the invitation goes out, and open the personal link."""
    _run(participation.meeting, by)
    locked = Participation.objects.select_for_update().get(pk=participation.pk)
    if locked.response == Response.NOT_INVITED:
        locked.response = Response.PENDING
    locked.invited_at = timezone.now()
    locked.token_hash = token_hash(token_of(locked))
    locked.save(update_fields=["response", "invited_at", "token_hash"])
    return locked


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
    `delegate` is name, affiliation and mode of who comes instead.
    """
    locked = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .get(pk=participation.pk)
    )
    _refuse_answer(locked, by=by, on_behalf=on_behalf)
    chosen = Response(response)
    if chosen == Response.YES and mode not in TakesPart.values:
        raise Blocked([_("Say whether you come or take part remotely.")])
    was, locked.response = locked.response, chosen
    locked.response_mode = mode if chosen == Response.YES else ""
    locked.response_note = note[:500]
    locked.responded_at, locked.responded_by = timezone.now(), by
    locked.version += 1
    locked.save()
    _keep_delegate(locked, delegate if chosen == Response.DELEGATED else None, by=by)
    record(
        "participant.answered_for" if on_behalf else "participant.answered",
        locked,
        by=by,
        by_name="" if by else locked.name,
        was=was,
        now=chosen,
    )
    return locked


def _refuse_answer(locked: Participation, *, by, on_behalf: bool) -> None:
    if on_behalf:
        if not rules.may_answer_for_others(by, locked.meeting):
            raise PermissionDenied
    elif reasons := why_not_now(locked.meeting):
        raise Blocked(reasons)
    elif by is None and locked.version > ANSWERS_BY_LINK:
        raise Blocked([_("This was changed too often. Write to the secretariat.")])


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


def _keep_delegate(locked: Participation, delegate: dict | None, *, by) -> None:
    """Write down who comes instead, or take that back when it is not so any more."""
    known = Participation.objects.filter(delegate_of=locked).first()
    if delegate is None:
        if known is not None and not known.attended:
            known.delete()
        return
    if not delegate.get("name", "").strip():
        raise Blocked([_("Name the person who comes instead of you.")])
    row = known or Participation(
        meeting=locked.meeting, delegate_of=locked, created_by_id=_author(locked, by)
    )
    row.name = delegate["name"].strip()[:200]
    row.affiliation = (delegate.get("affiliation") or locked.affiliation)[:200]
    row.partner, row.country = locked.partner, locked.country
    row.capacity = _capacity_of_delegate(locked)
    row.seat_term, row.position = locked.seat_term, locked.position
    row.response = Response.YES
    row.response_mode = delegate.get("mode") or TakesPart.IN_PERSON
    row.responded_at = timezone.now()
    row.full_clean(exclude=["created_by"])
    row.save()


def _author(locked: Participation, by) -> int:
    return by.pk if by is not None else locked.created_by_id


def _capacity_of_delegate(locked: Participation) -> str:
    if locked.capacity in (Capacity.CHAIR, Capacity.DEPUTY_CHAIR, Capacity.MEMBER):
        return Capacity.ALTERNATE
    return locked.capacity


@transaction.atomic
def record_attendance(meeting: Meeting, came: dict[int, str], *, by) -> int:
    """Write down who came, by key of participation; return how many rows changed."""
    _run(meeting, by)
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

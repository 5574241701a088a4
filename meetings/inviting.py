"""Mails to the people of a meeting, from the first date to its cancellation.

They go through the outbox, once for each cause. Who has an account is led to the page
of the meeting; everybody else gets a personal link. Who is asked for an answer gets a
calendar file with it; a change, or the end of it, comes the same way.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import calendars, outbox
from alliance87.core.audit import record, target_key
from alliance87.core.deadlines import write_moment, write_span
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, Mail
from meetings import delegates, rules
from meetings.enums import InvitationKind, MeetingState, Response, TakesPart
from meetings.invitations import mark_invited, mark_told
from meetings.joining import joins_remotely
from meetings.models import Meeting, Participation
from meetings.selectors.calendar import happening_of_meeting
from meetings.selectors.feeds import to_entry
from meetings.taking_back import on_taking_off

LANGUAGE = "en"
STATES = {
    InvitationKind.SAVE_THE_DATE: (MeetingState.ANNOUNCED, MeetingState.CONVENED),
    InvitationKind.INVITATION: (MeetingState.CONVENED,),
    InvitationKind.REMINDER: (MeetingState.CONVENED,),
    InvitationKind.CHANGE: (MeetingState.ANNOUNCED, MeetingState.CONVENED),
    InvitationKind.JOINING: (MeetingState.CONVENED,),
    InvitationKind.LINK: (MeetingState.ANNOUNCED, MeetingState.CONVENED),
    InvitationKind.OFF: (MeetingState.POSTPONED, MeetingState.CANCELLED),
}
WITH_FILE = (InvitationKind.INVITATION, InvitationKind.CHANGE, InvitationKind.OFF)
WITHOUT_LINK = (InvitationKind.SAVE_THE_DATE, InvitationKind.OFF)
# After these a person knows the meeting as it stands.
TELLS_ALL = (InvitationKind.SAVE_THE_DATE, *WITH_FILE)
STILL_AHEAD = (
    MeetingState.ANNOUNCED,
    MeetingState.CONVENED,
    MeetingState.POSTPONED,
)


def language_of(participation: Participation) -> str:
    person = participation.person
    return person.user.language if person and person.user else LANGUAGE


def address_of(participation: Participation) -> str:
    """Return the address of a participant; empty when none is known or in use."""
    person = participation.person
    if person is None:
        return participation.typed_email
    if not person.is_active:
        return ""
    if person.user:
        return person.user.email if person.user.is_active else ""
    return person.email


def kinds_in(state: str) -> list[tuple[str, str]]:
    """Return the mails that a meeting in this state can send, as choices."""
    return [each for each in InvitationKind.choices if state in STATES[each[0]]]


def people_for(meeting: Meeting, kind: str) -> list[Participation]:
    """Return who gets a mail of this kind: with an address, and in question for it."""
    if meeting.is_example:
        return []
    if kind == InvitationKind.JOINING and not meeting.remote_link:
        return []
    rows = meeting.participations.filter(_in_question(meeting, kind))
    found = _with_address(rows.select_related("partner", "delegate_of"))
    return _without_the_new_link(found) if kind == InvitationKind.LINK else found


def who_has_not_answered(meetings: Iterable[int]) -> list[Participation]:
    """Return who of several meetings gets a reminder to answer; examples have none."""
    rows = Participation.objects.filter(
        meeting__in=meetings, meeting__is_example=False, response=Response.PENDING
    )
    return _with_address(rows.select_related("meeting"))


def _with_address(rows: QuerySet[Participation]) -> list[Participation]:
    rows = rows.select_related("person__user")
    return [each for each in rows if address_of(each)]


def unaware_of_change(meeting: Meeting) -> int:
    """Return how many people the mail of a change would tell of it now."""
    kind = InvitationKind.CHANGE
    return len(people_for(meeting, kind)) if meeting.state in STATES[kind] else 0


def _without_the_new_link(rows: list[Participation]) -> list[Participation]:
    """Return those to whom no mail brought the personal link in force."""
    written = Q(pk=None)
    for each in rows:
        written |= Q(
            key__startswith=f"{each.mail_cause}:", key__endswith=_link_in_force(each)
        )
    mails = Mail.objects.filter(written)
    for kind in WITHOUT_LINK:
        mails = mails.exclude(key__contains=f":{kind}:")
    keys = list(mails.values_list("key", flat=True))
    return [each for each in rows if not _is_among(each, keys)]


def _is_among(participation: Participation, keys: Iterable[str]) -> bool:
    start, end = f"{participation.mail_cause}:", _link_in_force(participation)
    return any(key.startswith(start) and key.endswith(end) for key in keys)


def _in_question(meeting: Meeting, kind: str) -> Q:
    if kind == InvitationKind.SAVE_THE_DATE:
        return Q()
    if kind == InvitationKind.REMINDER:
        return Q(response=Response.PENDING)
    if kind == InvitationKind.LINK:
        has_link = Q(token_hash__isnull=False, link_number__gt=0, is_copy=False)
        return has_link & Q(invited_at__isnull=False, person__user=None)
    if kind == InvitationKind.JOINING:
        reachable = Q(invited_at__isnull=False) | Q(person__user__isnull=False)
        return Q(response=Response.YES, response_mode=TakesPart.REMOTE) & reachable
    if kind == InvitationKind.INVITATION:
        comes_for_another = Q(delegate_of__isnull=False, response=Response.YES)
        not_yet = Q(invited_at=None)
        return (
            Q(response=Response.NOT_INVITED, is_copy=False)
            | Q(is_copy=True) & not_yet
            | comes_for_another & not_yet
        )
    invited = Q(invited_at__isnull=False)
    knows_less = Q(mailed_sequence__lt=meeting.ics_sequence)
    if meeting.state == MeetingState.CONVENED:
        # Everybody else is told by the invitation.
        knows_less &= invited
    return knows_less | Q(mailed_sequence=None) & invited


def mail_for(participation: Participation, kind: str) -> dict:
    """Return subject, text and file as this person gets them."""
    meeting, language = participation.meeting, language_of(participation)
    with override(language):
        is_off = kind == InvitationKind.OFF
        label = meeting.get_state_display() if is_off else InvitationKind(kind).label
        file = file_for(participation, kind)
        context = {
            "participation": participation,
            "principal": participation.delegate_of,
            "meeting": meeting,
            "when": when_in_words(meeting),
            "rsvp_by": moment_of(meeting.rsvp_by, meeting),
            "link": link_for(participation),
            "joining": _joining(participation),
            "reason": _reason(meeting) if is_off else "",
            "has_file": file is not None,
            "calendar": outbox.address_of(
                reverse("meetings:meeting-calendar", kwargs={"pk": meeting.pk})
            ),
        }
        text = outbox.compose(f"meetings/mail/{kind}.txt", context)
    return {
        "subject": f"{label}: {meeting}",
        "text": text,
        "language": language,
        "file": file,
    }


def file_for(participation: Participation, kind: str) -> outbox.File | None:
    """Return the calendar file for one person: it invites, updates, or takes back.

    None for who is in copy or not invited yet, and while no day is fixed.
    """
    if kind not in WITH_FILE or participation.is_copy:
        return None
    if kind == InvitationKind.CHANGE and participation.invited_at is None:
        return None
    entry = _entry_of(participation.meeting)
    if entry is None:
        return None
    method = calendars.method_of(entry)
    if method == calendars.REQUEST:
        answer = _("Your answer: %(address)s") % {"address": link_for(participation)}
        lines = [entry.description, answer, _joining(participation)]
        entry = replace(entry, description="\n".join(filter(None, lines)))
    return _as_file(calendars.invitation(entry, [_guest(participation)]), method)


def _entry_of(meeting: Meeting) -> calendars.Entry | None:
    entry = to_entry(happening_of_meeting(meeting))
    if entry is None:
        return None
    return replace(
        entry,
        title=outbox.without_marks(entry.title),
        description=outbox.without_marks(entry.description),
        location=outbox.without_marks(entry.location),
    )


def _guest(participation: Participation) -> calendars.Guest:
    name = outbox.without_marks(participation.name)
    return calendars.Guest(address_of(participation), name)


def _as_file(content: bytes, method: str) -> outbox.File:
    return outbox.File(
        name=calendars.INVITATION_FILE,
        content_type=f"text/calendar; method={method}; charset=utf-8",
        text=content.decode(),
    )


def _joining(participation: Participation) -> str:
    """Return the mark of the way to join, for who takes part remotely."""
    return outbox.PERSONAL_NOTE if joins_remotely(participation) else ""


def _reason(meeting: Meeting) -> str:
    """Return what was written when the meeting was put off or given up."""
    verbs = ("meeting.postpone", "meeting.cancel")
    rows = AuditEvent.objects.filter(target=target_key(meeting), verb__in=verbs)
    last = rows.order_by("-pk").first()
    return last.reason if last else ""


def when_in_words(meeting: Meeting) -> str:
    if meeting.starts_at:
        return write_span(meeting.starts_at, meeting.ends_at, meeting.time_zone)
    return str(meeting.when) if meeting.on else meeting.date_text


def moment_of(at, meeting: Meeting) -> str:
    return write_moment(at, meeting.time_zone) if at else ""


def link_for(participation: Participation) -> str:
    """Return where a participant answers: the page, or the mark of a personal link."""
    if participation.person and participation.person.user:
        keys = {"pk": participation.meeting_id}
        return outbox.address_of(reverse("meetings:own-answer", kwargs=keys))
    return outbox.PERSONAL_LINK


@transaction.atomic
def send(meeting: Meeting, kind: str, people: Iterable[Participation], *, by) -> int:
    """Put the mails on their way and return how many were new.

    Nobody gets the same one twice on a day, nor about the same change, unless the
    personal link was renewed. Meetings that are only planned mail nobody, and examples
    never do.
    """
    if not rules.may_run_meeting(by, meeting):
        raise PermissionDenied
    if meeting.is_example:
        raise Blocked([_("This meeting is an example: it writes to nobody.")])
    if meeting.state not in STATES[InvitationKind(kind)]:
        raise Blocked(
            [
                _("The meeting is “%(state)s”: this mail is not sent now.")
                % {"state": meeting.get_state_display()}
            ]
        )
    sent = sum(write(each, kind, by=by) is not None for each in people)
    if sent:
        record(f"meeting.{kind}_sent", meeting, by=by, now=str(sent))
    return sent


def write(participation: Participation, kind: str, *, by) -> Mail | None:
    """Write one mail; None when it was written before for the same cause."""
    address = address_of(participation)
    if not address:
        return None
    meeting, person = participation.meeting, participation.person
    if kind == InvitationKind.INVITATION:
        delegates.enter_directory(participation, by=by)
        person = participation.person
        mark_invited(participation, by=by)
    mail = outbox.write(
        key=_key(participation, kind, _cause(meeting, kind)),
        to=address,
        user=person.user if person else None,
        **mail_for(participation, kind),
    )
    if mail is not None and kind in TELLS_ALL:
        mark_told(participation, sequence=meeting.ics_sequence)
    return mail


def reminded_on(rows: Iterable[Participation], day: date) -> set[int]:
    """Return the keys of those to whom the secretariat wrote a reminder on a day."""
    keys = {_key(each, InvitationKind.REMINDER, str(day)): each.pk for each in rows}
    written = Mail.objects.filter(key__in=keys).values_list("key", flat=True)
    return {keys[key] for key in written}


def _cause(meeting: Meeting, kind: str) -> str:
    """Return what a mail is written once for: one change, or one day."""
    if kind in (InvitationKind.CHANGE, InvitationKind.OFF):
        return f"sequence {meeting.ics_sequence}"
    return str(timezone.localdate())


def _key(participation: Participation, kind: str, cause: str) -> str:
    return f"{participation.mail_cause}:{kind}:{cause}{_link_in_force(participation)}"


def _link_in_force(participation: Participation) -> str:
    """Return how keys of mails end that bring a renewed personal link."""
    number = participation.link_number
    return f":link {number}" if number else ""


# --- No longer asked ------------------------------------------------------------------


@on_taking_off
def tell_taken_off(participation: Participation) -> Mail | None:
    """Write to who is taken off the list; None for who still stands on it once more."""
    meeting, address = participation.meeting, address_of(participation)
    if meeting.is_example or meeting.state not in STILL_AHEAD or not address:
        return None
    others = meeting.participations.exclude(pk=participation.pk)
    others = others.select_related("person__user")
    if address.lower() in {address_of(each).lower() for each in others}:
        return None
    person = participation.person
    return outbox.write(
        key=f"{participation.mail_cause}:taken_off",
        to=address,
        user=person.user if person else None,
        **_mail_of_taking_off(participation),
    )


def _mail_of_taking_off(participation: Participation) -> dict:
    meeting, language = participation.meeting, language_of(participation)
    file = _withdrawal_for(participation)
    with override(language):
        subject = _("No longer asked to come: %(meeting)s") % {"meeting": meeting}
        context = {
            "participation": participation,
            "principal": participation.delegate_of,
            "meeting": meeting,
            "when": when_in_words(meeting),
            "has_file": file is not None,
        }
        text = outbox.compose("meetings/mail/taken_off.txt", context)
    return {"subject": subject, "text": text, "language": language, "file": file}


def _withdrawal_for(participation: Participation) -> outbox.File | None:
    """Return the calendar file that takes the meeting out; None: none put it in."""
    entry = _entry_of(participation.meeting)
    if participation.is_copy or entry is None:
        return None
    # Newer than the file that invited, which has the same number.
    entry = replace(entry, changed_at=timezone.now())
    content = calendars.withdrawal(entry, [_guest(participation)])
    return _as_file(content, calendars.CANCEL)

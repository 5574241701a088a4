"""Mails to the people of a meeting: save the date, invitation, reminder.

They go through the outbox, once for each cause. Who has an account is led to the page
of the meeting; everybody else gets a personal link.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import outbox
from alliance87.core.audit import record
from alliance87.core.deadlines import write_moment, write_span
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Mail
from meetings import rules
from meetings.enums import InvitationKind, MeetingState, Response
from meetings.invitations import mark_invited
from meetings.mail_links import PREFIX
from meetings.models import Meeting, Participation

LANGUAGE = "en"
STATES = {
    InvitationKind.SAVE_THE_DATE: (MeetingState.ANNOUNCED, MeetingState.CONVENED),
    InvitationKind.INVITATION: (MeetingState.CONVENED,),
    InvitationKind.REMINDER: (MeetingState.CONVENED,),
}


def language_of(participation: Participation) -> str:
    person = participation.person
    return person.user.language if person and person.user else LANGUAGE


def address_of(participation: Participation) -> str:
    """Return the address of a participant; empty when none is known or in use."""
    person = participation.person
    if person is None or not person.is_active:
        return ""
    if person.user:
        return person.user.email if person.user.is_active else ""
    return person.email


def people_for(meeting: Meeting, kind: str) -> list[Participation]:
    """Return who gets a mail of this kind: with an address, and still asked."""
    if meeting.is_example:
        return []
    rows = meeting.participations.select_related("person__user", "partner")
    if kind == InvitationKind.REMINDER:
        rows = rows.filter(response=Response.PENDING)
    if kind == InvitationKind.INVITATION:
        rows = rows.filter(response=Response.NOT_INVITED)
    return [each for each in rows if address_of(each)]


def mail_for(participation: Participation, kind: str) -> dict:
    """Return subject and text as this person gets them."""
    meeting, language = participation.meeting, language_of(participation)
    with override(language):
        context = {
            "participation": participation,
            "meeting": meeting,
            "when": when_in_words(meeting),
            "rsvp_by": moment_of(meeting.rsvp_by, meeting),
            "link": link_for(participation),
            "calendar": outbox.address_of(
                reverse("meetings:meeting-calendar", kwargs={"pk": meeting.pk})
            ),
        }
        subject = f"{InvitationKind(kind).label}: {meeting}"
        text = render_to_string(f"meetings/mail/{kind}.txt", context)
    return {"subject": subject, "text": text, "language": language}


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

    Nobody gets the same one twice on a day. Meetings that are only planned mail nobody,
    and examples never do.
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
    """Write one mail; None when it was written before on this day."""
    address = address_of(participation)
    if not address:
        return None
    if kind != InvitationKind.REMINDER:
        _open(participation, kind, by=by)
    person = participation.person
    return outbox.write(
        key=_key(participation, kind, str(timezone.localdate())),
        to=address,
        user=person.user if person else None,
        **mail_for(participation, kind),
    )


def was_written(participation: Participation, kind: str, cause: str) -> bool:
    return Mail.objects.filter(key=_key(participation, kind, cause)).exists()


def _key(participation: Participation, kind: str, cause: str) -> str:
    return f"{PREFIX}:{participation.pk}:{kind}:{cause}"


def _open(participation: Participation, kind: str, *, by) -> None:
    """An invitation asks for an answer; a save-the-date does not yet."""
    if kind == InvitationKind.INVITATION:
        mark_invited(participation, by=by)

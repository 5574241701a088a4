"""Mails to the Group on demand: a pack is issued, a report is circulated.

Each goes once to each person. Who has an account and may not open what it is about is
left out; who has none is told to ask the secretariat.
"""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import outbox
from alliance87.core.audit import record
from alliance87.core.deadlines import write_moment
from alliance87.core.exceptions import Blocked
from alliance87.partners.enums import Role
from meetings import rules
from meetings.action_points.mails import key_of
from meetings.enums import PackState, ReportState, Response
from meetings.inviting import when_in_words
from meetings.models import (
    BriefingPack,
    CommentRound,
    Meeting,
    MeetingReport,
    OfficeTerm,
    Participation,
)
from meetings.recipients import (
    PERSON,
    Recipient,
    at_seats,
    each_once,
    of_people,
    with_role,
)
from meetings.selectors.asked import asked_of

READERS = (Role.GCG_MEMBER, Role.GCG_OBSERVER, Role.CHAIR)
NOT_COMING = (Response.NOT_INVITED, Response.NO)


def of_the_group(today: date) -> Iterator[Recipient]:
    """Yield members and observers of the day: by seat, by office, by account."""
    yield from at_seats(today)
    terms = OfficeTerm.objects.on(today).filter(person__isnull=False)
    yield from of_people(term.person for term in terms.select_related(PERSON))
    yield from with_role(today, role__in=READERS)


def invited_to(meeting: Meeting) -> Iterator[Recipient]:
    rows = Participation.objects.filter(meeting=meeting, person__isnull=False)
    in_copy = Q(is_copy=True, invited_at__isnull=False)
    rows = rows.filter(in_copy | ~Q(response__in=NOT_COMING)).select_related(PERSON)
    yield from of_people(each.person for each in rows)


# --- A pack is issued -----------------------------------------------------------------


def readers_of_pack(pack: BriefingPack) -> list[Recipient]:
    """Return who would be told of a pack; of an example nobody is."""
    if pack.state != PackState.ISSUED or pack.meeting.is_example:
        return []
    found = list(invited_to(pack.meeting))
    if pack.meeting.group_id is None:
        found = [*of_the_group(timezone.localdate()), *found]
    rows = BriefingPack.objects.filter(pk=pack.pk)
    return [each for each in each_once(found) if _may_open(rows, each)]


def _may_open(rows, recipient: Recipient) -> bool:
    return recipient.user is None or rows.visible_to(recipient.user).exists()


def write_pack_mail(pack: BriefingPack, recipient: Recipient) -> tuple[str, str]:
    """Return subject and text in the language of the person."""
    meeting = pack.meeting
    with override(recipient.language):
        context = {
            "name": recipient.name,
            "meeting": meeting,
            "when": when_in_words(meeting),
            "number": pack.number,
            "pages": pack.pages,
            "url": outbox.address_of(pack.get_absolute_url()),
            "has_account": recipient.user is not None,
        }
        if recipient.user and rules.may_read_papers(recipient.user):
            asked = asked_of(recipient.user, meeting)
            page = reverse("meetings:asked-of-me", kwargs={"pk": meeting.pk})
            context |= {
                "decisions": len(asked.decisions),
                "rounds": len(asked.rounds),
                "actions": len(asked.actions),
                "asked_url": outbox.address_of(page),
            }
        text = render_to_string("meetings/mail/pack_issued.txt", context)
        subject = _("Alliance 8.7: Briefing pack, %(meeting)s") % {"meeting": meeting}
    return subject, text


@transaction.atomic
def tell_of_pack(pack: BriefingPack, *, by) -> int:
    """Mail its readers that a pack is issued; return how many mails are new."""
    if not rules.may_tell_readers(by):
        raise PermissionDenied
    readers = readers_of_pack(pack)
    if not readers:
        raise Blocked([_("There is nobody to write to.")])
    sent = 0
    for each in readers:
        cause = f"pack {pack.pk}"
        sent += _write("pack-issued", cause, each, *write_pack_mail(pack, each))
    record("pack.readers_told", pack, by=by, now=str(sent))
    return sent


def _write(kind: str, cause: str, recipient: Recipient, subject, text) -> bool:
    mail = outbox.write(
        key=key_of(kind, recipient, [cause], date.min),
        to=recipient.address,
        subject=subject,
        text=text,
        user=recipient.user,
        language=recipient.language,
    )
    return mail is not None


# --- A report is circulated -----------------------------------------------------------


def round_of(report: MeetingReport) -> CommentRound | None:
    """Return the round in which comments on a report are taken now."""
    if report.state != ReportState.CIRCULATED:
        return None
    return report.comment_rounds.open_on(timezone.now()).first()


def readers_of_report(report: MeetingReport) -> list[Recipient]:
    """Return who would be told that comments on a report are taken."""
    if report.meeting.is_example or round_of(report) is None:
        return []
    rows = MeetingReport.objects.filter(pk=report.pk)
    found = each_once(of_the_group(timezone.localdate()))
    return [each for each in found if _may_open(rows, each)]


def write_report_mail(
    report: MeetingReport, comment_round: CommentRound, recipient: Recipient
) -> tuple[str, str]:
    """Return subject and text in the language of the person."""
    with override(recipient.language):
        keys = {"pk": report.meeting_id}
        context = {
            "name": recipient.name,
            "meeting": report.meeting,
            "until": write_moment(comment_round.closes_at, comment_round.time_zone),
            "round": comment_round,
            "url": outbox.address_of(reverse("meetings:report", kwargs=keys)),
            "round_url": outbox.address_of(comment_round.get_absolute_url()),
            "has_account": recipient.user is not None,
        }
        text = render_to_string("meetings/mail/report_circulated.txt", context)
        subject = _("Alliance 8.7: Report for comments, %(meeting)s") % {
            "meeting": report.meeting
        }
    return subject, text


@transaction.atomic
def tell_of_report(report: MeetingReport, *, by) -> int:
    """Mail the Group that a report is out for comments; return how many are new."""
    if not rules.may_write_report(by, report):
        raise PermissionDenied
    comment_round, readers = round_of(report), readers_of_report(report)
    if comment_round is None or not readers:
        raise Blocked([_("There is nobody to write to.")])
    sent = 0
    for each in readers:
        words = write_report_mail(report, comment_round, each)
        sent += _write("report-out", f"round {comment_round.pk}", each, *words)
    record("report.readers_told", report, by=by, now=str(sent))
    return sent

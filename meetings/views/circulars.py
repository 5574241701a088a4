"""Writing to the Group about a pack or a report: a preview, then one mail for each."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import circulars, rules
from meetings.selectors import meetings as reads
from meetings.views.frame import find_meeting, hidden, way_to
from meetings.views.packs import find_pack, list_line, pack_name
from pathfinders.views.frame import Line


@get_or_post
def write_of_pack(request, pk, pack):
    """Tell the readers of a pack that it is issued."""
    meeting, found = find_pack(request, pk, pack)
    if not rules.may_tell_readers(request.user):
        raise PermissionDenied
    found.meeting = meeting
    readers = circulars.readers_of_pack(found)
    first = circulars.write_pack_mail(found, readers[0]) if readers else ("", "")
    above = Line(pack_name(found), url=found.get_absolute_url())
    return _page(
        request,
        lambda: circulars.tell_of_pack(found, by=request.user),
        readers,
        first,
        over=f"{meeting} · {pack_name(found)}",
        done_url=found.get_absolute_url(),
        way=way_to(meeting, list_line(meeting), above, Line(_("Write to the readers"))),
    )


@get_or_post
def write_of_report(request, pk):
    """Tell the Group that a report is out for comments."""
    meeting = find_meeting(request, pk)
    report = reads.report_for(request.user, meeting)
    if report is None:
        hidden()
    if not rules.may_write_report(request.user, report):
        raise PermissionDenied
    report.meeting = meeting
    readers, taken = circulars.readers_of_report(report), circulars.round_of(report)
    first = ("", "")
    if readers:
        first = circulars.write_report_mail(report, taken, readers[0])
    return _page(
        request,
        lambda: circulars.tell_of_report(report, by=request.user),
        readers,
        first,
        over=str(meeting),
        done_url=reverse("meetings:report", kwargs={"pk": meeting.pk}),
        way=way_to(meeting, Line(_("Write to the readers"))),
    )


def _page(request, send, readers, first, *, over: str, done_url: str, way):
    subject, text = first
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        send,
        heading=_("Write to the readers"),
        over=over,
        lead=_("Each person gets this mail once, also if you send it again."),
        button=_("Send the mails"),
        success=_("The mails are on their way."),
        done_url=done_url,
        template="meetings/circular_write.html",
        context={
            "breadcrumbs": way,
            "recipients": readers,
            "subject": subject,
            "text": text,
        },
    )

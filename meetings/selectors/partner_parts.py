"""What meetings say of a partner on its page, each reader no more than elsewhere."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.dates import write_day
from alliance87.partners.models import Partner
from alliance87.partners.partner_parts import (
    PartLine,
    PartnerPart,
    before_leaving,
    on_partner_page,
)
from meetings import rules
from meetings.enums import Attendance, EventState, MeetingState, ReportState
from meetings.models import (
    Comment,
    CommentRound,
    Event,
    EventSpeaker,
    Meeting,
    OfficeTerm,
    SeatRepresentative,
    SeatTerm,
    partners_of,
)
from meetings.models.terms import Term
from meetings.selectors.questions_asked import narrowed, questions_of

SHOWN = 20
TOOK_PLACE = (MeetingState.HELD, MeetingState.CLOSED)
TOOK_PART = (Attendance.IN_PERSON, Attendance.REMOTE)
PUBLIC_REPORT = Q(report__state=ReportState.ADOPTED, report__is_public=True)


def _part(heading: str, anchor: str, lines: Iterable[PartLine]) -> PartnerPart | None:
    """Return a part with its first lines; None where there is nothing."""
    lines = tuple(lines)
    if not lines:
        return None
    left = len(lines) - SHOWN
    more = ngettext("and %(count)d more", "and %(count)d more", left)
    return PartnerPart(
        heading, anchor, lines[:SHOWN], more % {"count": left} if left > 0 else ""
    )


# --- Seats and offices ----------------------------------------------------------------


@on_partner_page
def seats_and_offices(partner: Partner, user, on: date) -> PartnerPart | None:
    """Show the seats and offices it holds and held; names of people to the Group."""
    sees_names = rules.may_see_participants(user)
    lines = [*_offices(partner, sees_names), *_seats(partner, on, sees_names)]
    return _part(_("Seats and offices"), "seats", lines)


def _offices(partner: Partner, sees_names: bool) -> list[PartLine]:
    rows = OfficeTerm.objects.filter(holder=partner).select_related("person")
    url = reverse("meetings:offices")
    return [
        PartLine(
            str(term.get_office_display()),
            url,
            _period(term, term.person.name if sees_names and term.person else ""),
        )
        for term in rows.order_by("-starts_on", "pk")
    ]


def _seats(partner: Partner, on: date, sees_names: bool) -> list[PartLine]:
    people = SeatRepresentative.objects.on(on).select_related("person")
    rows = SeatTerm.objects.filter(holder=partner)
    rows = rows.select_related("seat__constituency").prefetch_related(
        Prefetch("representatives", people.order_by("role", "pk"), to_attr="now")
    )
    return [
        PartLine(
            str(term.seat),
            term.seat.get_absolute_url(),
            _period(term, _speakers(term) if sees_names else ""),
        )
        for term in rows.order_by("-starts_on", "pk")
    ]


def _speakers(term: SeatTerm) -> str:
    return ", ".join(
        f"{each.person.name} ({each.get_role_display()})" for each in term.now
    )


def _period(term: Term, names: str) -> str:
    first = str(term.start) if term.starts_on else ""
    last = write_day(term.ends_on) if term.ends_on else ""
    words = ""
    if first and last:
        words = _("from %(first)s until %(last)s") % {"first": first, "last": last}
    elif first:
        words = _("since %(first)s") % {"first": first}
    elif last:
        words = _("until %(last)s") % {"last": last}
    return "; ".join(filter(None, (words, names)))


@before_leaving
def seats_and_offices_held(partner: Partner, on: date) -> list[str]:
    """Return the terms that go on after that day, and after today."""
    last = max(on, timezone.localdate())
    seats = SeatTerm.objects.filter(holder=partner).exclude(ends_on__lte=last)
    offices = OfficeTerm.objects.filter(holder=partner).exclude(ends_on__lte=last)
    return [
        *(
            _("It holds a seat: %(seat)s. Hand it over or end the term first.")
            % {"seat": term.seat}
            for term in seats.select_related("seat__constituency")
        ),
        *(
            _("It holds an office: %(office)s. Hand it over or end the term first.")
            % {"office": term.get_office_display()}
            for term in offices
        ),
    ]


# --- Events and meetings --------------------------------------------------------------


@on_partner_page
def events_of_partner(partner: Partner, user, on: date) -> PartnerPart | None:
    """Show the events that it hosts or speaks at, of those the reader may know."""
    speaks = Q(pk__in=EventSpeaker.objects.filter(partner=partner).values("event"))
    hosts = Q(
        pk__in=Event.hosts.through.objects.filter(partner=partner).values("event")
    )
    rows = Event.objects.visible_to(user).filter(hosts | speaks)
    rows = rows.exclude(state=EventState.CANCELLED).prefetch_related("hosts")
    return _part(
        _("Events"),
        "events",
        (
            PartLine(
                event.title,
                event.get_absolute_url(),
                ", ".join(filter(None, (_as_what(event, partner), str(event.when)))),
            )
            for event in rows.order_by("-on", "-pk")
        ),
    )


def _as_what(event: Event, partner: Partner) -> str:
    return _("host") if partner in event.hosts.all() else _("speaker")


@on_partner_page
def meetings_attended(partner: Partner, user, on: date) -> PartnerPart | None:
    """Show the meetings it took part in, where the reader may see who did."""
    rows = Meeting.objects.visible_to(user).filter(state__in=TOOK_PLACE)
    if not rules.may_see_participants(user):
        rows = rows.filter(PUBLIC_REPORT)
    here = Q(participations__partner=partner, participations__attended__in=TOOK_PART)
    rows = rows.filter(here).annotate(people=Count("participations", filter=here))
    return _part(
        _("Meetings attended"),
        "meetings",
        (_meeting(each) for each in rows.order_by("-on", "-pk")),
    )


def _meeting(meeting: Meeting) -> PartLine:
    words = ngettext("%(count)d person", "%(count)d people", meeting.people)
    people = words % {"count": meeting.people}
    day = str(meeting.when) if meeting.on else meeting.date_text
    note = ", ".join(filter(None, (day, people)))
    return PartLine(str(meeting), meeting.get_absolute_url(), note)


# --- Comments -------------------------------------------------------------------------


@on_partner_page
def comments_given(partner: Partner, user, on: date) -> PartnerPart | None:
    """Show the rounds in which it commented: once answered, or to who speaks for it."""
    given = _comments_known(partner, user)
    if given is None:
        return None
    counts = dict(given.order_by().values_list("round").annotate(count=Count("pk")))
    rounds = CommentRound.objects.visible_to(user).filter(pk__in=counts)
    rounds = rounds.select_related("version__paper", "report__meeting")
    return _part(
        _("Comments given"),
        "comments",
        (_round(each, counts[each.pk]) for each in rounds.order_by("-opens_at", "-pk")),
    )


def _comments_known(partner: Partner, user) -> QuerySet[Comment] | None:
    """Return the comments that the reader may count; None for who is never asked."""
    if not (rules.may_read_paper_drafts(user) or rules.rounds_for(user)):
        return None
    rows = Comment.objects.filter(partner=partner)
    if rules.may_read_paper_drafts(user):
        return rows
    if partners_of(user).filter(pk=partner.pk).exists():
        return rows
    return rows.filter(round__answered_at__isnull=False)


def _round(comment_round: CommentRound, count: int) -> PartLine:
    words = ngettext("%(count)d comment", "%(count)d comments", count)
    note = words % {"count": count}
    return PartLine(str(comment_round), comment_round.get_absolute_url(), note)


# --- Questions ------------------------------------------------------------------------


@on_partner_page
def questions_asked(partner: Partner, user, on: date) -> PartnerPart | None:
    """Lead to the questions it asked, of those in reports that the reader may read."""
    count = narrowed(questions_of(user), {"partner": partner}, user).count()
    if not count:
        return None
    words = ngettext("%(count)d question", "%(count)d questions", count)
    url = f"{reverse('meetings:questions-asked')}?partner={partner.pk}"
    line = PartLine(words % {"count": count}, url, _("with what came of each"))
    return _part(_("Questions asked"), "questions", [line])

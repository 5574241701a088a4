"""Pages to read: the seat map on any day, one seat, and the offices."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import xlsx_response
from alliance87.core.views import show_pdf
from meetings import rules
from meetings.enums import Office, SeatState
from meetings.forms.seats import DayFilter
from meetings.models import OfficeTerm, Seat
from meetings.reports.seats import seat_map_pdf, seat_map_sheets
from meetings.selectors import seats as reads
from pathfinders.views.frame import Line

TONES: dict[str, str] = {
    SeatState.FILLED: "good",
    SeatState.ENDING: "watch",
    SeatState.CARRY_OVER: "hold",
    SeatState.VACANT: "todo",
}


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of a seat or an office as a list shows it."""

    term: object
    state: str
    tone: str
    note: str = ""
    people: tuple = ()
    vacant_until: date | None = None


def seats_url() -> str:
    return reverse("meetings:seats")


def way_to_seats(*lines: Line) -> list[Line]:
    return [Line(_("Seats"), url=seats_url()), *lines]


def sees_people(user) -> bool:
    return rules.may_see_participants(user)


# --- Seat map -------------------------------------------------------------------------


@login_not_required
@require_safe
def seat_map(request):
    """Show who sits in the Group on a day, with vacant seats and carry-overs."""
    filters = DayFilter(request.GET)
    day, user = filters.day, request.user
    is_today = day == timezone.localdate()
    whole = reads.seat_map(day, with_people=sees_people(user))
    context = {
        "map": whole,
        "filters": filters,
        "is_today": is_today,
        "query": "" if is_today else f"?on={day.isoformat()}",
        "offices": [_office_line(whole, office) for office in Office],
        "groups": [
            (each, [(row, TONES[row.state]) for row in each.rows])
            for each in whole.constituencies
        ],
        "has_carry_over": any(row.state == SeatState.CARRY_OVER for row in whole.rows),
        "sees_people": sees_people(user),
        "may_keep": rules.may_keep_seats(user),
    }
    return render(request, "meetings/seat_map.html", context)


def _office_line(whole: reads.SeatMap, office: Office) -> dict:
    term = whole.offices.get(office)
    state = reads.state_of(term, whole.on)
    return {"office": office.label, "term": term, "state": state, "tone": TONES[state]}


@login_not_required
@require_safe
def seat_map_print(request):
    """Return the seat map of a day as PDF."""
    day = DayFilter(request.GET).day
    whole = reads.seat_map(day, with_people=sees_people(request.user))
    pdf = seat_map_pdf(whole, with_people=sees_people(request.user))
    return show_pdf(pdf, f"seat-map-{day.isoformat()}")


@login_not_required
@require_safe
def seat_map_workbook(request):
    """Return the seat map of a day as a workbook."""
    day = DayFilter(request.GET).day
    whole = reads.seat_map(day, with_people=sees_people(request.user))
    sheets = seat_map_sheets(whole, with_people=sees_people(request.user))
    return xlsx_response(f"seat-map-{day.isoformat()}", sheets)


# --- One seat -------------------------------------------------------------------------


@login_not_required
@require_safe
def seat_detail(request, pk):
    """Show who held a seat and who holds it; to the secretariat what it may do."""
    seat = get_object_or_404(Seat.objects.select_related("constituency"), pk=pk)
    user, today = request.user, timezone.localdate()
    past = reads.history_of(seat, with_people=sees_people(user))
    rows = [_term_row(each, today) for each in past]
    current = next((row.term for row in rows if row.term.covers(today)), None)
    state = reads.state_of(current, today) if seat.exists_on(today) else None
    may_keep = rules.may_keep_seats(user)
    context = {
        "seat": seat,
        "rows": rows,
        "current": current,
        "state": state,
        "tone": TONES.get(state, "na"),
        "facts": _facts(seat),
        "sees_people": sees_people(user),
        "may_keep": may_keep,
        "steps": _steps(seat, current) if may_keep else [],
        "breadcrumbs": way_to_seats(Line(str(seat))),
    }
    return render(request, "meetings/seat_detail.html", context)


def _term_row(past: reads.PastTerm, today: date) -> TermRow:
    term = past.term
    state, tone = _state_of_term(term, today)
    reason = term.get_end_reason_display() if term.ends_on else ""
    return TermRow(term, state, tone, reason, past.people, past.vacant_until)


def _state_of_term(term, today: date) -> tuple[str, str]:
    """Return the words and the shape for a term: as of today, or ended, or to come."""
    if term.covers(today):
        state = reads.state_of(term, today)
        words = _("Holds it today") if state == SeatState.FILLED else state.label
        return str(words), TONES[state]
    if term.ends_on and term.ends_on <= today:
        return _("Ended"), "done"
    return _("Begins later"), "info"


def _facts(seat: Seat) -> list[Line]:
    facts = [
        Line(_("Constituency"), str(seat.constituency)),
        Line(_("Standing"), seat.get_standing_display()),
        Line(_("Theme"), seat.get_theme_display()),
        Line(_("Region"), seat.get_region_display()),
        Line(_("Rotates"), _("Yes") if seat.rotates else _("No")),
        Line(_("How seats rotate"), seat.constituency.rotation_scheme),
        Line(_("Source"), seat.source),
        Line(_("Note"), seat.note),
    ]
    return [fact for fact in facts if fact.value]


def _steps(seat: Seat, current) -> list[Line]:
    """Return what the secretariat can do with a seat."""

    def step(label: str, name: str) -> Line:
        return Line(label, url=reverse(f"meetings:{name}", kwargs={"pk": seat.pk}))

    if seat.abolished_on:
        return [step(_("Edit the seat"), "seat-edit")]
    hand_over = _("Hand over the seat") if current else _("Fill the seat")
    steps = [step(hand_over, "seat-hand-over")]
    if current:
        steps.append(step(_("Name a representative"), "seat-representative"))
        if current.ends_on is None:
            steps.append(step(_("End the term"), "seat-end-term"))
    if seat.rotates:
        steps.append(step(_("See who may follow"), "seat-rotation"))
    steps.append(step(_("Edit the seat"), "seat-edit"))
    return [*steps, step(_("Abolish the seat"), "seat-abolish")]


# --- Offices --------------------------------------------------------------------------


@login_not_required
@require_safe
def offices(request):
    """Show who chaired the Alliance and who was deputy, with each carry-over."""
    user, today = request.user, timezone.localdate()
    with_people = sees_people(user)
    context = {
        "offices": [
            (office, [_office_row(term, today) for term in terms])
            for office, terms in reads.office_terms(with_people=with_people)
        ],
        "sees_people": with_people,
        "may_keep": rules.may_keep_seats(user),
        "breadcrumbs": way_to_seats(Line(_("Chair and Deputy Chair"))),
    }
    return render(request, "meetings/offices.html", context)


def _office_row(term: OfficeTerm, today: date) -> TermRow:
    state, tone = _state_of_term(term, today)
    return TermRow(term, state, tone, carry_over_words(term, today))


def carry_over_words(term: OfficeTerm, today: date) -> str:
    """Say that an office was or is held beyond the mandate; "" otherwise."""
    last = term.mandate_end.latest
    end = term.ends_on or today
    if last is None or end <= last:
        return ""
    return _("Mandate ended: %(when)s; held on until the handover.") % {
        "when": term.mandate_end
    }


def office_or_404(name: str) -> Office:
    if name not in Office.values:
        raise Http404
    return Office(name)

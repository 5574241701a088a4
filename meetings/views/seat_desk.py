"""The secretariat keeps constituencies and seats, and sees which mandates end."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import rules
from meetings.forms.seats import ConstituencyForm, DayFilter, SeatForm
from meetings.models import Constituency, OfficeTerm, Seat
from meetings.seats import save_constituency, save_seat
from meetings.selectors.rotation import rotation_proposal
from meetings.selectors.seats import Ending, mandates_ending
from meetings.views.seats import TONES, seats_url, way_to_seats
from pathfinders.views.frame import Line


def only_keepers(request) -> None:
    if not rules.may_keep_seats(request.user):
        raise PermissionDenied


def find_seat(request, pk: int) -> Seat:
    """Return a seat to those who keep them; 403 for all others."""
    only_keepers(request)
    return get_object_or_404(Seat.objects.select_related("constituency"), pk=pk)


def way_to_seat(seat: Seat, *lines: Line) -> list[Line]:
    return way_to_seats(Line(str(seat), url=seat.get_absolute_url()), *lines)


# --- Constituencies -------------------------------------------------------------------


@require_safe
def constituencies(request):
    """List the constituencies with their schemes and the number of their seats."""
    only_keepers(request)
    rows = Constituency.objects.annotate(seat_count=Count("seats"))
    return render(
        request,
        "meetings/constituencies.html",
        {"rows": rows, "breadcrumbs": way_to_seats(Line(_("Constituencies")))},
    )


@get_or_post
def add_constituency(request):
    only_keepers(request)
    return _constituency_page(
        request,
        Constituency(),
        heading=_("Add a constituency"),
        success=_("The constituency is on record. Add its seats next."),
    )


@get_or_post
def edit_constituency(request, slug):
    only_keepers(request)
    return _constituency_page(
        request,
        get_object_or_404(Constituency, slug=slug),
        heading=_("Edit the constituency"),
        success=_("The constituency is changed."),
    )


def _constituency_page(request, found: Constituency, *, heading: str, success: str):
    form = ConstituencyForm(
        posted(request),
        instance=found,
        initial={"partner_types": found.partner_types},
    )

    def save():
        found.partner_types = form.cleaned_data["partner_types"]
        return form.attempt(
            lambda: save_constituency(found, by=request.user, expected=form.expected)
        )

    way = Line(_("Constituencies"), url=reverse("meetings:constituencies"))
    return verb_page(
        request,
        form,
        save,
        heading=heading,
        over=_("Seats"),
        lead=_("A constituency fills its seats by a scheme of its own."),
        button=_("Save the constituency"),
        success=success,
        done_url=reverse("meetings:constituencies"),
        context={"breadcrumbs": way_to_seats(way, Line(heading))},
    )


# --- Seats ----------------------------------------------------------------------------


@get_or_post
def add_seat(request):
    """Add a seat; `?constituency=` chooses where beforehand."""
    only_keepers(request)
    slug = request.GET.get("constituency", "")
    chosen = Constituency.objects.filter(slug=slug).first()
    return _seat_page(
        request,
        Seat(constituency=chosen) if chosen else Seat(),
        heading=_("Add a seat"),
        success=_("The seat is on record. It is vacant until it is filled."),
        way=way_to_seats(Line(_("Add a seat"))),
    )


@get_or_post
def edit_seat(request, pk):
    seat = find_seat(request, pk)
    return _seat_page(
        request,
        seat,
        heading=_("Edit the seat"),
        success=_("The seat is changed."),
        way=way_to_seat(seat, Line(_("Edit the seat"))),
    )


def _seat_page(request, seat: Seat, *, heading: str, success: str, way: list[Line]):
    over = str(seat) if seat.pk else _("Seats")
    form = SeatForm(posted(request), instance=seat)

    def save():
        return form.attempt(
            lambda: save_seat(seat, by=request.user, expected=form.expected)
        )

    return verb_page(
        request,
        form,
        save,
        heading=heading,
        over=over,
        button=_("Save the seat"),
        success=success,
        done_url=seat.get_absolute_url() if seat.pk else seats_url(),
        context={"breadcrumbs": way},
    )


# --- What comes next ------------------------------------------------------------------


@require_safe
def mandates(request):
    """List the mandates that are past or end within 180 days."""
    only_keepers(request)
    today = timezone.localdate()
    endings = mandates_ending(on=today)
    past = [_ending_row(each) for each in endings if each.is_past]
    soon = [_ending_row(each) for each in endings if each.is_soon]
    later = [_ending_row(each) for each in endings if each.days > 90]
    context = {
        "parts": [
            (_("Past: held over until the handover"), "past", past),
            (_("Within 90 days"), "soon", soon),
            (_("Within 180 days"), "later", later),
        ],
        "is_empty": not endings,
        "breadcrumbs": way_to_seats(Line(_("Mandates that end"))),
    }
    return render(request, "meetings/mandates.html", context)


def _ending_row(ending: Ending) -> dict:
    term = ending.term
    if isinstance(term, OfficeTerm):
        name, url = term.get_office_display(), reverse("meetings:offices")
        keys = {"office": term.office}
        hand_over = reverse("meetings:office-hand-over", kwargs=keys)
        rotation = ""
    else:
        seat = term.seat
        name, url = str(seat), seat.get_absolute_url()
        hand_over = reverse("meetings:seat-hand-over", kwargs={"pk": seat.pk})
        rotation = reverse("meetings:seat-rotation", kwargs={"pk": seat.pk})
    return {
        "name": name,
        "url": url,
        "ending": ending,
        "past_days": -ending.days,
        "term": term,
        "hand_over_url": hand_over,
        "rotation_url": rotation if rotation and term.seat.rotates else "",
    }


@require_safe
def rotation(request, pk):
    """Show who may follow on a seat by its scheme, with the balance after it."""
    seat = find_seat(request, pk)
    filters = DayFilter(request.GET)
    proposal = rotation_proposal(seat, filters.day)
    context = {
        "seat": seat,
        "filters": filters,
        "proposal": proposal,
        "tone": TONES[proposal.state],
        "hand_over_url": reverse("meetings:seat-hand-over", kwargs={"pk": seat.pk}),
        "breadcrumbs": way_to_seat(seat, Line(_("Who may follow"))),
    }
    return render(request, "meetings/rotation.html", context)

"""Decisions about a seat: who holds it, who speaks for the holder, and its end."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import PartialDate, write_day
from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import seats
from meetings.enums import RepresentativeRole, Standing
from meetings.forms.seats import (
    AbolishForm,
    EndServiceForm,
    EndTermForm,
    HandOverForm,
    RepresentativeForm,
)
from meetings.models import Seat, SeatRepresentative, SeatTerm
from meetings.views.seat_desk import find_seat, only_keepers, way_to_seat
from pathfinders.views.frame import Line

TEMPLATE = "meetings/seat_verb.html"


def _current(seat: Seat, day: date | None = None) -> SeatTerm | None:
    return seat.terms.on(day).select_related("holder").first()


def _consequences(term: SeatTerm | None) -> list[str]:
    """Say for each person with an account what the end of a term takes away."""
    if term is None:
        return []
    serving = term.representatives.on(timezone.localdate()).select_related("person")
    return [_loss(each) for each in serving if each.person.user_id] or [
        _("Nobody with an account speaks for %(holder)s: no access ends.")
        % {"holder": term.holder}
    ]


def _loss(representative: SeatRepresentative) -> str:
    name = representative.person.name
    if representative.role == RepresentativeRole.COPY:
        return _("%(name)s is in copy and has no access by this seat.") % {"name": name}
    return _(
        "%(name)s reads the papers of the Group until the day before, and no longer "
        "from that day on, unless another role gives it."
    ) % {"name": name}


def _note(seat: Seat) -> str:
    if seat.standing == Standing.OBSERVER:
        return _("Who speaks for the new holder has the rights of an observer.")
    return _("Who speaks for the new holder has the rights of a member.")


# --- Holders --------------------------------------------------------------------------


@get_or_post
def hand_over(request, pk):
    """Give a seat to another holder; `?holder=` chooses one beforehand."""
    seat = find_seat(request, pk)
    current = _current(seat)
    form = HandOverForm(
        posted(request), is_held=current is not None, initial=_proposed(request, seat)
    )
    heading = _("Hand over the seat") if current else _("Fill the seat")
    return verb_page(
        request,
        form,
        lambda: seats.hand_over(seat, by=request.user, **form.cleaned_data),
        heading=heading,
        over=str(seat),
        lead=_("Held by %(holder)s.") % {"holder": current.holder} if current else "",
        button=heading,
        success=_("The seat has its new holder."),
        done_url=seat.get_absolute_url(),
        template=TEMPLATE,
        context={
            "consequences": [*_consequences(current), _note(seat)],
            "breadcrumbs": way_to_seat(seat, Line(heading)),
        },
    )


def _proposed(request, seat: Seat) -> dict:
    """Return what the form begins with: the holder asked for, the scheme’s term."""
    initial = {}
    holder = request.GET.get("holder", "")
    if holder.isascii() and holder.isdecimal():
        initial["holder"] = holder
    ends = seats.mandate_end_for(seat.constituency, timezone.localdate())
    if ends:
        initial["mandate_end"] = PartialDate.day(ends)
    return initial


@get_or_post
def end_term(request, pk):
    """End a term without a successor."""
    seat = find_seat(request, pk)
    term = _current(seat)
    if term is None or term.ends_on:
        return _nothing_to_do(request, seat)
    form = EndTermForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: seats.end_term(term, by=request.user, **form.cleaned_data),
        heading=_("End the term"),
        over=str(seat),
        lead=_(
            "%(holder)s leaves, and the seat stands vacant until it is filled. To name "
            "a successor at once, hand the seat over instead."
        )
        % {"holder": term.holder},
        button=_("End the term"),
        success=_("The term has its end. The seat is vacant from that day."),
        done_url=seat.get_absolute_url(),
        tone="stop",
        template=TEMPLATE,
        context={
            "consequences": _consequences(term),
            "breadcrumbs": way_to_seat(seat, Line(_("End the term"))),
        },
    )


@get_or_post
def abolish(request, pk):
    """Take a seat away for good."""
    seat = find_seat(request, pk)
    if seat.abolished_on:
        return _nothing_to_do(request, seat)
    form = AbolishForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: seats.abolish_seat(seat, by=request.user, **form.cleaned_data),
        heading=_("Abolish the seat"),
        over=str(seat),
        lead=_(
            "From that day on the seat is on no map and in no invitation. Its history "
            "stays. This cannot be undone."
        ),
        button=_("Abolish the seat"),
        success=_("The seat is abolished."),
        done_url=seat.get_absolute_url(),
        tone="stop",
        template=TEMPLATE,
        context={
            "consequences": _consequences(_current(seat)),
            "breadcrumbs": way_to_seat(seat, Line(_("Abolish the seat"))),
        },
    )


def _nothing_to_do(request, seat: Seat):
    messages.error(request, _("This was done already, or the seat is vacant."))
    return redirect(seat.get_absolute_url())


# --- Representatives ------------------------------------------------------------------


@get_or_post
def add_representative(request, pk):
    """Name a person for the holder of today."""
    seat = find_seat(request, pk)
    term = _current(seat)
    if term is None:
        return _nothing_to_do(request, seat)
    form = RepresentativeForm(posted(request))
    heading = _("Name a representative")
    return verb_page(
        request,
        form,
        lambda: seats.name_representative(term, by=request.user, **form.cleaned_data),
        heading=heading,
        over=f"{seat}: {term.holder}",
        lead=_(
            "A holder has one representative at a time; alternates and persons in copy "
            "as many as it names."
        ),
        button=_("Name the person"),
        success=_("The person is named."),
        done_url=seat.get_absolute_url(),
        template=TEMPLATE,
        context={
            "consequences": _replaced(term, seat),
            "breadcrumbs": way_to_seat(seat, Line(heading)),
        },
    )


def _replaced(term: SeatTerm, seat: Seat) -> list[str]:
    said = [_rights(seat)]
    serving = term.representatives.on().filter(role=RepresentativeRole.TITULAR)
    if known := serving.select_related("person").first():
        words = _("A new representative replaces %(name)s from that day on.")
        said.insert(0, words % {"name": known.person.name})
    return said


def _rights(seat: Seat) -> str:
    if seat.standing == Standing.OBSERVER:
        return _(
            "With an account, a representative or alternate has the rights of an "
            "observer from the first day to the day before the end."
        )
    return _(
        "With an account, a representative or alternate has the rights of a member "
        "from the first day to the day before the end."
    )


@get_or_post
def end_representative(request, pk):
    """End the service of a person before the term ends."""
    only_keepers(request)
    rows = SeatRepresentative.objects.select_related(
        "person", "term__holder", "term__seat__constituency"
    )
    found = get_object_or_404(rows, pk=pk)
    seat = found.term.seat
    form = EndServiceForm(posted(request))
    heading = _("End the function of %(name)s") % {"name": found.person}
    missing = []
    if found.ends_on and found.ends_on <= timezone.localdate():
        ended = _("It ended on %(day)s already.")
        missing = [ended % {"day": write_day(found.ends_on)}]
    return verb_page(
        request,
        form,
        lambda: seats.end_representative(found, by=request.user, **form.cleaned_data),
        heading=heading,
        over=f"{seat}: {found.term.holder}",
        button=_("End the function"),
        success=_("The function has its end."),
        done_url=seat.get_absolute_url(),
        tone="stop",
        missing=missing,
        template=TEMPLATE,
        context={
            "consequences": [_loss(found)],
            "breadcrumbs": way_to_seat(seat, Line(heading)),
        },
    )

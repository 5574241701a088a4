"""The secretariat records who chairs the Alliance, and who is deputy."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import seats
from meetings.enums import Office
from meetings.forms.seats import EndOfficeForm, OfficeForm, OfficeHolderForm
from meetings.models import OfficeTerm
from meetings.selectors.seats import office_on
from meetings.views.seat_desk import only_keepers
from meetings.views.seats import office_or_404, way_to_seats
from pathfinders.views.frame import Line

TEMPLATE = "meetings/seat_verb.html"


def _way(heading: str) -> list[Line]:
    offices = Line(_("Chair and Deputy Chair"), url=reverse("meetings:offices"))
    return way_to_seats(offices, Line(heading))


@get_or_post
def hand_over(request, office):
    """Give an office to another country."""
    only_keepers(request)
    found = office_or_404(office)
    current = office_on(found, timezone.localdate())
    form = OfficeForm(posted(request))
    heading = _("Hand over the office: %(office)s") % {"office": found.label}
    held = _("Held by %(holder)s.") % {"holder": current.holder} if current else ""
    return verb_page(
        request,
        form,
        lambda: seats.hand_over_office(found, by=request.user, **form.cleaned_data),
        heading=heading,
        over=_("Chair and Deputy Chair"),
        lead=held or _("Nobody holds this office today."),
        button=_("Hand over the office"),
        success=_("The office has its new holder."),
        done_url=reverse("meetings:offices"),
        template=TEMPLATE,
        context={
            "consequences": _consequences(found, current),
            "breadcrumbs": _way(heading),
        },
    )


def _consequences(office: Office, current: OfficeTerm | None) -> list[str]:
    if office != Office.CHAIR:
        return [_("The office of Deputy Chair gives no rights here by itself.")]
    said = []
    if current and current.person and current.person.user_id:
        words = _(
            "%(name)s has the rights of the Chair until the day before, and no longer "
            "from that day on."
        )
        said.append(words % {"name": current.person})
    given = _(
        "The person named has the rights of the Chair from that day, with an account."
    )
    return [*said, given]


@get_or_post
def end_term(request, pk):
    """End a term of office when nobody follows: the office is vacant."""
    only_keepers(request)
    rows = OfficeTerm.objects.select_related("holder", "person")
    term = get_object_or_404(rows, pk=pk)
    form = EndOfficeForm(posted(request))
    heading = _("End the term of office")
    ended = [_("This term has ended already.")] if term.ends_on else []
    return verb_page(
        request,
        form,
        lambda: seats.end_office(term, by=request.user, **form.cleaned_data),
        heading=heading,
        over=str(term),
        lead=_("Where another country follows, hand the office over instead."),
        button=_("End the term"),
        success=_("The term has its end. The office is vacant from that day."),
        done_url=reverse("meetings:offices"),
        missing=ended,
        tone="stop",
        template=TEMPLATE,
        context={
            "consequences": _vacancy(term),
            "breadcrumbs": _way(heading),
        },
    )


def _vacancy(term: OfficeTerm) -> list[str]:
    if term.ends_on:
        return []
    said = [_("The office is vacant from that day, for everybody to see.")]
    has_rights = term.office == Office.CHAIR and term.person and term.person.user_id
    if has_rights:
        words = _("%(name)s has the rights of the Chair until the day before.")
        said.append(words % {"name": term.person})
    return said


@get_or_post
def name_person(request, pk):
    """Say in whose person a country holds an office."""
    only_keepers(request)
    rows = OfficeTerm.objects.select_related("holder", "person")
    term = get_object_or_404(rows, pk=pk)
    form = OfficeHolderForm(posted(request), initial={"person": term.person_id})
    heading = _("Name the person in office")
    return verb_page(
        request,
        form,
        lambda: seats.name_office_holder(term, by=request.user, **form.cleaned_data),
        heading=heading,
        over=str(term),
        button=_("Name the person"),
        success=_("The person is named."),
        done_url=reverse("meetings:offices"),
        template=TEMPLATE,
        context={
            "consequences": _replaced(term),
            "breadcrumbs": _way(heading),
        },
    )


def _replaced(term: OfficeTerm) -> list[str]:
    if term.office != Office.CHAIR or not term.covers(timezone.localdate()):
        return [_("No rights change.")]
    said = [_("The person named has the rights of the Chair at once, with an account.")]
    if term.person and term.person.user_id:
        words = _("%(name)s has them no longer.")
        said.append(words % {"name": term.person})
    return said

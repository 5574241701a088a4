"""Name a focal point or a senior official, and end such an appointment."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders.appointments import appoint, end_appointment
from pathfinders.enums import AppointmentKind
from pathfinders.forms.appointments import AppointmentForm, EndAppointmentForm
from pathfinders.models import Appointment
from pathfinders.views.records import country_to_run, desk_frame


@get_or_post
def add_appointment(request, iso3):
    """Put an appointment on record; `?kind=` chooses the function beforehand."""
    pathfinder = country_to_run(request, iso3)
    kind = request.GET.get("kind", "")
    initial = {"kind": kind} if kind in AppointmentKind.values else {}
    form = AppointmentForm(posted(request), initial=initial)
    return verb_page(
        request,
        form,
        lambda: appoint(pathfinder, by=request.user, **form.cleaned_data),
        heading=_("Name a focal point or senior official"),
        over=str(pathfinder),
        lead=_(
            "One person holds a function at a time. To let a focal point sign in, an "
            "administrator also gives the role under “Records”."
        ),
        button=_("Put it on record"),
        success=_("The appointment is on record."),
        done_url=_people_url(pathfinder),
        context=desk_frame(pathfinder, _("Name a person")),
    )


@get_or_post
def end_appointment_page(request, iso3, pk):
    """Record the last day of an appointment."""
    pathfinder = country_to_run(request, iso3)
    appointment = get_object_or_404(Appointment, pathfinder=pathfinder, pk=pk)
    if appointment.ends_on:
        messages.error(request, _("This appointment has ended already."))
        return redirect(_people_url(pathfinder))
    form = EndAppointmentForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: end_appointment(appointment, by=request.user, **form.cleaned_data),
        heading=_("End the appointment"),
        over=str(appointment),
        lead=_(
            "The record stays among the former appointments. The person’s account "
            "keeps its role until an administrator ends that too."
        ),
        button=_("End the appointment"),
        success=_("The appointment has its last day."),
        done_url=_people_url(pathfinder),
        context=desk_frame(pathfinder, _("End the appointment")),
    )


def _people_url(pathfinder) -> str:
    return f"{pathfinder.get_desk_url()}#people"

"""Addresses of meetings, their agenda and desk."""

from django.urls import path

from meetings.views import agenda, desk, meetings

ONE = "meetings/<int:pk>/"
AGENDA = f"{ONE}agenda/"

urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings/plan/", desk.add, name="meeting-add"),
    path(ONE, meetings.meeting_detail, name="meeting"),
    path(f"{ONE}agenda.pdf", meetings.meeting_agenda_pdf, name="agenda-pdf"),
    path(f"{ONE}save-the-date.pdf", meetings.save_the_date, name="save-the-date-pdf"),
    path(f"{ONE}meeting.ics", meetings.meeting_calendar, name="meeting-calendar"),
    path(f"{ONE}desk/", desk.desk, name="desk"),
    path(f"{ONE}edit/", desk.edit, name="meeting-edit"),
    path(f"{ONE}move/<slug:verb>/", desk.move, name="meeting-move"),
    path(AGENDA, agenda.editor, name="agenda-edit"),
    path(f"{AGENDA}add/", agenda.add_item, name="item-add"),
    path(f"{AGENDA}fill/", agenda.fill, name="agenda-fill"),
    path(f"{AGENDA}release/", agenda.release, name="agenda-release"),
    path(f"{AGENDA}<int:item>/edit/", agenda.edit_item, name="item-edit"),
    path(
        f"{AGENDA}<int:item>/move/<slug:direction>/",
        agenda.step_item,
        name="item-step",
    ),
    path(f"{AGENDA}<int:item>/place/", agenda.place_item, name="item-place"),
    path(f"{AGENDA}<int:item>/remove/", agenda.remove_item, name="item-remove"),
    path(f"{AGENDA}<int:item>/outcome/", agenda.outcome, name="item-outcome"),
    path(f"{AGENDA}<int:item>/papers/add/", agenda.put_paper, name="item-paper"),
    path(f"{AGENDA}papers/<int:paper>/pin/", agenda.pin_paper, name="paper-pin"),
    path(
        f"{AGENDA}papers/<int:paper>/remove/",
        agenda.remove_paper,
        name="paper-unpin",
    ),
    path(f"{AGENDA}sessions/add/", agenda.add_session, name="session-add"),
    path(
        f"{AGENDA}sessions/<int:session>/edit/",
        agenda.edit_session,
        name="session-edit",
    ),
    path(
        f"{AGENDA}sessions/<int:session>/remove/",
        agenda.remove_session,
        name="session-remove",
    ),
]

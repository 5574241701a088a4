"""Addresses of the schedules of reminders."""

from django.urls import path

from meetings.views import reminders

urlpatterns = [
    path("meetings/reminders/", reminders.schedule_list, name="reminder-schedules"),
    path(
        "meetings/reminders/<slug:kind>/",
        reminders.edit,
        name="reminder-schedule",
    ),
]

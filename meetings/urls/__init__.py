"""Addresses of the meetings app, one module per topic."""

from meetings.urls import (
    calendars,
    changes,
    comments,
    decisions,
    events,
    group_updates,
    meetings,
    packs,
    papers,
    participants,
    reminders,
    reports,
    seats,
)

app_name = "meetings"

urlpatterns = [
    *calendars.urlpatterns,
    *changes.urlpatterns,
    *comments.urlpatterns,
    *decisions.urlpatterns,
    *events.urlpatterns,
    *group_updates.urlpatterns,
    *meetings.urlpatterns,
    *packs.urlpatterns,
    *papers.urlpatterns,
    *participants.urlpatterns,
    *reminders.urlpatterns,
    *reports.urlpatterns,
    *seats.urlpatterns,
]

from django.urls import path

from meetings.views import calendars

urlpatterns = [
    path("calendar/", calendars.subscribe, name="calendar"),
    path("calendar/address/", calendars.new_address, name="calendar-address"),
    path("calendar/address/end/", calendars.end_address, name="calendar-address-end"),
    path("calendar/public.ics", calendars.public_file, name="calendar-public"),
    path(
        "calendar/groups/<slug:slug>.ics", calendars.group_file, name="calendar-group"
    ),
    # After the files that have a name: any other name is a secret.
    path("calendar/<str:token>.ics", calendars.own_file, name="calendar-own"),
    path("events/<int:pk>/event.ics", calendars.event_file, name="event-ics"),
]

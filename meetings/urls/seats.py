"""Addresses of seats and offices."""

from django.urls import path

from meetings.views import office_desk, seat_desk, seat_people, seats

urlpatterns = [
    path("seats/", seats.seat_map, name="seats"),
    path("seats/map.pdf", seats.seat_map_print, name="seats-pdf"),
    path("seats/map.xlsx", seats.seat_map_workbook, name="seats-workbook"),
    path("seats/offices/", seats.offices, name="offices"),
    path(
        "seats/offices/<slug:office>/hand-over/",
        office_desk.hand_over,
        name="office-hand-over",
    ),
    path(
        "seats/offices/terms/<int:pk>/person/",
        office_desk.name_person,
        name="office-person",
    ),
    path(
        "seats/offices/terms/<int:pk>/end/",
        office_desk.end_term,
        name="office-end",
    ),
    path("seats/mandates/", seat_desk.mandates, name="mandates"),
    path("seats/constituencies/", seat_desk.constituencies, name="constituencies"),
    path(
        "seats/constituencies/add/",
        seat_desk.add_constituency,
        name="constituency-add",
    ),
    path(
        "seats/constituencies/<slug:slug>/edit/",
        seat_desk.edit_constituency,
        name="constituency-edit",
    ),
    path("seats/add/", seat_desk.add_seat, name="seat-add"),
    path("seats/<int:pk>/", seats.seat_detail, name="seat"),
    path("seats/<int:pk>/edit/", seat_desk.edit_seat, name="seat-edit"),
    path("seats/<int:pk>/abolish/", seat_people.abolish, name="seat-abolish"),
    path("seats/<int:pk>/hand-over/", seat_people.hand_over, name="seat-hand-over"),
    path("seats/<int:pk>/end-term/", seat_people.end_term, name="seat-end-term"),
    path(
        "seats/<int:pk>/representatives/add/",
        seat_people.add_representative,
        name="seat-representative",
    ),
    path(
        "seats/representatives/<int:pk>/end/",
        seat_people.end_representative,
        name="representative-end",
    ),
    path("seats/<int:pk>/rotation/", seat_desk.rotation, name="seat-rotation"),
]

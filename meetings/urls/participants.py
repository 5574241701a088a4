"""Addresses of participants, invitations and answers."""

from django.urls import path

from meetings.views import answers, participants

LIST = "meetings/<int:pk>/participants/"

urlpatterns = [
    path("meetings/<int:pk>/answer/", answers.own_answer, name="own-answer"),
    path("answer/<slug:token>/", answers.answer, name="answer"),
    path(LIST, participants.participant_list, name="participants"),
    path(f"{LIST}list.pdf", participants.participants_print, name="participants-pdf"),
    path(f"{LIST}list.csv", participants.participants_csv, name="participants-csv"),
    path(f"{LIST}add/", participants.add, name="participant-add"),
    path(f"{LIST}fill/", participants.add_from_seats, name="participants-fill"),
    path(f"{LIST}attendance/", participants.attendance, name="attendance"),
    path(f"{LIST}send/<slug:kind>/", participants.send, name="participants-send"),
    path(f"{LIST}<int:row>/edit/", participants.edit, name="participant-edit"),
    path(f"{LIST}<int:row>/remove/", participants.remove, name="participant-remove"),
    path(f"{LIST}<int:row>/link/", participants.renew, name="participant-link"),
    path(
        f"{LIST}<int:row>/answer/",
        participants.answer_for,
        name="participant-answer",
    ),
]

"""Addresses of workshops: the record, preparation, programme, participants."""

from django.urls import path

from pathfinders.views import (
    workshop,
    workshop_participants,
    workshop_preparation,
    workshop_programme,
)

WORKSHOP = "workshops/<int:pk>/"
PREPARATION = f"{WORKSHOP}preparation/"
TASK = f"{PREPARATION}<int:row>/"
PROGRAMME = f"{WORKSHOP}programme/"
SESSION = f"{PROGRAMME}<int:row>/"
PARTICIPANTS = f"{WORKSHOP}participants/"
PARTICIPANT = f"{PARTICIPANTS}<int:row>/"

urlpatterns = [
    path("pathfinders/<iso3:iso3>/workshops/add/", workshop.add, name="workshop-add"),
    path("workshops/add/", workshop.add_regional, name="workshop-add-regional"),
    path(WORKSHOP, workshop.detail, name="workshop"),
    path(f"{WORKSHOP}edit/", workshop.edit, name="workshop-edit"),
    path(PREPARATION, workshop_preparation.preparation, name="workshop-preparation"),
    path(
        f"{PREPARATION}start/",
        workshop_preparation.preparation_start,
        name="workshop-preparation-start",
    ),
    path(f"{PREPARATION}add/", workshop_preparation.task_add, name="task-add"),
    path(f"{TASK}edit/", workshop_preparation.task_edit, name="task-edit"),
    path(f"{TASK}mark/", workshop_preparation.task_mark, name="task-mark"),
    path(f"{TASK}delete/", workshop_preparation.task_delete, name="task-delete"),
    path(PROGRAMME, workshop_programme.programme, name="workshop-programme"),
    path(
        f"{PROGRAMME}start/",
        workshop_programme.programme_start,
        name="workshop-programme-start",
    ),
    path(f"{PROGRAMME}add/", workshop_programme.session_add, name="session-add"),
    path(f"{SESSION}edit/", workshop_programme.session_edit, name="session-edit"),
    path(f"{SESSION}delete/", workshop_programme.session_delete, name="session-delete"),
    path(f"{SESSION}move/", workshop_programme.session_move, name="session-move"),
    path(
        PARTICIPANTS, workshop_participants.participants, name="workshop-participants"
    ),
    path(
        f"{PARTICIPANTS}csv/",
        workshop_participants.participants_csv,
        name="workshop-participants-csv",
    ),
    path(
        f"{PARTICIPANTS}add/",
        workshop_participants.participant_add,
        name="participant-add",
    ),
    path(
        f"{PARTICIPANTS}paste/",
        workshop_participants.participants_paste,
        name="participants-paste",
    ),
    path(
        f"{PARTICIPANTS}counts/",
        workshop_participants.counts_take,
        name="workshop-counts",
    ),
    path(
        f"{PARTICIPANT}edit/",
        workshop_participants.participant_edit,
        name="participant-edit",
    ),
    path(
        f"{PARTICIPANT}delete/",
        workshop_participants.participant_delete,
        name="participant-delete",
    ),
]

from django.urls import path

from pathfinders.views import appointments, board, milestones, profile, records, status

COUNTRY = "pathfinders/<iso3:iso3>/"
# Not below "pathfinders/": three letters there are a country's code.
BOARD = "secretariat/path-board/"

urlpatterns = [
    path(BOARD, board.path_board, name="path-board"),
    path(f"{BOARD}csv/", board.path_board_csv, name="path-board-csv"),
    path(f"{BOARD}add/", records.add_country, name="add"),
    path(f"{COUNTRY}milestones/add/", milestones.add_milestone, name="milestone-add"),
    path(
        f"{COUNTRY}milestones/<int:pk>/edit/",
        milestones.edit_milestone,
        name="milestone-edit",
    ),
    path(f"{COUNTRY}steps/exempt/", records.exempt_step, name="step-exempt"),
    path(
        f"{COUNTRY}appointments/add/",
        appointments.add_appointment,
        name="appointment-add",
    ),
    path(
        f"{COUNTRY}appointments/<int:pk>/end/",
        appointments.end_appointment_page,
        name="appointment-end",
    ),
    path(
        f"{COUNTRY}procedure/change/", records.change_procedure, name="procedure-change"
    ),
    path(
        f"{COUNTRY}profile/<str:language>/edit/",
        profile.edit_profile,
        name="profile-edit",
    ),
    path(f"{COUNTRY}notes/edit/", records.edit_notes, name="notes-edit"),
    path(f"{COUNTRY}confirm/", status.confirm, name="confirm"),
    path(f"{COUNTRY}withdraw/", status.withdraw, name="withdraw"),
    path(f"{COUNTRY}return/", status.return_to_path, name="return-to-path"),
]

from django.urls import path

from pathfinders.views import registers

RECORDS = "pathfinders/<iso3:iso3>/records"

urlpatterns = [
    path(
        f"{RECORDS}/commitments/<int:pk>/follow-ups/add/",
        registers.add_follow_up,
        name="follow-up-add",
    ),
    path(f"{RECORDS}/<slug:register>/", registers.register, name="register"),
    path(f"{RECORDS}/<slug:register>/add/", registers.add, name="register-add"),
    path(
        f"{RECORDS}/<slug:register>/<int:pk>/edit/",
        registers.edit,
        name="register-edit",
    ),
    path(
        f"{RECORDS}/<slug:register>/<int:pk>/delete/",
        registers.delete,
        name="register-delete",
    ),
]

"""Addresses of the updates of action groups."""

from django.urls import path

from meetings.views import group_updates

urlpatterns = [
    path("meetings/<int:pk>/updates/", group_updates.update_list, name="group-updates"),
    path(
        "meetings/<int:pk>/updates/<slug:group>/",
        group_updates.edit,
        name="group-update",
    ),
]

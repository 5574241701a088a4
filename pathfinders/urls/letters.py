from django.urls import path

from pathfinders.views import letters

RECORD = "pathfinders/<iso3:iso3>/letters/<int:pk>/"

urlpatterns = [
    path("pathfinders/<iso3:iso3>/letters/add/", letters.add, name="letter-add"),
    path(RECORD, letters.detail, name="letter"),
    path(f"{RECORD}edit/", letters.edit, name="letter-edit"),
    path(f"{RECORD}sign/", letters.sign, name="letter-sign"),
    path(f"{RECORD}reopen/", letters.reopen, name="letter-reopen"),
    path(f"{RECORD}send/", letters.send, name="letter-send"),
    path(f"{RECORD}pdf/", letters.pdf, name="letter-pdf"),
]

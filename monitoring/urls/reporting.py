from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import preview
from monitoring.views import reporting as views

ROUND = "pathfinders/<iso3:iso3>/reporting/<int:year>/"

urlpatterns = [
    path("pathfinders/<iso3:iso3>/reporting/", views.my_reporting, name="my-reporting"),
    path(ROUND, views.submission_page, name="submission"),
    path(f"{ROUND}preview/", preview.submission_preview, name="submission-preview"),
    path(f"{ROUND}send/", views.send, name="submission-send"),
    path(f"{ROUND}withdraw/", views.withdraw, name="submission-withdraw"),
]

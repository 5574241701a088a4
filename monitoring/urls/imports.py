from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import import_steps as steps
from monitoring.views import imports as views

DESK = "secretariat/imports/"
COUNTRY = "pathfinders/<iso3:iso3>/imports/"
IMPORT = "imports/<int:pk>/"

urlpatterns = [
    path(DESK, views.import_list, name="imports"),
    path(f"{DESK}add/", views.add, name="import-add"),
    path(COUNTRY, views.country_list, name="country-imports"),
    path(f"{COUNTRY}add/", views.country_add, name="country-import-add"),
    path(IMPORT, views.show, name="import"),
    path(f"{IMPORT}columns/", steps.columns, name="import-columns"),
    path(f"{IMPORT}rows/", steps.rows, name="import-rows"),
    path(f"{IMPORT}rows/look/", steps.preview, name="import-preview"),
    path(f"{IMPORT}apply/", steps.apply, name="import-apply"),
    path(f"{IMPORT}undo/", steps.undo, name="import-undo"),
]

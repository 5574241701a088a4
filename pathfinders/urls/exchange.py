"""Addresses of tables on their way into a roadmap and out of it."""

from django.urls import path

from pathfinders.urls.roadmap import VERSION
from pathfinders.views import exchange, exchange_decisions, exchange_out

IMPORTS = f"{VERSION}imports/"
IMPORT = f"{IMPORTS}<int:pk>/"

urlpatterns = [
    path(f"{VERSION}csv/", exchange_out.roadmap_csv, name="roadmap-csv"),
    path(f"{VERSION}spreadsheet/", exchange_out.roadmap_export, name="roadmap-export"),
    path(IMPORTS, exchange.import_list, name="import-list"),
    path(f"{IMPORTS}add/", exchange.import_start, name="import-start"),
    path(IMPORT, exchange.import_page, name="import"),
    path(f"{IMPORT}columns/", exchange.import_columns, name="import-columns"),
    path(f"{IMPORT}apply/", exchange_decisions.import_apply, name="import-apply"),
    path(f"{IMPORT}undo/", exchange_decisions.import_undo, name="import-undo"),
]

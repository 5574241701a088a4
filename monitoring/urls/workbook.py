from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import long_table, workbook, workbook_verbs

COUNTRY = "pathfinders/<iso3:iso3>/"
WORKBOOK = f"{COUNTRY}reporting/<int:year>/workbook/"
BROUGHT = f"{WORKBOOK}<int:pk>/"

urlpatterns = [
    path(WORKBOOK, workbook.workbook, name="workbook"),
    path(f"{WORKBOOK}file/", workbook.download, name="workbook-file"),
    path(BROUGHT, workbook.plan_page, name="workbook-plan"),
    path(f"{BROUGHT}apply/", workbook_verbs.apply, name="workbook-apply"),
    path(f"{BROUGHT}undo/", workbook_verbs.undo, name="workbook-undo"),
    path(f"{COUNTRY}values.csv", long_table.long_csv, name="values-csv"),
    path(f"{COUNTRY}values.xlsx", long_table.long_xlsx, name="values-xlsx"),
]

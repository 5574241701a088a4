"""Addresses of what changed between two meetings or days."""

from django.urls import path

from meetings.views import changes

urlpatterns = [
    path("changes/", changes.changes, name="changes"),
    path("changes/changes.csv", changes.changes_csv, name="changes-csv"),
    path("changes/changes.xlsx", changes.changes_xlsx, name="changes-xlsx"),
    path("changes/changes.pdf", changes.changes_pdf, name="changes-pdf"),
]

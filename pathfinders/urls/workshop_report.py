"""Addresses of the workshop report: reading, writing its parts, publishing."""

from django.urls import path

from pathfinders.views import previews, workshop_report, workshop_report_parts

REPORT = "workshops/<int:pk>/report/"
PART = f"{REPORT}parts/<int:row>/"

urlpatterns = [
    path(REPORT, workshop_report.report_page, name="workshop-report"),
    path(f"{REPORT}pdf/", workshop_report.report_pdf, name="workshop-report-pdf"),
    path(f"{REPORT}preview/", previews.report_preview, name="workshop-report-preview"),
    path(f"{REPORT}start/", workshop_report.report_start, name="workshop-report-start"),
    path(f"{REPORT}edit/", workshop_report.report_edit, name="workshop-report-edit"),
    path(f"{REPORT}agree/", workshop_report.report_agree, name="workshop-report-agree"),
    path(
        f"{REPORT}publish/",
        workshop_report.report_publish,
        name="workshop-report-publish",
    ),
    path(f"{REPORT}parts/add/", workshop_report_parts.part_add, name="report-part-add"),
    path(f"{PART}edit/", workshop_report_parts.part_edit, name="report-part-edit"),
    path(f"{PART}move/", workshop_report_parts.part_move, name="report-part-move"),
    path(
        f"{PART}delete/", workshop_report_parts.part_delete, name="report-part-delete"
    ),
]

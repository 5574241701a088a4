"""Addresses of the reports of meetings."""

from django.urls import path

from meetings.views import circulars, questions_asked, reports

REPORT = "meetings/<int:pk>/report/"

urlpatterns = [
    path(REPORT, reports.report_detail, name="report"),
    path(f"{REPORT}report.pdf", reports.report_print, name="report-pdf"),
    path(f"{REPORT}annexes.pdf", reports.report_annexes, name="report-annexes"),
    path(f"{REPORT}start/", reports.start, name="report-start"),
    path(f"{REPORT}edit/", reports.edit, name="report-edit"),
    path(f"{REPORT}circulate/", reports.circulate, name="report-circulate"),
    path(f"{REPORT}write/", circulars.write_of_report, name="report-write"),
    path(f"{REPORT}take-back/", reports.take_back, name="report-take-back"),
    path(f"{REPORT}sections/<int:section>/", reports.edit_section, name="section-edit"),
    path(
        f"{REPORT}items/<int:item>/add/",
        reports.add_intervention,
        name="intervention-add",
    ),
    path(
        f"{REPORT}said/<int:intervention>/edit/",
        reports.edit_intervention,
        name="intervention-edit",
    ),
    path(
        f"{REPORT}said/<int:intervention>/move/<slug:direction>/",
        reports.step_intervention,
        name="intervention-step",
    ),
    path(
        f"{REPORT}said/<int:intervention>/remove/",
        reports.remove_intervention,
        name="intervention-remove",
    ),
    path("questions/", questions_asked.question_trail, name="questions-asked"),
    path(
        "questions/questions.csv",
        questions_asked.question_trail_csv,
        name="questions-asked-csv",
    ),
]

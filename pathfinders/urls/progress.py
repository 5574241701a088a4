from django.urls import path

from pathfinders.views import progress, progress_reports

ROADMAP = "pathfinders/<iso3:iso3>/roadmaps/<int:number>/progress/"

urlpatterns = [
    path(ROADMAP, progress.progress_page, name="progress"),
    path(f"{ROADMAP}pdf/", progress.progress_pdf, name="progress-pdf"),
    path(f"{ROADMAP}report/", progress_reports.report_all, name="progress-report-all"),
    path(
        f"{ROADMAP}actions/<int:pk>/",
        progress.progress_action,
        name="progress-action",
    ),
    path(
        f"{ROADMAP}actions/<int:pk>/report/",
        progress_reports.action_report,
        name="progress-report-action",
    ),
    path(
        f"{ROADMAP}benchmarks/<int:pk>/report/",
        progress_reports.benchmark_report,
        name="progress-report-benchmark",
    ),
    path(
        f"{ROADMAP}targets/<int:pk>/report/",
        progress_reports.target_report,
        name="progress-report-target",
    ),
]

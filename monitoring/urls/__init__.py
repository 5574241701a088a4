"""Addresses of monitoring, one module per topic."""

from monitoring import decision_urls
from monitoring.urls import (
    across,
    catalogue,
    comparing,
    course,
    entry,
    imports,
    open_data,
    portfolio,
    reporting,
    review,
    review_desk,
    rounds,
    values,
    workbook,
)

app_name = "monitoring"

urlpatterns = [
    *review.urlpatterns,
    *catalogue.urlpatterns,
    *across.urlpatterns,
    *comparing.urlpatterns,
    *open_data.urlpatterns,
    *reporting.urlpatterns,
    # Before the grid, whose addresses end in any two words.
    *workbook.urlpatterns,
    *entry.urlpatterns,
    *imports.urlpatterns,
    *values.urlpatterns,
    *course.urlpatterns,
    *portfolio.urlpatterns,
    *review_desk.urlpatterns,
    *rounds.urlpatterns,
    *decision_urls.urlpatterns,
]

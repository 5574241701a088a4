"""Addresses of monitoring, one module per topic."""

from monitoring import decision_urls
from monitoring.urls import (
    catalogue,
    entry,
    imports,
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
    *reporting.urlpatterns,
    # Before the grid, whose addresses end in any two words.
    *workbook.urlpatterns,
    *entry.urlpatterns,
    *imports.urlpatterns,
    *values.urlpatterns,
    *review_desk.urlpatterns,
    *rounds.urlpatterns,
    *decision_urls.urlpatterns,
]

"""PDF documents of monitoring, and what it adds to the documents on a country."""

from monitoring.reports.review import review_pdf, review_report
from monitoring.reports.values import coverage

__all__ = ["coverage", "review_pdf", "review_report"]

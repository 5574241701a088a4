"""PDF documents of the path."""

from pathfinders.reports.comparison import comparison_pdf, comparison_report
from pathfinders.reports.letter import letter_pdf, letter_sheet
from pathfinders.reports.progress import progress_pdf, progress_report
from pathfinders.reports.roadmap import roadmap_pdf, roadmap_report
from pathfinders.reports.workshop import workshop_report, workshop_report_pdf

__all__ = [
    "comparison_pdf",
    "comparison_report",
    "letter_pdf",
    "letter_sheet",
    "progress_pdf",
    "progress_report",
    "roadmap_pdf",
    "roadmap_report",
    "workshop_report",
    "workshop_report_pdf",
]

"""PDF documents of the path."""

from pathfinders.reports.letter import letter_pdf, letter_sheet
from pathfinders.reports.roadmap import roadmap_pdf, roadmap_report

__all__ = ["letter_pdf", "letter_sheet", "roadmap_pdf", "roadmap_report"]

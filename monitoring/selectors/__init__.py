"""Reads of monitoring, shaped for pages and documents."""

from monitoring.selectors.reviews import (
    HoldCandidate,
    ReportPart,
    grounds,
    hold_candidates,
    report_parts,
)
from monitoring.selectors.roadmap_counts import small_counts

__all__ = [
    "HoldCandidate",
    "ReportPart",
    "grounds",
    "hold_candidates",
    "report_parts",
    "small_counts",
]

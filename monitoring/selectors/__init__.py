"""Reads of monitoring, shaped for pages and documents."""

from monitoring.selectors.reviews import (
    HoldCandidate,
    ReportPart,
    grounds,
    hold_candidates,
    report_parts,
)

__all__ = [
    "HoldCandidate",
    "ReportPart",
    "grounds",
    "hold_candidates",
    "report_parts",
]

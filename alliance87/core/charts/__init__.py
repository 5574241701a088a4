"""Drawings made on the server: one SVG for the page and the document.

Plain frozen values go in, safe markup comes out; nothing here knows what is drawn.
"""

from alliance87.core.charts.funding import FundingBar, FundingBars, funding_bars
from alliance87.core.charts.gantt import Gantt
from alliance87.core.charts.gantt_rows import (
    BarState,
    GanttMark,
    GanttRow,
    MarkState,
)
from alliance87.core.charts.ruler import ruler
from alliance87.core.charts.sparkline import sparkline
from alliance87.core.charts.timeline import Precision, TimelineEvent, timeline
from alliance87.core.charts.world import (
    UN_BOUNDARY_NOTE,
    MapClass,
    MapMark,
    Tone,
    legend,
    project,
    world_map,
)

__all__ = [
    "UN_BOUNDARY_NOTE",
    "BarState",
    "FundingBar",
    "FundingBars",
    "Gantt",
    "GanttMark",
    "GanttRow",
    "MapClass",
    "MapMark",
    "MarkState",
    "Precision",
    "TimelineEvent",
    "Tone",
    "funding_bars",
    "legend",
    "project",
    "ruler",
    "sparkline",
    "timeline",
    "world_map",
]

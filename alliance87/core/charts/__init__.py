"""Drawings made on the server: one SVG for the page and the document.

Plain frozen values go in, safe markup comes out; nothing here knows what is drawn.
"""

from alliance87.core.charts.chart import Chart, TableCell, TableColumn
from alliance87.core.charts.dots import DotPlot, DotRow
from alliance87.core.charts.funding import FundingBar, FundingBars, funding_bars
from alliance87.core.charts.gantt import Gantt
from alliance87.core.charts.gantt_rows import (
    BarState,
    GanttMark,
    GanttRow,
    MarkState,
)
from alliance87.core.charts.heat import (
    HeatCell,
    HeatColumn,
    HeatRow,
    HeatTable,
    HeatTone,
)
from alliance87.core.charts.lines import LineChart
from alliance87.core.charts.multiples import Multiples
from alliance87.core.charts.ruler import ruler
from alliance87.core.charts.series import (
    Line,
    LinePoint,
    ProjectedPoint,
    Projection,
    Segment,
    Target,
)
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
    "BarState",
    "Chart",
    "DotPlot",
    "DotRow",
    "FundingBar",
    "FundingBars",
    "Gantt",
    "GanttMark",
    "GanttRow",
    "HeatCell",
    "HeatColumn",
    "HeatRow",
    "HeatTable",
    "HeatTone",
    "Line",
    "LineChart",
    "LinePoint",
    "MapClass",
    "MapMark",
    "MarkState",
    "Multiples",
    "Precision",
    "ProjectedPoint",
    "Projection",
    "Segment",
    "TableCell",
    "TableColumn",
    "Target",
    "TimelineEvent",
    "Tone",
    "UN_BOUNDARY_NOTE",
    "funding_bars",
    "legend",
    "project",
    "ruler",
    "sparkline",
    "timeline",
    "world_map",
]

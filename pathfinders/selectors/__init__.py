"""Reads of the path, shaped for pages and documents."""

from pathfinders.selectors.money import (
    Money,
    in_one_currency,
    rates_of,
    sums,
    sums_by_year,
)
from pathfinders.selectors.path import (
    BoardRow,
    Counters,
    StepView,
    board,
    counters,
    days_since_step,
    stage_of,
    steps_of,
    with_path,
)
from pathfinders.selectors.roadmap import (
    ActionRow,
    PriorityRows,
    RoadmapTable,
    partners_text,
    roadmap_table,
    timeline_text,
)

__all__ = [
    "ActionRow",
    "BoardRow",
    "Counters",
    "Money",
    "PriorityRows",
    "RoadmapTable",
    "StepView",
    "board",
    "counters",
    "days_since_step",
    "in_one_currency",
    "partners_text",
    "rates_of",
    "roadmap_table",
    "stage_of",
    "steps_of",
    "sums",
    "sums_by_year",
    "timeline_text",
    "with_path",
]

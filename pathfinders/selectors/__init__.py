"""Reads of the path, shaped for pages and documents."""

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
    Money,
    PriorityRows,
    RoadmapTable,
    roadmap_table,
    sums,
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
    "roadmap_table",
    "stage_of",
    "steps_of",
    "sums",
    "timeline_text",
    "with_path",
]

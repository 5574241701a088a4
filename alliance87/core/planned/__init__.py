"""Publications at a moment: planned by a person, carried out by the worker.

The record stays as it is until then, so no page can show it early.
"""

from alliance87.core.planned.due import next_moment, publish_due
from alliance87.core.planned.kinds import kind_of, publisher, ready_for
from alliance87.core.planned.planning import drop, plan, publish_now, take_back
from alliance87.core.planned.standing import Standing, standing

__all__ = [
    "Standing",
    "drop",
    "kind_of",
    "next_moment",
    "plan",
    "publish_due",
    "publish_now",
    "publisher",
    "ready_for",
    "standing",
    "take_back",
]

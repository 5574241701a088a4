"""The records desk of the path. Importing the modules registers their pages."""

from pathfinders.admin import (
    path,
    progress,
    registers,
    roadmaps,
    support,
    workshops,
)

__all__ = ["path", "progress", "registers", "roadmaps", "support", "workshops"]

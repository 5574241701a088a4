"""What programs read of the path: countries and their published roadmaps."""

from ninja import Router

from pathfinders.api import countries, roadmaps

ROUTERS: tuple[Router, ...] = (countries.router, roadmaps.router)

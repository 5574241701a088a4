"""What programs read of governance: decisions, meetings, events, papers, changes."""

from ninja import Router

from meetings.api import changes, decisions, events, meetings, papers

ROUTERS: tuple[Router, ...] = (
    *(decisions.router, meetings.router, events.router, papers.router),
    changes.router,
)

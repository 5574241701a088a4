"""The records desk of meetings. Importing the modules registers their pages."""

from meetings.admin import papers, seats

__all__ = ["papers", "seats"]

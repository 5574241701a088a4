"""The records desk of meetings. Importing the modules registers their pages."""

from meetings.admin import papers, reminders, seats

__all__ = ["papers", "reminders", "seats"]

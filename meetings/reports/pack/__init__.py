"""The briefing pack: its pages, its contents, and all of it as one PDF."""

from meetings.reports.pack.building import build, draft_entries

__all__ = ["build", "draft_entries"]

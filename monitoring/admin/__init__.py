"""The records desk of monitoring. Importing the modules registers their pages."""

from monitoring.admin import catalogue, review

__all__ = ["catalogue", "review"]

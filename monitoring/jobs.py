"""The long work of monitoring; the queue finds it here (`alliance87.core.jobs`)."""

from monitoring.transfers import work

__all__ = ["work"]

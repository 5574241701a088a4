"""Reminders of the reporting round: who hears what on which day (ADR 0029)."""

from monitoring.reminders.people import As
from monitoring.reminders.sending import Sent, send_due
from monitoring.reminders.steps import STEPS, step_in_words

__all__ = ["STEPS", "As", "Sent", "send_due", "step_in_words"]

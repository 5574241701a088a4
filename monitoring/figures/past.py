"""A version as it stood at a moment: what happened to it later is not told."""

from copy import copy
from datetime import datetime

from monitoring.enums import ValueState

# What each moment stands with, in the order in which they come.
STEPS = (
    *(("submitted_at", "submitted_by"), ("decided_at", "decided_by")),
    *(("published_at", None), ("superseded_at", None)),
)


def as_it_stood(version, moment: datetime):
    """Return a copy without the steps from this moment on, in the state it had then.

    Not to be saved. A version that was sent back and is replaced by now counts as
    sent back from its decision on.
    """
    then = {"state": _state(version, moment)}
    for at, by in STEPS:
        if not _was(version, at, moment):
            then |= dict.fromkeys(filter(None, (at, by)))
    found = copy(version)
    for name, value in then.items():
        setattr(found, name, value)
    return found


def _was(version, at: str, moment: datetime) -> bool:
    when = getattr(version, at)
    return when is not None and when < moment


def _state(version, moment: datetime) -> ValueState:
    if _was(version, "superseded_at", moment):
        return ValueState(version.state)
    if _was(version, "published_at", moment):
        return ValueState.PUBLISHED
    was_sent = _was(version, "submitted_at", moment)
    if _was(version, "decided_at", moment) and not (
        was_sent and version.submitted_at > version.decided_at
    ):
        is_accepted = version.published_at or version.state == ValueState.ACCEPTED
        return ValueState.ACCEPTED if is_accepted else ValueState.RETURNED
    return ValueState.SUBMITTED if was_sent else ValueState.DRAFT

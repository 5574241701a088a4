"""Whose value a version confirms, in words: for the grid, the desk and its page."""

from django.utils.translation import gettext as _

from monitoring.models import ObservationVersion


def what_it_confirms(version: ObservationVersion) -> str:
    """Say which value of another year or source a version confirms; empty for none.

    Load `confirms__observation__source` with it. What an undone import wrote again
    confirms a version of the same observation, which says nothing more.
    """
    confirmed = version.confirms
    if confirmed is None or confirmed.observation_id == version.observation_id:
        return ""
    if confirmed.year != version.year:
        return _("Confirms the value of %(year)s") % {"year": confirmed.year}
    source = confirmed.observation.source
    if source is None:
        return ""
    return _("Confirms the value of %(source)s") % {"source": source}

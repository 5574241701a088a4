"""Migrations that do not render models again for what no model needs to know.

A trigger in a migration is compiled SQL, and the SQL of a constraint follows from the
fields alone: the historical models beside them need not hold either. Django and
django-pgtrigger render the model anew all the same, with everything related to it,
for each of them; of our hundreds that made minutes out of seconds.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.operations import AddConstraint
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def _add_constraint(self: AddConstraint, app_label: str, state: ProjectState) -> None:
    _append(state, app_label, self.model_name_lower, "constraints", self.constraint)
    if not _is_ours(app_label):
        # Theirs alter columns that such a constraint is about, and look for it.
        state.reload_model(app_label, self.model_name_lower, delay=True)


def _add_trigger(self: AddTrigger, app_label: str, state: ProjectState) -> None:
    _append(state, app_label, self.model_name.lower(), "triggers", self.trigger)


def _remove_trigger(self: RemoveTrigger, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, self.model_name.lower()].options
    options["triggers"] = [
        each for each in options.get("triggers", []) if each.name != self.name
    ]


def _is_ours(app_label: str) -> bool:
    # Their packages may lie below our folder too: ./run installs them in .venv there.
    parent = Path(apps.get_app_config(app_label).path).parent
    return parent in (settings.BASE_DIR, settings.BASE_DIR / "alliance87")


def _append(state: ProjectState, app_label: str, model: str, name: str, new) -> None:
    options = state.models[app_label, model].options
    options[name] = [*options.get(name, []), new]


def leave_models_alone() -> None:
    """Keep these operations from rendering models; said once, at the start."""
    AddConstraint.state_forwards = _add_constraint
    AddTrigger.state_forwards = _add_trigger
    RemoveTrigger.state_forwards = _remove_trigger

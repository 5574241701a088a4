"""Addresses of the editor: cells, rows that are moved, copied, split and joined."""

from django.urls import path

from pathfinders.urls.roadmap import ACTION, PRIORITY, ROWS, VERSION
from pathfinders.views import editor, editor_priorities, editor_rows

urlpatterns = [
    path(
        f"{PRIORITY}cells/<slug:field>/",
        editor.priority_cell,
        name="priority-cell",
    ),
    path(f"{ACTION}cells/<slug:field>/", editor.action_cell, name="action-cell"),
    path(f"{PRIORITY}save/", editor.priority_save, name="priority-save"),
    path(f"{ACTION}save/", editor.action_save, name="action-save"),
    path(f"{VERSION}rates/", editor.rates_page, name="roadmap-rates"),
    path(f"{ROWS}priorities/quick/", editor_rows.priority_quick, name="priority-quick"),
    path(f"{PRIORITY}actions/quick/", editor_rows.action_quick, name="action-quick"),
    path(f"{PRIORITY}place/", editor_rows.priority_place, name="priority-place"),
    path(f"{ACTION}place/", editor_rows.action_place, name="action-place"),
    path(
        f"{PRIORITY}duplicate/",
        editor_rows.priority_duplicate,
        name="priority-duplicate",
    ),
    path(f"{ACTION}duplicate/", editor_rows.action_duplicate, name="action-duplicate"),
    path(f"{PRIORITY}join/", editor_priorities.priority_join, name="priority-join"),
    path(f"{PRIORITY}split/", editor_priorities.priority_split, name="priority-split"),
    path(f"{ACTION}split/", editor_rows.action_split, name="action-split"),
    path(f"{ACTION}join/", editor_rows.action_join, name="action-join"),
    path(f"{PRIORITY}restore/", editor_rows.priority_restore, name="priority-restore"),
    path(f"{ACTION}restore/", editor_rows.action_restore, name="action-restore"),
]

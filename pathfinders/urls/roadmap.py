"""Addresses of roadmaps: versions, the editor, and the decisions."""

from django.urls import path, register_converter

from pathfinders.views import previews, roadmap, roadmap_decisions, roadmap_rows


class DirectionConverter:
    """Where a row moves."""

    regex = "up|down"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DirectionConverter, "direction")

VERSIONS = "pathfinders/<iso3:iso3>/roadmaps/"
VERSION = f"{VERSIONS}<int:number>/"
ROWS = f"{VERSION}rows/"
PRIORITY = f"{ROWS}priorities/<int:pk>/"
ACTION = f"{ROWS}actions/<int:pk>/"

urlpatterns = [
    path(VERSIONS, roadmap.roadmap_list, name="roadmap-list"),
    path(f"{VERSIONS}start/", roadmap_decisions.roadmap_start, name="roadmap-start"),
    path(VERSION, roadmap.roadmap_page, name="roadmap"),
    path(f"{VERSION}pdf/", roadmap.roadmap_pdf, name="roadmap-pdf"),
    path(f"{VERSION}edit/", roadmap_decisions.roadmap_edit, name="roadmap-edit"),
    path(f"{VERSION}delete/", roadmap_decisions.roadmap_delete, name="roadmap-delete"),
    path(f"{VERSION}submit/", roadmap_decisions.roadmap_submit, name="roadmap-submit"),
    path(f"{VERSION}return/", roadmap_decisions.roadmap_return, name="roadmap-return"),
    path(f"{VERSION}accept/", roadmap_decisions.roadmap_accept, name="roadmap-accept"),
    path(
        f"{VERSION}present/", roadmap_decisions.roadmap_present, name="roadmap-present"
    ),
    path(
        f"{VERSION}publish/", roadmap_decisions.roadmap_publish, name="roadmap-publish"
    ),
    path(f"{VERSION}preview/", previews.roadmap_preview, name="roadmap-preview"),
    path(
        f"{VERSION}record-past/",
        roadmap_decisions.roadmap_record_past,
        name="roadmap-record-past",
    ),
    path(ROWS, roadmap_rows.rows_page, name="roadmap-rows"),
    path(f"{ROWS}priorities/add/", roadmap_rows.priority_add, name="priority-add"),
    path(f"{PRIORITY}edit/", roadmap_rows.priority_edit, name="priority-edit"),
    path(f"{PRIORITY}delete/", roadmap_rows.priority_delete, name="priority-delete"),
    path(
        f"{PRIORITY}<direction:direction>/",
        roadmap_rows.priority_move,
        name="priority-move",
    ),
    path(f"{PRIORITY}actions/add/", roadmap_rows.action_add, name="action-add"),
    path(f"{ACTION}edit/", roadmap_rows.action_edit, name="action-edit"),
    path(f"{ACTION}delete/", roadmap_rows.action_delete, name="action-delete"),
    path(
        f"{ACTION}<direction:direction>/", roadmap_rows.action_move, name="action-move"
    ),
]

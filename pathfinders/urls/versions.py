"""Addresses of the versions of a roadmap: comments on rows, and the comparison."""

from django.urls import path

from pathfinders.views import versions

VERSIONS = "pathfinders/<iso3:iso3>/roadmaps/"
VERSION = f"{VERSIONS}<int:number>/"
COMPARISON = f"{VERSION}compare/<int:other>/"
COMMENTS = f"{VERSION}comments/"

urlpatterns = [
    path(f"{VERSIONS}compare/", versions.choose, name="roadmap-compare-choose"),
    path(COMPARISON, versions.compare_page, name="roadmap-compare"),
    path(f"{COMPARISON}pdf/", versions.compare_pdf, name="roadmap-compare-pdf"),
    path(f"{VERSION}check/", versions.check, name="roadmap-check"),
    path(f"{COMMENTS}add/", versions.comment_add, name="comment-add"),
    path(f"{COMMENTS}<int:pk>/settle/", versions.comment_settle, name="comment-settle"),
    path(f"{COMMENTS}<int:pk>/reopen/", versions.comment_reopen, name="comment-reopen"),
]

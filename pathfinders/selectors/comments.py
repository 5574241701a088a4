"""Comments on roadmaps, as pages show them: by row, and how many are open."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count

from pathfinders.models import Roadmap, RowComment


def comments_by_key(roadmap: Roadmap) -> dict[UUID | None, list[RowComment]]:
    """Return the comments on each row, on the whole roadmap under None (one query)."""
    found: dict[UUID | None, list[RowComment]] = {}
    for comment in roadmap.comments.select_related("created_by", "settled_by"):
        found.setdefault(comment.key, []).append(comment)
    return found


def open_comments(roadmap: Roadmap) -> list[RowComment]:
    """Return what is not settled yet, the oldest first (one query)."""
    rows = roadmap.comments.filter(settled_at__isnull=True)
    return list(rows.select_related("created_by"))


def count_open_comments(roadmaps: Iterable[Roadmap]) -> dict[int, int]:
    """Return how many comments are open by the key of the roadmap (one query).

    Roadmaps without any are left out.
    """
    rows = RowComment.objects.filter(roadmap__in=roadmaps, settled_at__isnull=True)
    counted = rows.order_by().values("roadmap").annotate(open=Count("pk"))
    return {row["roadmap"]: row["open"] for row in counted}

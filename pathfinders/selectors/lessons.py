"""Lessons learned, found by their words, topic and country."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from pathfinders.enums import Topic
from pathfinders.models import Lesson, Pathfinder

COUNTRY = "workshop__pathfinder__country__"
SEARCHED = (
    "text",
    "workshop__title",
    "workshop__host",
    "workshop__place",
    *(f"{COUNTRY}name_{code}" for code in ("en", "fr", "es")),
)


def lessons_for(user, *, words: str = "", topic: str = "", country=None) -> QuerySet:
    """Return the lessons the person may read, the latest first.

    Each word of `words` must be found, in any order; its beginning is enough. No
    language is assumed: lessons are written in several.
    """
    rows = Lesson.objects.visible_to(user).select_related(
        "workshop__pathfinder__country"
    )
    if topic:
        rows = rows.filter(topics__contains=[topic])
    if country is not None:
        rows = rows.filter(workshop__pathfinder=country)
    if wanted := words.split():
        query = SearchQuery(
            " & ".join(map(_beginning, wanted)), search_type="raw", config="simple"
        )
        rows = rows.annotate(found=SearchVector(*SEARCHED, config="simple"))
        rows = rows.filter(found=query)
    return rows


def countries_with_lessons(user) -> QuerySet:
    """Return the countries of whose workshops the person may read a lesson."""
    lessons = Lesson.objects.visible_to(user)
    rows = Pathfinder.objects.filter(workshops__lessons__in=lessons).distinct()
    return rows.select_related("country")


def _beginning(word: str) -> str:
    """Return a term that finds every word with this beginning, signs included."""
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*"


def topics_of(lesson: Lesson) -> list[str]:
    """Return the names of its topics."""
    return [str(Topic(topic).label) for topic in lesson.topics]

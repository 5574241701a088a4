"""What can be found of meetings, decisions, papers and documents, and by whom."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import Document
from alliance87.core.searching import Searched
from meetings.enums import VersionState
from meetings.models import (
    Decision,
    Event,
    FrequentQuestion,
    Meeting,
    Paper,
    PaperVersion,
)
from pathfinders.models import Pathfinder

OUT_OF_DATE = (VersionState.SUPERSEDED, VersionState.WITHDRAWN)


def documents_of(user):
    """Return the files of countries that a person may know; papers are found as such.

    A file of a country that is not shown is known to those who know the country.
    """
    path = "country__pathfinder"
    told = Q(**{f"{path}__isnull": True})
    told |= Q(**{f"{path}__in": Pathfinder.objects.visible_to(user)})
    rows = Document.objects.visible_to(user).filter(told, country__isnull=False)
    return rows.filter(versions__isnull=False).distinct()


def _texts(user):
    """Return the texts that hold, and those that are out for comments or decision."""
    rows = PaperVersion.objects.visible_to(user).exclude(state__in=OUT_OF_DATE)
    return rows.exclude(text="")


def _question_url(question: FrequentQuestion) -> str:
    return f"{reverse('meetings:questions')}#question-{question.pk}"


SEARCHED = (
    Searched(
        kind="decisions",
        label=_("Decisions"),
        rows=lambda user: Decision.objects.visible_to(user),
        names=("text",),
        flag="meeting__is_example",
        title=str,
        about=lambda decision: decision.get_state_display(),
        beside=("meeting", "pathfinder__country"),
    ),
    Searched(
        kind="papers",
        label=_("Papers"),
        rows=lambda user: Paper.objects.visible_to(user),
        names=("title",),
        texts=("purpose",),
        flag="is_example",
        about=lambda paper: paper.get_kind_display(),
    ),
    Searched(
        kind="texts",
        label=_("Text of papers"),
        rows=_texts,
        names=("title",),
        texts=("text",),
        flag="paper__is_example",
        about=lambda version: version.get_state_display(),
        beside=("paper",),
    ),
    Searched(
        kind="documents",
        label=_("Documents"),
        rows=documents_of,
        names=("title",),
        flag="country__is_example",
        about=lambda document: document.country,
        beside=("country",),
    ),
    Searched(
        kind="meetings",
        label=_("Meetings"),
        rows=lambda user: Meeting.objects.visible_to(user),
        names=("title", "reference", "city"),
        flag="is_example",
        about=lambda meeting: meeting.when,
    ),
    Searched(
        kind="events",
        label=_("Events"),
        rows=lambda user: Event.objects.visible_to(user),
        names=("title", "city"),
        texts=("description", "key_questions", "audience"),
        about=lambda event: event.when,
    ),
    Searched(
        kind="questions",
        label=_("Frequent questions"),
        rows=lambda user: FrequentQuestion.objects.visible_to(user),
        names=("question",),
        texts=("answer",),
        flag="is_example",
        title=lambda question: question.question,
        about=lambda question: question.topic,
        url=_question_url,
    ),
)

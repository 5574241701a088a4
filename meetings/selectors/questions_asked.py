"""The trail of questions: who asked what at which meeting, and what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.partners.models import Partner
from meetings.enums import InterventionKind
from meetings.models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Intervention,
    Meeting,
    MeetingReport,
    numbered,
)
from meetings.selectors.action_points import ActionRow, actions_of, rows_of
from meetings.selectors.decisions import DecisionRow, decisions_of, register_rows
from meetings.selectors.minutes import speaker_of

# What came of a question, the furthest first; nothing comes last.
CAME_OF_IT = {
    "decision": gettext_lazy("Led to a decision"),
    "action": gettext_lazy("Led to an action point"),
    "answered": gettext_lazy("Answered"),
    "open": gettext_lazy("Open"),
}
TONES = {"decision": "done", "action": "half", "answered": "good", "open": "todo"}
NAMES_NOBODY = Q(item__chatham_house=True) | Q(item__meeting__chatham_house=True)


@dataclass(frozen=True, slots=True)
class Answer:
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what its reader may know of what came of it."""

    asked: Intervention
    label: str
    speaker: str
    answers: tuple[Answer, ...]
    actions: tuple[ActionRow, ...]
    decisions: tuple[DecisionRow, ...]

    @property
    def item(self) -> AgendaItem:
        return self.asked.item

    @property
    def meeting(self) -> Meeting:
        return self.asked.item.meeting

    @property
    def state(self) -> str:
        """The furthest it came: a key of `CAME_OF_IT`."""
        came = (self.decisions, self.actions, self.answers, True)
        return next(key for key, is_so in zip(CAME_OF_IT, came, strict=True) if is_so)

    @property
    def state_in_words(self) -> str:
        return str(CAME_OF_IT[self.state])

    @property
    def tone(self) -> str:
        return TONES[self.state]


# --- Lists ----------------------------------------------------------------------------


def questions_of(user) -> QuerySet[Intervention]:
    """Return the questions that stand in reports this person may read, latest first."""
    order = ("-item__meeting__on", "-item__meeting", "item", "position", "pk")
    return _readable(user).filter(kind=InterventionKind.QUESTION).order_by(*order)


def _readable(user) -> QuerySet[Intervention]:
    rows = Intervention.objects.filter(
        item__meeting__report__in=MeetingReport.objects.visible_to(user),
        item__meeting__in=Meeting.objects.visible_to(user),
    )
    return rows.select_related("item__meeting", "partner", "person")


def narrowed(
    rows: QuerySet[Intervention], chosen: Mapping, user
) -> QuerySet[Intervention]:
    """Return the questions that fit the filters; who asked stays out of the words."""
    if words := chosen.get("q"):
        rows = rows.filter(
            Q(text__icontains=words)
            | Q(item__title__icontains=words)
            | Exists(_answers().filter(answers=OuterRef("pk"), text__icontains=words))
        )
    if partner := chosen.get("partner"):
        rows = rows.filter(partner=partner).exclude(NAMES_NOBODY)
    if meeting := chosen.get("meeting"):
        rows = rows.filter(item__meeting=meeting)
    return _by_state(rows, chosen.get("state", ""), user)


def _by_state(rows: QuerySet[Intervention], state: str, user) -> QuerySet:
    if not state:
        return rows
    actions = ActionPoint.objects.visible_to(user).filter(raised_by=OuterRef("pk"))
    decisions = Decision.objects.visible_to(user)
    by_action = actions.filter(decision__in=decisions.values("pk"))
    is_so = {
        "decision": Exists(decisions.filter(raised_by=OuterRef("pk")))
        | Exists(by_action),
        "action": Exists(actions),
        "answered": Exists(_answers().filter(answers=OuterRef("pk"))),
    }
    if state == "open":
        return rows.filter(*(~each for each in is_so.values()))
    return rows.filter(is_so[state])


def _answers() -> QuerySet[Intervention]:
    return Intervention.objects.filter(kind=InterventionKind.ANSWER).order_by(
        "position", "pk"
    )


def shown(rows: Iterable[Intervention], user) -> list[Question]:
    """Return questions with what came of each; a fixed number of queries."""
    asked = list(rows)
    keys = [each.pk for each in asked]
    answers = _grouped(
        _answers().filter(answers__in=keys).select_related("partner", "person"),
        "answers_id",
    )
    actions = list(actions_of(user).filter(raised_by__in=keys))
    by_question = _grouped(rows_of(actions), "action.raised_by_id")
    decisions = _Decisions(actions, keys, user)
    labels = _labels({each.item.meeting_id for each in asked})
    found = []
    for each in asked:
        hides = each.item.chatham_house or each.item.meeting.chatham_house
        led_to = by_question.get(each.pk, [])
        found.append(
            Question(
                asked=each,
                label=labels[each.item_id],
                speaker=_who(each, hides),
                answers=tuple(
                    Answer(_who(answer, hides), answer.text)
                    for answer in answers.get(each.pk, [])
                ),
                actions=tuple(led_to),
                decisions=decisions.of(each, led_to),
            )
        )
    return found


def _who(said: Intervention, hides: bool) -> str:
    return _("A participant") if hides else speaker_of(said)


class _Decisions:
    """The decisions that questions led to, directly or through an action point."""

    def __init__(self, actions: list[ActionPoint], keys: list[int], user):
        asked_for = {action.decision_id for action in actions} - {None}
        rows = decisions_of(user).filter(Q(raised_by__in=keys) | Q(pk__in=asked_for))
        self.rows = register_rows(rows)

    def of(
        self, question: Intervention, actions: list[ActionRow]
    ) -> tuple[DecisionRow, ...]:
        asked_for = {each.action.decision_id for each in actions}
        return tuple(
            row
            for row in self.rows
            if row.decision.raised_by_id == question.pk or row.decision.pk in asked_for
        )


def _grouped(rows: Iterable, name: str) -> dict[int, list]:
    """Return rows by an attribute, which may be one of a record they hold."""
    key_of, found = attrgetter(name), {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
    return found


def _labels(meetings: set[int]) -> dict[int, str]:
    """Return the number of each item of these meetings by its key (one query)."""
    items = _grouped(AgendaItem.objects.filter(meeting__in=meetings), "meeting_id")
    return {row.item.pk: row.label for each in items.values() for row in numbered(each)}


# --- What the filters offer -----------------------------------------------------------


def partners_that_asked(user) -> QuerySet[Partner]:
    """Return whose questions the reader finds, without those that name nobody."""
    asked = questions_of(user).exclude(NAMES_NOBODY).filter(partner__isnull=False)
    return Partner.objects.filter(pk__in=asked.order_by().values("partner"))


def meetings_with_questions(user) -> QuerySet[Meeting]:
    asked = questions_of(user).order_by().values("item__meeting")
    return Meeting.objects.filter(pk__in=asked)


# --- One question ---------------------------------------------------------------------


def question_behind(asked: Intervention | None, user) -> str:
    """Return what was asked and by whom, to those who may read the report of it."""
    found = _readable(user).filter(pk=asked.pk).first() if asked else None
    if found is None:
        return ""
    hides = found.item.chatham_house or found.item.meeting.chatham_house
    return f"{_who(found, hides)}: {found.text}"

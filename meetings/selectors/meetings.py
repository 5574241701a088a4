"""Meetings in lists, and what one meeting’s page shows around its agenda."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import combining, normalize

from django.db.models import Q, QuerySet

from alliance87.core.access import scope_of
from alliance87.core.composed import ComposedQuery
from alliance87.core.models import Country, name_field
from alliance87.core.models.country import NAME_FIELDS
from alliance87.partners.models import ActionGroup, Partner, Person
from meetings import rules
from meetings.enums import (
    Attendance,
    MeetingKind,
    MeetingState,
    Response,
    TakesPart,
)
from meetings.models import (
    ActionPoint,
    BriefingPack,
    Decision,
    Meeting,
    MeetingReport,
    Participation,
    own_groups,
)
from meetings.selectors.reader_queries import Columns, Joined, ReaderQuery

ONLY_EXAMPLES, NO_EXAMPLES = "only", "none"
# Whoever was not asked, or does not come, needs no video link.
WITHOUT_LINK = (Response.NOT_INVITED, Response.NO)
TONES: dict[str, str] = {
    MeetingState.PLANNED: "todo",
    MeetingState.ANNOUNCED: "half",
    MeetingState.CONVENED: "info",
    MeetingState.HELD: "done",
    MeetingState.CLOSED: "done",
    MeetingState.POSTPONED: "hold",
    MeetingState.CANCELLED: "na",
}
DECISION = Columns(Decision, "item_id", "number", "kind", "text", "state", "decided_on")
ASKED = Columns(Participation, "response", "response_mode", "responded_at")
ACTION_POINTS = Joined(
    Columns(
        ActionPoint,
        *("number", "text", "state", "office"),
        *("partner_id", "group_id", "person_id", "country_id"),
    ),
    Columns(Partner, "name", path="partner__"),
    Columns(ActionGroup, "name", path="group__"),
    Columns(Person, "name", path="person__"),
    Columns(Country, *NAME_FIELDS.values(), path="country__"),
)


def meetings_of(user) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(user)
    return rows.select_related("group", "country", "chaired_for", "chaired_by")


def narrowed(
    rows: QuerySet[Meeting],
    *,
    q: str = "",
    kind: str = "",
    year: int | None = None,
    state: str = "",
    group: int | None = None,
    country: str = "",
    examples: str = "",
) -> QuerySet[Meeting]:
    """Return the meetings that the filters leave; examples stand at the end."""
    for word in q.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(city__icontains=word)
            | Q(venue__icontains=word)
        )
    if kind:
        rows = rows.filter(kind=kind)
    if group:
        rows = rows.filter(group=group)
    if country:
        rows = rows.filter(country__iso3=country)
    if examples:
        rows = rows.filter(is_example=examples == ONLY_EXAMPLES)
    if year:
        rows = rows.filter(on__year=year)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("is_example", *Meeting._meta.ordering)


@dataclass(frozen=True, slots=True)
class Offered:
    """What the meetings that a person may know of can be filtered by."""

    years: tuple[int, ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    has_examples: bool = False


def offered_to(user) -> Offered:
    """Return the choices of the filters, with one query."""
    names = ("group", "group__name", "country__iso3", f"country__{name_field()}")
    rows = Meeting.objects.visible_to(user).order_by().distinct()
    found = list(rows.values_list("on__year", "is_example", *names))
    return Offered(
        years=tuple(sorted({row[0] for row in found if row[0]}, reverse=True)),
        groups=_by_name(row[2:4] for row in found),
        countries=_by_name(row[4:6] for row in found),
        has_examples=any(row[1] for row in found),
    )


def _by_name(pairs: Iterable[tuple]) -> tuple[tuple, ...]:
    named = {pair for pair in pairs if pair[0]}
    return tuple(sorted(named, key=lambda pair: _unaccented(pair[1])))


def _unaccented(name: str) -> str:
    letters = normalize("NFKD", name.casefold())
    return "".join(each for each in letters if not combining(each))


def may_join(user, meeting: Meeting) -> bool:
    """Whether the person may see the video link: who was invited, the secretariat."""
    return is_of_the_body(user, meeting) or is_asked(participation_of(user, meeting))


def is_of_the_body(user, meeting: Meeting) -> bool:
    """Whether the person belongs to who meets, or runs meetings."""
    scope = scope_of(user)
    if scope.is_secretariat or scope.is_chair:
        return True
    if meeting.kind == MeetingKind.GCG and scope.is_gcg:
        return True
    if not scope.is_signed_in or meeting.group_id is None:
        return False
    return own_groups(user).filter(pk=meeting.group_id).exists()


def is_asked(own: Participation | None) -> bool:
    return own is not None and own.response not in WITHOUT_LINK


def participation_of(user, meeting: Meeting) -> Participation | None:
    """Return the invitation of a person with an account.

    None for who is in copy, and for who has left the post.
    """
    if not user.is_authenticated:
        return None
    rows = meeting.participations.select_related("meeting", "person")
    rows = rows.filter(person__user=user, person__is_active=True)
    return rows.filter(is_copy=False).first()


def participants_of(meeting: Meeting) -> QuerySet[Participation]:
    rows = meeting.participations.select_related(
        "person", "partner", "country", "seat_term__seat", "delegate_of"
    )
    return rows.order_by("position", "name", "pk")


@dataclass(frozen=True, slots=True)
class Annex:
    """The list of participants as printed: in person, then remote."""

    in_person: tuple[Participation, ...]
    remote: tuple[Participation, ...]
    is_provisional: bool

    @property
    def total(self) -> int:
        return len(self.in_person) + len(self.remote)


def annex_of(meeting: Meeting) -> Annex:
    """Return who took part, in printed order; before the meeting who said so."""
    rows = list(participants_of(meeting))
    is_provisional = not any(row.attended for row in rows)
    key, answers = ("attended", Attendance)
    if is_provisional:
        rows = [row for row in rows if row.response == Response.YES]
        key, answers = ("response_mode", TakesPart)
    return Annex(
        tuple(row for row in rows if getattr(row, key) == answers.IN_PERSON),
        tuple(row for row in rows if getattr(row, key) == answers.REMOTE),
        is_provisional,
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """How many people answered what; who is in copy is not counted."""

    counts: Counter
    total: int

    @property
    def pending(self) -> int:
        return self.counts[Response.PENDING]

    @property
    def not_invited(self) -> int:
        return self.counts[Response.NOT_INVITED]

    @property
    def was_asked(self) -> bool:
        """Whether anybody was invited or answered."""
        return self.total > self.not_invited

    @property
    def yes(self) -> int:
        return self.counts[Response.YES]

    def lines(self) -> list[tuple[str, int]]:
        """Return each answer that was given, with how many gave it."""
        return [
            (Response(value).label, self.counts[value])
            for value in Response.values
            if self.counts[value]
        ]


def answers_to(meeting: Meeting) -> Answers:
    asked = meeting.participations.filter(is_copy=False)
    return _counted(asked.values_list("response", flat=True))


def _counted(responses: Iterable[str]) -> Answers:
    counts = Counter(responses)
    return Answers(counts, sum(counts.values()))


def _asked(meeting: int) -> QuerySet:
    rows = Participation.objects.filter(meeting=meeting, is_copy=False)
    rows = rows.order_by("position", "name", "pk")
    return rows.values_list(*ASKED.paths, "person__user", "person__is_active")


ASKED_TO = ComposedQuery(_asked, meeting=int)


def own_and_all_answers(
    user, meeting: Meeting
) -> tuple[Participation | None, Answers | None]:
    """Return the own invitation, and to the Group the answers so far (one query)."""
    if not rules.may_read_papers(user):
        return participation_of(user, meeting), None
    rows = ASKED_TO.rows(meeting=meeting.pk)
    asked = [(ASKED.record(row[:-2]), *row[-2:]) for row in rows]
    own = (each for each, person, is_active in asked if person == user.pk and is_active)
    return next(own, None), _counted(each.response for each, *_person in asked)


def _decisions(user, *, meeting: int) -> QuerySet:
    rows = Decision.objects.visible_to(user).filter(meeting=meeting)
    return rows.order_by("number").values_list(*DECISION.paths)


def _action_points(user, *, meeting: int) -> QuerySet:
    rows = ActionPoint.objects.visible_to(user).filter(meeting=meeting)
    return rows.order_by("number").values_list(*ACTION_POINTS.paths)


DECISIONS_FOR = ReaderQuery(_decisions, meeting=int)
ACTION_POINTS_FOR = ReaderQuery(_action_points, meeting=int)


def decisions_of(meeting: Meeting, user) -> list[Decision]:
    """Return the decisions that the reader may know of, by number (one query)."""
    found = []
    for row in DECISIONS_FOR.rows(user, meeting=meeting.pk):
        decision = DECISION.record(row)
        decision.meeting = meeting
        found.append(decision)
    return found


def action_points_of(meeting: Meeting, user) -> list[ActionPoint]:
    """Return the points that the reader may know of, by number (one query)."""
    found = []
    for row in ACTION_POINTS_FOR.rows(user, meeting=meeting.pk):
        action, partner, group, person, country = ACTION_POINTS.records(row)
        action.meeting, action.partner, action.group = meeting, partner, group
        action.person, action.country = person, country
        found.append(action)
    return found


def packs_of(meeting: Meeting, user) -> QuerySet[BriefingPack]:
    rows = BriefingPack.objects.visible_to(user).filter(meeting=meeting)
    return rows.select_related("meeting", "document", "late_document").order_by(
        "audience", "language", "-number"
    )


def has_report(user, meeting: Meeting) -> bool:
    """Whether there is a report that the reader may open."""
    return MeetingReport.objects.visible_to(user).filter(meeting=meeting).exists()


def report_for(user, meeting: Meeting) -> MeetingReport | None:
    rows = MeetingReport.objects.visible_to(user)
    return rows.filter(meeting=meeting).select_related("pdf").first()


def next_of_the_group(user) -> Meeting | None:
    """Return the next meeting of the Group that the reader may know of."""
    rows = meetings_of(user).of_the_group().filter(is_example=False).upcoming()
    return rows.order_by("on", "number").first()


def chair_of(meeting: Meeting) -> str:
    """Return who chairs, as printed: “Ms Anousheh Karvar (France)”."""
    who = meeting.chaired_by.name if meeting.chaired_by else ""
    for_whom = str(meeting.chaired_for) if meeting.chaired_for else ""
    if who and for_whom:
        return f"{who} ({for_whom})"
    return who or for_whom


def may_see_names(user, meeting: Meeting) -> bool:
    """Names of participants: the Group’s; everyone’s with a public adopted report."""
    if rules.may_see_participants(user):
        return True
    return meeting.group_id in scope_of(user).chairs_groups

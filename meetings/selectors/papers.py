"""Papers as lists and pages read them; each list takes a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import rules
from meetings.enums import AGENDA_IS_OUT, PaperKind, Toolkit, VersionState
from meetings.models import (
    AgendaPaper,
    CommentRound,
    Decision,
    FrequentQuestion,
    Meeting,
    Paper,
    PaperVersion,
)
from meetings.workflow.papers import DECIDED_BY_THE_GROUP

FALLBACK = "en"
TONES: dict[str, str] = {
    VersionState.DRAFT: "todo",
    VersionState.FOR_COMMENT: "half",
    VersionState.FOR_DECISION: "watch",
    VersionState.ENDORSED: "good",
    VersionState.SUPERSEDED: "na",
    VersionState.WITHDRAWN: "na",
}
# States of a draft that some readers were given.
CIRCULATED = (VersionState.FOR_COMMENT, VersionState.FOR_DECISION)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with the versions that one reader may know, newest first."""

    paper: Paper
    versions: tuple[PaperVersion, ...]

    @property
    def in_force(self) -> tuple[PaperVersion, ...]:
        """The endorsed versions, one for each language."""
        return tuple(v for v in self.versions if v.state == VersionState.ENDORSED)

    @property
    def current(self) -> PaperVersion | None:
        """The endorsed version in the reader's language, else in another one."""
        own = (get_language() or FALLBACK)[:2]
        ranks = {own: 0, FALLBACK: 1}
        return min(self.in_force, key=lambda v: ranks.get(v.language, 2), default=None)

    @property
    def draft(self) -> PaperVersion | None:
        """The newest version that is not in force yet."""
        open_states = {VersionState.DRAFT, *CIRCULATED}
        return next((v for v in self.versions if v.state in open_states), None)

    @property
    def open_round(self) -> CommentRound | None:
        """The comment round that is open on one of its versions."""
        return next((r for v in self.versions for r in v.open_rounds), None)

    @property
    def shown(self) -> PaperVersion | None:
        """What stands for the paper in a list: in force, or else the newest."""
        return self.current or (self.versions[0] if self.versions else None)


def label_of(version: PaperVersion) -> str:
    """Return the state in words; what nobody decides on is published."""
    is_out = version.state == VersionState.ENDORSED
    if is_out and version.paper.kind not in DECIDED_BY_THE_GROUP:
        return _("Published")
    return str(VersionState(version.state).label)


def state_of(version: PaperVersion) -> tuple[str, str]:
    """Return the tone and the words of a state."""
    return TONES[version.state], label_of(version)


def papers_of(user) -> QuerySet:
    return Paper.objects.visible_to(user).select_related("group", "replaced_by")


def with_versions(papers: Iterable[Paper], user) -> list[PaperRow]:
    """Return papers with their versions and open rounds, in three queries in all."""
    rounds = CommentRound.objects.visible_to(user).open_on(timezone.now())
    versions = (
        PaperVersion.objects.visible_to(user)
        .select_related("file")
        .defer("text")
        .order_by("-number", "language")
        .prefetch_related(Prefetch("comment_rounds", rounds, to_attr="open_rounds"))
    )
    if isinstance(papers, QuerySet):
        papers = papers.prefetch_related(
            Prefetch("versions", versions, to_attr="readable")
        )
    return [PaperRow(paper, tuple(paper.readable)) for paper in papers]


def toolkit_of(user, toolkit: str) -> QuerySet:
    """Return the papers of a toolkit in its order, without those replaced."""
    rows = papers_of(user).filter(toolkit=toolkit, replaced_by__isnull=True)
    return rows.order_by("group__name", "toolkit_position", "title", "pk")


def terms_of(user) -> QuerySet:
    rows = papers_of(user).filter(kind=PaperKind.TERMS, toolkit=Toolkit.NONE)
    return rows.filter(replaced_by__isnull=True)


def publications_of(user) -> QuerySet:
    """Return publications, planned ones first, then the newest."""
    rows = papers_of(user).filter(kind=PaperKind.PUBLICATION)
    return rows.order_by(
        F("published_on").desc(nulls_first=True), F("planned_on").asc(), "title", "pk"
    )


def narrowed(
    papers: QuerySet,
    user,
    *,
    kind: str = "",
    language: str = "",
    state: str = "",
    q: str = "",
) -> QuerySet:
    """Narrow papers by what a reader chose; only what they may read is searched."""
    if kind:
        papers = papers.filter(kind=kind)
    versions = PaperVersion.objects.visible_to(user).filter(paper=OuterRef("pk"))
    chosen = {"language": language, "state": state}
    wanted = {name: value for name, value in chosen.items() if value}
    if wanted:
        papers = papers.filter(Exists(versions.filter(**wanted)))
    for word in q.split():
        inside = versions.filter(Q(title__icontains=word) | Q(text__icontains=word))
        papers = papers.filter(
            Q(title__icontains=word) | Q(purpose__icontains=word) | Exists(inside)
        )
    return papers


# --- One paper ------------------------------------------------------------------------


def versions_of(paper: Paper, user) -> list[PaperVersion]:
    """Return the versions of a paper that a reader may know, with their rounds."""
    rounds = CommentRound.objects.visible_to(user)
    rows = PaperVersion.objects.visible_to(user).filter(paper=paper)
    rows = rows.select_related("file", "paper").order_by("-number", "language")
    return list(rows.prefetch_related(Prefetch("comment_rounds", rounds, "rounds")))


def comparable(versions: Iterable[PaperVersion]) -> list[PaperVersion]:
    """Return those with a text, which can be compared."""
    return [version for version in versions if version.text]


def agendas_with(paper: Paper, user) -> QuerySet:
    """Return where the paper stood on an agenda, once that agenda is out."""
    meetings = Meeting.objects.visible_to(user)
    if not rules.may_read_papers(user):
        meetings = meetings.none()
    elif not rules.may_read_paper_drafts(user):
        meetings = meetings.filter(state__in=AGENDA_IS_OUT)
    rows = AgendaPaper.objects.filter(paper=paper, item__meeting__in=meetings)
    rows = rows.filter(
        Q(version__isnull=True) | Q(version__in=PaperVersion.objects.visible_to(user))
    )
    return rows.select_related("item__meeting", "version").order_by("-pk")


def decisions_on(paper: Paper, user) -> QuerySet:
    rows = Decision.objects.visible_to(user).filter(paper_version__paper=paper)
    return rows.select_related("meeting", "paper_version").order_by("-pk")


# --- Questions ------------------------------------------------------------------------


def questions_for(user, language: str, q: str = "") -> list[FrequentQuestion]:
    """Return each question in a language, else as it was first written."""
    rows = FrequentQuestion.objects.visible_to(user).select_related("original")
    groups: dict[int, list[FrequentQuestion]] = defaultdict(list)
    for each in rows:
        groups[each.original_id or each.pk].append(each)
    chosen = (
        min(group, key=lambda one: (one.language != language, bool(one.original_id)))
        for group in groups.values()
    )
    wanted = q.lower().split()
    found = (each for each in chosen if _holds(each, wanted))
    return sorted(found, key=_place)


def _holds(question: FrequentQuestion, wanted: list[str]) -> bool:
    text = f"{question.topic} {question.question} {question.answer}".lower()
    return all(word in text for word in wanted)


def _place(question: FrequentQuestion) -> tuple:
    first = question.original or question
    return first.topic, first.position, first.pk

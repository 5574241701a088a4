"""What changed between two meetings or two days, whichever app it happened in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from alliance87.core.changes import (
    Asked,
    Change,
    Period,
    Source,
    day_in,
    happened_in,
    listed,
    moment_in,
    newest_first,
    told,
)
from alliance87.core.dates import PartialDate
from alliance87.core.models import Document, DocumentVersion
from alliance87.partners.models import GroupStateChange
from meetings import rules
from meetings.enums import DecisionState, VersionState
from meetings.models import ActionPoint, ActionUpdate, Decision, Meeting, PaperVersion
from meetings.models.decisions import DECIDED
from meetings.selectors.decisions import about, decisions_of
from monitoring.models import AnnualReview
from monitoring.selectors import changes as measured
from pathfinders.models import Pathfinder, Roadmap
from pathfinders.selectors import changes as path

DECISION, ACTION_POINT = "decision", "action_point"
GROUP, DOCUMENT = "group", "document"
READ_AT_ONCE = 500
# In the order in which they are counted and chosen.
KINDS = {
    **path.KINDS,
    **measured.KINDS,
    DECISION: gettext_lazy("Decisions"),
    ACTION_POINT: gettext_lazy("Action points"),
    GROUP: gettext_lazy("Action groups"),
    DOCUMENT: gettext_lazy("Documents and papers"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A period with the meetings at its ends, where these were chosen."""

    period: Period
    since: Meeting | None
    until: Meeting | None


def meetings_to_choose(user):
    """Return the meetings of the Group with a day that a person may know of."""
    rows = Meeting.objects.visible_to(user).of_the_group()
    return rows.filter(on__isnull=False).order_by("is_example", "-on", "-number")


def all_changes(asked: Asked) -> Iterator[Change]:
    """Yield everything that was asked for, the newest first, a part at a time."""
    for page in Paginator(newest_first(SOURCES, asked), READ_AT_ONCE):
        yield from told(SOURCES, page.object_list, asked)


def first_in_state(model, state) -> Subquery:
    """Return when the history of each row first has a state, NULL where it has not."""
    events = model.events.rel.related_model.objects
    rows = events.filter(pgh_obj=OuterRef("pk"), state=state).order_by()
    first = rows.values("pgh_obj").annotate(at=Min("pgh_created_at"))
    return Subquery(first.values("at"))


# --- Decisions and action points ------------------------------------------------------


def _decisions(period: Period, user):
    """Return what was decided in the period, or put on record as decided in it."""
    rows = _adopted(Decision.objects.visible_to(user).filter(state__in=DECIDED))
    rows = rows.filter(day_in(period, "decided_on") | moment_in(period, "adopted_at"))
    return listed(
        rows,
        "decided_on",
        country="pathfinder__country",
        example="meeting__is_example",
    )


def _adopted(rows):
    """Add `adopted_at`: when it was put on record that they are decided."""
    first = first_in_state(Decision, Value(DecisionState.ADOPTED))
    return rows.annotate(adopted_at=Coalesce(first, "created_at"))


def _tell_decisions(keys: Sequence[int], asked: Asked) -> dict[int, Change]:
    rows = _adopted(decisions_of(asked.user).filter(pk__in=keys))
    return {
        each.pk: Change(
            kind=DECISION,
            when=PartialDate.day(each.decided_on),
            recorded=timezone.localdate(each.adopted_at),
            country=each.pathfinder.country if each.pathfinder else None,
            is_example=each.is_example,
            what=f"{each.reference}: {each.get_kind_display()}",
            now=_decided_words(each),
            note=each.text,
            source=about(each),
            url=each.get_absolute_url(),
        )
        for each in rows
    }


def _decided_words(decision: Decision) -> str:
    """Say what happened then, and that it holds no longer where that is so."""
    if decision.state == DecisionState.SUPERSEDED:
        return _("Adopted, superseded since")
    return str(decision.get_state_display())


def _new_actions(period: Period, user):
    rows = _readable_actions(user).filter(
        day_in(period, "meeting__on") | moment_in(period, "created_at")
    )
    return listed(
        rows,
        Coalesce("meeting__on", TruncDate("created_at")),
        country="country",
        example="meeting__is_example",
    )


def _readable_actions(user):
    if not rules.may_see_actions(user):
        return ActionPoint.objects.none()
    return ActionPoint.objects.visible_to(user)


def _tell_new_actions(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    rows = ActionPoint.objects.filter(pk__in=keys).select_related(
        "meeting", "decision__meeting", "country"
    )
    found = {}
    for each in rows:
        created = timezone.localdate(each.created_at)
        day = each.meeting.on if each.meeting and each.meeting.on else created
        found[each.pk] = _of_action(
            each,
            when=PartialDate.day(day),
            now=pgettext("change", "New"),
            recorded=created,
        )
    return found


def _moved_actions(period: Period, user):
    rows = ActionUpdate.objects.filter(
        day_in(period, "on") | moment_in(period, "at"),
        action__in=_readable_actions(user),
        meeting__isnull=True,
    ).exclude(was="")
    return listed(
        rows,
        "on",
        country="action__country",
        example="action__meeting__is_example",
    )


def _tell_moved_actions(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    rows = ActionUpdate.objects.filter(pk__in=keys).select_related(
        *("action__meeting", "action__decision__meeting"),
        "action__country",
    )
    return {
        each.pk: _of_action(
            each.action,
            when=PartialDate.day(each.on),
            recorded=timezone.localdate(each.at),
            was=str(each.get_was_display()),
            now=str(each.get_state_display()),
        )
        for each in rows
    }


def _of_action(action: ActionPoint, **words) -> Change:
    return Change(
        kind=ACTION_POINT,
        country=action.country,
        is_example=action.is_example,
        what=action.reference,
        note=action.text,
        url=action.get_absolute_url(),
        **words,
    )


# --- Action groups --------------------------------------------------------------------


def _group_states(period: Period, _user):
    rows = GroupStateChange.objects.filter(happened_in(period, recorded="recorded_at"))
    day = Coalesce("on", TruncDate("recorded_at"))
    return listed(rows, day, example="group__is_example")


def _tell_group_states(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    rows = GroupStateChange.objects.filter(pk__in=keys).select_related("group")
    return {
        each.pk: Change(
            kind=GROUP,
            when=PartialDate(each.on, each.precision),
            recorded=timezone.localdate(each.recorded_at),
            is_example=each.group.is_example,
            what=str(each.group),
            was=str(each.get_was_display()) if each.was else "",
            now=str(each.get_now_display()),
            source=each.decision_reference or each.source,
            url=each.group.get_absolute_url(),
        )
        for each in rows
    }


# --- Documents ------------------------------------------------------------------------


def _papers(period: Period, user):
    """Return versions of papers that came into force, or were circulated."""
    rows = PaperVersion.objects.visible_to(user).exclude(
        state__in=(VersionState.DRAFT, VersionState.WITHDRAWN)
    )
    rows = _out(rows).filter(
        happened_in(
            period,
            on="endorsed_on",
            precision="endorsed_precision",
            recorded="out_at",
        )
    )
    day = Coalesce("endorsed_on", TruncDate("out_at"))
    return listed(rows, day, example="paper__is_example")


def _out(rows):
    """Add `out_at`: since when readers could know that versions are what they are.

    One that was in force came into force then, whatever replaced it. Under an embargo
    it was out only when that ended.
    """
    reached = Case(
        When(
            was_endorsed=True,
            then=first_in_state(PaperVersion, Value(VersionState.ENDORSED)),
        ),
        default=first_in_state(PaperVersion, OuterRef("state")),
    )
    return rows.annotate(
        out_at=Greatest(Coalesce(reached, "uploaded_at"), "embargoed_until")
    )


def _tell_papers(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    found = {}
    rows = _out(PaperVersion.objects.filter(pk__in=keys)).select_related("paper")
    for each in rows:
        out = timezone.localdate(each.out_at)
        found[each.pk] = Change(
            kind=DOCUMENT,
            when=each.endorsed if each.endorsed_on else PartialDate.day(out),
            recorded=out,
            is_example=each.paper.is_example,
            what=str(each),
            now=_state_words(each),
            note=each.change_note,
            source=each.source_note,
            url=each.get_absolute_url(),
        )
    return found


def _state_words(version: PaperVersion) -> str:
    """Say what happened then, and that it holds no longer where that is so."""
    if version.was_endorsed and version.state == VersionState.SUPERSEDED:
        return _("Endorsed, superseded since")
    return str(version.get_state_display())


def _documents(period: Period, user):
    """Return files of countries; what is published as such is no second change."""
    made = Q(document__in=Roadmap.objects.filter(pdf__isnull=False).values("pdf"))
    made |= Q(document__in=AnnualReview.objects.filter(pdf__isnull=False).values("pdf"))
    path = "document__country__pathfinder"
    told = Q(**{f"{path}__isnull": True})
    told |= Q(**{f"{path}__in": Pathfinder.objects.visible_to(user)})
    rows = _readable(DocumentVersion.objects).filter(
        moment_in(period, "readable_at"),
        told,
        document__in=Document.objects.visible_to(user),
        document__country__isnull=False,
    )
    day = TruncDate("readable_at")
    return listed(rows.exclude(made), day, country="document__country")


def _readable(rows):
    """Add `readable_at`: when files were filed, or their embargo ended."""
    at = Greatest("uploaded_at", "document__embargoed_until")
    return rows.annotate(readable_at=at)


def _tell_documents(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    rows = _readable(DocumentVersion.objects.filter(pk__in=keys))
    return {
        each.pk: Change(
            kind=DOCUMENT,
            when=PartialDate.day(timezone.localdate(each.readable_at)),
            country=each.document.country,
            what=each.document.title,
            now=_("New version") if each.number > 1 else pgettext("change", "New"),
            url=each.document.get_absolute_url(),
        )
        for each in rows.select_related("document__country")
    }


SOURCES = (
    *path.SOURCES,
    *measured.SOURCES,
    Source("decision", DECISION, _decisions, _tell_decisions),
    Source("new_action", ACTION_POINT, _new_actions, _tell_new_actions),
    Source("action_state", ACTION_POINT, _moved_actions, _tell_moved_actions),
    Source("group", GROUP, _group_states, _tell_group_states),
    Source("paper", DOCUMENT, _papers, _tell_papers),
    Source("document", DOCUMENT, _documents, _tell_documents),
)

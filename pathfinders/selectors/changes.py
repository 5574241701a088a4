"""What changed on the paths of countries: status, steps, registers, roadmaps, actions.

What a person reads here of a country is what its pages say to that person.
"""

from collections.abc import Callable, Sequence

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
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
)
from alliance87.core.dates import PartialDate
from pathfinders.enums import PUBLIC_ROADMAP_STATES, ActionStatus, MilestoneKind
from pathfinders.models import (
    Commitment,
    Milestone,
    Pathfinder,
    ProgressUpdate,
    Ratification,
    Roadmap,
    StatusEvent,
    SupportGiven,
)
from pathfinders.rules import may_read_progress_notes
from pathfinders.selectors.public import label_and_text

STATUS, STEP, REGISTER = "status", "step", "register"
ROADMAP, ACTION = "roadmap", "action"
KINDS = {
    STATUS: gettext_lazy("Status"),
    STEP: gettext_lazy("Steps on the path"),
    REGISTER: gettext_lazy("Ratifications, pledges and support"),
    ROADMAP: gettext_lazy("Roadmaps"),
    ACTION: gettext_lazy("Actions of roadmaps"),
}
# A change of status says these already.
SAID_BY_STATUS = (
    MilestoneKind.ON_HOLD,
    MilestoneKind.REINSTATEMENT,
    MilestoneKind.WITHDRAWAL,
)
COUNTRY = "pathfinder__country"


def _of_countries(rows, user):
    return rows.filter(pathfinder__in=Pathfinder.objects.visible_to(user))


def _read(rows, keys: Sequence[int], *beside: str):
    return rows.filter(pk__in=keys).select_related(COUNTRY, *beside)


# --- Status and steps -----------------------------------------------------------------


def _status_events(period: Period, user):
    rows = _of_countries(StatusEvent.objects, user).filter(
        happened_in(period, recorded="recorded_at")
    )
    day = Coalesce("on", TruncDate("recorded_at"))
    return listed(rows, day, country=COUNTRY)


def _tell_status(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    return {
        each.pk: _change(
            STATUS,
            each,
            when=PartialDate(each.on, each.precision),
            recorded=each.recorded_at,
            what=_("Status"),
            was=str(each.get_was_display()),
            now=str(each.get_now_display()),
            source=each.decision_reference,
        )
        for each in _read(StatusEvent.objects, keys)
    }


def _milestones(period: Period, user):
    rows = _of_countries(Milestone.objects, user).filter(
        happened_in(period), is_public=True
    )
    rows = rows.exclude(kind__in=SAID_BY_STATUS)
    return listed(rows, _day_or_record(), country=COUNTRY)


def _tell_milestones(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    found = {}
    for each in _read(Milestone.objects, keys):
        label, text = label_and_text(each)
        note = " ".join(part for part in (text, each.meeting) if part)
        found[each.pk] = _dated(
            STEP, each, what=label, now=pgettext("change", "New"), note=note
        )
    return found


# --- Registers ------------------------------------------------------------------------


def _register(model) -> Callable:
    def find(period: Period, user):
        rows = _of_countries(model.objects, user).filter(happened_in(period))
        return listed(rows, _day_or_record(), country=COUNTRY)

    return find


def _tell_ratifications(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    return {
        each.pk: _dated(
            REGISTER,
            each,
            what=str(each.instrument),
            now=str(each.get_status_display()),
        )
        for each in _read(Ratification.objects, keys, "instrument")
    }


def _tell_commitments(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    return {
        each.pk: _dated(
            REGISTER,
            each,
            what=str(each.get_kind_display()),
            now=pgettext("change", "New"),
            note=each.text,
        )
        for each in _read(Commitment.objects, keys)
    }


def _tell_support(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    return {
        each.pk: _dated(
            REGISTER,
            each,
            what=_("Support given: %(kind)s") % {"kind": each.get_kind_display()},
            now=pgettext("change", "New"),
            note=each.title,
        )
        for each in _read(SupportGiven.objects, keys)
    }


# --- Roadmaps and their actions -------------------------------------------------------


def _roadmaps(period: Period, user):
    rows = Roadmap.objects.visible_to(user).filter(
        moment_in(period, "published_at"), state__in=PUBLIC_ROADMAP_STATES
    )
    return listed(rows, TruncDate("published_at"), country=COUNTRY)


def _tell_roadmaps(keys: Sequence[int], _asked: Asked) -> dict[int, Change]:
    return {
        each.pk: Change(
            kind=ROADMAP,
            when=PartialDate.day(timezone.localdate(each.published_at)),
            country=each.pathfinder.country,
            what=_("Roadmap, version %(number)s") % {"number": each.number},
            now=_("Published"),
            note=each.title,
            source=each.source,
            url=each.get_absolute_url(),
        )
        for each in _read(Roadmap.objects, keys)
    }


def _reports(period: Period, user):
    rows = ProgressUpdate.objects.filter(
        day_in(period, "on") | moment_in(period, "created_at"),
        action__priority__roadmap__in=Roadmap.objects.visible_to(user),
    )
    land = "action__priority__roadmap__pathfinder__country"
    return listed(rows, "on", country=land)


def _tell_reports(keys: Sequence[int], asked: Asked) -> dict[int, Change]:
    """Say how far actions are; the words behind it only to who may read them."""
    earlier = ProgressUpdate.objects.filter(
        Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), pk__lt=OuterRef("pk")),
        action=OuterRef("action"),
    ).order_by("-on", "-pk")
    rows = ProgressUpdate.objects.filter(pk__in=keys).annotate(
        was=Subquery(earlier.values("status")[:1])
    )
    found = {}
    path = "action__priority__roadmap__pathfinder__country"
    for each in rows.select_related(path):
        roadmap = each.action.priority.roadmap
        found[each.pk] = Change(
            kind=ACTION,
            when=PartialDate.day(each.on),
            recorded=timezone.localdate(each.created_at),
            country=roadmap.pathfinder.country,
            what=each.action.title,
            was=str(ActionStatus(each.was).label) if each.was else "",
            now=_how_far(each),
            note=each.note if may_read_progress_notes(asked.user, roadmap) else "",
            url=roadmap.get_absolute_url(),
        )
    return found


def _how_far(update: ProgressUpdate) -> str:
    state = str(update.get_status_display())
    if update.percent_done is None:
        return state
    words = {"state": state, "share": update.percent_done}
    return _("%(state)s, %(share)s%% done") % words


# --- What all of them share -----------------------------------------------------------


def _day_or_record():
    return Coalesce("on", TruncDate("created_at"))


def _dated(kind: str, row, **words) -> Change:
    """Return the change that a dated and sourced record of a country is."""
    words = {"when": row.when, "recorded": row.created_at, "source": row.source} | words
    return _change(kind, row, **words)


def _change(kind: str, row, *, recorded, **words) -> Change:
    return Change(
        kind=kind,
        country=row.pathfinder.country,
        recorded=timezone.localdate(recorded),
        url=row.pathfinder.get_absolute_url(),
        **words,
    )


SOURCES = (
    Source("status", STATUS, _status_events, _tell_status),
    Source("step", STEP, _milestones, _tell_milestones),
    Source("ratification", REGISTER, _register(Ratification), _tell_ratifications),
    Source("pledge", REGISTER, _register(Commitment), _tell_commitments),
    Source("support", REGISTER, _register(SupportGiven), _tell_support),
    Source("roadmap", ROADMAP, _roadmaps, _tell_roadmaps),
    Source("action", ACTION, _reports, _tell_reports),
)

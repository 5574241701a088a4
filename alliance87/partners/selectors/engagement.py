"""How far the secretariat is with each partner, and what comes next."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from alliance87.partners.enums import PartnerState, PartnerType
from alliance87.partners.models import EngagementStep, JourneyStage, Partner

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage of a journey, and the step with which a partner reached it, if it did."""

    stage: JourneyStage
    step: EngagementStep | None
    is_latest: bool


def journey_of(partner: Partner, user) -> list[Reached]:
    """Return the stages of the partner’s type, and those it reached of another."""
    rows = EngagementStep.objects.visible_to(user).filter(partner=partner)
    steps = {
        each.stage_id: each for each in rows.select_related("stage", "responsible")
    }
    stages = list(JourneyStage.objects.filter(kind=partner.kind))
    own = {stage.pk for stage in stages}
    former = [each.stage for each in steps.values() if each.stage_id not in own]
    reached = [stage for stage in stages if stage.pk in steps]
    latest = reached[-1].pk if reached else None
    return [
        Reached(stage, steps.get(stage.pk), stage.pk == latest)
        for stage in (*former, *stages)
    ]


def stages_ahead(partner: Partner) -> QuerySet:
    """Return the stages of the partner’s type that it has not reached."""
    reached = EngagementStep.objects.filter(partner=partner).values("stage")
    return JourneyStage.objects.filter(kind=partner.kind).exclude(pk__in=reached)


# --- The desk -------------------------------------------------------------------------


def desk(user) -> QuerySet:
    """Return partners and applicants with their stage and open next step.

    Adds stage_now (key), stage_title, step_now (key), next_text, next_due and
    next_who (key).
    """
    steps = EngagementStep.objects.visible_to(user).filter(partner=OuterRef("pk"))
    last = steps.filter(stage__kind=OuterRef("kind")).order_by("-stage__position")
    ahead = steps.filter(next_done_on__isnull=True).exclude(next_step="")
    rows = Partner.objects.visible_to(user).in_state(
        PartnerState.ACTIVE, PartnerState.APPLICANT
    )
    return rows.select_related("country").annotate(
        stage_now=Subquery(last.values("stage")[:1]),
        stage_title=Subquery(last.values("stage__title")[:1]),
        step_now=Subquery(ahead.values("pk")[:1]),
        next_text=Subquery(ahead.values("next_step")[:1]),
        next_due=Subquery(ahead.values("next_due_on")[:1]),
        next_who=Subquery(ahead.values("responsible")[:1]),
        next_who_name=Subquery(ahead.values("responsible__name")[:1]),
    )


def narrowed(rows: QuerySet, chosen: dict) -> QuerySet:
    """Return what the filters leave: what is due first, then by name."""
    today = timezone.localdate()
    if words := chosen.get("q"):
        rows = rows.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
    if kind := chosen.get("type"):
        rows = rows.filter(kind=kind)
    if stage := chosen.get("stage"):
        rows = rows.filter(stage_now=stage.pk)
    if who := chosen.get("responsible"):
        rows = rows.filter(next_who=who.pk)
    match chosen.get("due"):
        case "overdue":
            rows = rows.filter(next_due__lt=today)
        case "soon":
            rows = rows.filter(next_due__gte=today, next_due__lte=today + SOON)
        case "open":
            rows = rows.filter(step_now__isnull=False)
        case "none":
            rows = rows.filter(step_now__isnull=True)
    first = F("next_due").asc(nulls_last=True), F("step_now").asc(nulls_last=True)
    return rows.order_by(*first, "name")


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many partners of a type stand where, and how many wait for us."""

    kind: PartnerType
    total: int
    stages: list[tuple[JourneyStage, int]]
    at_no_stage: int
    overdue: int


def counts(rows: QuerySet, today: date | None = None) -> list[TypeCount]:
    """Return the journeys with how many partners stand at each stage."""
    today = today or timezone.localdate()
    found = list(rows.order_by().values_list("kind", "stage_now", "next_due"))
    stages = list(JourneyStage.objects.all())
    return [
        TypeCount(
            kind=kind,
            total=len(own := [each for each in found if each[0] == kind]),
            stages=[
                (stage, sum(each[1] == stage.pk for each in own))
                for stage in stages
                if stage.kind == kind
            ],
            at_no_stage=sum(each[1] is None for each in own),
            overdue=sum(bool(each[2] and each[2] < today) for each in own),
        )
        for kind in PartnerType
    ]

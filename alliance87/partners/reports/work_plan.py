"""The work plan of a group as a document; a draft says on each page that it is one."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import NOT_ON_RECORD, Cell, Column, Fact, Group, Row, Tone
from alliance87.partners.enums import GroupRoleKind, OutputState
from alliance87.partners.models import Output, WorkPlan
from alliance87.partners.selectors.work_plans import (
    ObjectiveRows,
    by_objective,
    is_overdue,
    leads_of,
    outputs_of,
    progress_of,
)

ISSUER = "Alliance 8.7"
TONES = {
    OutputState.PLANNED: Tone.NONE,
    OutputState.ON_TRACK: Tone.ON_TRACK,
    OutputState.AT_RISK: Tone.LATE,
    OutputState.DELAYED: Tone.STOPPED,
    OutputState.DELIVERED: Tone.DONE,
    OutputState.DROPPED: Tone.NONE,
}


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan as one reader may print it on a day."""

    plan: WorkPlan
    objectives: list[ObjectiveRows]
    on: date

    @property
    def outputs(self) -> list[Output]:
        return [output for each in self.objectives for output in each.outputs]


def work_plan_pdf(plan: WorkPlan, *, with_proposed: bool) -> bytes:
    return reports.render(work_plan_report(plan, with_proposed=with_proposed))


def work_plan_report(plan: WorkPlan, *, with_proposed: bool) -> reports.Report:
    on = timezone.localdate()
    outputs = outputs_of(plan, with_proposed=with_proposed)
    facts = PlanFacts(plan, by_objective(outputs), on)
    return reports.Report(
        kind=_("Work plan"),
        title=str(plan.group),
        subtitle=_("Work plan %(period)s") % {"period": plan.period},
        issuer=ISSUER,
        language=get_language() or "en",
        as_of=on,
        version_text=_version(plan),
        facts=_cover(facts),
        is_example=plan.group.is_example,
        sections=reports.compose(PARTS, facts),
    )


def _version(plan: WorkPlan) -> str:
    if plan.is_public:
        return _("adopted on %(day)s") % {"day": write_day(plan.adopted_on)}
    return _("draft, not adopted")


def _cover(facts: PlanFacts) -> tuple[Fact, ...]:
    plan = facts.plan
    chairs = plan.group.roles.filter(role=GroupRoleKind.CHAIR).on(facts.on)
    names = ", ".join(str(each.partner) for each in chairs.select_related("partner"))
    delivered = sum(each.state == OutputState.DELIVERED for each in facts.outputs)
    counts = {"done": delivered, "all": len(facts.outputs)}
    return (
        Fact(_("Period"), plan.period),
        Fact(_("Chair"), names or _("Not on record"), is_absent=not names),
        Fact(_("State"), plan.get_state_display()),
        Fact(_("Outputs delivered"), _("%(done)s of %(all)s") % counts),
    )


def _draft_note(facts: PlanFacts):
    if facts.plan.is_public:
        return None
    return reports.Note(
        text=_(
            "**Draft.** This plan is not adopted. It may still change in every part."
        )
    )


def _cross_cutting(facts: PlanFacts):
    lines = [line.strip() for line in facts.plan.cross_cutting.splitlines()]
    if not any(lines):
        return None
    listed = "\n".join(f"- {line}" for line in lines if line)
    return reports.Prose(heading=_("Cross-cutting issues"), text=listed, runs_on=True)


def _outputs(facts: PlanFacts):
    yield reports.TableSection(
        heading=_("Outputs"),
        runs_on=True,
        title=_finding(facts),
        columns=(
            Column(_("Output"), 10),
            Column(_("Led by"), 4),
            Column(_("Due"), 4),
            Column(_("State"), 4),
            Column("%", 2, is_number=True),
        ),
        rows=tuple(_rows(facts)),
        as_of=facts.on,
        source=facts.plan.source,
        note=facts.plan.note,
    )


def _finding(facts: PlanFacts) -> str:
    late = sum(is_overdue(each, facts.on) for each in facts.outputs)
    count = len(facts.outputs)
    words = ngettext("%(count)s output", "%(count)s outputs", count)
    sentence = words % {"count": count}
    if not late:
        return sentence
    words = ngettext("%(late)s is overdue", "%(late)s are overdue", late)
    return f"{sentence}, {words % {'late': late}}"


def _rows(facts: PlanFacts):
    """Yield the outputs under their objectives, numbered anew under each."""
    for each in facts.objectives:
        yield Group(str(each.objective))
        if not each.outputs:
            yield Row((Cell(_("No output"), is_absent=True), "", "", "", ""))
        for output in each.outputs:
            yield _row(output, facts)


def _row(output: Output, facts: PlanFacts) -> Row:
    notes = [] if output.is_accepted else [_("Proposed, not accepted yet")]
    if output.deliverable:
        notes.append(output.deliverable)
    state, share = OutputState(output.state), progress_of(output)
    late = _("overdue") if is_overdue(output, facts.on) else ""
    return Row(
        (
            Cell(output.text, note=". ".join(notes)),
            leads_of(output) or NOT_ON_RECORD,
            Cell(output.due, note=late) if output.due else NOT_ON_RECORD,
            Cell(state.label, tone=TONES[state]),
            # Nobody reported: that is not zero.
            "" if share is None else str(share),
        ),
        number=output.label,
    )


PARTS = (_draft_note, _cross_cutting, _outputs)

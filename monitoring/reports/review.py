"""The annual review as a document."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import NOT_ON_RECORD, Cell, Column, Fact, Row, Tone
from monitoring import rules
from monitoring.enums import Assessment, ReviewState
from monitoring.models import AnnualReview
from monitoring.reports.missed import missed_sections
from monitoring.reports.values import indicator_sections
from monitoring.selectors import ReportPart, report_parts
from monitoring.selectors.missed import Missed, missed_of
from monitoring.selectors.report_values import ReportedValues, reported_values
from pathfinders.enums import AppointmentKind, StepMark
from pathfinders.models import Appointment, Roadmap
from pathfinders.selectors import RoadmapTable, StepView, roadmap_table, steps_of

ISSUER = "Alliance 8.7"
MARK_TONES = {
    StepMark.PROOF: Tone.DONE,
    StepMark.STATED: Tone.ON_TRACK,
    StepMark.CONFLICT: Tone.LATE,
    StepMark.OVERRIDDEN: Tone.ON_TRACK,
    StepMark.UNDER_WAY: Tone.ON_TRACK,
}
ASSESSMENT_TONES = {
    Assessment.SUBSTANTIAL: Tone.DONE,
    Assessment.SOME: Tone.ON_TRACK,
    Assessment.NONE: Tone.LATE,
}


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """All that the review document says, in the language of the review."""

    review: AnnualReview
    parts: tuple[ReportPart, ...]
    missed: tuple[Missed, ...]
    steps: tuple[StepView, ...]
    roadmap: RoadmapTable | None
    focal_point: Appointment | None
    shows_assessment: bool
    as_of: date
    values: ReportedValues


def review_pdf(review: AnnualReview, user) -> bytes:
    """Return the review as PDF, as far as `user` may read it.

    A published one has the date of its publication, so its bytes do not change.
    """
    return reports.render(review_report(review, user))


def review_report(review: AnnualReview, user) -> reports.Report:
    with override(review.language):
        facts = _facts(review, user)
        return reports.Report(
            kind=_("Annual review"),
            title=str(review.pathfinder),
            subtitle=_("Annual review %(year)s") % {"year": review.year},
            issuer=ISSUER,
            language=review.language,
            as_of=facts.as_of,
            version_text=review.get_state_display(),
            facts=_cover_facts(facts),
            period=(review.year, review.year),
            is_example=review.pathfinder.is_example,
            sections=reports.compose(ANNUAL_REVIEW, facts),
        )


def _facts(review: AnnualReview, user) -> ReviewFacts:
    published = review.state == ReviewState.PUBLISHED
    as_of = timezone.localdate(review.published_at if published else None)
    pathfinder = review.pathfinder
    roadmap = _published_roadmap(review)
    focal_points = pathfinder.appointments.current(as_of)
    return ReviewFacts(
        review=review,
        parts=report_parts(review),
        missed=missed_of(review, user),
        steps=steps_of(pathfinder, user),
        roadmap=roadmap_table(roadmap, user) if roadmap else None,
        focal_point=focal_points.filter(kind=AppointmentKind.FOCAL_POINT).first(),
        shows_assessment=rules.may_see_assessment(user, review),
        as_of=as_of,
        values=reported_values(pathfinder, user, as_of=as_of),
    )


def _published_roadmap(review: AnnualReview) -> Roadmap | None:
    rows = review.pathfinder.roadmaps.published().select_related("pathfinder__country")
    return rows.first()


def _cover_facts(facts: ReviewFacts) -> tuple[Fact, ...]:
    focal_point = facts.focal_point
    name = focal_point.person if focal_point else _("Not on record")
    return (
        Fact(_("Year"), str(facts.review.year)),
        Fact(_("State"), facts.review.get_state_display()),
        Fact(_("As of"), write_day(facts.as_of)),
        Fact(_("Focal point"), name, is_absent=focal_point is None),
    )


def assessment(facts: ReviewFacts):
    """The judgement first; before it is shared, only the secretariat reads it."""
    review = facts.review
    if not facts.shows_assessment:
        return None
    if not review.assessment:
        return reports.Prose(
            heading=_("Assessment"), text=_("There is no assessment yet.")
        )
    rows = [
        Row(
            (
                _("Assessment"),
                Cell(
                    review.get_assessment_display(),
                    tone=ASSESSMENT_TONES[Assessment(review.assessment)],
                ),
            )
        ),
        Row((_("Reasons for little progress"), _verdict(review))),
        Row((_("Tabled at"), review.meeting or NOT_ON_RECORD)),
    ]
    return [
        reports.Prose(
            heading=_("Assessment"),
            lead=review.get_assessment_display(),
            text=review.assessment_reasons,
        ),
        reports.TableSection(
            title=_("How the review was concluded"),
            columns=(Column(_("Question"), 9), Column(_("Answer"), 15)),
            rows=tuple(rows),
            as_of=facts.as_of,
        ),
        *_answer(review),
    ]


def _verdict(review: AnnualReview) -> Cell:
    if review.outcome_at is None:
        return Cell(_("Not decided yet"), is_absent=True)
    return Cell(review.get_justification_verdict_display(), note=review.outcome_note)


def _answer(review: AnnualReview):
    if review.answer:
        yield reports.Prose(
            text="### {}\n\n{}".format(_("The country’s answer"), review.answer)
        )


def report(facts: ReviewFacts):
    """What the country says, part by part; an unwritten part says so."""
    for index, part in enumerate(facts.parts):
        text = part.text or f"*{_('Nothing is written here.')}*"
        yield reports.Prose(
            heading=_("Report of the country") if index == 0 else "",
            text=f"### {part.heading}\n\n{text}",
        )


def missed(facts: ReviewFacts):
    return missed_sections(facts.missed, facts.as_of)


def path(facts: ReviewFacts):
    return reports.TableSection(
        heading=_("The path on record"),
        runs_on=True,
        title=_path_finding(facts.steps),
        description=facts.review.pathfinder.get_procedure_display(),
        columns=(
            Column(_("Step"), 7),
            Column(_("Date"), 5),
            Column(_("On record"), 4),
            Column(_("Source or reason"), 8),
        ),
        rows=tuple(_step_row(step) for step in facts.steps),
        as_of=facts.as_of,
        note=_(
            "“No record” means that we hold no document. It does not mean that the "
            "step was not taken."
        ),
    )


def indicators(facts: ReviewFacts):
    return indicator_sections(facts.values, facts.as_of)


def _path_finding(steps: tuple[StepView, ...]) -> str:
    wanted = [step for step in steps if step.mark != StepMark.NOT_APPLICABLE]
    known = [step for step in wanted if step.mark in MARK_TONES]
    return _("%(known)s of %(all)s steps are on record") % {
        "known": len(known),
        "all": len(wanted),
    }


def _step_row(step: StepView) -> Row:
    mark = Cell(step.mark.label, tone=MARK_TONES.get(step.mark))
    return Row((step.label, step.date_text or NOT_ON_RECORD, mark, step.detail))


def roadmap(facts: ReviewFacts):
    """State of the actions of the published roadmap, as their rows say."""
    if facts.roadmap is None or not facts.roadmap.priorities:
        return None
    rows = [
        Row((entry.priority.title, action.title, action.monitoring or NOT_ON_RECORD))
        for entry in facts.roadmap.priorities
        for action in entry.actions
    ]
    return reports.TableSection(
        heading=_("Progress on the roadmap"),
        runs_on=True,
        title=_("%(told)s of %(all)s actions say how far they came")
        % {
            "told": sum(
                bool(action.monitoring)
                for entry in facts.roadmap.priorities
                for action in entry.actions
            ),
            "all": facts.roadmap.actions_total,
        },
        description=facts.roadmap.roadmap.title,
        columns=(
            Column(_("Priority"), 7),
            Column(_("Action"), 9),
            Column(_("Monitoring progress"), 8),
        ),
        rows=tuple(rows),
        source=facts.roadmap.roadmap.source,
        as_of=facts.as_of,
    )


ANNUAL_REVIEW = [assessment, report, missed, path, indicators, roadmap]

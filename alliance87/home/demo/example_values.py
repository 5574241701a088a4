"""What Exampleland reports: two rounds, walked through by the people of the demo.

Every step is the verb behind a button, so the trail of the example is a true one. What
is reported stands in `monitoring/demo/exampleland.toml`.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from alliance87.core.models import User
from alliance87.home.demo.example_desk import Desk
from alliance87.partners.enums import Role
from monitoring import submissions
from monitoring.catalogue import define_indicator
from monitoring.catalogue.customized import Wording
from monitoring.corrections import ask_for_correction, decide_correction
from monitoring.demo.loader import EXAMPLE, EXAMPLE_TABLE, import_table
from monitoring.enums import ValueState
from monitoring.models import IndicatorSet, Observation, ReportingRound, Submission
from monitoring.recording import confirm_value, prefer
from monitoring.rounds import extend_submission, open_round
from monitoring.selectors.sending import what_is_missing
from monitoring.workflow import submission as moves
from monitoring.workflow.value import Return, accept_values
from pathfinders.models import Pathfinder, Priority

PAST_YEAR = 2025
OPENED, DUE, CLOSED = date(2025, 2, 3), date(2025, 4, 30), date(2025, 5, 31)
# The open round lies around the day of loading, so that its pages are alive.
OPEN_SINCE, DUE_IN, CLOSES_IN = (timedelta(days=n) for n in (45, 14, 45))
MESSAGE = "This round is part of the demonstration."
LATE = "Example: the values are entered when the demonstration is loaded."


def open_past_round(indicator_set: IndicatorSet, *, by: User) -> ReportingRound:
    return open_round(
        year=PAST_YEAR,
        indicator_set=indicator_set,
        opens_on=OPENED,
        due_on=DUE,
        closes_on=CLOSED,
        message=MESSAGE,
        by=by,
        on=OPENED,
    )


def open_present_round(indicator_set: IndicatorSet, *, by: User) -> ReportingRound:
    """Open the round of this year; it is due in two weeks, whenever this is."""
    today = timezone.localdate()
    return open_round(
        year=max(today.year, PAST_YEAR + 1),
        indicator_set=indicator_set,
        opens_on=today - OPEN_SINCE,
        due_on=today + DUE_IN,
        closes_on=today + CLOSES_IN,
        message=MESSAGE,
        by=by,
    )


def load_example_values(
    pathfinder: Pathfinder,
    indicator_set: IndicatorSet,
    people: Mapping[Role, User],
    *,
    pdf,
) -> None:
    """Report in the past round, then in the one that is open now."""
    officer = people[Role.OFFICER]
    desk = Desk(
        pathfinder,
        facts=tomllib.loads(EXAMPLE.read_text(encoding="utf-8")),
        focal=people[Role.FOCAL_POINT],
        contributor=people[Role.CONTRIBUTOR],
        pdf=pdf,
    )
    desk.name_sources()
    desk.file_proofs()
    _report_past(desk, open_past_round(indicator_set, by=officer), officer=officer)
    _define_own(desk)
    _report_present(desk, open_present_round(indicator_set, by=officer), officer)
    _correct(desk, officer=officer)


# --- The round of 2025: published --------------------------------------------------


def _report_past(desk: Desk, past: ReportingRound, *, officer: User) -> None:
    submission = _of(past, desk)
    submission = extend_submission(
        submission, until=timezone.localdate(), reason=LATE, by=officer
    )
    import_table(EXAMPLE_TABLE, pathfinder=desk.pathfinder, by=desk.focal)
    desk.type_values("past")
    for fact in desk.facts["proved"]:
        rows = Observation.objects.filter(
            pathfinder=desk.pathfinder,
            indicator__code__in=fact["codes"],
            year=fact["year"],
        )
        desk.prove(rows, fact["proof"], fact["page"])
    submission = _submit(submission, by=desk.focal)
    accept_values(moves.values_in(submission, ValueState.SUBMITTED), by=officer)
    submissions.publish(moves.approve(submission, by=officer), by=officer)
    fact = desk.facts["preferred"]
    prefer(desk.observation(fact), reason=fact["reason"], by=desk.focal)


def _submit(submission: Submission, *, by: User) -> Submission:
    return submissions.submit(submission, what_is_missing=what_is_missing, by=by)


def _of(reporting_round: ReportingRound, desk: Desk) -> Submission:
    return reporting_round.submissions.get(pathfinder=desk.pathfinder)


# --- The open round ------------------------------------------------------------------


def _define_own(desk: Desk) -> None:
    """Define an indicator for a priority of the roadmap."""
    facts = dict(desk.facts["own"])
    priority = Priority.objects.get(
        roadmap__pathfinder=desk.pathfinder, title=facts.pop("priority")
    )
    theme = facts.pop("theme")
    baseline, target = (Decimal(facts.pop(name)) for name in ("baseline", "target"))
    define_indicator(
        desk.pathfinder,
        priority_key=priority.key,
        theme=theme,
        wording=Wording(baseline=baseline, target=target, **facts),
        by=desk.focal,
    )


def _report_present(desk: Desk, present: ReportingRound, officer: User) -> None:
    """Send values in, get some accepted and one back, and type on."""
    submission = _of(present, desk)
    typed = desk.type_values("open")
    for fact in desk.facts["confirmed"]:
        public = desk.observation(fact | {"year": PAST_YEAR}).versions.published()
        confirm_value(public.get(), year=fact["year"], by=desk.contributor)
    submission = _submit(submission, by=desk.focal)
    decided = [(fact["decision"], fact, v) for fact, v in typed if "decision" in fact]
    accept_values((v for verdict, _f, v in decided if verdict == "accept"), by=officer)
    returns = [
        Return(version, verdict, fact["decision_text"])
        for verdict, fact, version in decided
        if verdict != "accept"
    ]
    submissions.send_back(submission, returns, by=officer)
    desk.type_values("open_later")


def _correct(desk: Desk, *, officer: User) -> None:
    """Ask to change published values; one request waits for its decision."""
    for fact in desk.facts["correction"]:
        observation = desk.observation(fact)
        request = ask_for_correction(observation, reason=fact["reason"], by=desk.focal)
        if not fact.get("granted"):
            continue
        decide_correction(request, granted=True, answer=fact["answer"], by=officer)
        desk.type_value(fact)

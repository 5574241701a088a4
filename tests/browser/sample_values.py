"""Indicators, values and a round: every kind of value, and each thing that waits."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from alliance87.core.enums import Audience, Empty
from alliance87.core.models import Job
from monitoring import recording, talk
from monitoring.enums import (
    Direction,
    Quality,
    SourceKind,
    SubmissionState,
    ValueState,
    ValueType,
)
from monitoring.models import CheckAnswer, ObservationVersion
from monitoring.reminders import send_due
from monitoring.selectors.completeness import completeness
from monitoring.selectors.findings import warnings_of
from pathfinders.models import Priority
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import (
    make_correction,
    make_evidence,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring.import_files import (
    address,
    brought,
    rows_about,
    seen,
    table,
    upload,
)
from tests.monitoring.own_indicators import defined
from tests.monitoring.workbooks import bring, taken


def add_values(sample: SimpleNamespace) -> SimpleNamespace:
    """Add a set, an open round, values in every state, files and requests.

    Returns the keys that stand in addresses, and puts the country's focal point on
    the sample.
    """
    lead = sample.lead
    sample.lead_focal_point = factories.make_focal_point(
        lead.country, name="Lea Focal", language="en"
    )
    share, count, answer, money = catalogue()
    today, day = timezone.localdate(), timedelta(days=1)
    reporting_round = make_round(
        year=today.year,
        opens_on=today - 30 * day,
        due_on=today + 30 * day,
        closes_on=today + 60 * day,
        indicator_set=make_indicator_set(
            share, count, answer, money, title_en="Indicators of the pathfinders"
        ),
        message="Please report on last year.",
    )
    submission = make_submission(reporting_round, lead)
    keys = {"year": reporting_round.year, "set": reporting_round.indicator_set.code}
    keys |= _public(sample, share, count, answer, money)
    shown = ObservationVersion.objects.published().get(observation=keys["value"])
    keys |= _own(sample) | {"version": shown.pk}
    keys |= _files(sample, submission)
    keys |= _under_review(sample, submission, share, count)
    _others(sample, reporting_round)
    keys["job"] = Job.objects.create(
        kind="monitoring.import", title="Bring a file", created_by=sample.officer
    ).uuid
    return SimpleNamespace(**keys)


def catalogue():
    make_axis_item("sex", "F", name_en="Girls", name_fr="Filles")
    make_axis_item("sex", "M", name_en="Boys", name_fr="Garçons")
    share = make_definition(
        make_indicator(code="PR-CL-1"),
        value_type=ValueType.SHARE,
        axes={"sex": ["F", "M"]},
        direction=Direction.DOWN,
        label_en="Children in child labour",
        printed_label="Indicator 1: children in child labor",
        caveat_en="Surveys do not capture all worst forms.",
        unit_en="children",
    )
    make_definition(
        share.indicator,
        value_type=ValueType.SHARE,
        axes={"sex": ["F", "M"]},
        direction=Direction.DOWN,
        label_en="Children of 5 to 17 years in child labour",
        unit_en="children",
        reason="The ages are named.",
    )
    count = make_definition(
        make_indicator(code="PR-CL-4"),
        label_en="Children found in the worst forms",
        unit_en="children",
        threshold=11,
        threshold_reason="They could be recognised.",
    )
    answer = make_definition(
        make_indicator(code="PC-CL-L1", dimension="commitment"),
        value_type=ValueType.YES_NO,
        label_en="Minimum age in the law",
    )
    money = make_definition(
        make_indicator(code="PC-CL-B1", dimension="commitment"),
        value_type=ValueType.MONEY,
        label_en="Money against child labour",
    )
    return share.indicator.definitions.first(), count, answer, money


def _public(sample, share, count, answer, money) -> dict:
    """Publish a value of each kind: numbers, zero, withheld, and every gap."""
    lead = sample.lead
    survey = make_source(name="Survey of 2022", pathfinder=lead)
    database = make_source(name="SDG database", kind=SourceKind.GLOBAL_DATABASE)
    public = {"state": ValueState.PUBLISHED}

    def place(definition, year, **where):
        return make_observation(lead, definition.indicator, year=year, **where)

    main = place(share, 2022, source=survey)
    make_value(main, percent=Decimal("11.2"), state=ValueState.SUPERSEDED)
    make_value(
        main,
        percent=Decimal("11.8"),
        quantity=Decimal(312000),
        low=Decimal("11.1"),
        high=Decimal("12.5"),
        quality=Quality.PROVISIONAL,
        footnote="Twelve districts.",
        reason="Two districts were added.",
        **public,
    )
    for sex, number in (("F", 9), ("M", 14)):
        part = place(share, 2022, source=survey, breakdown=f"sex={sex}")
        make_value(part, percent=Decimal(number), **public)
    make_value(place(share, 2019, source=survey), percent=Decimal(13), **public)
    make_value(place(share, 2022, source=database), percent=Decimal("10.4"), **public)
    recording.prefer(main, reason="The larger sample.", by=sample.officer)
    document = factories.make_document(title="Report", audience=Audience.PUBLIC)
    make_evidence(main, file=document.versions.get(), locator="page 4, table 2")
    make_evidence(main)
    small = place(count, 2022)
    make_value(small, quantity=Decimal(3), **public)
    make_value(place(count, 2021), quantity=Decimal(0), **public)
    for year, meaning in zip(range(2017, 2021), Empty.values, strict=True):
        make_value(place(count, year), empty=meaning, **public)
    make_value(place(answer, 2022), answer=True, **public)
    make_value(place(money, 2022), amount=Decimal("4200000"), currency="USD", **public)
    asked = make_correction(main, effect="The review of 2024 prints it on page 4.")
    return {"value": main.pk, "small": small.pk, "asked": asked.pk}


def _own(sample) -> dict:
    priority = Priority.objects.filter(roadmap=sample.lead.roadmaps.get()).get()
    own = defined(priority, sample.officer, label_en="Farms inspected")
    return {"own": own.indicator.code, "priority": priority.key}


def _files(sample, submission) -> dict:
    """Bring files as far as each page wants them, and a workbook."""
    desk, team = Client(), Client()
    desk.force_login(sample.officer)
    team.force_login(sample.lead_focal_point)

    def file(*values):
        rows = rows_about(sample.lead.country, *values)
        return table(*(row.replace("X-1", "PR-CL-1") for row in rows))

    waiting = upload(desk, file("12.5"))
    faulty, ready, written = (
        brought(team, file(*values), pathfinder=sample.lead)
        for values in (("12.5", "many"), ("13", "14"), ("15", "16"))
    )
    team.post(address("apply", written), seen(team, written))
    book = taken(submission, sample.lead_focal_point)
    book.write("PR-CL-1", "Percent", 15, title="PR Child labour")
    merged = bring(book, submission, sample.lead_focal_point)
    return {
        "columns": waiting.url.rstrip("/").split("/")[-2],
        "faulty": faulty.pk,
        "ready": ready.pk,
        "written": written.pk,
        "workbook": merged.pk,
    }


def _under_review(sample, submission, share, count) -> dict:
    """Send values in: one came back, one is odd and explained, one is accepted."""
    lead, focal_point = sample.lead, sample.lead_focal_point
    year = submission.round.year - 1
    states = {
        "": ValueState.SUBMITTED,
        "sex=F": ValueState.ACCEPTED,
        "sex=M": ValueState.RETURNED,
    }
    for part, state in states.items():
        found = make_observation(lead, share.indicator, year=year, breakdown=part)
        version = make_value(
            found, percent=Decimal(40), state=state, submission=submission
        )
        talk.comment(found, text="See page 12.", by=focal_point)
        for odd in warnings_of(lead, [version]).get(version.pk, ()):
            CheckAnswer.objects.create(
                value=version,
                check_code=odd.check,
                text="Twice the districts.",
                by=focal_point,
            )
    draft = make_observation(lead, count.indicator, year=year)
    make_value(draft, empty=Empty.NOT_COLLECTED)
    first = ObservationVersion.objects.get(state=ValueState.SUBMITTED)
    submission.state = SubmissionState.RETURNED
    submission.submitted_by, submission.submitted_at = focal_point, timezone.now()
    submission.message = "The survey is new."
    submission.save()
    return {"sent": first.pk, "sent_value": first.observation_id}


def _others(sample, reporting_round) -> None:
    """Let a second country report in the round, and remind both."""
    make_submission(reporting_round, sample.next_one)
    send_due(timezone.localdate(), count_progress=completeness)

"""Every verb that moves a record, callable alike: a table for tests over all moves."""

from datetime import date

from alliance87.core.dates import PartialDate
from alliance87.partners import workflow as groups
from alliance87.partners.enums import Role
from alliance87.partners.models import ActionGroup, Partner, ResourceNeed, WorkPlan
from alliance87.partners.workflow import GROUP, RESOURCE_NEED, WORK_PLAN
from alliance87.partners.workflow import MACHINES as PARTNERS
from meetings.workflow import MACHINES as MEETINGS
from monitoring import workflow as reviews
from monitoring.corrections import decide_correction
from monitoring.enums import CorrectionState, ValueState
from monitoring.models import IndicatorSet
from monitoring.selectors.sending import what_is_missing
from monitoring.transfers.applying import apply_import, digest_of
from monitoring.transfers.undoing import undo_import
from monitoring.workflow import (
    CORRECTION,
    INDICATOR_SET,
    REVIEW,
    SUBMISSION,
    TRANSFER,
    VALUE,
    indicator_set,
)
from monitoring.workflow import MACHINES as MONITORING
from monitoring.workflow import submission as sending
from monitoring.workflow import value as values
from pathfinders import workflow as path
from pathfinders.guards import Grounds
from pathfinders.workflow import (
    EOI,
    LETTER,
    MACHINES,
    MATCH,
    ROADMAP,
    STATUS,
    WORKSHOP_REPORT,
)
from tests import factories, moves_of_meetings
from tests.factories.groups import make_resource_need, make_work_plan
from tests.factories.monitoring import make_definition, make_indicator_set
from tests.factories.rounds import make_submission
from tests.factories.values import make_correction, make_observation, make_value
from tests.monitoring.planned_rows import make_import, planner

DAY = date(2023, 6, 9)
GROUNDS = Grounds(hold=("Two weak years.",), reinstatement=("One good year.",))
DECISION = "19th meeting, item 4"
ALL_MACHINES = (*MACHINES, *MONITORING, *PARTNERS, *MEETINGS)
OF_NO_COUNTRY = (
    *(ActionGroup, IndicatorSet, ResourceNeed, WorkPlan),
    *moves_of_meetings.RECORDS,
)

MAKE = moves_of_meetings.MAKE | {
    STATUS: lambda state, **facts: factories.make_pathfinder(status=state, **facts),
    EOI: lambda state, **facts: factories.make_eoi(state=state, **facts),
    ROADMAP: lambda state, **facts: factories.make_roadmap(state=state, **facts),
    LETTER: lambda state, **facts: factories.make_letter(state=state, **facts),
    WORKSHOP_REPORT: lambda state, **facts: factories.make_workshop_report(
        state=state, **facts
    ),
    MATCH: lambda state, **facts: factories.make_match(state=state, **facts),
    REVIEW: lambda state, **facts: factories.make_review(state=state, **facts),
    INDICATOR_SET: lambda state, **facts: make_indicator_set(
        make_definition(), state=state, **facts
    ),
    SUBMISSION: lambda state, **facts: make_submission(state=state, **facts),
    VALUE: lambda state, **facts: make_value(state=state, **facts),
    CORRECTION: lambda state, **facts: make_correction(
        state=state, **(_decision(state) | facts)
    ),
    TRANSFER: lambda state, **facts: make_import(
        factories.keeper(), factories.make_pathfinder(), state=state, **facts
    ),
    GROUP: lambda state, **facts: factories.make_group(state=state, **facts),
    WORK_PLAN: lambda state, **facts: make_work_plan(state=state, **facts),
    RESOURCE_NEED: lambda state, **facts: _need(state, **facts),
}


def _need(state: str, **facts) -> ResourceNeed:
    """Make a need, and a partner that could offer help."""
    factories.make_partner()
    return make_resource_need(state=state, **facts)


def _decision(state: str) -> dict:
    if state == CorrectionState.REQUESTED:
        return {}
    return {"decided_by": factories.keeper(), "decided_at": factories.MOMENT}


def _decided(verb):
    return lambda record, by: verb(
        record, on=DAY, decision_reference=DECISION, grounds=GROUNDS, by=by
    )


def _stated(verb):
    return lambda record, by: verb(record, on=DAY, reason="Its own decision", by=by)


def _commented(verb):
    return lambda record, by: verb(record, comment="More detail", by=by)


def _plain(verb):
    return lambda record, by: verb(record, by=by)


def _one(verb):
    """Call a verb for many values with one."""
    return lambda record, by: verb([record], by=by)


def _sent_in(submission, by):
    make_value(make_observation(submission.pathfinder))
    return sending.submit(submission, by=by, what_is_missing=what_is_missing)


def _sent_back(submission, by):
    observation = make_observation(submission.pathfinder)
    value = make_value(observation, state=ValueState.SUBMITTED)
    returns = [values.Return(value, "source", "Name the survey.")]
    return sending.send_back(submission, returns, by=by)


def _granted(request, by):
    return decide_correction(request, granted=True, answer="", by=by)


def _refused(request, by):
    return decide_correction(request, granted=False, answer="It is right.", by=by)


def _applied(value_import, by):
    make_submission(pathfinder=value_import.pathfinder)
    planned = planner([], value_import.pathfinder)
    seen = digest_of(planned(value_import))
    return apply_import(value_import, planned, by=by, seen=seen, reason="Asked to")


def _end(version, by):
    return values.supersede([version], by=by, at=version.recorded_at)


def _reasoned(verb):
    return lambda record, by: verb(record, reason="A reason", by=by)


def _of_group(verb):
    return lambda record, by: verb(
        record, when=PartialDate.day(DAY), reason="A reason", by=by
    )


def _supersede(roadmap, by):
    country = roadmap.pathfinder.country
    return ROADMAP.perform(roadmap, "supersede", by=by, country=country)


# (machine, verb) -> the verb, called with the record and the person.
VERBS = moves_of_meetings.VERBS | {
    (STATUS, "confirm"): lambda record, by: path.confirm_status(
        record, when=PartialDate.day(DAY), by=by
    ),
    (STATUS, "put_on_hold"): _decided(path.put_on_hold),
    (STATUS, "reinstate"): _decided(path.reinstate),
    (STATUS, "withdraw"): _stated(path.withdraw),
    (STATUS, "return_to_path"): _stated(path.return_to_path),
    (EOI, "submit"): _plain(path.submit_eoi),
    (EOI, "return"): _commented(path.return_eoi),
    (EOI, "accept"): _plain(path.accept_eoi),
    (ROADMAP, "submit"): _plain(path.submit_roadmap),
    (ROADMAP, "return"): _commented(path.return_roadmap),
    (ROADMAP, "accept"): _plain(path.accept_roadmap),
    (ROADMAP, "present"): lambda record, by: path.present_roadmap(
        record, on=DAY, meeting="18th meeting", by=by
    ),
    (ROADMAP, "publish"): _reasoned(path.publish_roadmap),
    (ROADMAP, "record_past"): _reasoned(path.record_past_roadmap),
    (ROADMAP, "supersede"): _supersede,
    (LETTER, "sign"): lambda record, by: path.sign_letter(
        record, scan=factories.pdf_upload(), by=by
    ),
    (LETTER, "reopen"): _reasoned(path.reopen_letter),
    (LETTER, "send"): lambda record, by: path.send_letter(record, sent_on=DAY, by=by),
    (WORKSHOP_REPORT, "agree"): _plain(path.agree_to_workshop_report),
    (WORKSHOP_REPORT, "publish"): _plain(path.publish_workshop_report),
    (MATCH, "agree"): lambda record, by: path.agree_to_offer(record, on=DAY, by=by),
    (MATCH, "deliver"): lambda record, by: path.deliver_support(
        record, on=DAY, note="A course.", by=by
    ),
    (MATCH, "decline"): _reasoned(path.decline_offer),
    (MATCH, "offer_again"): _plain(path.offer_again),
    (REVIEW, "submit"): _plain(reviews.submit_review),
    (REVIEW, "return"): _commented(reviews.return_review),
    (REVIEW, "share"): _plain(reviews.share_assessment),
    (REVIEW, "table"): lambda record, by: reviews.table_review(
        record, meeting="20th meeting", by=by
    ),
    (REVIEW, "publish"): _plain(reviews.publish_review),
    (INDICATOR_SET, "validate"): _reasoned(indicator_set.validate_set),
    (SUBMISSION, "submit"): _sent_in,
    (SUBMISSION, "withdraw"): _reasoned(sending.withdraw),
    (SUBMISSION, "return"): _sent_back,
    (SUBMISSION, "approve"): _plain(sending.approve),
    (SUBMISSION, "publish"): _plain(sending.publish),
    (SUBMISSION, "reopen"): _reasoned(sending.reopen),
    (VALUE, "submit"): _one(values.submit_values),
    (VALUE, "withdraw"): _one(values.withdraw_values),
    (VALUE, "return"): lambda record, by: values.return_values(
        [values.Return(record, "source", "Name the survey.")], by=by
    ),
    (VALUE, "accept"): _one(values.accept_values),
    (VALUE, "publish"): _one(values.publish_values),
    (VALUE, "supersede"): _end,
    (VALUE, "discard"): _one(values.discard_values),
    (CORRECTION, "grant"): _granted,
    (CORRECTION, "refuse"): _refused,
    (TRANSFER, "apply"): _applied,
    (TRANSFER, "undo"): _plain(undo_import),
    (GROUP, "launch"): _of_group(groups.launch_group),
    (GROUP, "activate"): _of_group(groups.activate_group),
    (GROUP, "rest"): _of_group(groups.rest_group),
    (GROUP, "relaunch"): _of_group(groups.relaunch_group),
    (GROUP, "close"): lambda record, by: groups.close_group(
        record,
        when=PartialDate.day(DAY),
        decision_reference=DECISION,
        reason="Inactive",
        by=by,
    ),
    (GROUP, "propose_again"): _of_group(groups.propose_group_again),
    (WORK_PLAN, "circulate"): _plain(groups.circulate_plan),
    (WORK_PLAN, "redraft"): _reasoned(groups.redraft_plan),
    (WORK_PLAN, "adopt"): lambda record, by: groups.adopt_plan(
        record, adopted_on=DAY, by=by
    ),
    (WORK_PLAN, "close"): _reasoned(groups.close_plan),
    (RESOURCE_NEED, "send"): _reasoned(groups.send_need),
    (RESOURCE_NEED, "offer"): lambda record, by: groups.offer_help(
        record, partner=Partner.objects.first(), by=by
    ),
    (RESOURCE_NEED, "meet"): _reasoned(groups.meet_need),
    (RESOURCE_NEED, "not-met"): _reasoned(groups.leave_unmet),
    (RESOURCE_NEED, "withdraw"): _reasoned(groups.withdraw_need),
    (RESOURCE_NEED, "reopen"): _reasoned(groups.reopen_need),
}

FOCAL_POINT, CHAIR = Role.FOCAL_POINT, Role.CHAIR
OFFICER, ADMINISTRATOR = Role.OFFICER, Role.ADMINISTRATOR
SECRETARIAT = {OFFICER, ADMINISTRATOR}
DECIDERS = {CHAIR, ADMINISTRATOR}

# (machine, verb) -> the roles that may make the move; country roles: of that country.
WHO = moves_of_meetings.WHO | {
    (STATUS, "confirm"): DECIDERS,
    (STATUS, "put_on_hold"): DECIDERS,
    (STATUS, "reinstate"): DECIDERS,
    (STATUS, "withdraw"): DECIDERS,
    (STATUS, "return_to_path"): DECIDERS,
    (EOI, "submit"): {FOCAL_POINT, *SECRETARIAT},
    (EOI, "return"): SECRETARIAT,
    (EOI, "accept"): SECRETARIAT,
    (ROADMAP, "submit"): {FOCAL_POINT},
    (ROADMAP, "return"): SECRETARIAT,
    (ROADMAP, "accept"): SECRETARIAT,
    (ROADMAP, "present"): SECRETARIAT,
    (ROADMAP, "publish"): SECRETARIAT,
    (ROADMAP, "record_past"): {ADMINISTRATOR},
    (ROADMAP, "supersede"): SECRETARIAT,
    (LETTER, "sign"): SECRETARIAT,
    (LETTER, "reopen"): SECRETARIAT,
    (LETTER, "send"): DECIDERS,
    (WORKSHOP_REPORT, "agree"): {FOCAL_POINT},
    (WORKSHOP_REPORT, "publish"): SECRETARIAT,
    (MATCH, "agree"): {FOCAL_POINT, *SECRETARIAT},
    (MATCH, "deliver"): {FOCAL_POINT, *SECRETARIAT},
    (MATCH, "decline"): {FOCAL_POINT, *SECRETARIAT},
    (MATCH, "offer_again"): SECRETARIAT,
    (REVIEW, "submit"): {FOCAL_POINT},
    (REVIEW, "return"): SECRETARIAT,
    (REVIEW, "share"): SECRETARIAT,
    (REVIEW, "table"): SECRETARIAT,
    (REVIEW, "publish"): SECRETARIAT,
    (INDICATOR_SET, "validate"): {ADMINISTRATOR},
    (SUBMISSION, "submit"): {FOCAL_POINT},
    (SUBMISSION, "withdraw"): {FOCAL_POINT},
    (SUBMISSION, "return"): SECRETARIAT,
    (SUBMISSION, "approve"): SECRETARIAT,
    (SUBMISSION, "publish"): SECRETARIAT,
    (SUBMISSION, "reopen"): SECRETARIAT,
    (VALUE, "submit"): {FOCAL_POINT},
    (VALUE, "withdraw"): {FOCAL_POINT},
    (VALUE, "return"): SECRETARIAT,
    (VALUE, "accept"): SECRETARIAT,
    (VALUE, "publish"): SECRETARIAT,
    (VALUE, "supersede"): {FOCAL_POINT, Role.CONTRIBUTOR, *SECRETARIAT},
    (VALUE, "discard"): {FOCAL_POINT, Role.CONTRIBUTOR},
    (CORRECTION, "grant"): SECRETARIAT,
    (CORRECTION, "refuse"): SECRETARIAT,
    (TRANSFER, "apply"): {FOCAL_POINT, Role.CONTRIBUTOR, *SECRETARIAT},
    (TRANSFER, "undo"): {FOCAL_POINT, Role.CONTRIBUTOR},
    (GROUP, "launch"): SECRETARIAT,
    (GROUP, "activate"): SECRETARIAT,
    (GROUP, "rest"): SECRETARIAT,
    (GROUP, "relaunch"): SECRETARIAT,
    (GROUP, "close"): SECRETARIAT,
    (GROUP, "propose_again"): SECRETARIAT,
    # The chair of the own group too: see the tests of groups.
    (WORK_PLAN, "circulate"): SECRETARIAT,
    (WORK_PLAN, "redraft"): SECRETARIAT,
    (WORK_PLAN, "adopt"): SECRETARIAT,
    (WORK_PLAN, "close"): SECRETARIAT,
    (RESOURCE_NEED, "send"): SECRETARIAT,
    (RESOURCE_NEED, "offer"): {CHAIR, Role.GCG_MEMBER, *SECRETARIAT},
    (RESOURCE_NEED, "meet"): {CHAIR, *SECRETARIAT},
    (RESOURCE_NEED, "not-met"): {CHAIR, *SECRETARIAT},
    (RESOURCE_NEED, "withdraw"): SECRETARIAT,
    (RESOURCE_NEED, "reopen"): SECRETARIAT,
}


def country_of(record):
    """Return the country of a record; a new one for what belongs to none."""
    if isinstance(record, OF_NO_COUNTRY):
        return factories.make_country()
    for above in ("need", "workshop", "observation"):
        record = getattr(record, above, record)
    return getattr(record, "pathfinder", record).country


def make_person(role: str, country):
    """Return somebody with the role; a country role is of `country`."""
    user = factories.make_user()
    local = role in {Role.FOCAL_POINT, Role.CONTRIBUTOR}
    group = factories.make_group() if role == Role.GROUP_CHAIR else None
    factories.make_role(user, role, country if local else None, group=group)
    return user


def make_mover(machine, verb: str, record):
    """Return somebody who may make the move, without needing a reason."""
    order = [
        *(CHAIR, OFFICER, ADMINISTRATOR, FOCAL_POINT),
        *(Role.CONTRIBUTOR, Role.GCG_MEMBER),
    ]
    role = min(WHO[machine, verb], key=order.index)
    return make_person(role, country_of(record))

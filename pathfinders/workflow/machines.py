"""The tables of moves of the path. `docs/states.md` is made from these."""

from django.utils.translation import gettext_lazy as _

from alliance87.core.workflow import Machine, Move
from pathfinders import guards, rules
from pathfinders.enums import EoiState, LetterState, RoadmapState, Status

CHAIR_OR_ADMINISTRATOR = _("the Chair; an administrator with a written reason")
SECRETARIAT = _("the secretariat")
FOCAL_POINT = _("the country’s focal point")
FOCAL_POINT_OR_SECRETARIAT = _("the country’s focal point, the secretariat")
ADMINISTRATOR = _("a secretariat administrator, with a written reason")

STATUS = Machine(
    "pathfinder",
    field="status",
    states=Status,
    moves=(
        Move(
            verb="confirm",
            label=_("Confirm pathfinder status"),
            sources=frozenset({Status.ON_PATH}),
            target=Status.PATHFINDER,
            may=rules.may_decide_status,
            guard=guards.before_confirmation,
            binding=guards.second_person_confirms,
            may_override=rules.may_override,
            who=CHAIR_OR_ADMINISTRATOR,
            needs=_(
                "every step the procedure asks for, the signed confirmation letter, "
                "and another person than those who wrote it"
            ),
        ),
        Move(
            verb="put_on_hold",
            label=_("Put the status on hold"),
            sources=frozenset({Status.PATHFINDER}),
            target=Status.ON_HOLD,
            may=rules.may_decide_status,
            guard=guards.before_hold,
            may_override=rules.may_override,
            who=CHAIR_OR_ADMINISTRATOR,
            needs=_(
                "the latest annual reviews without substantial progress and without "
                "accepted reasons; a reference to the decision"
            ),
        ),
        Move(
            verb="reinstate",
            label=_("Reinstate the status"),
            sources=frozenset({Status.ON_HOLD}),
            target=Status.PATHFINDER,
            may=rules.may_decide_status,
            guard=guards.before_reinstatement,
            may_override=rules.may_override,
            who=CHAIR_OR_ADMINISTRATOR,
            needs=_("progress documented since the hold; a reference to the decision"),
        ),
        Move(
            verb="withdraw",
            label=_("Record that the country withdrew"),
            sources=frozenset({Status.ON_PATH, Status.PATHFINDER, Status.ON_HOLD}),
            target=Status.WITHDRAWN,
            may=rules.may_decide_status,
            who=CHAIR_OR_ADMINISTRATOR,
            needs=_("the country’s own decision, with its reason"),
        ),
        Move(
            verb="return_to_path",
            label=_("Record that the country is back on the path"),
            sources=frozenset({Status.WITHDRAWN}),
            target=Status.ON_PATH,
            may=rules.may_decide_status,
            who=CHAIR_OR_ADMINISTRATOR,
            needs=_("the country’s own decision, with its reason"),
        ),
    ),
)

EOI = Machine(
    "eoi",
    field="state",
    states=EoiState,
    moves=(
        Move(
            verb="submit",
            label=_("Submit the expression of interest"),
            sources=frozenset({EoiState.DRAFT, EoiState.RETURNED}),
            target=EoiState.SUBMITTED,
            may=rules.may_submit_eoi,
            guard=guards.before_eoi_submission,
            may_override=rules.may_override,
            who=FOCAL_POINT_OR_SECRETARIAT,
            needs=_("date, signatory, ministry, addressee, senior official, scan"),
        ),
        Move(
            verb="return",
            label=_("Return it with a comment"),
            sources=frozenset({EoiState.SUBMITTED}),
            target=EoiState.RETURNED,
            may=rules.may_decide_eoi,
            who=SECRETARIAT,
            needs=_("a comment that says what is missing"),
        ),
        Move(
            verb="accept",
            label=_("Accept the expression of interest"),
            sources=frozenset({EoiState.SUBMITTED}),
            target=EoiState.ACCEPTED,
            may=rules.may_decide_eoi,
            guard=guards.before_eoi_acceptance,
            binding=guards.second_person_accepts_eoi,
            may_override=rules.may_override,
            who=SECRETARIAT,
            needs=_(
                "the day of receipt; another person than those who wrote or "
                "submitted it"
            ),
        ),
    ),
)

ROADMAP = Machine(
    "roadmap",
    field="state",
    states=RoadmapState,
    moves=(
        Move(
            verb="submit",
            label=_("Submit the roadmap"),
            sources=frozenset({RoadmapState.DRAFT, RoadmapState.RETURNED}),
            target=RoadmapState.SUBMITTED,
            may=rules.may_submit_roadmap,
            guard=guards.before_roadmap_submission,
            who=FOCAL_POINT,
            needs=_("a period, a priority, and an action for every priority"),
        ),
        Move(
            verb="return",
            label=_("Return it with a comment"),
            sources=frozenset({RoadmapState.SUBMITTED}),
            target=RoadmapState.RETURNED,
            may=rules.may_decide_roadmap,
            who=SECRETARIAT,
            needs=_("a comment that says what to change, on a row or on all of it"),
        ),
        Move(
            verb="accept",
            label=_("Accept the roadmap"),
            sources=frozenset({RoadmapState.SUBMITTED}),
            target=RoadmapState.ACCEPTED,
            may=rules.may_decide_roadmap,
            guard=guards.before_roadmap_submission,
            binding=guards.second_person_accepts_roadmap,
            who=SECRETARIAT,
            needs=_("another person than those who wrote or submitted it"),
        ),
        Move(
            verb="present",
            label=_("Record that it was presented to the Group"),
            sources=frozenset({RoadmapState.ACCEPTED}),
            target=RoadmapState.PRESENTED,
            may=rules.may_decide_roadmap,
            who=SECRETARIAT,
            needs=_("the day and the meeting"),
        ),
        Move(
            verb="publish",
            label=_("Publish the roadmap"),
            sources=frozenset({RoadmapState.ACCEPTED, RoadmapState.PRESENTED}),
            target=RoadmapState.PUBLISHED,
            may=rules.may_decide_roadmap,
            who=SECRETARIAT,
            needs=_(
                "its presentation to the Group, or a written reason why it was not "
                "presented"
            ),
        ),
        Move(
            verb="record_past",
            label=_("Record it as published before"),
            sources=frozenset({RoadmapState.DRAFT}),
            target=RoadmapState.PUBLISHED,
            may=rules.may_override,
            guard=guards.before_recording_past,
            who=ADMINISTRATOR,
            needs=_("the source that shows it"),
        ),
        Move(
            verb="supersede",
            label=_("Replace by the next version"),
            sources=frozenset({RoadmapState.PUBLISHED}),
            target=RoadmapState.SUPERSEDED,
            may=rules.may_decide_roadmap,
            who=_("follows when the next version is published"),
        ),
    ),
)

LETTER = Machine(
    "letter",
    field="state",
    states=LetterState,
    moves=(
        Move(
            verb="sign",
            label=_("File the signed letter"),
            sources=frozenset({LetterState.DRAFT}),
            target=LetterState.SIGNED,
            may=rules.may_run_path,
            guard=guards.before_signature,
            who=SECRETARIAT,
            needs=_("number, date, recipient, signatory, and the signed scan"),
        ),
        Move(
            verb="reopen",
            label=_("Take the signed letter back"),
            sources=frozenset({LetterState.SIGNED}),
            target=LetterState.DRAFT,
            may=rules.may_run_path,
            who=SECRETARIAT,
            needs=_("a reason"),
        ),
        Move(
            verb="send",
            label=_("Record that the letter was sent"),
            sources=frozenset({LetterState.SIGNED}),
            target=LetterState.SENT,
            may=rules.may_send_letter,
            guard=guards.before_signature,
            binding=guards.second_person_sends,
            who=_(
                "a confirmation letter: the Chair, or an administrator with a reason; "
                "others: the secretariat or the Chair"
            ),
            needs=_(
                "the signed letter; for a confirmation, another person than those "
                "who wrote it"
            ),
        ),
    ),
)

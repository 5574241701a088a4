"""The versions of the procedure: which steps, in which order, and what status needs.

2018  first guidance note: a country observes a meeting and a minister writes; it was
      then called a pathfinder, and workshop, roadmap and report follow.
2019  amended note (6th meeting of the Group): the letter of confirmation is sent
      after a successful workshop, a viable roadmap and the report back.
2023  calls for expression of interest: coordination and mapping come first, and the
      Group reviews the roadmap of a candidate country; observing is not a step.

Source: Pathfinder Country Guidance Note; see docs/adr/0005.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pathfinders.enums import MilestoneKind as Kind
from pathfinders.enums import Procedure


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one version. `not_applicable` says why it is none, if so."""

    kind: Kind
    needed_for_status: bool = False
    not_applicable: str | Promise = ""


NOT_IN_2023 = _("The procedure of 2023 does not name it as a step.")

PROCEDURES: dict[Procedure, tuple[Step, ...]] = {
    Procedure.V2018: (
        Step(Kind.GCG_OBSERVED, needed_for_status=True),
        Step(Kind.EXPRESSION_OF_INTEREST, needed_for_status=True),
        Step(Kind.SENIOR_OFFICIAL, needed_for_status=True),
        Step(Kind.WORKSHOP),
        Step(Kind.ROADMAP_SUBMITTED),
        Step(Kind.REPORTED_BACK),
        Step(Kind.CONFIRMATION_LETTER),
        Step(Kind.ANNUAL_REVIEW),
    ),
    Procedure.V2019: (
        Step(Kind.GCG_OBSERVED, needed_for_status=True),
        Step(Kind.EXPRESSION_OF_INTEREST, needed_for_status=True),
        Step(Kind.SENIOR_OFFICIAL, needed_for_status=True),
        Step(Kind.WORKSHOP, needed_for_status=True),
        Step(Kind.ROADMAP_SUBMITTED, needed_for_status=True),
        Step(Kind.REPORTED_BACK, needed_for_status=True),
        Step(Kind.CONFIRMATION_LETTER),
        Step(Kind.ANNUAL_REVIEW),
    ),
    Procedure.V2023: (
        Step(Kind.GCG_OBSERVED, not_applicable=NOT_IN_2023),
        Step(Kind.EXPRESSION_OF_INTEREST, needed_for_status=True),
        Step(Kind.SENIOR_OFFICIAL, needed_for_status=True),
        Step(Kind.COORDINATION),
        Step(Kind.WORKSHOP, needed_for_status=True),
        Step(Kind.ROADMAP_SUBMITTED, needed_for_status=True),
        Step(Kind.REPORTED_BACK, needed_for_status=True),
        Step(Kind.CONFIRMATION_LETTER),
        Step(Kind.ANNUAL_REVIEW),
    ),
}

# First day of each version: the 6th meeting adopted the amended note.
IN_FORCE_FROM = (
    (date(2023, 1, 1), Procedure.V2023),
    (date(2019, 11, 12), Procedure.V2019),
    (date.min, Procedure.V2018),
)


def procedure_on(day: date) -> Procedure:
    """Return the version in force on the day a country entered."""
    return next(version for start, version in IN_FORCE_FROM if day >= start)

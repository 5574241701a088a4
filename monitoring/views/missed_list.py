"""The list of missed milestones on the pages of a review."""

from django.utils.translation import gettext as _

from monitoring import rules
from monitoring.models import AnnualReview
from monitoring.selectors.missed import missed_of, planned_actions, unexplained
from monitoring.views.frame import address
from pathfinders.views.frame import Line

SECTION = "#missed"


def missed_section(found: AnnualReview, user) -> dict:
    """Return the list of missed milestones for a page of the review.

    Who may write the report also gets the overdue actions without reasons.
    """
    rows = missed_of(found, user)
    may_edit = rules.may_edit_report(user, found)
    late = unexplained_of(found, user, rows) if may_edit else []
    return {"missed": rows, "may_edit": may_edit, "late": late}


def unexplained_of(found: AnnualReview, user, rows) -> list:
    """Return the overdue actions for which `rows` of the review give no reasons."""
    actions = planned_actions(found, user)
    return unexplained(actions, [each.row for each in rows])


def missed_line(found: AnnualReview, rows) -> Line:
    """Return the milestones by name, with the way to where they are changed."""
    titles = "; ".join(each.row.title for each in rows)
    return Line(
        _("Missed milestones"),
        titles or _("None on the list"),
        url=f"{address(found)}{SECTION}",
    )

"""What the page of an action group says about countries."""

from datetime import date

from django.utils.translation import gettext as _

from alliance87.partners.group_parts import GroupPart, on_group_page
from alliance87.partners.models import ActionGroup
from alliance87.partners.rules import may_see_group_work
from pathfinders.selectors.demand import demand_of


@on_group_page
def demand(group: ActionGroup, user, on: date) -> GroupPart | None:
    """Show what countries ask of the group to those who steer it."""
    if not may_see_group_work(user, group):
        return None
    return GroupPart(
        heading=_("What countries ask of the group"),
        anchor="demand",
        template="pathfinders/group_demand.html",
        facts={"countries": demand_of(group, user, on=on)},
    )

"""The action groups, for everybody: the list and one group."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.rules import may_view_document
from alliance87.partners import rules, workflow
from alliance87.partners.enums import GroupRoleKind
from alliance87.partners.forms.groups import GroupFilters
from alliance87.partners.group_parts import group_parts, last_activity
from alliance87.partners.models import ActionGroup, GroupRole
from alliance87.partners.selectors import groups as reads
from alliance87.partners.selectors import work_plans as plans
from alliance87.partners.views.frame import Line, page_of, query_of
from alliance87.partners.views.group_frame import (
    PLAN_TONES,
    TONES,
    find_group,
    group_url,
    moves,
    way_to,
)
from alliance87.partners.views.needs import listed
from alliance87.partners.views.plan_rows import plan_rows

# --- The list -----------------------------------------------------------------------


@login_not_required
@require_safe
def group_list(request):
    """List the groups with their state, chairs and members."""
    today = timezone.localdate()
    filters = GroupFilters(request.GET)
    page = page_of(request, reads.groups(today, chosen=filters.chosen()))
    sees_quiet = rules.may_see_inactive_groups(request.user)
    context = {
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "query": query_of(request),
        "page": page,
        "rows": [_listed(group) for group in page],
        "may_add": rules.may_add_group(request.user),
        "may_list_needs": rules.may_list_resource_needs(request.user),
        "sees_quiet": sees_quiet,
        "quiet": _quiet(today) if sees_quiet else [],
        "groups_url": reverse("partners:groups"),
    }
    return render(request, "partners/group_list.html", context)


def _listed(group: ActionGroup) -> dict:
    last = group.changes[-1] if group.changes else None
    return {
        "group": group,
        "tone": TONES[group.state],
        "since": last.when if last and last.on else None,
        "chairs": group.chairs,
        "members": group.member_count or 0,
    }


def _quiet(today) -> list[Line]:
    """Return the groups from which nothing came for a year."""
    found = reads.inactive_groups(today, last_meetings=last_activity())
    return [
        Line(
            str(each.group),
            url=each.group.get_absolute_url(),
            tone="watch",
            state=_last_heard_of(each),
        )
        for each in found
    ]


def _last_heard_of(quiet: reads.InactiveGroup) -> str:
    if quiet.last_on is None:
        return _("No activity on record")
    return _("Last activity: %(day)s") % {"day": quiet.last}


# --- One group ----------------------------------------------------------------------


@login_not_required
@require_safe
def detail(request, slug):
    """Show a group: state and its history, people, members, work plan."""
    group, user, today = find_group(slug), request.user, timezone.localdate()
    may_keep = rules.may_keep_group(user, group)
    roles = list(reads.roles_of(group))
    members = page_of(request, reads.members_of(group, today))
    context = {
        "group": group,
        "tone": TONES[group.state],
        "facts": _facts(group, _held(roles, today), may_keep),
        "history": _history(group, user),
        "roles": [_role(role, today) for role in roles],
        "members": members,
        "former": reads.former_members_of(group, today) if may_keep else [],
        "may_keep": may_keep,
        "sees_people": rules.may_edit_partners(user),
        "lacks_chair": _lacks_chair(group, roles, today),
        "quiet": _quiet_group(group, user, today),
        "moves": moves(
            workflow.GROUP.options(group, user),
            lambda verb: group_url(group, "group-move", verb=verb),
        ),
        "parts": group_parts(group, user, on=today),
        "subgroups": list(group.parts.all()),
        "breadcrumbs": way_to(None, Line(str(group))),
        "is_example": group.is_example,
    }
    context |= _plans(group, user, today) | _needs(group, user)
    return render(request, "partners/group_detail.html", context)


def _held(roles: list[GroupRole], today) -> list[GroupRole]:
    """Return the roles held today; an unknown start has begun."""
    return [
        role
        for role in roles
        if (role.starts_on is None or role.starts_on <= today)
        and (role.ends_on is None or role.ends_on > today)
    ]


def _lacks_chair(group: ActionGroup, roles: list[GroupRole], today) -> bool:
    chairs = [each for each in _held(roles, today) if each.role == GroupRoleKind.CHAIR]
    return group.state in reads.WORKING and not chairs


def _quiet_group(group: ActionGroup, user, today) -> str:
    """Return the alarm of a group without activity, for those who may know it."""
    may = rules.may_see_inactive_groups(user) or rules.may_keep_group(user, group)
    if not may or group.state not in reads.WORKING:
        return ""
    found = reads.inactive_groups(today, last_meetings=last_activity())
    mine = (_last_heard_of(each) for each in found if each.group == group)
    return next(mine, "")


def _facts(group: ActionGroup, held: list[GroupRole], may_keep: bool) -> list[Line]:
    chairs = [each for each in held if each.role == GroupRoleKind.CHAIR]
    focal = [each for each in held if each.role == GroupRoleKind.FOCAL_POINT]
    chair_label = _("Co-chairs") if len(chairs) > 1 else _("Chair")
    founded = group.founded if group.founded_on else ""
    lines = [
        Line(_("Kind"), group.get_kind_display()),
        Line(chair_label, ", ".join(str(each.partner) for each in chairs)),
        Line(_("Focal point"), ", ".join(str(each.partner) for each in focal)),
        Line(_("Founded"), founded, source=group.conflict),
    ]
    if group.lead:
        lines.append(Line(_("Led by, as sources say"), group.lead))
    if group.parent:
        url = group.parent.get_absolute_url()
        lines.append(Line(_("Part of"), str(group.parent), url=url))
    if may_keep and group.channel_url:
        lines.append(
            Line(_("Where the group talks"), group.channel_url, url=group.channel_url)
        )
    if group.source:
        lines.append(Line(_("Source"), group.source, url=group.source_url))
    return lines


def _history(group: ActionGroup, user) -> list[dict]:
    """Return the changes of state as the timeline draws them."""
    items = []
    for change in reads.history(group):
        note = ". ".join(
            part.rstrip(".")
            for part in (change.reason, change.decision_reference)
            if part
        )
        report = change.final_report
        items.append(
            {
                "date_text": change.when,
                "label": change.get_now_display(),
                "note": note,
                "source": change.source,
                "tone": TONES[change.now],
                "state": change.get_now_display(),
                "report": report
                if report and may_view_document(user, report)
                else None,
            }
        )
    return items


def _role(role: GroupRole, today) -> dict:
    is_over = role.ends_on is not None and role.ends_on <= today
    is_ahead = role.starts_on is not None and role.starts_on > today
    return {"role": role, "is_over": is_over, "is_ahead": is_ahead}


def _plans(group: ActionGroup, user, today) -> dict:
    """Return the plan in force with its outputs, and all that the reader may see."""
    plan = reads.plan_in_force(group, today)
    outputs = plans.outputs_of(plan, with_proposed=False) if plan else []
    return {
        "plan": plan,
        "plan_rows": plan_rows(plan, outputs, today) if plan else [],
        "plans": [_plan_line(each) for each in plans.plans_of(group, user)],
    }


def _plan_line(plan) -> Line:
    counts = {"done": plan.delivered_count, "all": plan.output_count}
    return Line(
        plan.period,
        url=plan.get_absolute_url(),
        tone=PLAN_TONES[plan.state],
        state=plan.get_state_display(),
        hint=_("%(done)s of %(all)s outputs delivered") % counts,
    )


def _needs(group: ActionGroup, user) -> dict:
    if not rules.may_see_group_work(user, group):
        return {"sees_needs": False}
    rows = plans.needs_of(group, user).select_related("group", "offered_by")
    return {
        "sees_needs": True,
        "may_list_needs": rules.may_list_resource_needs(user),
        "needs": [listed(need, user) for need in rows],
    }

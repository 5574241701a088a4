"""Pages that keep a group: its texts, its roles, its members."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.partners import groups, rules
from alliance87.partners.forms.groups import GroupForm, MemberForm, RoleForm
from alliance87.partners.models import ActionGroup, GroupMembership, GroupRole
from alliance87.partners.views.frame import Line
from alliance87.partners.views.group_frame import find_own_group, frame, way_to

# --- The group itself ---------------------------------------------------------------


@get_or_post
def add(request):
    """Put a group on record; it begins as a proposal."""
    if not rules.may_add_group(request.user):
        raise PermissionDenied
    group = ActionGroup()
    heading = _("Add a group")
    return _group_page(
        request,
        group,
        heading=heading,
        back_url=reverse("partners:groups"),
        done_url=lazy(group.get_absolute_url, str)(),
        context={"breadcrumbs": way_to(None, Line(heading))},
    )


@get_or_post
def edit(request, slug):
    group = find_own_group(request, slug)
    heading = _("Edit the group")
    return _group_page(
        request,
        group,
        heading=heading,
        done_url=group.get_absolute_url(),
        over=str(group),
        context=frame(group, Line(heading)),
    )


def _group_page(request, group, **page):
    is_secretariat = rules.may_add_group(request.user)
    form = GroupForm(posted(request), instance=group, is_secretariat=is_secretariat)
    return verb_page(
        request,
        form,
        lambda: groups.save_group(group, write=form.save, by=request.user),
        button=_("Save the group"),
        success=_("The group is saved."),
        **page,
    )


# --- Roles --------------------------------------------------------------------------


@get_or_post
def add_role(request, slug):
    """Name a chair, a focal point or a member of the steering committee."""
    group = find_own_group(request, slug)
    role = GroupRole(group=group, created_by=request.user)
    return _role_page(
        request,
        role,
        heading=_("Give a role in the group"),
        lead=_(
            "A group has one chair or two co-chairs at a time. An administrator gives "
            "the right to sign in and keep the group."
        ),
        success=_("The role is given."),
    )


@get_or_post
def edit_role(request, slug, pk):
    """Change the days of a role; the end of a role is a day, never a deletion."""
    group = find_own_group(request, slug)
    role = get_object_or_404(group.roles.select_related("partner"), pk=pk)
    role.group = group
    return _role_page(
        request,
        role,
        heading=_("Change or end the role"),
        lead=f"{role.get_role_display()}: {role.partner}",
        success=_("The role is changed."),
    )


def _role_page(request, role, *, heading, lead, success):
    form = RoleForm(posted(request), instance=role, user=request.user)
    group = role.group
    return verb_page(
        request,
        form,
        lambda: groups.save_role(role, by=request.user),
        heading=heading,
        over=str(group),
        lead=lead,
        button=_("Save the role"),
        success=success,
        done_url=f"{group.get_absolute_url()}#roles",
        context=frame(group, Line(heading)),
    )


# --- Members ------------------------------------------------------------------------


@get_or_post
def add_member(request, slug):
    group = find_own_group(request, slug)
    membership = GroupMembership(group=group, created_by=request.user)
    return _member_page(
        request,
        membership,
        heading=_("Add a member"),
        lead=_("Members of a group are partners of the Alliance."),
        success=_("The member is added."),
    )


@get_or_post
def edit_member(request, slug, pk):
    """Record since when, or until when, a partner is a member."""
    group = find_own_group(request, slug)
    membership = get_object_or_404(group.memberships.select_related("partner"), pk=pk)
    membership.group = group
    return _member_page(
        request,
        membership,
        heading=_("Change or end the membership"),
        lead=str(membership.partner),
        success=_("The membership is changed."),
    )


def _member_page(request, membership, *, heading, lead, success):
    form = MemberForm(posted(request), instance=membership, user=request.user)
    group = membership.group
    return verb_page(
        request,
        form,
        lambda: groups.save_membership(membership, by=request.user),
        heading=heading,
        over=str(group),
        lead=lead,
        button=_("Save"),
        success=success,
        done_url=f"{group.get_absolute_url()}#members",
        context=frame(group, Line(heading)),
    )

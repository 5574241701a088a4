"""Who may keep partners, see contacts, and give roles."""

from alliance87.core.access import scope_of


def may_edit_partners(user) -> bool:
    return scope_of(user).is_secretariat


def may_invite(user) -> bool:
    """Invite people and give or end roles."""
    return scope_of(user).is_administrator


def may_give_place(user, person) -> bool:
    """Name somebody for a seat, office or chair that gives rights with an account.

    As with roles: an administrator, and never oneself. Without an account nobody
    gets a right by it, so that whoever keeps the seat or group may do it.
    """
    if person is None or person.user_id is None:
        return True
    scope = scope_of(user)
    return scope.is_administrator and person.user_id != scope.user_id


# --- Action groups ------------------------------------------------------------------


def chairs_group(user, group) -> bool:
    return group.pk in scope_of(user).chairs_groups


def may_keep_group(user, group) -> bool:
    """Keep members, roles, work plans and needs: its own chair and the secretariat."""
    return scope_of(user).is_secretariat or chairs_group(user, group)


def may_move_group(user, group) -> bool:
    """Record that a group is launched, rests or is closed."""
    return scope_of(user).is_secretariat


def may_add_group(user) -> bool:
    return scope_of(user).is_secretariat


def may_accept_outputs(user) -> bool:
    return scope_of(user).is_secretariat


def may_adopt_plan(user, plan) -> bool:
    return scope_of(user).is_secretariat


def may_keep_plan(user, plan) -> bool:
    return may_keep_group(user, plan.group)


def may_keep_resource_need(user, need) -> bool:
    return may_keep_group(user, need.group)


def may_answer_resource_need(user, _need=None) -> bool:
    """Record what became of a need: for the Group, the secretariat and the Chair."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair


def may_settle_resource_need(user, need) -> bool:
    return may_keep_group(user, need.group) or may_answer_resource_need(user)


def may_offer_help(user, _need=None) -> bool:
    """A member of the Group offers what those give for whom it speaks."""
    return may_answer_resource_need(user) or scope_of(user).is_gcg_member


def may_list_resource_needs(user) -> bool:
    """Open the list of all needs; which it holds is the QuerySet’s question."""
    scope = scope_of(user)
    reads = scope.is_gcg or scope.is_chair or scope.is_secretariat
    return reads or bool(scope.chairs_groups)


def may_see_group_work(user, group) -> bool:
    """See what countries ask of a group and what it lacks: it goes to the GCG."""
    scope = scope_of(user)
    return scope.is_gcg or scope.is_chair or may_keep_group(user, group)


def may_see_inactive_groups(user) -> bool:
    scope = scope_of(user)
    return scope.is_gcg or scope.is_chair or scope.is_secretariat


def may_see_contacts(user) -> bool:
    """Read the people of a partner, and what the secretariat plans with it."""
    return scope_of(user).is_secretariat


def may_export_contacts(user) -> bool:
    """Take all contacts and the mailing list out of the system at once."""
    return scope_of(user).is_administrator

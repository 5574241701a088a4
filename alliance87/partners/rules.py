"""Who may keep partners, see contacts, and give roles."""

from alliance87.core.access import scope_of


def may_edit_partners(user) -> bool:
    return scope_of(user).is_secretariat


def may_invite(user) -> bool:
    """Invite people and give or end roles."""
    return scope_of(user).is_administrator

"""Who may read documents and enter the admin."""

from django.utils import timezone

from alliance87.core.access import scope_of
from alliance87.core.enums import Audience


def audiences(user, *, country_id: int | None = None) -> set[str]:
    """Return the audiences `user` belongs to for files of one country (or none)."""
    scope = scope_of(user)
    allowed = {Audience.PUBLIC}
    if scope.is_gcg or scope.is_secretariat or scope.is_chair:
        allowed.add(Audience.GCG)
    if scope.is_gcg_member or scope.is_secretariat or scope.is_chair:
        allowed.add(Audience.GCG_MEMBERS)
    if scope.is_secretariat or scope.is_chair:
        allowed |= {Audience.OFFICIALS, Audience.COUNTRY}
    if scope.is_secretariat:
        allowed.add(Audience.SECRETARIAT)
    if country_id is not None and scope.works_for(country_id):
        allowed |= {Audience.COUNTRY, Audience.GCG}
    if country_id is not None and scope.is_focal_point_of(country_id):
        allowed.add(Audience.OFFICIALS)
    return allowed


def may_read_before_the_hour(user) -> bool:
    """What is under an embargo: the secretariat and the Chair prepare it."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair


def may_view_document(user, document) -> bool:
    until = document.embargoed_until
    if until and until > timezone.now() and not may_read_before_the_hour(user):
        return False
    return document.audience in audiences(user, country_id=document.country_id)


def may_enter_admin(user) -> bool:
    """Only the secretariat; focal points never enter the admin."""
    return scope_of(user).is_secretariat


def may_manage_users(user) -> bool:
    return scope_of(user).is_administrator


def may_read_audit(user) -> bool:
    return scope_of(user).is_administrator

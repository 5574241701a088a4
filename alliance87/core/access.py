"""What a person may reach, as plain facts that every policy module reads.

`core` does not know how roles are kept; `settings.ACCESS_SCOPE` names the function
that does (in `meetings`), so that documents in `core` can be scoped like all else.
"""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Scope:
    """The roles a person holds today. Country and group sets hold primary keys."""

    user_id: int | None = None
    is_officer: bool = False
    is_administrator: bool = False
    is_chair: bool = False
    is_gcg_member: bool = False
    is_gcg_observer: bool = False
    focal_point_of: frozenset[int] = field(default_factory=frozenset)
    contributor_to: frozenset[int] = field(default_factory=frozenset)
    chairs_groups: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_secretariat(self) -> bool:
        return self.is_officer or self.is_administrator

    @property
    def is_gcg(self) -> bool:
        """Whether papers of the Global Coordinating Group are theirs to read."""
        return self.is_gcg_member or self.is_gcg_observer

    @property
    def own_countries(self) -> frozenset[int]:
        return self.focal_point_of | self.contributor_to

    def is_focal_point_of(self, country_id: int) -> bool:
        return country_id in self.focal_point_of

    def works_for(self, country_id: int) -> bool:
        """Whether the person reports for this country, in either role."""
        return country_id in self.own_countries


NOBODY = Scope()


def scope_of(user) -> Scope:
    """Return what `user` may reach today; asked once per request and person."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOBODY
    if not hasattr(user, "_scope"):
        user._scope = import_string(settings.ACCESS_SCOPE)(user)
    return user._scope


# --- Readers whose rights are the same ------------------------------------------------

NOBODY_OF_THEM = 0


@dataclass(eq=False, slots=True)
class _Reader:
    """Whoever has these rights: no account has the key."""

    _scope: Scope
    pk: int = NOBODY_OF_THEM
    is_authenticated: bool = field(default=True, init=False)
    is_active: bool = field(default=True, init=False)


def shared_scope(user) -> Scope | None:
    """Return the rights of `user`, where all who have them read the same.

    Strangers, the Group, the Chair and the secretariat read by what they are. Others
    also read by who they are, their organization or post: None.
    """
    scope = scope_of(user)
    if not scope.is_signed_in:
        return scope
    if scope.is_secretariat or scope.is_chair or scope.is_gcg:
        return replace(scope, user_id=NOBODY_OF_THEM)
    return None


def reader_with(scope: Scope):
    """Return who stands for all with these rights (`shared_scope`).

    It has the key of no account: a rule that came to ask who somebody is would show
    less, never more.
    """
    return _Reader(scope) if scope.is_signed_in else AnonymousUser()

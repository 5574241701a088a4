"""The accounts of the demonstration; they never exist in production."""

from dataclasses import dataclass

from alliance87.core.models import Country, User
from alliance87.partners.enums import COUNTRY_ROLES, Role
from alliance87.partners.models import RoleAssignment

PASSWORD = "example-only-2026"
EXAMPLE_ISO3 = "XEX"


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    name: str
    role: Role


ACCOUNTS = (
    Account("administrator@example.org", "Ada Administrator", Role.ADMINISTRATOR),
    Account("officer@example.org", "Olu Officer", Role.OFFICER),
    Account("chair@example.org", "Chi Chair", Role.CHAIR),
    Account("focal@example.org", "D. Example", Role.FOCAL_POINT),
    Account("contributor@example.org", "E. Example", Role.CONTRIBUTOR),
    Account("member@example.org", "Max Member", Role.GCG_MEMBER),
    Account("observer@example.org", "Oda Observer", Role.GCG_OBSERVER),
)


def create_accounts(example: Country) -> dict[Role, User]:
    """Create every demo account with its role and return them by role."""
    return {account.role: _create(account, PASSWORD, example) for account in ACCOUNTS}


def create_recorder(name: str) -> User:
    """Create a nameless administrator who records sources; nobody can sign in so."""
    local = name.lower().replace(" ", ".")
    account = Account(f"{local}@example.org", name, Role.ADMINISTRATOR)
    return _create(account, None, None)


def retire_recorder(user: User) -> None:
    user.role_assignments.all().delete()
    user.is_active = False
    user.save()


def _create(account: Account, password: str | None, example: Country | None) -> User:
    user = User.objects.create_user(account.email, password, name=account.name)
    in_country = account.role in COUNTRY_ROLES
    RoleAssignment.objects.create(
        user=user, role=account.role, country=example if in_country else None
    )
    return user

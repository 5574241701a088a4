"""Verbs about people: invite them, welcome them, give and end roles."""

from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Country, User
from alliance87.partners import rules
from alliance87.partners.accounts import link_invited, rights_besides
from alliance87.partners.enums import Role
from alliance87.partners.models import ActionGroup, RoleAssignment

SALT = "alliance87.partners.invitation"


@transaction.atomic
def invite(
    *,
    name: str,
    email: str,
    language: str,
    role: str,
    by: User,
    link_to,
    country: Country | None = None,
    group: ActionGroup | None = None,
    ends_on: date | None = None,
    is_deputy: bool = False,
    with_places: bool = False,
) -> User:
    """Create the account with its role and mail the invitation after commit.

    Somebody of the directory with the same address gets the account, and with it the
    rights of the places held, so that `by` confirms those `with_places` where they give
    more than the role; otherwise the person is added to the directory.
    `link_to(token)` returns the full address of the page where the person chooses a
    password; it works once and for seven days.
    """
    if not rules.may_invite(by):
        raise PermissionDenied
    rights = rights_besides(email, role=role, group=group, ends_on=ends_on)
    if rights and not with_places:
        raise Blocked([rights])
    user = User.objects.create_user(email=email, name=name, language=language)
    assignment = RoleAssignment(
        user=user,
        role=role,
        country=country,
        group=group,
        ends_on=ends_on,
        is_deputy=is_deputy,
    )
    assignment.full_clean()
    assignment.save()
    link_invited(user, by=by, country=country, rights=rights)
    record("user.invited", user, by=by, country=country, now=role)
    transaction.on_commit(lambda: send_invitation(user, assignment, link_to))
    return user


@transaction.atomic
def invite_again(user: User, *, by: User, link_to) -> User:
    """Send a new link to a person who never chose a password; older links die."""
    if not rules.may_invite(by):
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    assignment = user.role_assignments.order_by("pk").first()
    if user.has_usable_password() or not user.is_active or assignment is None:
        raise Blocked([_("This person does not wait for an invitation any more.")])
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record("user.invited_again", user, by=by, country=assignment.country)
    transaction.on_commit(lambda: send_invitation(user, assignment, link_to))
    return user


def waiting_for_welcome():
    """Return accounts with a role whose owner has not chosen a password yet."""
    invited = User.objects.filter(
        is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    roles = RoleAssignment.objects.select_related("country", "group").order_by("pk")
    return (
        invited.filter(role_assignments__isnull=False)
        .distinct()
        .prefetch_related(Prefetch("role_assignments", roles))
        .order_by("name", "pk")
    )


def send_invitation(user: User, assignment: RoleAssignment, link_to) -> None:
    """Mail the link in the language of the person."""
    with translation.override(user.language):
        text = render_to_string(
            "partners/invitation.txt",
            {
                "user": user,
                "role": assignment,
                "link": link_to(invitation_token(user)),
                "days": settings.INVITATION_SECONDS // (24 * 60 * 60),
            },
        )
        subject = _("Your account in the Alliance 8.7 pathfinder system")
        send_mail(subject, text, None, [user.email])


def invitation_token(user: User) -> str:
    """Return a link token; it dies when a password is set, and after seven days."""
    return signing.dumps([user.pk, _password_mark(user)], salt=SALT)


def invited_user(token: str) -> User | None:
    """Return who the token invites; None when it is false, used or too old."""
    try:
        pk, mark = signing.loads(token, salt=SALT, max_age=settings.INVITATION_SECONDS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or not constant_time_compare(mark, _password_mark(user)):
        return None
    return user


def _password_mark(user: User) -> str:
    """Return what changes with the password and tells nothing about it."""
    return salted_hmac(SALT, user.password).hexdigest()


@transaction.atomic
def create_administrator(*, email: str, name: str) -> str:
    """Create the first administrator of an installation; return the link token."""
    user = User.objects.create_user(email=email, name=name)
    RoleAssignment.objects.create(user=user, role=Role.ADMINISTRATOR)
    record("user.invited", user, by=user, now=Role.ADMINISTRATOR)
    return invitation_token(user)


@transaction.atomic
def welcome(token: str, *, password: str) -> User:
    """Set the first password; the invitation is used up by it, also when two try."""
    user = invited_user(token)
    if user is not None:
        User.objects.select_for_update().get(pk=user.pk)
        user = invited_user(token)
    if user is None:
        raise Blocked([_("This invitation has been used or is too old.")])
    user.set_password(password)
    user.save(update_fields=["password"])
    record("user.welcomed", user, by=user)
    return user

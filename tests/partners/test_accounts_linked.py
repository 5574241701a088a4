"""Which account is whose: administrators say it, never of themselves."""

from datetime import date
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, User
from alliance87.partners import directory, groups, services
from alliance87.partners.enums import GroupRoleKind, Role
from alliance87.partners.models import GroupRole, Person
from tests import factories
from tests.factories.groups import make_group_role
from tests.factories.seats import make_representative

pytestmark = pytest.mark.django_db
FAR = date(2999, 1, 1)

OWN = "You cannot give rights to yourself. Ask another administrator."
OF_OTHERS = (
    "Rosa Sample has an account and would get rights by this: only an administrator "
    "can name this person."
)


@pytest.fixture
def contact():
    return factories.make_person(
        name="Rosa Sample", organization=factories.make_partner()
    )


def page_of(person) -> str:
    return reverse("partners:contact-edit", kwargs={"pk": person.pk})


def sent(person, **fields) -> dict:
    return {
        "name": person.name,
        "organization": person.organization_id or "",
        "is_active": "on",
        "version": person.version,
    } | fields


def text(response) -> str:
    return response.content.decode()


# --- The page of the contact ----------------------------------------------------------


def test_an_administrator_links_and_unlinks_an_account(client_for, contact):
    client, account = client_for(factories.make_administrator()), factories.make_user()

    client.post(page_of(contact), sent(contact, user=account.pk))
    contact.refresh_from_db()
    linked = contact.user
    client.post(page_of(contact), sent(contact, user=""))
    contact.refresh_from_db()

    assert (linked, contact.user) == (account, None)
    assert AuditEvent.objects.filter(verb="contact.changed").count() == 2


def test_an_officer_neither_sees_nor_sends_the_account(client_for, contact):
    officer, account = factories.make_officer(), factories.make_user()
    client = client_for(officer)

    shown = client.get(page_of(contact))
    client.post(page_of(contact), sent(contact, user=account.pk, post="Director"))

    assert "user" not in shown.context["form"].fields
    contact.refresh_from_db()
    assert (contact.user, contact.post) == (None, "Director")
    contact.user = account
    with pytest.raises(PermissionDenied):
        directory.save_contact(contact, by=officer)


def test_nobody_links_or_unlinks_the_own_account(client_for, contact):
    administrator = factories.make_administrator()
    client = client_for(administrator)
    own = factories.make_person(user=administrator)

    taken = client.post(page_of(own), sent(own, user=""))
    own.user = None
    own.save()
    given = client.post(page_of(contact), sent(contact, user=administrator.pk))

    words = ["You cannot change your own account. Ask another administrator."]
    for answer in (taken, given):
        assert answer.context["form"].non_field_errors() == words
    contact.refresh_from_db()
    assert contact.user is None


def test_one_account_belongs_to_one_person(client_for, contact):
    administrator = factories.make_administrator()
    other = factories.make_person(name="Olga Other", user=factories.make_user())

    answer = client_for(administrator).post(
        page_of(contact), sent(contact, user=other.user_id)
    )
    contact.user = other.user
    with pytest.raises(Blocked) as refusal:
        directory.save_contact(contact, by=administrator)

    assert answer.context["form"].errors["user"] == [
        "Another person has this account, or it is closed. Choose another one."
    ]
    assert refusal.value.reasons == (
        "Olga Other has this account already. One person has one account.",
    )


def test_an_officer_does_not_bring_back_who_has_an_account(client_for, contact):
    contact.user, contact.is_active = factories.make_user(), False
    contact.save()

    answer = client_for(factories.make_officer()).post(page_of(contact), sent(contact))

    assert answer.context["form"].non_field_errors() == [OF_OTHERS]
    contact.refresh_from_db()
    assert contact.is_active is False


def test_the_page_says_whether_there_is_an_account_and_which_rights(
    client_for, contact
):
    client = client_for(factories.make_officer())
    without = text(client.get(page_of(contact)))
    contact.user = factories.make_user(email="rosa@example.org")
    contact.save()
    idle = text(client.get(page_of(contact)))
    factories.make_role(contact.user, Role.CHAIR)
    make_group_role(person=contact)
    active = text(client.get(page_of(contact)))
    partner = text(client.get(contact.organization.get_absolute_url()))

    assert "This person has no account" in without
    assert "has an account (rosa@example.org) and no role today." in idle
    labels = ", ".join(
        str(role.label) for role in Role if role in {Role.CHAIR, Role.GROUP_CHAIR}
    )
    assert f"with the rights of: {labels}." in active
    assert "Has an account" in partner


# --- Inviting -------------------------------------------------------------------------


def invite(by, **fields) -> User:
    values = {"name": "Nia New", "email": "nia@example.org", "language": "en"}
    return services.invite(
        **(values | {"role": Role.OFFICER, "by": by, "link_to": str} | fields)
    )


def test_inviting_somebody_of_the_directory_links_the_person(contact):
    contact.email = "Nia@Example.org"
    contact.save()

    user = invite(factories.make_administrator())

    assert Person.objects.get(user=user) == contact
    assert AuditEvent.objects.get(verb="contact.account_linked").now == user.email


def test_inviting_somebody_unknown_adds_the_person():
    country = factories.make_country()

    user = invite(
        factories.make_administrator(), role=Role.FOCAL_POINT, country=country
    )

    assert (user.person.name, user.person.email) == ("Nia New", "nia@example.org")
    assert user.person.country == country


def test_inviting_leaves_a_person_with_another_account_alone(contact):
    contact.email, contact.user = "nia@example.org", factories.make_user()
    contact.save()

    user = invite(factories.make_administrator())

    contact.refresh_from_db()
    assert contact.user != user
    assert (user.person.name, user.person.email) == ("Nia New", "")


# --- Chairs of groups -----------------------------------------------------------------


def chair_of(group, person) -> GroupRole:
    return GroupRole(
        group=group,
        role=GroupRoleKind.CHAIR,
        partner=person.organization,
        person=person,
        created_by=factories.keeper(),
    )


def test_only_an_administrator_names_a_chair_with_an_account(contact):
    group, officer = factories.make_group(), factories.make_officer()
    contact.user = factories.make_user()
    contact.save()

    with pytest.raises(Blocked) as refusal:
        groups.save_role(chair_of(group, contact), by=officer)
    groups.save_role(chair_of(group, contact), by=factories.make_administrator())

    assert refusal.value.reasons == (OF_OTHERS,)
    assert [each.person for each in group.roles.all()] == [contact]


def test_an_officer_names_a_chair_without_an_account(contact):
    group = factories.make_group()

    groups.save_role(chair_of(group, contact), by=factories.make_officer())

    assert [each.person for each in group.roles.all()] == [contact]


def test_an_administrator_does_not_name_the_own_person_as_chair(contact):
    contact.user = factories.make_administrator()
    contact.save()

    with pytest.raises(Blocked) as refusal:
        groups.save_role(chair_of(factories.make_group(), contact), by=contact.user)

    assert refusal.value.reasons == (OWN,)


def test_a_chair_ends_the_own_role_and_does_not_prolong_it(client_for, contact):
    contact.user = factories.make_user()
    contact.save()
    role = make_group_role(
        partner=contact.organization, person=contact, ends_on="2031-05-01"
    )
    client = client_for(contact.user)
    page = reverse("partners:group-role-edit", args=[role.group.slug, role.pk])

    refused = client.post(page, {"ends_on": "2032-05-01"})
    role.refresh_from_db()
    stays = role.ends_on.isoformat()
    client.post(page, {"ends_on": "2030-05-01"})
    role.refresh_from_db()

    assert refused.context["form"].non_field_errors() == [OWN]
    assert (stays, role.ends_on.isoformat()) == ("2031-05-01", "2030-05-01")


# --- What an account gains is confirmed -----------------------------------------------


def test_linking_an_account_says_what_it_gains_and_asks_again(client_for, contact):
    group = make_group_role(person=contact).group
    make_representative(person=contact)
    account = factories.make_user(email="rosa@example.org")
    client = client_for(factories.make_administrator())
    opened = text(client.get(page_of(contact)))

    asked = client.post(page_of(contact), sent(contact, user=account.pk))
    contact.refresh_from_db()
    before = contact.user
    confirmed = sent(contact, user=account.pk, with_places="on")
    client.post(page_of(contact), confirmed)

    (words,) = asked.context["form"].errors["with_places"]
    assert words.startswith(f"This person is named as Chair, {group}; ")
    assert words.endswith(
        "will have the rights of: Chair of an action group, Member of the Global "
        "Coordinating Group."
    )
    assert words in unescape(text(asked))
    assert ("with_places" in opened, 'name="with_places"' in text(asked)) == (
        False,
        True,
    )
    assert before is None
    contact.refresh_from_db()
    assert contact.user == account
    event = AuditEvent.objects.get(verb="contact.account_linked")
    assert (event.now, event.reason) == ("rosa@example.org", words)


def test_the_verb_links_no_account_with_rights_unasked(contact):
    make_group_role(person=contact)
    contact.user = factories.make_user()

    with pytest.raises(Blocked, match="will have the rights of"):
        directory.save_contact(contact, by=factories.make_administrator())

    contact.refresh_from_db()
    assert contact.user is None


@pytest.mark.parametrize(("ends_on", "is_asked"), [(None, False), (FAR, True)])
def test_only_what_the_account_does_not_have_is_asked(client_for, ends_on, is_asked):
    member = factories.make_user()
    factories.make_role(member, Role.GCG_MEMBER, ends_on=ends_on)
    person = factories.make_person()
    make_representative(person=person)
    client = client_for(factories.make_administrator())

    client.post(page_of(person), sent(person, user=member.pk))

    person.refresh_from_db()
    assert (person.user is None) is is_asked


def test_a_contact_with_an_account_is_changed_without_a_question(client_for, contact):
    make_group_role(person=contact)
    contact.user = factories.make_user()
    contact.save()
    client = client_for(factories.make_administrator())

    client.post(page_of(contact), sent(contact, user=contact.user_id, post="Director"))

    contact.refresh_from_db()
    assert contact.post == "Director"

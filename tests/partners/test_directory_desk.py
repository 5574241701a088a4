"""What the secretariat does with partners, contacts and journeys, and who else may."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from alliance87.partners import directory as verbs
from alliance87.partners.enums import PartnerState
from alliance87.partners.models import Partner, Person
from alliance87.partners.selectors.directory import likely_duplicates
from tests import factories
from tests.factories.people import PEOPLE

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 1)
ADD, EXPORT, DESK = (
    "/partners/add/",
    "/partners/contacts/export/",
    "/partners/engagement/",
)


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def answers(**more) -> dict:
    return {"name": "Anti-Slavery Example", "kind": "civil_society"} | more


def errors(response) -> dict:
    return response.context["form"].errors


def trail(verb: str) -> AuditEvent:
    return AuditEvent.objects.get(verb=verb)


# --- Who may --------------------------------------------------------------------------

# Column of permissions.csv -> answers to: edit a partner, see contacts, export them.
EDIT, SEE, TAKE = 0, 1, 2
ANSWERS = {
    **dict.fromkeys(("OB", "GM", "CO=", "FP=", "AG", "CH"), (403, 404, 404)),
    "SO": (200, 200, 403),
    "SA": (200, 200, 200),
}


@pytest.mark.parametrize("role", ANSWERS)
def test_pages_answer_each_role_as_the_table_of_permissions_says(client_for, role):
    reader = client_for(PEOPLE[role](factories.make_country()))
    partner = factories.make_partner(joined_on=DAY)
    person = factories.make_person(organization=partner)
    step = factories.make_step(partner, next_step="Call")
    home = partner.get_absolute_url()
    pages = {
        EDIT: [ADD, f"{home}edit/", f"{home}leave/", f"{home}return/"],
        SEE: [
            *(DESK, f"/partners/contacts/{person.pk}/edit/", f"{home}contacts/add/"),
            *(f"/partners/steps/{step.pk}/edit/", f"/partners/steps/{step.pk}/done/"),
            f"{home}steps/add/",
        ],
        TAKE: [EXPORT],
    }

    for kind, addresses in pages.items():
        for address in addresses:
            status = reader.get(address).status_code
            assert (address, status) == (address, ANSWERS[role][kind])


@pytest.mark.parametrize("address", [ADD, DESK, EXPORT])
def test_a_visitor_is_asked_to_sign_in(client, address):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/account/login/?next={address}",
    )


def test_a_visitor_exports_no_contacts_by_sending_the_form(client, client_for):
    for reader in (client, client_for(factories.make_officer())):
        assert reader.post(EXPORT, {"purpose": "x"}).status_code in {302, 403}
    assert not AuditEvent.objects.filter(verb="contacts.exported").exists()


# --- Partners -------------------------------------------------------------------------


def test_a_partner_is_added_with_its_dates_as_known(officer):
    country = factories.make_country()
    sent = answers(
        kind="government",
        subtype="ministry",
        country=country.pk,
        focus=["rural", "research"],
        joined_year="2019",
    )

    answer = officer.post(ADD, sent)

    partner = Partner.objects.get()
    assert answer["Location"] == partner.get_absolute_url()
    assert (partner.focus, partner.subtype) == (["rural", "research"], "ministry")
    assert partner.joined == PartialDate(date(2019, 1, 1), Precision.YEAR)
    assert trail("partner.added").target_label == "Anti-Slavery Example"


REFUSED = [
    ({"name": "ANTI-slavery example 2"}, "name", "A partner with this name exists"),
    ({"kind": "government"}, "country", "need their country"),
    ({"subtype": "company"}, "subtype", "belongs to another type"),
    (
        {"applied_on": "2024-05-01", "joined_year": "2023"},
        None,
        "A partner joins after it applied.",
    ),
    ({"joined_year": "1850"}, "joined", "greater than or equal to 1900"),
]


@pytest.mark.parametrize(("wrong", "field", "words"), REFUSED)
def test_the_form_says_what_the_database_would_refuse(officer, wrong, field, words):
    factories.make_partner(name="Anti-Slavery Example 2", short_name="ASE2")

    answer = officer.post(ADD, answers(is_another="on") | wrong)

    assert answer.status_code == 200
    assert words in " ".join(errors(answer)[field or "__all__"])
    assert Partner.objects.count() == 1


ALIKE = [
    ("International Labor Organisation", "", True),
    ("Organization, International Labour", "", True),
    ("ILO", "", True),
    ("Instituto de Libre Oficio", "I.L.O.", True),
    ("Ministry of Labour", "", False),
    ("Weavers of the World", "WW", False),
]


@pytest.mark.parametrize(("name", "acronym", "is_alike"), ALIKE)
def test_likely_duplicates_are_found_by_acronym_and_by_like_names(
    name, acronym, is_alike
):
    ilo = factories.make_partner(
        name="International Labour Organization", short_name="ILO"
    )

    assert likely_duplicates(name, acronym) == ([ilo] if is_alike else [])


def test_the_same_name_saved_at_the_same_moment_is_refused_in_words():
    factories.make_partner(name="Union of Weavers")
    partner = Partner(name="Union", kind="workers")

    def late():
        partner.name = "union of weavers"
        partner.save()

    with pytest.raises(Blocked) as refused:
        verbs.save_partner(partner, by=factories.make_officer(), write=late)
    assert str(refused.value).startswith("Somebody saved the same at this moment.")
    assert not AuditEvent.objects.filter(verb="partner.added").exists()


def test_a_likely_duplicate_has_to_be_confirmed(officer):
    old = factories.make_partner(name="Anti-Slavery Exampel", short_name="ASE")

    asked = officer.post(ADD, answers())

    assert list(errors(asked)) == ["is_another"]
    assert asked.context["form"].likely == [old]
    assert old.get_absolute_url() in asked.content.decode()
    assert Partner.objects.count() == 1
    officer.post(ADD, answers(is_another="on"))
    assert Partner.objects.count() == 2
    # A form that was never asked does not show the question.
    assert "is_another" not in officer.get(ADD).context["form"].fields


def test_an_edit_asks_about_duplicates_only_when_the_name_changes(officer):
    factories.make_partner(name="Anti-Slavery Exampel")
    partner = factories.make_partner(name="Anti-Slavery Example")
    address = f"{partner.get_absolute_url()}edit/"

    officer.post(address, answers(version=0, summary="Works."))

    partner.refresh_from_db()
    assert (partner.summary, partner.version) == ("Works.", 1)
    assert trail("partner.changed").target_label == "Anti-Slavery Example"


def test_nobody_overwrites_what_somebody_else_saved(officer):
    partner = factories.make_partner(name="Anti-Slavery Example")
    address = f"{partner.get_absolute_url()}edit/"
    officer.post(address, answers(version=0, summary="First", joined_year="2020"))

    late = officer.post(
        address, answers(version=0, summary="Second", joined_year="2021")
    )

    assert late.status_code == 409
    assert late.context["form"].conflicts == [
        ("What it does", "First", "Second"),
        ("Joined", "2020", "2021"),
    ]
    partner.refresh_from_db()
    assert partner.summary == "First"


def test_a_partner_leaves_with_a_reason_and_so_do_its_memberships(officer):
    partner = factories.make_partner(joined_on=DAY)
    held = factories.make_network_member(partner=partner, joined_on=DAY)
    address = f"{partner.get_absolute_url()}leave/"

    refused = officer.post(address, {"on": "2024-04-30", "reason": "Merged"})
    assert errors(refused) == {"on": ["A partner leaves after it joined."]}
    future = officer.post(address, {"on": "2999-01-01", "reason": "Merged"})
    assert errors(future) == {"on": ["This day has not come yet."]}
    officer.post(address, {"on": "2025-01-01", "reason": "Merged"})

    partner.refresh_from_db()
    held.refresh_from_db()
    assert partner.left_on == held.left_on == date(2025, 1, 1)
    assert (partner.left_reason, partner.state) == ("Merged", PartnerState.INACTIVE)
    event = trail("partner.left")
    assert (event.was, event.now, event.reason) == ("Active", "2025-01-01", "Merged")
    again = officer.post(address, {"on": "2025-01-02", "reason": "Twice"})
    assert errors(again)["__all__"] == [
        "It is on record already that this partner left."
    ]


def test_a_partner_that_left_is_put_back(officer):
    partner = factories.make_partner(joined_on=DAY, left_on=DAY)

    officer.post(f"{partner.get_absolute_url()}return/", {"reason": "A slip"})

    partner.refresh_from_db()
    assert partner.state == PartnerState.ACTIVE
    assert trail("partner.returned").reason == "A slip"


# --- Contacts -------------------------------------------------------------------------


def test_a_contact_is_added_and_its_address_is_nobody_elses(officer):
    partner = factories.make_partner()
    factories.make_person(email="ada@example.org")
    address = f"{partner.get_absolute_url()}contacts/add/"
    sent = {"name": "Ada", "organization": partner.pk, "is_active": "on"}

    taken = officer.post(address, sent | {"email": "ADA@example.org"})
    assert errors(taken) == {
        "email": ["Another person has this e-mail address already."]
    }
    unreachable = officer.post(address, sent | {"on_mailing_list": "on"})
    assert errors(unreachable) == {
        "email": ["The mailing list needs an e-mail address."]
    }
    officer.post(address, sent | {"email": "a@example.org", "languages": ["fr"]})

    person = Person.objects.get(name="Ada")
    assert (person.organization, person.languages) == (partner, ["fr"])
    assert trail("contact.added").target_label == "Ada"


@pytest.fixture
def people():
    """One who gets mail, one who left the post, one who never agreed to mail."""
    partner = factories.make_partner(
        name="Union", short_name="U", country=factories.make_country(name_en="Peru")
    )
    factories.make_person(
        name="Ada",
        honorific="Ms",
        post="=cmd()",
        organization=partner,
        email="ada@example.org",
        phone="+41 1",
        languages=["en", "fr"],
        on_mailing_list=True,
    )
    factories.make_person(
        name="Former", email="f@example.org", on_mailing_list=True, is_active=False
    )
    factories.make_person(name="Silent", email="s@example.org")


def test_contacts_leave_as_a_workbook_and_leave_a_trace(client_for, people):
    administrator = factories.make_administrator()
    reader = client_for(administrator)

    assert errors(reader.post(EXPORT)) == {"purpose": ["This field is required."]}
    answer = reader.post(EXPORT, {"purpose": "Invitation to Paris"})

    book = load_workbook(BytesIO(answer.content))
    contacts, mailing = (
        [[cell.value for cell in row] for row in sheet] for sheet in book.worksheets
    )
    assert contacts[1] == [
        *("Union", "U", "Civil society organization", "Peru", "Ms", "Ada", "=cmd()"),
        *("ada@example.org", "+41 1", "English, French", "yes", "yes"),
    ]
    assert [row[5] for row in contacts[1:]] == ["Ada", "Former", "Silent"]
    assert mailing[1:] == [["ada@example.org", "Ada", "Union", "English, French"]]
    assert book.worksheets[0]["G2"].data_type == "s"
    assert "no-store" in answer.headers["Cache-Control"]
    event = trail("contacts.exported")
    assert (event.by, event.now, event.reason) == (
        administrator,
        "3 / 1",
        "Invitation to Paris",
    )


# --- Verbs ----------------------------------------------------------------------------


def test_verbs_judge_the_permission_themselves():
    partner, chair = factories.make_partner(), factories.make_chair()

    with pytest.raises(PermissionDenied):
        verbs.save_partner(partner, by=chair)
    with pytest.raises(PermissionDenied):
        verbs.record_left(partner, on=DAY, reason="x", by=chair)

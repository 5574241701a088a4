"""Pages of action groups: what everybody reads, and who may write."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.partners.enums import GroupRoleKind, GroupState, PlanState
from alliance87.partners.models import ActionGroup, GroupMembership, GroupRole
from tests import factories
from tests.factories.groups import (
    make_group_role,
    make_membership,
    make_output,
    make_resource_need,
    make_work_plan,
)

pytestmark = pytest.mark.django_db

# Activity is asked of meetings, updates, events and papers: four queries.
LIST_QUERIES = 13
# Besides: the alarm, the meetings of the group, and those that take its update.
GROUP_QUERIES = 28


@pytest.fixture
def group():
    return factories.make_group(name="Supply Chains", state=GroupState.ACTIVE)


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def errors(response) -> dict:
    return response.context["form"].errors


# --- Read -----------------------------------------------------------------------------


def test_everybody_reads_state_chairs_members_and_history(client, group, officer):
    ilo = factories.make_partner(name="ILO")
    contact = factories.make_person(name="Ms Contact", organization=ilo)
    make_group_role(group, partner=ilo, person=contact)
    make_membership(group, partner=factories.make_partner(name="FAO"), contact=contact)
    officer.post(
        f"/groups/{group.slug}/rest/", {"when_year": "", "reason": "Nobody convenes it"}
    )

    page = text_of(client.get("/groups/supply-chains/"))

    for shown in ("ILO", "FAO", "Dormant", "Nobody convenes it"):
        assert shown in page
    assert "Ms Contact" not in page
    assert "Ms Contact" in text_of(officer.get("/groups/supply-chains/"))


def test_group_without_chair_says_so(client, group):
    assert "This group has no chair on record" in text_of(
        client.get("/groups/supply-chains/")
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_queries(
    client_for, rows, django_assert_num_queries
):
    user = factories.make_gcg_member()
    for _each in range(rows):
        made = factories.make_group(state=GroupState.ACTIVE)
        make_group_role(made)
        make_membership(made)
        make_output(make_work_plan(made, state=PlanState.ADOPTED))
    browser = client_for(user)
    browser.get("/groups/")

    with django_assert_num_queries(LIST_QUERIES):
        response = browser.get("/groups/")

    assert len(response.context["rows"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_group_asks_the_same_number_of_queries(
    client_for, group, rows, django_assert_num_queries
):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    lead = factories.make_partner()
    for at in range(rows):
        make_group_role(group, GroupRoleKind.STEERING_MEMBER)
        make_membership(group)
        make_membership(group, left_on=date(2020, 1, 1))
        make_resource_need(group)
        make_output(plan, is_accepted=True).leads.add(lead)
        make_work_plan(group, starts_on=date(2022 + at, 1, 1), ends_on=date(2030, 1, 1))
    browser = client_for(factories.make_officer())
    browser.get("/groups/supply-chains/")

    with django_assert_num_queries(GROUP_QUERIES):
        browser.get("/groups/supply-chains/")


def test_list_is_filtered_by_state_and_word(client, group):
    factories.make_group(name="Rural", state=GroupState.PROPOSED)

    def names(query: str) -> list[str]:
        response = client.get(f"/groups/?{query}")
        return [str(each["group"]) for each in response.context["rows"]]

    assert names("") == ["Rural", "Supply Chains"]
    assert names("state=active") == ["Supply Chains"]
    assert names("q=rur") == ["Rural"]
    assert names("state=other") == ["Rural", "Supply Chains"]
    assert names("q=none") == []


def test_alarm_is_for_those_who_steer_the_alliance(client, client_for, group):
    make_membership(group, joined_on=date(2019, 5, 14))

    shown = client_for(factories.make_gcg_observer()).get("/groups/")

    [quiet] = shown.context["quiet"]
    assert (quiet.label, quiet.state) == (
        "Supply Chains",
        "Last activity: 14 May 2019",
    )
    assert client.get("/groups/").context["quiet"] == []


def test_needs_and_demand_are_not_for_the_public(client, client_for, group):
    make_resource_need(group, what="A coordinator", amount=50000, currency="USD")
    path = "/groups/supply-chains/"

    assert "A coordinator" not in text_of(client.get(path))
    assert client.get(path).context["parts"] == []
    for reader in (factories.make_focal_point(), factories.make_group_chair()):
        assert "A coordinator" not in text_of(client_for(reader).get(path))
    for reader in (
        factories.make_gcg_member(),
        factories.make_chair(),
        factories.make_group_chair(group),
    ):
        response = client_for(reader).get(path)
        assert "A coordinator" in text_of(response)
        assert [part.anchor for part in response.context["parts"]] == ["demand"]


# --- Write ----------------------------------------------------------------------------


def test_group_is_put_on_record_with_its_address(officer):
    response = officer.post(
        "/groups/add/",
        {"name": "Climate & work", "kind": "working_group", "founded_year": "2021"},
    )

    made = ActionGroup.objects.get()
    assert response["Location"] == "/groups/climate-work/"
    assert (made.state, made.kind, str(made.founded)) == (
        "proposed",
        "working_group",
        "2021",
    )


def test_chair_edits_the_texts_but_not_the_name(client_for, group):
    browser = client_for(factories.make_group_chair(group))
    path = "/groups/supply-chains/edit/"

    fields = list(browser.get(path).context["form"].fields)
    browser.post(path, {"version": 0, "mandate": "Coordinate", "name": "Other"})

    group.refresh_from_db()
    assert fields == ["summary", "mandate", "channel_url", "version"]
    assert (group.name, group.mandate) == ("Supply Chains", "Coordinate")


def test_second_save_of_a_group_answers_409(officer, group):
    path = "/groups/supply-chains/edit/"
    sent = {"version": 0, "name": group.name, "kind": group.kind, "mandate": "First"}
    officer.post(path, sent)

    response = officer.post(path, sent | {"mandate": "Second"})

    group.refresh_from_db()
    assert (response.status_code, group.mandate) == (409, "First")


def test_third_co_chair_is_refused_on_the_page(client_for, group):
    make_group_role(group, partner=factories.make_partner(name="ILO"))
    make_group_role(group, partner=factories.make_partner(name="IOE"), slot=2)
    browser = client_for(factories.make_group_chair(group))

    response = browser.post(
        "/groups/supply-chains/roles/add/",
        {"role": "chair", "partner": factories.make_partner().pk},
    )

    assert errors(response) == {
        "__all__": [
            "A group has one chair or two co-chairs. These hold the chair on some of "
            "these days: ILO, IOE. End one of the roles first."
        ]
    }
    assert group.roles.count() == 2


def test_chair_hands_over_on_a_day(client_for, group):
    old = make_group_role(group, starts_on=date(2017, 6, 1))
    browser = client_for(factories.make_group_chair(group))
    partner = factories.make_partner()

    browser.post(
        f"/groups/supply-chains/roles/{old.pk}/edit/",
        {"starts_on": "2017-06-01", "ends_on": "2024-03-01"},
    )
    browser.post(
        "/groups/supply-chains/roles/add/",
        {"role": "chair", "partner": partner.pk, "starts_on": "2024-03-01"},
    )

    assert list(GroupRole.objects.on(date(2024, 3, 1)).values_list("partner")) == [
        (partner.pk,)
    ]


def test_member_is_added_and_leaves(client_for, group):
    partner = factories.make_partner()
    browser = client_for(factories.make_group_chair(group))

    browser.post(
        "/groups/supply-chains/members/add/",
        {"partner": partner.pk, "joined_on": "2020-02-01"},
    )
    member = GroupMembership.objects.get()
    browser.post(
        f"/groups/supply-chains/members/{member.pk}/edit/",
        {"joined_on": "2020-02-01", "left_on": "2023-01-01"},
    )

    member.refresh_from_db()
    assert (member.joined_on, member.left_on) == (date(2020, 2, 1), date(2023, 1, 1))


def test_member_twice_is_refused_on_the_page(officer, group):
    partner = make_membership(group).partner

    response = officer.post(
        "/groups/supply-chains/members/add/", {"partner": partner.pk}
    )

    assert errors(response) == {
        "__all__": ["This partner is a member of the group on these days."]
    }


def test_contact_is_chosen_by_the_secretariat_only(client_for, officer, group):
    partner = factories.make_partner()
    person = factories.make_person(organization=partner)
    member = make_membership(group, partner=partner)
    path = f"/groups/supply-chains/members/{member.pk}/edit/"
    chair = client_for(factories.make_group_chair(group))

    assert "contact" not in chair.get(path).context["form"].fields
    officer.post(path, {"contact": person.pk})

    member.refresh_from_db()
    assert member.contact == person


# --- Moves ----------------------------------------------------------------------------


def test_page_says_that_a_chair_is_missing(officer):
    group = factories.make_group(name="Rural", state=GroupState.LAUNCHING)

    response = officer.get("/groups/rural/activate/")
    sent = officer.post("/groups/rural/activate/", {"when_year": "2020"})

    missing = "The group has no chair. Name its chair, or two co-chairs, first."
    assert response.context["missing"] == [missing]
    assert errors(sent) == {"__all__": [missing]}
    assert ActionGroup.objects.get(pk=group.pk).state == "launching"


def test_closing_asks_for_decision_and_reason(officer, group):
    path = "/groups/supply-chains/close/"

    response = officer.post(path, {"when_year": "2023"})

    assert errors(response) == {
        "decision_reference": ["This field is required."],
        "reason": ["Give the reason for closing the group, or its final report."],
    }
    officer.post(
        path,
        {"when_year": "2023", "decision_reference": "GCG 12/5", "reason": "Inactive"},
    )
    group.refresh_from_db()
    assert group.state == "closed"
    assert group.state_changes.get().decision_reference == "GCG 12/5"


def test_a_move_that_the_state_does_not_allow_is_refused(officer, group):
    response = officer.post("/groups/supply-chains/launch/", {"when_year": "2020"})

    assert "is “Active”" in errors(response)["__all__"][0]


def test_unknown_move_does_not_exist(officer, group):
    assert officer.get("/groups/supply-chains/abolish/").status_code == 404
    assert officer.get("/groups/unknown/close/").status_code == 404


# --- Needs ----------------------------------------------------------------------------


def test_chair_raises_a_need_and_meets_it(client_for, group):
    browser = client_for(factories.make_group_chair(group))
    today = timezone.localdate().isoformat()

    browser.post(
        "/groups/supply-chains/needs/add/",
        {"what": "A study", "amount": "20 000", "currency": "usd", "raised_on": today},
    )
    need = group.resource_needs.get()
    browser.post(f"/groups/supply-chains/needs/{need.pk}/meet/", {"reason": "By ILO"})

    need.refresh_from_db()
    assert (need.amount, need.currency, need.state) == (20000, "USD", "met")


def test_need_with_half_an_amount_is_refused(officer, group):
    response = officer.post(
        "/groups/supply-chains/needs/add/",
        {"what": "A study", "amount": "20", "raised_on": "2020-01-01"},
    )

    assert errors(response) == {"currency": ["Say in which currency the amount is."]}


# --- Who may --------------------------------------------------------------------------

PEOPLE = {"AN": None, **factories.people.PEOPLE}
ANSWERS = {"L": 302, "D": 403, "Y": 200, "H": 404}
KEEP = dict.fromkeys(PEOPLE, "D") | {"AN": "L", "AG": "Y", "SO": "Y", "SA": "Y"}
MOVE = KEEP | {"AG": "D"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", dict.fromkeys(PEOPLE, "Y")),
        ("edit/", KEEP),
        ("members/add/", KEEP),
        ("roles/add/", KEEP),
        ("needs/add/", KEEP),
        ("plans/add/", KEEP),
        ("close/", MOVE),
        ("rest/", MOVE),
    ],
)
def test_pages_answer_as_the_table_of_permissions_says(group, address, expected):
    country = factories.make_country()
    found = {}
    for column, make in PEOPLE.items():
        browser = Client()
        if column == "AG":
            browser.force_login(factories.make_group_chair(group))
        elif make:
            browser.force_login(make(country))
        found[column] = browser.get(f"/groups/supply-chains/{address}").status_code

    assert found == {column: ANSWERS[letter] for column, letter in expected.items()}


def test_chair_of_another_group_keeps_nothing_here(client_for, group):
    browser = client_for(factories.make_group_chair())

    for address in ("edit/", "members/add/", "roles/add/", "needs/add/", "plans/add/"):
        assert browser.get(f"/groups/supply-chains/{address}").status_code == 403

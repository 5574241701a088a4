"""Resource needs on their way to the Global Coordinating Group and back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from alliance87.partners import workflow
from tests import factories
from tests.factories.groups import make_resource_need
from tests.factories.seats import make_representative, make_seat_term
from tests.partners.test_groups_plans import refused

pytestmark = pytest.mark.django_db

LIST = "/groups/needs/"


def rows_of(browser, query: str = "") -> list[str]:
    return [each["need"].what for each in browser.get(LIST + query).context["rows"]]


def make_member_of(partner):
    user = factories.make_gcg_member()
    factories.make_person(user=user, organization=partner)
    return user


@pytest.mark.parametrize(
    ("make", "answer"),
    [
        (factories.make_officer, 200),
        (factories.make_administrator, 200),
        (factories.make_chair, 200),
        (factories.make_gcg_member, 200),
        (factories.make_gcg_observer, 200),
        (factories.make_group_chair, 200),
        (factories.make_focal_point, 403),
        (factories.make_user, 403),
    ],
)
def test_list_is_for_the_group_and_for_chairs(client_for, make, answer):
    browser = client_for(make())

    for ending in ("", ".csv", ".xlsx"):
        path = LIST.rstrip("/") + ending if ending else LIST
        assert browser.get(path).status_code == answer


def test_visitor_signs_in_for_the_list(client):
    assert client.get(LIST).status_code == 302
    assert LIST not in client.get("/groups/").content.decode()


def test_chair_of_a_group_finds_its_own_needs_only(client_for):
    own = make_resource_need(what="A study")
    make_resource_need(what="A coordinator")

    browser = client_for(factories.make_group_chair(own.group))

    assert rows_of(browser) == ["A study"]
    assert LIST in browser.get("/groups/").content.decode()
    assert "A coordinator" not in browser.get("/groups/needs.csv").content.decode()


def test_list_is_filtered_and_what_waits_for_the_group_stands_first(client_for):
    group = factories.make_group(name="Migration")
    make_resource_need(group, what="Over", state="met")
    make_resource_need(what="Raised", raised_on=date(2021, 1, 1))
    make_resource_need(what="Offered", state="offered")
    make_resource_need(what="Sent", state="sent")
    browser = client_for(factories.make_gcg_observer())

    assert rows_of(browser) == ["Sent", "Offered", "Raised", "Over"]
    assert rows_of(browser, "?state=pending") == ["Sent", "Offered", "Raised"]
    assert rows_of(browser, "?state=met") == ["Over"]
    assert rows_of(browser, f"?group={group.pk}") == ["Over"]
    assert rows_of(browser, "?q=migra") == ["Over"]
    assert rows_of(browser, "?q=nothing") == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries(
    client_for, django_assert_num_queries, count
):
    for _each in range(count):
        make_resource_need(state="offered")
    browser = client_for(factories.make_officer())
    browser.get(LIST)

    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)


LIST_QUERIES = 6


def test_table_holds_the_amount_and_who_offers(client_for):
    partner = factories.make_partner(name="ILO")
    make_resource_need(
        factories.make_group(name="Migration"),
        what="A study",
        amount=50000,
        currency="USD",
        state="offered",
        offered_by=partner,
    )

    browser = client_for(factories.make_gcg_member())
    line = browser.get("/groups/needs.csv").content.decode().splitlines()[1]

    assert "Migration" in line
    assert "A study" in line
    assert "Help offered" in line
    assert "50000" in line
    assert "ILO" in line


def test_chair_sends_a_need_and_the_secretariat_says_what_became_of_it(client_for):
    need = make_resource_need()
    path = f"{need.group.get_absolute_url()}needs/{need.pk}"
    chair = client_for(factories.make_group_chair(need.group))
    officer = client_for(factories.make_officer())

    assert chair.post(f"{path}/send/", {"reason": ""}).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.sent_on) == ("sent", timezone.localdate())

    assert chair.post(f"{path}/not-met/", {"reason": "No"}).status_code == 403
    officer.post(f"{path}/not-met/", {"reason": "No member has funds."})
    need.refresh_from_db()
    assert (need.state, need.outcome) == ("not_met", "No member has funds.")
    page = chair.get(need.group.get_absolute_url()).content.decode()
    assert "No member has funds." in page


def test_member_offers_help_of_the_own_organization_only(client_for):
    own, other = factories.make_partner(), factories.make_partner()
    member = make_member_of(own)
    need = make_resource_need(state="sent")

    browser = client_for(member)
    path = f"{need.group.get_absolute_url()}needs/{need.pk}/offer/"
    browser.post(path, {"partner": other.pk})
    need.refresh_from_db()
    assert need.state == "sent"
    browser.post(path, {"partner": own.pk, "reason": "Half a post."})
    need.refresh_from_db()
    assert (need.state, need.offered_by, need.outcome) == (
        "offered",
        own,
        "Half a post.",
    )
    with pytest.raises(Blocked):
        workflow.offer_help(make_resource_need(state="sent"), partner=other, by=member)


def test_who_speaks_at_a_seat_offers_for_its_holder(client_for):
    holder, employer = factories.make_partner(), factories.make_partner()
    person = factories.make_person(user=factories.make_user(), organization=employer)
    make_representative(make_seat_term(holder=holder), person)
    make_representative(make_seat_term(holder=employer))
    need = make_resource_need(state="sent")
    browser = client_for(person.user)
    path = f"{need.group.get_absolute_url()}needs/{need.pk}/offer/"

    page = browser.get(path)
    offered = list(page.context["form"].fields["partner"].queryset)
    browser.post(path, {"partner": employer.pk})
    need.refresh_from_db()
    before = need.state
    browser.post(path, {"partner": holder.pk, "reason": "Half a post."})

    need.refresh_from_db()
    # For the employer speaks who is named at its seat.
    assert (offered, before) == ([holder], "sent")
    assert (need.state, need.offered_by) == ("offered", holder)


def test_for_a_partner_that_left_nobody_offers():
    holder = factories.make_partner(left_on=timezone.localdate())
    person = factories.make_person(user=factories.make_gcg_member())
    make_representative(make_seat_term(holder=holder), person)

    with pytest.raises(Blocked, match="only for whom you speak"):
        workflow.offer_help(
            make_resource_need(state="sent"), partner=holder, by=person.user
        )


def test_observers_and_other_groups_answer_nothing(client_for):
    need = make_resource_need(state="sent")
    path = f"{need.group.get_absolute_url()}needs/{need.pk}/"
    for user in (factories.make_gcg_observer(), factories.make_group_chair()):
        for verb in ("offer", "meet", "not-met", "withdraw"):
            assert client_for(user).post(path + f"{verb}/").status_code == 403
    with pytest.raises(PermissionDenied):
        workflow.leave_unmet(need, by=factories.make_gcg_member())


def test_need_raised_again_begins_anew():
    need = make_resource_need(state="offered", outcome="Half a post.")
    chair = factories.make_group_chair(need.group)

    met = workflow.meet_need(need, by=chair, reason="It began.")
    assert met.outcome == "Half a post.\n\nIt began."
    again = workflow.reopen_need(met, by=chair)
    assert (again.sent_on, again.offered_by, again.outcome) == (None, None, "")


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("sent", "resource_need_sent_on_a_day"),
        ("offered", "resource_need_offered_by_somebody"),
    ],
)
def test_database_keeps_the_facts_of_a_state(state, name):
    with refused(name), transaction.atomic():
        make_resource_need(state=state, sent_on=None, offered_by=None)


# --- How the list is drawn ------------------------------------------------------------


def test_moves_stand_apart_and_a_settled_need_waits_for_nobody(client_for):
    """Links in a row of tools keep a finger’s width; “yet” would promise an offer."""
    make_resource_need(state="sent")
    make_resource_need(state="met")

    page = client_for(factories.make_officer()).get(LIST).content.decode()

    tools = page.partition('<div class="agenda__tools">')[2].partition("</div>")[0]
    assert tools.count("<a ") == 4
    assert "·" not in tools
    assert page.count("no offer") == 2
    assert "nobody yet" not in page

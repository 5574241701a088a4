"""Pages of needs: asking for support, and each decision on an offer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alliance87.core.models import AuditEvent
from pathfinders.models import SupportMatch, SupportNeed
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


def country_page(pathfinder, page: str = "") -> str:
    return f"/pathfinders/{pathfinder.country.slug}/needs/{page}"


def answers(**more) -> dict:
    return {"kind": "expertise", "title": "Experts for a survey"} | more


def errors(response) -> dict:
    return response.context["form"].errors


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


@pytest.fixture
def asking(client_for):
    """Return a country and the browser of its focal point."""
    pathfinder = factories.make_pathfinder()
    return pathfinder, client_for(factories.make_focal_point(pathfinder.country))


# --- Asking -------------------------------------------------------------------------


def test_need_is_put_on_record(asking):
    pathfinder, client = asking
    sent = answers(
        amount="1 200",
        currency="usd",
        topics=["child_labour", "capacity"],
        languages=["fr"],
        answer_by=SOON.isoformat(),
    )

    response = client.post(country_page(pathfinder, "add/"), sent)

    need = SupportNeed.objects.get()
    assert response["Location"] == f"/needs/{need.pk}/"
    assert (need.pathfinder, need.action) == (pathfinder, None)
    assert (need.amount, need.currency) == (Decimal(1200), "USD")
    assert (need.topics, need.languages) == (["child_labour", "capacity"], ["fr"])
    assert list(AuditEvent.objects.values_list("verb", "country")) == [
        ("need.added", pathfinder.country_id)
    ]


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"amount": "5"}, "currency", "Say in which currency the amount is."),
        ({"amount": "-5", "currency": "USD"}, "amount", "An amount is not below zero."),
        ({"currency": "USD"}, "amount", "Enter the amount, or leave the currency out."),
        ({"kind": "money"}, "amount", "Say how much money it is."),
        (
            {"amount": "5", "currency": "US"},
            "currency",
            "Write the currency as three letters, for example USD.",
        ),
        (
            {"answer_by": "2020-01-01"},
            "answer_by",
            "This day has passed. Choose a day on which an answer still helps.",
        ),
        ({"title": ""}, "title", "This field is required."),
    ],
)
def test_need_is_refused_with_the_reason_beside_its_field(asking, sent, field, message):
    pathfinder, client = asking
    sent = answers(description="Typed before.", topics=["legal"]) | sent

    response = client.post(country_page(pathfinder, "add/"), sent)

    assert errors(response)[field] == [message]
    assert "Typed before." in response.content.decode()
    assert response.context["form"]["topics"].value() == ["legal"]
    assert SupportNeed.objects.count() == 0


def test_need_of_an_action_is_filled_in_from_the_roadmap(asking):
    pathfinder, client = asking
    roadmap = factories.make_roadmap(pathfinder, rows={}, language="fr")
    priority = factories.make_priority(roadmap, themes=["child_labour"], area="legal")
    action = factories.make_action(priority, title="Draft the law")
    for kind, currency, amount in (
        *(("needed", "EUR", 90), ("available", "EUR", 40)),
        *(("needed", "USD", 700), ("available", "USD", 100)),
    ):
        factories.make_funding(action, kind=kind, currency=currency, amount=amount)
    address = f"{country_page(pathfinder, 'add/')}?action={action.pk}"

    first = client.get(address).context["form"].initial
    other = client.get(f"{address}&currency=USD").context["form"].initial

    assert (first["amount"], first["currency"]) == (Decimal(50), "EUR")
    assert (other["amount"], other["currency"]) == (Decimal(600), "USD")
    assert (first["kind"], first["title"]) == ("money", "Draft the law")
    assert (first["topics"], first["languages"]) == (["child_labour", "legal"], ["fr"])


def test_need_keeps_the_action_it_was_asked_from(asking):
    pathfinder, client = asking
    roadmap = factories.make_roadmap(pathfinder, rows={})
    action = factories.make_action(factories.make_priority(roadmap))

    client.post(f"{country_page(pathfinder, 'add/')}?action={action.pk}", answers())

    assert SupportNeed.objects.get().action == action


@pytest.mark.parametrize("number", ["other", "0", "x", "9" * 30, "²"])
def test_action_of_another_country_is_not_found(asking, number):
    pathfinder, client = asking
    if number == "other":
        number = factories.make_action().pk

    response = client.get(f"{country_page(pathfinder, 'add/')}?action={number}")

    assert response.status_code == 404


def test_country_page_lists_gaps_with_the_way_to_ask(asking):
    pathfinder, client = asking
    roadmap = factories.make_roadmap(pathfinder, rows={})
    action = factories.make_action(factories.make_priority(roadmap), title="Inspect")
    factories.make_funding(action, kind="needed", amount=500)
    factories.make_funding(action, kind="available", amount=200)

    (gap,) = client.get(country_page(pathfinder)).context["gaps"]

    assert (gap.label, gap.value) == ("Inspect", "300\N{NO-BREAK SPACE}USD")
    assert gap.url.endswith(f"/needs/add/?action={action.pk}&currency=USD")
    assert client.get(gap.url).context["form"].initial["amount"] == Decimal(300)


def test_edited_need_shows_what_somebody_else_saved(asking):
    pathfinder, client = asking
    need = factories.make_need(pathfinder, topics=["legal"])
    address = f"/needs/{need.pk}/edit/"
    sent = answers(version=0, title="Mine", topics=["capacity"])
    client.post(address, sent | {"title": "Theirs", "topics": ["child_labour"]})

    refused = client.post(address, sent)
    client.post(address, sent | {"version": 1})

    assert refused.status_code == 409
    assert refused.context["form"].conflicts == [
        ("The need in one line", "Theirs", "Mine"),
        ("Topics", "Child labour", "Capacity building"),
    ]
    need.refresh_from_db()
    assert (need.title, need.topics) == ("Mine", ["capacity"])


def test_day_that_passed_can_stay_when_other_words_change(asking):
    pathfinder, client = asking
    need = factories.make_need(pathfinder, answer_by=date(2024, 1, 1))
    sent = answers(version=0, answer_by="2024-01-01", title="New")

    client.post(f"/needs/{need.pk}/edit/", sent)

    need.refresh_from_db()
    assert (need.title, need.answer_by) == ("New", date(2024, 1, 1))


# --- Decisions on pages -------------------------------------------------------------


def test_offer_goes_from_suggestion_to_delivery_on_the_pages(officer, asking):
    pathfinder, client = asking
    need = factories.make_need(pathfinder)
    offer = factories.make_offer()
    page = f"/needs/{need.pk}/"

    suggested = officer.get(page).context["suggested"]
    officer.post(f"{page}offer/", {"offer": offer.pk, "note": "Two experts."})
    match = SupportMatch.objects.get()
    moves = client.get(page).context["held"][0].moves
    client.post(f"{page}offers/{match.pk}/agree/", {"on": TODAY.isoformat()})
    proof = {"on": TODAY.isoformat(), "upload": factories.pdf_upload()}
    client.post(f"{page}offers/{match.pk}/deliver/", proof)

    assert [each.offer for each in suggested] == [offer]
    assert [move.label for move in moves] == ["Agree to the offer", "Decline the offer"]
    held = client.get(page).context["held"][0]
    assert (held.match.state, held.moves) == ("delivered", [])
    assert held.proof == SupportMatch.objects.get().document


def test_suggestions_say_why(officer):
    need = factories.make_need(topics=["legal"])
    factories.make_offer(topics=["legal"])

    shown = officer.get(f"/needs/{need.pk}/").content.decode()

    assert "Same kind: Expertise." in shown
    assert "1 shared topic: Legal action." in shown
    assert "Each shared topic: 2 points." in shown


def test_offer_that_fits_stands_first_in_the_choice(officer):
    need = factories.make_need()
    factories.make_offer(title="Other", kind="tools")
    factories.make_offer(title="Fits")

    form = officer.get(f"/needs/{need.pk}/offer/").context["form"]

    groups = [(name, len(rows)) for name, rows in form.fields["offer"].choices[1:]]
    assert [(str(name), n) for name, n in groups] == [
        ("Offers that fit", 1),
        ("Other offers", 1),
    ]


def test_reasons_stand_on_the_page(officer, asking):
    pathfinder, client = asking
    need = factories.make_need(pathfinder)
    match = factories.make_match(need)
    decline = f"/needs/{need.pk}/offers/{match.pk}/decline/"
    client.post(decline, {"reason": "Too far away."})
    client.post(f"/needs/{need.pk}/withdraw/", {"reason": "The budget pays for it."})

    shown = officer.get(f"/needs/{need.pk}/").content.decode()

    assert "Declined: Too far away." in shown
    assert "The budget pays for it." in shown


def test_page_of_a_move_that_is_not_possible_says_so(asking):
    pathfinder, client = asking
    match = factories.make_match(factories.make_need(pathfinder), state="declined")
    address = f"/needs/{match.need_id}/offers/{match.pk}/agree/"

    shown = client.get(address).content.decode()
    client.post(address, {"on": TODAY.isoformat()})

    assert "Not possible now: the offer is “Declined”." in shown
    assert SupportMatch.objects.get().state == "declined"


def test_same_form_sent_twice_makes_one_need(asking):
    pathfinder, client = asking
    address = country_page(pathfinder, "add/")
    once = client.get(address).context["once"]

    client.post(address, answers(once=once))
    client.post(address, answers(once=once))

    assert SupportNeed.objects.count() == 1

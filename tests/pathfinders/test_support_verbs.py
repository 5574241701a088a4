"""Needs and offers: what the verbs write, refuse, and leave in the trail."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent, Document
from pathfinders import support, workflow
from pathfinders.models import SupportMatch
from tests import factories
from tests.stored import trail

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def focal_of(need):
    return factories.make_focal_point(need.pathfinder.country)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


# --- Needs --------------------------------------------------------------------------


def test_need_is_withdrawn_with_its_reason_and_reopened():
    need = factories.make_need()
    by = focal_of(need)

    support.withdraw_need(need, reason="Paid from the budget.", by=by)
    withdrawn_on = fresh(need).withdrawn_on
    support.reopen_need(need, by=by)

    assert (withdrawn_on, fresh(need).withdrawn_on) == (TODAY, None)
    assert list(AuditEvent.objects.values_list("verb", "reason", "country")) == [
        ("need.reopened", "", need.pathfinder.country_id),
        ("need.withdrawn", "Paid from the budget.", need.pathfinder.country_id),
    ]


def test_withdrawing_asks_for_a_reason():
    need = factories.make_need()

    with pytest.raises(Blocked, match="Say why the need is withdrawn"):
        support.withdraw_need(need, reason=" ", by=focal_of(need))

    assert fresh(need).withdrawn_on is None


@pytest.mark.parametrize("state", ["agreed", "delivered"])
def test_need_with_agreed_support_is_not_withdrawn(state):
    need = factories.make_match(state=state).need

    with pytest.raises(InvalidTransition, match="Support is agreed or delivered"):
        support.withdraw_need(need, reason="No.", by=focal_of(need))

    assert fresh(need).withdrawn_on is None


@pytest.mark.parametrize("verb", ["withdraw", "reopen"])
def test_contributor_neither_withdraws_nor_reopens(verb):
    need = factories.make_need(withdrawn_on=TODAY if verb == "reopen" else None)
    by = factories.make_contributor(need.pathfinder.country)
    facts = {"reason": "No."} if verb == "withdraw" else {}

    with pytest.raises(PermissionDenied):
        getattr(support, f"{verb}_need")(need, by=by, **facts)


@pytest.mark.parametrize(
    ("state", "changes", "refused"),
    [
        ("offered", {"amount": 5, "currency": "USD"}, False),
        ("agreed", {"amount": 5, "currency": "USD"}, True),
        ("agreed", {"kind": "training"}, True),
        ("agreed", {"title": "Better words"}, False),
        ("delivered", {"title": "Better words"}, True),
        ("declined", {"kind": "training"}, False),
    ],
)
def test_terms_of_a_need_are_fixed_once_support_is_agreed(state, changes, refused):
    need = factories.make_match(state=state).need
    before, by = fresh(need), focal_of(need)
    for name, value in changes.items():
        setattr(need, name, value)

    def write():
        need.save()
        return need

    if refused:
        with pytest.raises(Blocked):
            support.save_need(need, write=write, by=by)
    else:
        support.save_need(need, write=write, by=by)

    changed = [
        name for name in changes if getattr(fresh(need), name) != getattr(before, name)
    ]
    assert changed == ([] if refused else list(changes))


def test_terms_of_an_offer_are_fixed_once_it_is_agreed():
    offer = factories.make_match(state="agreed").offer
    offer.kind = "training"

    with pytest.raises(Blocked, match="kind and amount stay"):
        support.save_offer(offer, write=lambda: offer, by=factories.make_officer())


# --- Holding an offer ---------------------------------------------------------------


def test_offer_is_held_against_a_need():
    need, offer = factories.make_need(), factories.make_offer()

    match = support.hold_against(
        need, offer=offer, note="Two experts.", by=factories.make_officer()
    )

    assert (match.state, match.need, match.offer) == ("offered", need, offer)
    assert (match.note, trail()) == ("Two experts.", [("match.offered", "", "")])


def test_offer_that_ended_is_not_held():
    need, offer = factories.make_need(), factories.make_offer(ends_on=YESTERDAY)

    with pytest.raises(Blocked, match="Extend it first"):
        support.hold_against(need, offer=offer, by=factories.make_officer())

    assert SupportMatch.objects.count() == 0


def test_nothing_is_held_against_a_withdrawn_need():
    need = factories.make_need(withdrawn_on=TODAY)

    with pytest.raises(Blocked, match="The need is withdrawn"):
        support.hold_against(
            need, offer=factories.make_offer(), by=factories.make_officer()
        )


def test_country_holds_no_offers():
    need = factories.make_need()

    with pytest.raises(PermissionDenied):
        support.hold_against(need, offer=factories.make_offer(), by=focal_of(need))


def test_declined_offer_is_made_again_and_stays_one_record():
    match = factories.make_match(state="declined", note="First.")

    support.hold_against(
        match.need, offer=match.offer, note="Cheaper.", by=factories.make_officer()
    )

    assert SupportMatch.objects.count() == 1
    assert (fresh(match).state, fresh(match).note) == ("offered", "First.\n\nCheaper.")
    assert trail() == [("match.offer_again", "declined", "offered")]


def test_offer_is_not_held_twice():
    match = factories.make_match()

    with pytest.raises(InvalidTransition):
        support.hold_against(match.need, offer=match.offer, by=factories.make_officer())


# --- From the offer to its delivery -------------------------------------------------


def test_offer_is_agreed_and_delivered_with_proof():
    match = factories.make_match()
    by = focal_of(match.need)

    workflow.agree_to_offer(match, on=YESTERDAY, note="Signed.", by=by)
    workflow.deliver_support(
        match, on=TODAY, note="Training held.", upload=factories.pdf_upload(), by=by
    )

    stored = fresh(match)
    assert (stored.state, stored.agreed_on, stored.delivered_on) == (
        "delivered",
        YESTERDAY,
        TODAY,
    )
    assert stored.note == "Signed.\n\nTraining held."
    assert (stored.document.audience, stored.document.country) == (
        "country",
        match.need.pathfinder.country,
    )
    assert trail() == [
        ("match.agree", "offered", "agreed"),
        ("match.deliver", "agreed", "delivered"),
    ]


def test_delivery_needs_a_word_or_a_document():
    match = factories.make_match(state="agreed", note="What was offered.")

    with pytest.raises(Blocked, match="Say what was delivered, or file the proof"):
        workflow.deliver_support(match, on=TODAY, by=focal_of(match.need))

    assert fresh(match).state == "agreed"


def test_support_is_not_delivered_before_it_was_agreed():
    match = factories.make_match(state="agreed", agreed_on=TODAY)

    with pytest.raises(Blocked, match="after it was agreed"):
        workflow.deliver_support(
            match, on=YESTERDAY, note="Early.", by=focal_of(match.need)
        )


@pytest.mark.parametrize("verb", ["agree_to_offer", "deliver_support"])
def test_days_to_come_are_refused(verb):
    state = "offered" if verb == "agree_to_offer" else "agreed"
    match = factories.make_match(state=state)

    with pytest.raises(Blocked, match="in the future"):
        getattr(workflow, verb)(
            match, on=TODAY + timedelta(days=1), note="Soon.", by=focal_of(match.need)
        )


def test_offer_is_not_agreed_after_its_last_day():
    offer = factories.make_offer(ends_on=YESTERDAY)
    match = factories.make_match(offer=offer)
    by = focal_of(match.need)

    with pytest.raises(Blocked, match="The offer ended on"):
        workflow.agree_to_offer(match, on=TODAY, by=by)
    workflow.agree_to_offer(match, on=YESTERDAY, by=by)

    assert fresh(match).agreed_on == YESTERDAY


@pytest.mark.parametrize("state", ["offered", "agreed"])
def test_offer_is_declined_with_its_reason(state):
    match = factories.make_match(state=state)

    workflow.decline_offer(match, reason="Too late.", by=focal_of(match.need))

    event = AuditEvent.objects.get()
    assert (event.verb, event.reason, fresh(match).state) == (
        "match.decline",
        "Too late.",
        "declined",
    )


def test_declining_asks_for_a_reason():
    match = factories.make_match()

    with pytest.raises(Blocked, match="Say why the offer is declined"):
        workflow.decline_offer(match, reason="", by=focal_of(match.need))


def test_nothing_goes_on_with_a_withdrawn_need_but_declining():
    need = factories.make_need(withdrawn_on=TODAY)
    match = factories.make_match(need)
    by = focal_of(need)

    with pytest.raises(Blocked, match="The need is withdrawn"):
        workflow.agree_to_offer(match, on=TODAY, by=by)
    workflow.decline_offer(match, reason="No longer needed.", by=by)

    assert fresh(match).state == "declined"


@pytest.mark.parametrize(
    "make",
    [factories.make_contributor, lambda country: factories.make_focal_point()],
    ids=["contributor", "focal point of another country"],
)
def test_proof_of_somebody_who_may_not_is_not_even_filed(make):
    match = factories.make_match(state="agreed")
    by = make(match.need.pathfinder.country)

    with pytest.raises(PermissionDenied):
        workflow.deliver_support(match, on=TODAY, upload=factories.pdf_upload(), by=by)

    assert Document.objects.count() == 0

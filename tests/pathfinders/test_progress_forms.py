"""The forms of progress by real requests: what is saved, refused, and kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pathfinders.enums import ActionStatus, FundingKind
from pathfinders.models import BenchmarkResult, ProgressUpdate, TargetResult
from tests import factories
from tests.pathfinders.progress_plan import ON, make_plan, own_client, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


# --- Reporting ------------------------------------------------------------------------


def sent(**fields) -> dict:
    """Return what the form of one action sends, with an empty line of money."""
    values = {"on": "2023-06-30", "status": "under_way", "percent_done": "40"}
    values |= {"note": "", "funding-TOTAL_FORMS": "1", "funding-INITIAL_FORMS": "0"}
    values |= {"funding-0-is_public": "on"}
    return values | fields


def test_report_is_saved_with_evidence_and_money(plan, client_for):
    client = own_client(plan, client_for)
    line = {"funding-0-kind": "disbursed", "funding-0-amount": "1 200,50"}
    line |= {"funding-0-currency": "usd", "funding-0-is_public": "on"}

    response = client.post(
        url_of(plan, "actions/{action}/report/"),
        sent(note="Four", evidence=factories.pdf_upload(), **line),
    )

    assert response.url == url_of(plan, "actions/{action}/")
    update = ProgressUpdate.objects.get()
    assert (update.on, update.status, update.percent_done) == (ON, "under_way", 40)
    assert update.evidence.versions.count() == 1
    assert [str(each) for each in update.funding.all()] == ["Disbursed: 1200.50 USD"]


def test_same_form_sent_twice_reports_once(plan, client_for):
    client = own_client(plan, client_for)
    url = url_of(plan, "actions/{action}/report/")
    form = sent(once="6f0c2a44-4f1f-4f0e-9f0c-9a8e6a7b1c2d")

    client.post(url, form)
    client.post(url, form)

    assert ProgressUpdate.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"on": (timezone.localdate() + timedelta(days=1)).isoformat()},
            "still to come",
        ),
        ({"on": "2021-01-01"}, "The roadmap starts on 1 January 2022"),
        ({"status": "not_started", "percent_done": "100"}, "has no share done"),
        ({"percent_done": "101"}, "A share is at most 100 percent"),
        ({"percent_done": "half"}, "Write the share as a whole number"),
        (
            {"funding-0-kind": "disbursed", "funding-0-amount": "-1"},
            "An amount is not below zero",
        ),
    ],
)
def test_form_that_is_refused_keeps_what_was_typed(fields, words, plan, client_for):
    client = own_client(plan, client_for)

    page = client.post(
        url_of(plan, "actions/{action}/report/"),
        sent(note="Typed with care", **fields),
    ).content.decode()

    assert words in page
    assert "Typed with care" in page
    assert not ProgressUpdate.objects.exists()


def test_secretariat_is_asked_for_its_reason(plan, client_for):
    client = client_for(factories.make_officer())
    url = url_of(plan, "actions/{action}/report/")

    assert "stays in the trail" in client.get(url).content.decode()
    client.post(url, sent())
    assert not ProgressUpdate.objects.exists()
    client.post(url, sent(reason="Sent by mail"))
    assert ProgressUpdate.objects.count() == 1


def test_correction_starts_from_the_earlier_report_and_keeps_its_file(plan, client_for):
    evidence = factories.make_document()
    earlier = factories.make_update(plan, note="Forty", evidence=evidence)
    factories.make_funding_update(earlier, kind=FundingKind.ALLOCATED, amount=7)
    client = own_client(plan, client_for)
    url = f"{url_of(plan, 'actions/{action}/report/')}?correct={earlier.pk}"

    form = client.get(url).context["form"]
    line = {"funding-INITIAL_FORMS": "1", "funding-0-kind": "allocated"}
    line |= {"funding-0-amount": "8", "funding-0-currency": "USD"}
    client.post(url, sent(keep_evidence="on", note="Fifty", **line))

    assert form.initial["note"] == "Forty"
    assert [line.initial["amount"] for line in form.funding.initial_forms] == [7]
    notes = ProgressUpdate.objects.order_by("pk").values_list("note", "evidence")
    assert list(notes) == [("Forty", evidence.pk), ("Fifty", evidence.pk)]


def test_report_of_another_country_cannot_be_corrected_here(plan, client_for):
    foreign = factories.make_update(note="Foreign words")
    client = own_client(plan, client_for)
    url = f"{url_of(plan, 'actions/{action}/report/')}?correct={foreign.pk}"

    assert "Foreign words" not in client.get(url).content.decode()


def test_benchmark_and_target_are_reported_on(plan, client_for):
    client = own_client(plan, client_for)

    client.post(
        url_of(plan, "benchmarks/{benchmark}/report/"),
        {"was_met": "no", "on": "2023-06-30", "note": "Late money"},
    )
    client.post(
        url_of(plan, "targets/{priority}/report/"),
        {"value": "1", "on": "2023-06-30", "is_reached": "no", "note": ""},
    )

    assert BenchmarkResult.objects.get().was_met is False
    assert TargetResult.objects.get().is_reached is True


def test_missed_benchmark_without_a_reason_is_named_at_its_field(plan, client_for):
    page = own_client(plan, client_for).post(
        url_of(plan, "benchmarks/{benchmark}/report/"),
        {"was_met": "no", "on": "2023-06-30", "note": ""},
    )

    assert page.context["form"].errors == {
        "note": ["Say why the benchmark was missed."]
    }


# --- All actions at once --------------------------------------------------------------


def rows_of(client, url, **changes) -> dict:
    """Return what the page sends when only `changes` are made, as `row_field`."""
    form = client.get(url).context["form"]
    data = {"on": "2023-06-30"}
    data |= {
        f"rows-{name}": form.rows.management_form[name].value()
        for name in (
            "TOTAL_FORMS",
            "INITIAL_FORMS",
        )
    }
    for index, line in enumerate(form.rows):
        data |= {f"rows-{index}-{f.name}": f.value() or "" for f in line}
    return data | {f"rows-{name}": value for name, value in changes.items()}


def many(plan, client_for):
    factories.make_action(plan.priority, title="Buy boats", status="under_way")
    factories.make_action(plan.priority, title="Write laws")
    return own_client(plan, client_for), url_of(plan, "report/")


def test_changed_rows_are_saved_and_others_left_alone(plan, client_for):
    client, url = many(plan, client_for)
    changes = {"0-status": "done", "1-note": "Two boats"}

    response = client.post(url, rows_of(client, url, **changes))

    assert response.url == url_of(plan)
    found = ProgressUpdate.objects.order_by("pk")
    assert [(str(each.action), each.status, each.note) for each in found] == [
        ("Train inspectors", "done", ""),
        ("Buy boats", "under_way", "Two boats"),
    ]


def test_wrong_row_is_named_and_nothing_is_saved(plan, client_for):
    client, url = many(plan, client_for)
    changes = {"0-status": "done", "1-percent_done": "150", "2-note": "Typed"}

    page = client.post(url, rows_of(client, url, **changes))

    lines = page.context["form"].rows.forms
    assert lines[1].errors == {"percent_done": ["A share is at most 100 percent."]}
    assert lines[2].errors == {"status": ["Choose the state of the action."]}
    assert "Typed" in page.content.decode()
    assert "Share done, in percent (action 1.2): A share" in page.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_nothing_changed_says_so(plan, client_for):
    client, url = many(plan, client_for)

    page = client.post(url, rows_of(client, url)).content.decode()

    assert "Nothing is changed, so there is nothing to report." in page


def test_report_by_somebody_else_meanwhile_is_not_overwritten(plan, client_for):
    client, url = many(plan, client_for)
    data = rows_of(client, url, **{"0-status": "under_way", "1-percent_done": "50"})
    factories.make_update(plan, status=ActionStatus.DONE, on=ON)

    first = client.post(url, data)
    data["rows-0-shown"] = first.context["form"].rows.forms[0]["shown"].value()
    second = client.post(url, data)

    assert "Somebody reported on this action meanwhile: Done" in first.content.decode()
    assert second.status_code == 302
    assert list(
        ProgressUpdate.objects.order_by("pk").values_list("status", flat=True)
    ) == ["done", "under_way", "under_way"]


def test_row_left_alone_does_not_undo_a_report_made_meanwhile(plan, client_for):
    client, url = many(plan, client_for)
    data = rows_of(client, url, **{"1-percent_done": "50"})
    factories.make_update(plan, status=ActionStatus.DONE, on=ON)

    assert client.post(url, data).status_code == 302

    assert ProgressUpdate.objects.filter(action=plan).count() == 1


def test_rows_of_another_roadmap_are_refused(plan, client_for):
    client, url = many(plan, client_for)
    foreign = factories.published_action()

    page = client.post(url, rows_of(client, url, **{"0-pk": foreign.pk}))

    assert "The list of actions has changed" in page.content.decode()
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_all_asks_as_often_for_three_rows_as_for_one(
    rows, plan, client_for, django_assert_num_queries
):
    for _ in range(rows):
        factories.make_update(factories.make_action(plan.priority))
    client = own_client(plan, client_for)
    client.get(url_of(plan, "report/"))

    with django_assert_num_queries(5):
        assert client.get(url_of(plan, "report/")).status_code == 200

"""The editor's table: its size, its money, and the whole form of a row."""

from datetime import date
from decimal import Decimal

import pytest

from pathfinders.models import Action, Benchmark, FundingLine, Priority, StatedRate
from tests import factories
from tests.pathfinders.roadmap_forms import action_data, roadmap_url

pytestmark = pytest.mark.django_db

NBSP = "\N{NO-BREAK SPACE}"
BYTES_MAX = 400_000


@pytest.fixture
def draft():
    return factories.make_roadmap(rows={"Schools": ["Build"]})


@pytest.fixture
def editor(draft, client_for):
    return client_for(factories.make_contributor(draft.pathfinder.country))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


# --- Size -------------------------------------------------------------------------


@pytest.mark.parametrize("priorities", [1, 3])
def test_the_table_is_read_in_a_fixed_number_of_queries(
    priorities, client_for, django_assert_num_queries
):
    roadmap = factories.make_roadmap(currency="USD")
    factories.make_rate(roadmap)
    for _each in range(priorities):
        priority = factories.make_priority(roadmap)
        for _other in range(priorities):
            action = factories.make_action(priority)
            factories.make_action_partner(action)
            factories.make_benchmark(action)
            factories.make_funding(action)
    client = client_for(factories.make_focal_point(roadmap.pathfinder.country))

    with django_assert_num_queries(12):
        client.get(roadmap_url(roadmap, "rows/"))


def test_sixty_actions_stay_a_light_page(client_for):
    roadmap = factories.make_roadmap()
    for _priority in range(6):
        priority = factories.make_priority(roadmap, objective="x" * 120)
        for _action in range(10):
            factories.make_funding(
                factories.make_action(
                    priority,
                    title="x" * 120,
                    responsible="Ministry of Labour",
                    partners="National union of farmers",
                    starts_on=date(2023, 1, 1),
                    ends_on=date(2023, 12, 31),
                    monitoring="x" * 60,
                )
            )
    client = client_for(factories.make_focal_point(roadmap.pathfinder.country))

    answer = client.get(roadmap_url(roadmap, "rows/"))

    assert answer.content.count(b'data-row="action"') == 60
    assert len(answer.content) < BYTES_MAX


def test_a_control_finds_the_form_of_its_row_however_high_the_numbers_are(
    draft, editor
):
    """Numbers above 999 are written with a gap for people, never in an id."""
    action = factories.make_action(draft.priorities.get(), pk=1_234_567)

    html = editor.get(roadmap_url(draft, "rows/")).content.decode()

    assert f'id="a{action.pk}"' in html
    assert f'id="a{action.pk}f" method="post"' in html
    assert f'name="title" form="a{action.pk}f"' in html
    assert f'data-pk="{action.pk}"' in html


def test_an_empty_draft_invites_to_start(client_for):
    roadmap = factories.make_roadmap()
    client = client_for(factories.make_focal_point(roadmap.pathfinder.country))

    assert "No priority yet" in words(client.get(roadmap_url(roadmap, "rows/")))


# --- Money ------------------------------------------------------------------------


def test_currencies_are_not_added_without_a_rate_and_the_page_says_so(draft, editor):
    action = Action.objects.get()
    factories.make_funding(action, amount=100, currency="USD")
    factories.make_funding(action, amount=50, currency="EUR")

    unnamed = words(editor.get(roadmap_url(draft, "rows/")))
    type(draft).objects.update(currency="USD")
    unstated = words(editor.get(roadmap_url(draft, "rows/")))

    assert "name a currency of the totals and state the rates" in unnamed
    assert "Not added up: no rate is stated for EUR." in unstated
    assert f"150{NBSP}USD" not in unstated


def test_a_stated_rate_adds_up_every_level_and_is_named(draft, editor):
    action = Action.objects.get()
    type(draft).objects.update(currency="USD")
    draft.refresh_from_db()
    factories.make_rate(draft, rate=Decimal("2.5"), source="Bank of Mexico")
    factories.make_funding(action, amount=100, currency="USD", year=2023)
    factories.make_funding(action, amount=50, currency="EUR", year=2023)
    factories.make_funding(
        action, kind="available", amount=25, currency="USD", year=2024
    )

    html = words(editor.get(roadmap_url(draft, "rows/")))

    # Action and priority; the table of totals gives 2023 and the whole.
    assert html.count("<span>225&nbsp;USD</span>") == 2
    assert html.count("<span>200&nbsp;USD</span></strong>") == 2
    assert html.count('data-label="Needed">225</td>') == 2
    assert html.count("All in USD") == 2
    assert "Rates used: 1 EUR = 2.5 USD (Bank of Mexico)." in html


def test_currency_and_rates_are_stated_on_their_page(draft, editor):
    url = roadmap_url(draft, "rates/")
    data = {
        "version": 0,
        "currency": "usd",
        "rates-TOTAL_FORMS": 2,
        "rates-INITIAL_FORMS": 0,
        "rates-0-currency": "eur",
        "rates-0-rate": "1.0850",
        "rates-0-on": "2024-01-02",
        "rates-0-source": "Central bank",
    }

    answer = editor.post(url, data)

    draft.refresh_from_db()
    rate = StatedRate.objects.get()
    assert (answer.status_code, draft.currency) == (302, "USD")
    assert (rate.currency, rate.rate, rate.on, rate.source) == (
        "EUR",
        Decimal("1.085"),
        date(2024, 1, 2),
        "Central bank",
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"currency": ""}, "Name the currency that the rates lead to."),
        ({"rates-0-rate": "0"}, "Rate (line 1): A rate is above zero."),
        ({"rates-0-rate": "-2"}, "Rate (line 1): An amount is not below zero."),
        (
            {"rates-0-currency": "USD"},
            "Currency (line 1): There is a rate for this currency, or it needs none.",
        ),
        (
            {"rates-0-currency": "euro"},
            "Currency (line 1): Write the currency as three letters, for example USD.",
        ),
        ({"rates-0-source": ""}, "Source (line 1): This field is required."),
    ],
)
def test_a_wrong_rate_is_named_by_its_line(fields, sentence, draft, editor):
    data = {
        "version": 0,
        "currency": "USD",
        "rates-TOTAL_FORMS": 1,
        "rates-INITIAL_FORMS": 0,
        "rates-0-currency": "EUR",
        "rates-0-rate": "2",
        "rates-0-source": "Bank",
    }

    html = words(editor.post(roadmap_url(draft, "rates/"), data | fields))

    assert sentence in html
    assert StatedRate.objects.count() == 0


# --- The whole form of a row ----------------------------------------------------------


def edit(editor, draft, row, data):
    rows = "priorities" if isinstance(row, Priority) else "actions"
    return editor.post(roadmap_url(draft, f"rows/{rows}/{row.pk}/edit/"), data)


def test_a_priority_is_saved_with_indicator_and_target(draft, editor):
    priority = draft.priorities.get()
    data = {
        "version": 0,
        "title": "Schools",
        "area": "programmes",
        "themes": ["child_labour", "human_trafficking"],
        "indicator": "Children at school",
        "unit": "%",
        "baseline": "61.5",
        "baseline_year": "2021",
        "target": "90",
        "target_on": "2024-12-31",
    }

    edit(editor, draft, priority, data)

    priority.refresh_from_db()
    assert (priority.area, priority.themes) == (
        "programmes",
        ["child_labour", "human_trafficking"],
    )
    assert (priority.baseline, priority.baseline_year) == (Decimal("61.5"), 2021)
    assert (priority.target, priority.target_on) == (90, date(2024, 12, 31))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"target": "90"},
            "Target date: A target needs the date it is for. Enter the date.",
        ),
        ({"target": "many"}, "Target: “many” is not an amount."),
        ({"baseline_year": "21"}, "Year of the baseline: Ensure this value is greater"),
    ],
)
def test_a_wrong_target_is_named_where_it_stands(fields, sentence, draft, editor):
    html = words(
        edit(
            editor,
            draft,
            draft.priorities.get(),
            {"version": 0, "title": "Schools"} | fields,
        )
    )

    summary = html.split('class="error-summary__list"')[1].split("</ul>")[0]
    assert sentence in summary
    assert summary.count("<li>") == 1


def test_an_action_is_saved_with_partners_benchmarks_and_case(draft, editor):
    office = factories.make_partner(name="Labour Office", short_name="LO")
    case = factories.make_supervisory_case(draft.pathfinder)
    action = Action.objects.get()
    data = action_data(
        title="Build",
        output="Ten schools",
        level="high",
        partners="LO; Parents",
        no_group_reason="None fits",
        supervisory_case=case.pk,
        **{
            "benchmarks-TOTAL_FORMS": 2,
            "benchmarks-0-year": "2023",
            "benchmarks-0-text": "Five schools",
        },
    )

    answer = edit(editor, draft, action, data)

    action.refresh_from_db()
    assert answer.status_code == 302
    assert (list(action.directory.all()), action.partners) == ([office], "Parents")
    assert (action.supervisory_case, action.no_group_reason) == (case, "None fits")
    assert [str(each) for each in action.benchmarks.all()] == ["2023: Five schools"]


def test_benchmarks_keep_their_keys_when_they_are_changed(draft, editor):
    benchmark = factories.make_benchmark(Action.objects.get())
    data = action_data(title="Build") | {
        "benchmarks-TOTAL_FORMS": 1,
        "benchmarks-INITIAL_FORMS": 1,
        "benchmarks-0-pk": benchmark.pk,
        "benchmarks-0-year": "2024",
        "benchmarks-0-text": "Later",
    }

    edit(editor, draft, Action.objects.get(), data)

    stored = Benchmark.objects.get()
    assert (stored.key, stored.year, stored.text) == (benchmark.key, 2024, "Later")


def test_group_and_reason_together_are_refused(draft, editor):
    group = factories.people.make_group(name="Migration")
    data = action_data(title="Build", action_group=group.pk, no_group_reason="None")

    html = words(edit(editor, draft, Action.objects.get(), data))

    assert html.count("Choose an action group, or say why there is none; not both") == 2


def test_the_comment_on_another_country_cannot_be_chosen(draft, editor):
    foreign = factories.make_supervisory_case()

    edit(
        editor,
        draft,
        Action.objects.get(),
        action_data(title="Build", supervisory_case=foreign.pk),
    )

    assert Action.objects.get().supervisory_case is None


def test_more_disbursed_than_allocated_is_saved_with_an_explanation(draft, editor):
    action = Action.objects.get()
    lines = [
        {"kind": "allocated", "amount": "100", "currency": "USD", "year": "2023"},
        {"kind": "disbursed", "amount": "120", "currency": "USD", "year": "2023"},
    ]

    warned = edit(editor, draft, action, action_data(lines, title="Build"))
    assert "In 2023 more is disbursed (120 USD) than allocated (100 USD)." in words(
        warned
    )
    assert FundingLine.objects.count() == 0
    explained = action_data(lines, title="Build", budget_note="An advance")
    assert edit(editor, draft, action, explained).status_code == 302
    assert FundingLine.objects.count() == 2


def test_negative_money_is_named_with_its_line(draft, editor):
    lines = [
        {"kind": "needed", "amount": "5", "currency": "USD"},
        {"kind": "needed", "amount": "-5", "currency": "XX"},
    ]

    html = words(
        edit(editor, draft, Action.objects.get(), action_data(lines, title="Build"))
    )

    assert "Amount (line 2): An amount is not below zero." in html
    assert "Currency (line 2): Write the currency as three letters" in html


def test_a_whole_form_shows_partners_that_somebody_else_changed(draft, editor):
    action = Action.objects.get()
    factories.make_action_partner(action, factories.make_partner(name="Union"))
    Action.objects.update(version=1)

    answer = edit(editor, draft, action, action_data(title="Build", partners="Church"))

    html = words(answer)
    assert answer.status_code == 409
    assert "Union" in html
    assert "Church" in html

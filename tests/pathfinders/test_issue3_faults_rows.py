"""What was lost when rows became one, heard by nobody, or left out of a comparison."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import Blocked, DomainError
from alliance87.core.models import AuditEvent
from pathfinders import roadmap_rows
from pathfinders.models import Action, Priority, RowComment
from pathfinders.reports.comparison import comparison_report
from pathfinders.selectors.attention import Attention, attention
from pathfinders.selectors.comparison import FieldChange, compare
from pathfinders.selectors.progress import implementation
from tests import factories
from tests.pathfinders.compared import action, next_version, priority
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db

ON = date(2023, 12, 31)
PUBLISHED = {
    "state": "published",
    "published_at": datetime(2022, 1, 1, 12, tzinfo=UTC),
}


@pytest.fixture
def draft():
    return factories.make_roadmap(
        rows={"Schools": ["Build", "Equip", "Teach"], "Laws": ["Draft"]}
    )


@pytest.fixture
def ana(draft):
    return factories.make_contributor(draft.pathfinder.country)


@pytest.fixture
def editor(ana, client_for):
    return client_for(ana)


def the(title) -> Action:
    return Action.objects.get(title=title)


def aim(title) -> Priority:
    return Priority.objects.get(title=title)


def order() -> list[tuple[str, str]]:
    rows = Action.objects.order_by("priority__position", "position")
    return list(rows.values_list("priority__title", "title"))


def comments_of(row) -> list[tuple[str, str]]:
    rows = RowComment.objects.filter(key=row.key).order_by("pk")
    return list(rows.values_list("text", "row_label"))


@pytest.fixture
def second(draft):
    """Open the second version of a published roadmap, a copy of the first."""
    first = draft.pathfinder.roadmaps.filter(pk=draft.pk)
    first.update(**PUBLISHED)
    return next_version(draft)


# --- Actions that are joined --------------------------------------------------------


def test_comments_on_a_joined_action_stay_in_sight(draft, ana):
    build, equip = the("Build"), the("Equip")
    factories.make_comment(draft, row=build, text="Where?")
    factories.make_comment(draft, row=equip, text="With what?")
    factories.make_comment(
        draft,
        row=equip,
        text="Who?",
        settled_at=datetime(2022, 1, 1, tzinfo=UTC),
        settled_by=ana,
    )
    factories.make_comment(draft, row=the("Teach"), text="When?")

    roadmap_rows.join_actions(build, equip, title="Both", by=ana)

    assert comments_of(the("Both")) == [
        ("Where?", "Build"),
        ("With what?", "Equip"),
        ("Who?", "Equip"),
    ]
    assert comments_of(the("Teach")) == [("When?", "Teach")]


@pytest.mark.parametrize(("other", "is_told"), [("Equip", True), ("Teach", False)])
def test_joining_says_what_was_reported_and_does_not_count(
    other, is_told, draft, second, editor
):
    factories.make_update(action(draft, "Equip"))
    build, chosen = action(second, "Build"), action(second, other)
    url = roadmap_url(second, f"rows/actions/{build.pk}/join/?other={chosen.pk}")

    html = editor.get(url).content.decode()

    sentence = f"What was reported on “{other}” stays with the earlier version"
    assert (sentence in html) is is_told


def test_reports_of_another_country_are_not_told_of(draft, editor):
    stranger = factories.make_roadmap(rows={}, **PUBLISHED)
    theirs = factories.make_priority(stranger)
    factories.make_update(factories.make_action(theirs, key=the("Equip").key))
    url = roadmap_url(draft, f"rows/actions/{the('Build').pk}/join/")

    html = editor.get(url, {"other": the("Equip").pk}).content.decode()

    assert "What was reported" not in html


# --- Priorities that are joined -----------------------------------------------------


def test_joined_priorities_keep_actions_comments_and_text(draft, editor):
    schools, laws = aim("Schools"), aim("Laws")
    Priority.objects.filter(pk=schools.pk).update(
        objective="All learn", note="Mine", themes=["forced_labour"]
    )
    Priority.objects.filter(pk=laws.pk).update(
        objective="All obey",
        target=5,
        target_on=date(2024, 3, 1),
        note="Theirs",
        area="legal",
        themes=["child_labour"],
    )
    factories.make_comment(draft, row=laws, text="Which law?")
    factories.make_comment(draft, row=the("Draft"), text="By whom?")
    url = roadmap_url(draft, f"rows/priorities/{schools.pk}/join/?other={laws.pk}")
    url += "&stays=this"

    shown = editor.get(url).content.decode()
    assert Priority.objects.count() == 2
    editor.post(url)

    one = Priority.objects.get()
    assert (one.key, one.title, one.area) == (schools.key, "Schools", "legal")
    assert (one.objective, one.target, one.target_on) == ("All learn", None, None)
    assert one.themes == ["child_labour", "forced_labour"]
    assert one.note == (
        "Mine\nPriority: Laws\nObjective: All obey\nTarget: 5\n"
        "Target date: 1 March 2024\nTheirs"
    )
    assert "Target date: 1 March 2024<br>Theirs" in shown
    titles = ("Build", "Equip", "Teach", "Draft")
    assert order() == [("Schools", title) for title in titles]
    assert comments_of(one) == [("Which law?", "Laws")]
    assert comments_of(the("Draft")) == [("By whom?", "Draft")]
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        "roadmap.priority_deleted",
        "roadmap.priority_changed",
    ]


def test_an_empty_aim_is_filled_with_that_of_the_other_priority(draft, ana):
    Priority.objects.filter(title="Laws").update(
        objective="All obey", indicator="Laws", target=5, target_on=ON, note="Theirs"
    )

    one = roadmap_rows.join_priorities(aim("Schools"), aim("Laws"), by=ana)

    assert (one.objective, one.indicator) == ("All obey", "Laws")
    assert (one.target, one.target_on) == (Decimal(5), ON)
    assert one.note == "Priority: Laws\nTheirs"


def test_the_other_priority_stays_when_it_is_chosen(draft, editor):
    schools, laws = aim("Schools"), aim("Laws")
    base = roadmap_url(draft, f"rows/priorities/{schools.pk}/join/")
    query = f"?other={laws.pk}&stays=other"

    first = editor.get(base).content.decode()
    swapped = editor.get(f"{base}?other={laws.pk}&stays=this").content.decode()
    editor.post(f"{base}{query}")

    assert f'<option value="{schools.pk}"' not in first
    assert f'<a href="{query.replace("&", "&amp;")}">' in swapped
    assert Priority.objects.get().key == laws.key
    assert [title for _priority, title in order()] == [
        "Draft",
        "Build",
        "Equip",
        "Teach",
    ]


def test_joining_priorities_says_what_was_reported_on_the_target(draft, second, editor):
    factories.make_target_result(priority(draft, "Laws"))
    schools, laws = priority(second, "Schools"), priority(second, "Laws")
    url = roadmap_url(second, f"rows/priorities/{schools.pk}/join/")

    goes = editor.get(url, {"other": laws.pk, "stays": "this"}).content.decode()
    stays = editor.get(url, {"other": laws.pk, "stays": "other"}).content.decode()

    assert "What was reported on “Laws” stays with the earlier version" in goes
    assert "What was reported" not in stays


def test_only_priorities_of_one_roadmap_are_joined(draft, ana, editor):
    foreign, schools = factories.make_priority(title="Theirs"), aim("Schools")
    url = roadmap_url(draft, f"rows/priorities/{schools.pk}/join/")

    html = editor.get(url, {"other": foreign.pk, "stays": "this"}).content.decode()
    for other in (foreign, schools):
        with pytest.raises(DomainError):
            roadmap_rows.join_priorities(schools, other, by=ana)

    assert "Select a valid choice" in html
    assert Priority.objects.count() == 3


# --- A priority that is split -------------------------------------------------------


def test_a_split_priority_gives_the_chosen_actions_to_a_new_one(draft, editor):
    schools = aim("Schools")
    Priority.objects.filter(pk=schools.pk).update(
        area="legal", themes=["child_labour"], objective="All learn"
    )
    keys = {each.title: each.key for each in Action.objects.all()}

    editor.post(
        roadmap_url(draft, f"rows/priorities/{schools.pk}/split/"),
        {"title": "School\nmeals", "actions": [the("Teach").pk, the("Build").pk]},
    )

    assert order() == [
        ("Schools", "Equip"),
        ("School meals", "Build"),
        ("School meals", "Teach"),
        ("Laws", "Draft"),
    ]
    new = aim("School meals")
    assert (new.area, new.themes, new.objective) == ("legal", ["child_labour"], "")
    assert (aim("Schools").key, new.key != schools.key) == (schools.key, True)
    assert {each.title: each.key for each in Action.objects.all()} == keys
    assert sorted(AuditEvent.objects.values_list("verb", flat=True)) == [
        "roadmap.action_moved",
        "roadmap.action_moved",
        "roadmap.priority_added",
    ]


@pytest.mark.parametrize("titles", [[], ["Build", "Equip", "Teach"]])
def test_at_least_one_action_stays_and_one_moves(titles, draft, ana, editor):
    schools, actions = aim("Schools"), [the(title) for title in titles]
    url = roadmap_url(draft, f"rows/priorities/{schools.pk}/split/")

    typed = {"title": "Meals", "actions": [each.pk for each in actions]}
    page = editor.post(url, typed)
    with pytest.raises(DomainError):
        roadmap_rows.split_priority(schools, title="Meals", actions=actions, by=ana)

    assert list(page.context["form"].errors) == ["actions"]
    assert Priority.objects.count() == 2


def test_actions_of_another_priority_do_not_move(draft, ana, editor):
    schools, law = aim("Schools"), the("Draft")
    url = roadmap_url(draft, f"rows/priorities/{schools.pk}/split/")

    editor.post(url, {"title": "Meals", "actions": [law.pk]})
    with pytest.raises(DomainError):
        roadmap_rows.split_priority(schools, title="Meals", actions=[law], by=ana)

    assert law.priority == the("Draft").priority
    assert Priority.objects.count() == 2


def test_a_priority_with_one_action_says_that_it_cannot_be_split(draft, editor):
    url = roadmap_url(draft, f"rows/priorities/{aim('Laws').pk}/split/")

    html = editor.get(url).content.decode()

    assert "A priority with fewer than two actions cannot be split." in html


# --- Who may ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda **who: roadmap_rows.join_priorities(aim("Schools"), aim("Laws"), **who),
        lambda **who: roadmap_rows.split_priority(
            aim("Schools"), title="Meals", actions=[the("Build")], **who
        ),
    ],
)
def test_strangers_change_no_priority_and_officers_say_why(change, draft):
    stranger = factories.make_contributor(factories.make_country())
    officer = factories.make_officer()

    with pytest.raises(PermissionDenied):
        change(by=stranger)
    with pytest.raises(Blocked):
        change(by=officer)
    assert Priority.objects.count() == 2
    change(by=officer, reason="The Group asked")

    said = set(AuditEvent.objects.values_list("by", "reason"))
    assert said == {(officer.pk, "The Group asked")}


def test_the_table_leads_to_joining_and_splitting_priorities(draft, editor):
    html = editor.get(roadmap_url(draft, "rows/")).content.decode()

    for name in ("join", "split"):
        url = roadmap_url(draft, f"rows/priorities/{aim('Laws').pk}/{name}/")
        assert f'href="{url}"' in html


# --- Heard of -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reported_on", "is_silent"),
    [(date(2022, 12, 31), True), (date(2023, 1, 1), False), (date(2024, 1, 1), True)],
)
def test_a_report_on_a_benchmark_is_heard_for_its_action(reported_on, is_silent):
    roadmap = factories.make_roadmap(rows={}, **PUBLISHED)
    row = factories.make_action(factories.make_priority(roadmap))
    factories.make_update(row, on=date(2022, 6, 1))
    benchmark = factories.make_benchmark(row)
    factories.make_benchmark_result(benchmark, on=reported_on)

    [found] = implementation(roadmap, AnonymousUser(), on=ON).actions

    assert found.is_silent is is_silent
    flagged = attention([roadmap.pathfinder], on=ON)
    assert flagged == {roadmap.pathfinder_id: Attention(silent=int(is_silent))}


def test_a_report_on_a_target_is_not_heard_for_the_actions():
    roadmap = factories.make_roadmap(rows={}, **PUBLISHED)
    row = factories.make_action(factories.make_priority(roadmap))
    factories.make_target_result(row.priority, on=ON)

    [found] = implementation(roadmap, AnonymousUser(), on=ON).actions

    assert found.is_silent
    assert attention([roadmap.pathfinder], on=ON)[roadmap.pathfinder_id].silent == 1


# --- Compared -----------------------------------------------------------------------


def test_changed_rates_and_currency_stand_in_the_comparison(client_for):
    pathfinder = factories.make_pathfinder()
    old = factories.make_roadmap(pathfinder, state="superseded", currency="USD")
    new = factories.make_roadmap(
        pathfinder, state="published", language="en", currency="CHF"
    )
    factories.make_rate(old, rate=Decimal("1.1"), on=date(2022, 3, 1))
    factories.make_rate(new, rate=Decimal("0.95"), source="World Bank")
    factories.make_rate(new, currency="JPY", rate=Decimal("0.006"))

    officer = factories.make_officer()
    comparison = compare(old, new, officer)
    url = roadmap_url(old).replace("/1/", "/1/compare/2/")
    html = client_for(officer).get(url).content.decode()
    printed = str(comparison_report(old, new, officer).sections)

    money = FieldChange("Currency of the totals", "USD", "CHF")
    assert money in comparison.text
    assert comparison.text[-2:] == (
        FieldChange(
            "Stated rate: EUR",
            "1 EUR = 1.1 USD, 1 March 2022, Central bank",
            "1 EUR = 0.95 CHF, World Bank",
        ),
        FieldChange("Stated rate: JPY", "", "1 JPY = 0.006 CHF, Central bank"),
    )
    assert comparison.differs
    for text in (money.label, "Stated rate: EUR", "Stated rate: JPY"):
        assert text in html
        assert text in printed

"""Own indicators of countries name the standard indicator they make more precise."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.models import AuditEvent
from monitoring.catalogue import define_indicator, revise_indicator
from monitoring.catalogue.customized import Parents, Wording, wording_of
from monitoring.models import Definition, Indicator
from tests.factories import (
    make_definition,
    make_focal_point,
    make_indicator,
    make_pathfinder,
)
from tests.monitoring.own_indicators import defined, make_school_priority

pytestmark = pytest.mark.django_db

ANSWERS = {
    "theme": "child_labour",
    "label_en": "Pupils",
    "value_type": "number",
    "direction": "up",
}


@pytest.fixture
def pathfinder():
    return make_pathfinder(is_public=True)


@pytest.fixture
def priority(pathfinder):
    return make_school_priority(pathfinder)


@pytest.fixture
def focal(pathfinder):
    return make_focal_point(pathfinder.country)


@pytest.fixture
def standard():
    indicator = make_indicator(code="PR-CL-3")
    make_definition(indicator, label_en="Old words")
    make_definition(indicator, label_en="Children in school")
    return indicator


def url(pathfinder, *parts: str) -> str:
    return "/".join(
        ["", "pathfinders", pathfinder.country.slug, "indicators", *parts, ""]
    )


def links() -> list[tuple[str, str, str]]:
    rows = AuditEvent.objects.filter(verb="indicator.linked").order_by("pk")
    return list(rows.values_list("was", "now", "reason"))


# --- The form -------------------------------------------------------------------------


def test_only_standard_indicators_are_offered_those_of_the_theme_first(
    pathfinder, priority, focal, standard, client_for
):
    make_definition(make_indicator(code="A-1", theme="forced_labour"))
    make_definition(make_indicator(code="A-2", retired_on=date(2020, 1, 1)))
    make_definition(make_indicator(code="IM-C"))
    make_definition(make_indicator(code="IM-C-1", pathfinder=pathfinder))

    page = client_for(focal).get(f"{url(pathfinder, 'define')}?priority={priority.key}")

    empty, *groups = page.context["form"].fields["parent"].choices
    assert empty == ("", "None")
    assert [(theme, [words for _key, words in rows]) for theme, rows in groups] == [
        ("Child labour", ["PR-CL-3: Children in school"]),
        ("Forced labour", ["A-1: Indicator A-1"]),
    ]


def test_it_is_kept_and_stands_in_the_trail(
    pathfinder, priority, focal, standard, client_for
):
    sent = ANSWERS | {"priority": str(priority.key), "parent": str(standard.pk)}

    answer = client_for(focal).post(url(pathfinder, "define"), sent)

    assert answer.status_code == 302
    assert pathfinder.indicators.get().parent == standard
    assert links() == [("", "PR-CL-3", "")]


def test_an_own_indicator_or_a_made_up_one_is_refused_beside_its_field(
    pathfinder, priority, focal, client_for
):
    own = defined(priority, focal).indicator
    client = client_for(focal)

    for key in (str(own.pk), "x", "999999"):
        sent = ANSWERS | {"priority": str(priority.key), "parent": key}
        page = client.post(url(pathfinder, "define"), sent)
        assert list(page.context["form"].errors) == ["parent"]

    assert Indicator.objects.filter(pathfinder=pathfinder).count() == 1


def test_it_is_changed_without_a_new_version_of_the_definition(
    pathfinder, priority, focal, standard, client_for
):
    own = defined(priority, focal, label_en="Pupils", direction="up").indicator
    client = client_for(focal)
    address = url(pathfinder, own.code, "revise")
    form = client.get(address).context["form"]
    assert (form["parent"].value(), form["seen_parent"].value()) == ("", "")

    sent = ANSWERS | {"number": "1", "seen_parent": "", "reason": "Asked for"}
    client.post(address, sent | {"parent": str(standard.pk)})
    own.refresh_from_db()
    assert (own.parent, own.definitions.count()) == (standard, 1)

    client.post(address, sent | {"parent": "", "seen_parent": str(standard.pk)})
    own.refresh_from_db()
    assert own.parent is None
    assert links() == [("", "PR-CL-3", "Asked for"), ("PR-CL-3", "", "Asked for")]


def test_what_somebody_else_named_meanwhile_is_shown_first(
    pathfinder, priority, focal, standard, client_for
):
    own = defined(priority, focal, label_en="Pupils", direction="up").indicator
    Indicator.objects.filter(pk=own.pk).update(parent=standard)
    other = make_definition(make_indicator(code="PR-CL-4")).indicator

    sent = ANSWERS | {"number": "1", "seen_parent": "", "reason": "Asked for"}
    page = client_for(focal).post(
        url(pathfinder, own.code, "revise"), sent | {"parent": str(other.pk)}
    )

    form = page.context["form"]
    assert form.conflicts == [
        ("Standard indicator it makes more precise", "PR-CL-3", "PR-CL-4")
    ]
    assert form["seen_parent"].value() == str(standard.pk)
    own.refresh_from_db()
    assert own.parent == standard


def test_a_retired_parent_stays_until_it_is_taken_away(
    pathfinder, priority, focal, standard, client_for
):
    own = defined(priority, focal).indicator
    Indicator.objects.filter(pk=own.pk).update(parent=standard)
    Indicator.objects.filter(pk=standard.pk).update(retired_on=timezone.localdate())

    page = client_for(focal).get(url(pathfinder, own.code, "revise"))

    assert page.context["form"]["parent"].value() == str(standard.pk)
    assert f'<option value="{standard.pk}" selected>' in page.text


# --- The verbs ------------------------------------------------------------------------


def test_the_verb_refuses_what_is_no_standard_indicator(priority, focal):
    own = defined(priority, focal).indicator
    template = make_indicator(code="IM-C")

    for parent in (own, template):
        with pytest.raises(Blocked):
            define_indicator(
                priority.roadmap.pathfinder,
                priority_key=priority.key,
                theme="child_labour",
                wording=Wording(label_en="More", value_type="number"),
                parent=parent,
                by=focal,
            )

    assert Definition.objects.count() == 1


def test_the_verb_never_overwrites_another_parent(priority, focal, standard):
    definition = defined(priority, focal)
    own = definition.indicator
    Indicator.objects.filter(pk=own.pk).update(parent=standard)
    facts = {"expected": 1, "reason": "x", "by": focal}

    with pytest.raises(StaleVersion):
        revise_indicator(
            own,
            wording=wording_of(definition),
            parents=Parents(None, make_indicator()),
            **facts,
        )

    wording = Wording(label_en="Other words", value_type="number")
    revise_indicator(own, wording=wording, parents=Parents(None, None), **facts)
    own.refresh_from_db()
    assert (own.parent, own.definitions.count()) == (standard, 2)


# --- The pages ------------------------------------------------------------------------


def test_both_pages_lead_to_each_other(pathfinder, priority, focal, standard):
    own = defined(priority, focal).indicator
    Indicator.objects.filter(pk=own.pk).update(parent=standard)

    one = Client().get(url(pathfinder, own.code))
    other = Client().get("/indicators/PR-CL-3/").text

    line = one.context["facts"][0]
    assert (line.label, line.value, line.url) == (
        "Makes more precise",
        "PR-CL-3: Children in school",
        "/indicators/PR-CL-3/",
    )
    assert f'<a href="{url(pathfinder, own.code)}">Schools</a>' in other


def test_countries_that_are_not_public_and_retired_ones_are_not_listed(
    pathfinder, priority, focal, standard, client_for
):
    hidden = make_pathfinder(is_public=False)
    kept = make_indicator(code="IM-C-8", pathfinder=hidden, parent=standard)
    make_definition(kept)
    gone = make_indicator(
        code="IM-C-9",
        pathfinder=pathfinder,
        parent=standard,
        retired_on=timezone.localdate(),
    )
    make_definition(gone)

    def listed(client) -> list[str]:
        page = client.get("/indicators/PR-CL-3/")
        return [each.indicator.code for each in page.context["more_precise"]]

    assert listed(Client()) == []
    assert listed(client_for(make_focal_point(hidden.country))) == ["IM-C-8"]

"""Filters: folded on a phone, open when one is set, always there on a desk."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_pathfinder

LISTS = "/pathfinders/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("width", "query", "shown", "folds"),
    [
        (390, "", False, True),
        (390, "?q=Country", True, True),
        (1280, "", True, False),
        (1280, "?q=Country", True, False),
    ],
)
def test_filters_are_folded_on_a_phone_only(
    live_server, new_context, width, query, shown, folds
):
    make_pathfinder()
    page = new_context(viewport={"width": width, "height": 800}).new_page()

    page.goto(f"{live_server.url}{LISTS}{query}")

    expect(page.get_by_label("Region")).to_be_visible(visible=shown)
    expect(page.locator(".filters-fold > summary")).to_be_visible(visible=folds)


@pytest.mark.django_db(transaction=True)
def test_filters_open_without_a_script(live_server, new_context):
    make_pathfinder()
    page = new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=False
    ).new_page()
    page.goto(f"{live_server.url}{LISTS}")

    page.get_by_text("Filters").click()
    page.get_by_role("searchbox", name="Name").fill("nowhere")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_text("No country matches these filters")).to_be_visible()

"""Who opens which page of needs and offers: every page for everybody."""

import pytest

from alliance87.core.models import Country
from pathfinders.models import SupportMatch, SupportNeed
from tests import factories
from tests.test_permissions import PEOPLE

pytestmark = pytest.mark.django_db

Y, D, H, L = 200, 403, 404, 302
COLUMNS = list(PEOPLE)
# page: what everybody gets, in the order of the columns:
#                 AN OB GM CO= FP= CO≠ FP≠ AG SO SA CH
PAGES = {
    "needs": (L, H, H, Y, Y, H, H, H, Y, Y, H),
    "need-add": (L, H, H, D, Y, H, H, H, Y, Y, H),
    "need": (L, H, H, Y, Y, H, H, H, Y, Y, H),
    "need-edit": (L, H, H, D, Y, H, H, H, Y, Y, H),
    "need-withdraw": (L, H, H, D, Y, H, H, H, Y, Y, H),
    "need-reopen": (L, H, H, D, Y, H, H, H, Y, Y, H),
    "need-offer": (L, H, H, D, D, H, H, H, Y, Y, H),
    "match-agree": (L, H, H, D, Y, H, H, H, Y, Y, H),
    "match-decline": (L, H, H, D, Y, H, H, H, Y, Y, H),
    "match-deliver": (L, H, H, D, Y, H, H, H, Y, Y, H),
    "match-offer_again": (L, H, H, D, D, H, H, H, Y, Y, H),
    "needs-board": (L, D, D, D, D, D, D, D, Y, Y, D),
    "needs-board-csv": (L, D, D, D, D, D, D, D, Y, Y, D),
    "offers": (L, D, D, D, D, D, D, D, Y, Y, D),
    "offer-add": (L, D, D, D, D, D, D, D, Y, Y, D),
    "offer": (L, H, H, Y, Y, H, H, H, Y, Y, H),
    "offer-edit": (L, H, H, D, D, H, H, H, Y, Y, H),
}
CELLS = [
    (page, column, status)
    for page, row in PAGES.items()
    for column, status in zip(COLUMNS, row, strict=True)
]


def address(page: str, match: SupportMatch) -> str:
    iso3 = match.need.pathfinder.country.slug
    need, offer = f"/needs/{match.need_id}/", f"/secretariat/offers/{match.offer_id}/"
    on_match = f"{need}offers/{match.pk}/"
    return {
        "needs": f"/pathfinders/{iso3}/needs/",
        "need-add": f"/pathfinders/{iso3}/needs/add/",
        "need": need,
        "need-offer": f"{need}offer/",
        "match-offer_again": f"{on_match}offer-again/",
        "needs-board": "/secretariat/needs/",
        "needs-board-csv": "/secretariat/needs/csv/",
        "offers": "/secretariat/offers/",
        "offer-add": "/secretariat/offers/add/",
        "offer": f"/offers/{match.offer_id}/",
        "offer-edit": f"{offer}edit/",
    }.get(page) or (need if page[:4] == "need" else on_match) + page.split("-")[1] + "/"


def reader(column: str, country: Country):
    return PEOPLE[column](country)


@pytest.mark.parametrize(("page", "column", "status"), CELLS)
def test_every_page_for_everybody(client, page, column, status):
    match = factories.make_match()
    user = reader(column, match.need.pathfinder.country)
    if user.is_authenticated:
        client.force_login(user)

    response = client.get(address(page, match))

    assert response.status_code == status
    if status == L:
        assert response["Location"].startswith("/account/login/?next=")


WRITES = {
    "need-withdraw": {"reason": "Forged."},
    "match-agree": {"on": "2024-01-01"},
    "match-decline": {"reason": "Forged."},
    "need-offer": {},
}


@pytest.mark.parametrize("page", WRITES)
@pytest.mark.parametrize("column", ["OB", "GM", "CO=", "CO≠", "FP≠", "AG", "CH"])
def test_nobody_else_decides(client, page, column):
    match = factories.make_match()
    client.force_login(reader(column, match.need.pathfinder.country))

    response = client.post(address(page, match), WRITES[page])

    assert response.status_code in {D, H}
    assert SupportMatch.objects.get().state == "offered"
    assert SupportNeed.objects.get().withdrawn_on is None


def test_match_of_another_need_is_not_found(client_for):
    match, other = factories.make_match(), factories.make_match()
    client = client_for(factories.make_officer())

    response = client.get(f"/needs/{other.need_id}/offers/{match.pk}/agree/")

    assert response.status_code == 404


def test_offer_shows_a_country_no_other_countries_need(client_for):
    match = factories.make_match()
    other = factories.make_match(
        factories.make_need(title="A need of somebody else"), match.offer
    )
    address = f"/offers/{match.offer_id}/"

    own = client_for(factories.make_focal_point(match.need.pathfinder.country))
    shown = own.get(address).content.decode()
    all_of_it = client_for(factories.make_officer()).get(address).content.decode()

    assert match.need.title in shown
    assert other.need.title not in shown
    assert other.need.title in all_of_it


def test_country_sees_no_suggested_offers(client_for):
    need = factories.make_need()
    factories.make_offer(title="An offer that fits")
    address = f"/needs/{need.pk}/"

    own = client_for(factories.make_focal_point(need.pathfinder.country))

    assert "An offer that fits" not in own.get(address).content.decode()
    officer = client_for(factories.make_officer())
    assert "An offer that fits" in officer.get(address).content.decode()


def test_needs_of_a_country_that_is_not_public_stay_with_it(client_for):
    need = factories.make_need(factories.make_pathfinder(is_public=False))
    address = f"/pathfinders/{need.pathfinder.country.slug}/needs/"
    own = client_for(factories.make_focal_point(need.pathfinder.country))

    assert own.get(address).status_code == 200
    assert client_for(factories.make_chair()).get(address).status_code == 404


def test_delivered_support_is_not_on_the_public_page(client):
    match = factories.make_match(state="delivered", note="Kept between us")
    country = match.need.pathfinder.country

    shown = client.get(f"/pathfinders/{country.slug}/").content.decode()

    assert match.need.title not in shown
    assert "Kept between us" not in shown

"""The public directory: who finds what, and what nobody outside may read."""

import csv
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from alliance87.core.enums import Precision
from alliance87.partners.enums import GroupRoleKind, NetworkKind, PartnerType
from alliance87.partners.models import GroupMembership, GroupRole
from alliance87.partners.selectors.directory import new_partners
from tests import factories

pytestmark = pytest.mark.django_db

DAY, LATER = date(2024, 5, 1), date(2024, 6, 1)
LIST = "/partners/"
NAMES = ["Anti-Slavery Example", "Ministry of Labour", "Union of Weavers"]


def names(response) -> list[str]:
    return [partner.name for partner, _tone in response.context["rows"]]


@pytest.fixture
def three():
    """An active organization, a ministry that left, a union that is only named."""
    africa = factories.make_country(region="Africa")
    factories.make_partner(
        name="Anti-Slavery Example",
        short_name="ASE",
        subtype="ngo",
        focus=["forced_labour"],
        joined_on=DAY,
    )
    ministry = factories.make_partner(
        name="Ministry of Labour",
        kind=PartnerType.GOVERNMENT,
        subtype="ministry",
        country=africa,
        joined_on=date(2019, 1, 1),
        left_on=date(2023, 1, 1),
    )
    union = factories.make_partner(name="Union of Weavers", kind=PartnerType.WORKERS)
    network = factories.make_network(name="Weaving network")
    factories.make_network_member(network, union)
    factories.make_network_member(network, ministry, left_on=DAY)
    return africa, network


FILTERS = [
    ("", NAMES),
    ("q=weav", ["Union of Weavers"]),
    ("q=ase", ["Anti-Slavery Example"]),
    ("type=government", ["Ministry of Labour"]),
    ("subtype=ngo", ["Anti-Slavery Example"]),
    ("region=Africa", ["Ministry of Labour"]),
    ("focus=forced_labour", ["Anti-Slavery Example"]),
    ("state=active", ["Anti-Slavery Example"]),
    ("state=inactive", ["Ministry of Labour"]),
    ("state=named", ["Union of Weavers"]),
    ("since=2024-05-01", ["Anti-Slavery Example"]),
    ("since=2024-05-02", []),
    ("sort=joined", [NAMES[0], NAMES[1], NAMES[2]]),
    ("type=nonsense", NAMES),
    ("since=nonsense", NAMES),
    ("country=99999", NAMES),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_the_directory_is_filtered_by_anybody(client, three, query, expected):
    page = client.get(f"{LIST}?{query}")

    assert page.status_code == 200
    assert names(page) == expected


def test_the_directory_is_filtered_by_country_and_network(client, three):
    country, network = three

    assert names(client.get(f"{LIST}?country={country.pk}")) == ["Ministry of Labour"]
    # Who left the network is none of its members.
    assert names(client.get(f"{LIST}?network={network.pk}")) == ["Union of Weavers"]


def test_types_are_counted_without_examples_and_under_the_other_filters(client, three):
    factories.make_partner(is_example=True)

    page = client.get(f"{LIST}?q=a&type=workers")

    counts = {line.label: line.count for line in page.context["types"] if line.count}
    assert counts == {
        "All types": 3,
        "Government institution": 1,
        "Civil society organization": 1,
        "Workers’ organization": 1,
    }
    assert names(page) == ["Union of Weavers"]


def test_the_directory_says_that_nothing_is_there(client):
    assert "No partner is on record yet" in client.get(LIST).content.decode()
    missed = client.get(f"{LIST}?q=x").content.decode()
    assert "No partner matches these filters" in missed
    since = client.get(f"{LIST}?since=2024-05-01").content.decode()
    assert "No partner joined since 1 May 2024" in since


def test_the_directory_has_pages_of_fifty(client):
    for number in range(51):
        factories.make_partner(name=f"Partner {number:02}")

    assert names(client.get(f"{LIST}?page=2")) == ["Partner 50"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_directory_asks_a_constant_number_of_questions(
    client, django_assert_num_queries, rows
):
    for _number in range(rows):
        factories.make_partner(country=factories.make_country(), joined_on=DAY)

    with django_assert_num_queries(5):
        client.get(LIST)


# --- New partners ---------------------------------------------------------------------


def test_new_partners_are_those_who_may_have_joined_since():
    make = factories.make_partner
    make(name="On the day", joined_on=DAY)
    make(name="A day earlier", joined_on=date(2024, 4, 30))
    make(name="This month", joined_on=DAY, joined_precision=Precision.MONTH)
    start = date(2024, 1, 1)
    make(name="This year", joined_on=start, joined_precision=Precision.YEAR)
    make(name="Last year", joined_on=date(2023, 1, 1), joined_precision=Precision.YEAR)
    make(name="Before that day", joined_on=DAY, joined_precision=Precision.BEFORE)
    make(name="Left again", joined_on=DAY, left_on=LATER)
    make(name="Example", joined_on=DAY, is_example=True)
    make(name="Applied", applied_on=DAY)
    make(name="Later", joined_on=LATER)

    assert [str(each) for each in new_partners(DAY)] == [
        *("Later", "On the day", "This month", "This year"),
    ]
    middle = date(2024, 5, 17)
    assert [str(each) for each in new_partners(middle)] == [
        *("Later", "This month", "This year"),
    ]
    assert [str(each) for each in new_partners(DAY, until=LATER)] == [
        *("On the day", "This month", "This year"),
    ]


# --- What is not public ---------------------------------------------------------------


def test_contacts_are_on_no_public_page_and_in_no_public_table(client, client_for):
    partner = factories.make_partner(
        joined_on=DAY, note="Internal note", left_reason="A quarrel"
    )
    factories.make_person(
        name="Ada Example",
        organization=partner,
        email="ada@example.org",
        phone="+41 22 000",
    )
    factories.make_step(partner, next_step="Call her")
    secrets = ("Ada Example", "ada@example.org", "+41 22 000", "Call her", "Internal")
    secrets += ("A quarrel",)
    url = partner.get_absolute_url()
    readers = [make(None) for make in OUTSIDE.values()]

    for reader in (client, *(client_for(each) for each in readers)):
        for address in (LIST, url, f"{LIST}directory.csv"):
            text = reader.get(address).content.decode()
            assert partner.name in text
            assert [each for each in secrets if each in text] == []
    page = client_for(factories.make_officer()).get(url)
    text = page.content.decode()
    assert [each for each in secrets if each not in text] == []
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex, noarchive"


OUTSIDE = {
    "OB": lambda _country: factories.make_gcg_observer(),
    "GM": lambda _country: factories.make_gcg_member(),
    "CO": lambda _country: factories.make_contributor(),
    "FP": lambda _country: factories.make_focal_point(),
    "AG": lambda _country: factories.make_group_chair(),
    "CH": lambda _country: factories.make_chair(),
}


def test_an_application_is_known_to_the_secretariat_only(client, client_for):
    applicant = factories.make_partner(name="Hopeful", applied_on=DAY)
    parent = factories.make_partner(name="Open", parent=applicant)
    network = factories.make_network(convener=applicant)
    factories.make_network_member(network, applicant)
    networks = reverse("partners:networks")
    officer = client_for(factories.make_officer())

    for reader in (client, client_for(factories.make_chair())):
        assert names(reader.get(LIST)) == ["Open"]
        assert reader.get(applicant.get_absolute_url()).status_code == 404
        for url in (parent.get_absolute_url(), network.get_absolute_url(), networks):
            assert "Hopeful" not in reader.get(url).content.decode()
        assert "Hopeful" not in reader.get(f"{LIST}directory.csv").content.decode()
        assert reader.get(f"{LIST}?state=applicant").context["filters"].errors
    assert names(officer.get(f"{LIST}?state=applicant")) == ["Hopeful"]
    assert officer.get(applicant.get_absolute_url()).status_code == 200


# --- Tables ---------------------------------------------------------------------------


def test_the_table_holds_what_the_filters_leave(client, three):
    answer = client.get(f"{LIST}directory.csv?q=weavers")

    header, row = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    found = dict(zip(header, row, strict=True))
    assert found["Name"] == "Union of Weavers"
    assert found["Networks"] == "Weaving network"
    assert found["State"] == "Named only"
    assert found["Page"].startswith("http://testserver/partners/")
    today = timezone.localdate()
    name = f'attachment; filename="partners-{today:%Y-%m-%d}.csv"'
    assert answer.headers["Content-Disposition"] == name


def test_the_workbook_opens_and_no_name_runs_as_a_formula(client):
    factories.make_partner(name="=1+1", short_name="@x", focus=["rural"], joined_on=DAY)

    answer = client.get(f"{LIST}directory.xlsx")

    sheet = load_workbook(BytesIO(answer.content)).active
    header, row = sheet.iter_rows()
    found = {head.value: cell for head, cell in zip(header, row, strict=True)}
    assert (found["Name"].value, found["Name"].data_type) == ("=1+1", "s")
    assert found["Works on"].value == "Rural development"
    assert (found["Joined"].is_date, found["Joined"].value.date()) == (True, DAY)
    assert sheet.max_row == 2


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        (Precision.DAY, "2024-05-01"),
        (Precision.MONTH, "2024-05"),
        (Precision.YEAR, "2024"),
        (Precision.BEFORE, "Before 1 May 2024"),
    ],
)
def test_the_table_says_when_a_partner_joined_as_it_is_known(client, precision, text):
    factories.make_partner(joined_on=DAY, joined_precision=precision)

    answer = client.get(f"{LIST}directory.csv")

    header, row = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    assert dict(zip(header, row, strict=True))["Joined"] == text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("end", ["csv", "xlsx"])
def test_the_tables_ask_a_constant_number_of_questions(
    client, django_assert_num_queries, rows, end
):
    for _number in range(rows):
        partner = factories.make_partner(parent=factories.make_partner())
        factories.make_network_member(partner=partner)
        GroupMembership.objects.create(
            group=factories.make_group(), partner=partner, created_by=factories.keeper()
        )

    with django_assert_num_queries(3):
        client.get(f"{LIST}directory.{end}")


# --- One partner ----------------------------------------------------------------------


@pytest.fixture
def part():
    """A part of a whole, in a network, a member and the chair of a group."""
    parent = factories.make_partner(name="Whole", joined_on=DAY)
    partner = factories.make_partner(
        name="Part",
        parent=parent,
        focus=["migration"],
        source="Report of the fifth meeting",
        source_url="https://example.org/report",
        joined_on=date(2019, 1, 1),
        joined_precision=Precision.YEAR,
    )
    factories.make_network_member(
        factories.make_network(name="Network of all"), partner, joined_on=DAY
    )
    group, keeper = factories.make_group(name="Migration"), factories.keeper()
    GroupMembership.objects.create(group=group, partner=partner, created_by=keeper)
    GroupRole.objects.create(
        group=group,
        partner=partner,
        role=GroupRoleKind.CHAIR,
        slot=1,
        created_by=keeper,
    )
    return partner


def test_a_partner_shows_its_place(client, part):
    page = client.get(part.get_absolute_url())

    facts = {line.label: line.value for line in page.context["facts"]}
    assert facts == {
        "Type": "Civil society organization",
        "Part of": "Whole",
        "Works on": "Migration",
        "Joined": "2019",
    }
    assert [(row[0].name, str(row[1])) for row in page.context["groups"]] == [
        ("Migration", ""),
        ("Migration", "Chair"),
    ]
    text = page.content.decode()
    for words in ("Network of all", "since 1 May 2024", "Report of the fifth meeting"):
        assert words in text
    whole = client.get(part.parent.get_absolute_url())
    assert [each.name for each in whole.context["parts"]] == ["Part"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_partner_asks_a_constant_number_of_questions(
    client_for, django_assert_num_queries, rows
):
    officer = client_for(factories.make_officer())
    partner = factories.make_partner(joined_on=DAY)
    for _number in range(rows):
        factories.make_person(organization=partner)
        factories.make_step(partner)
        factories.make_partner(parent=partner)
        factories.make_network_member(partner=partner)
        GroupMembership.objects.create(
            group=factories.make_group(), partner=partner, created_by=factories.keeper()
        )

    with django_assert_num_queries(18):
        officer.get(partner.get_absolute_url())


# --- Networks -------------------------------------------------------------------------


def test_networks_stand_by_kind_with_their_members_of_today(client):
    platform = factories.make_network(name="Platform")
    initiative = factories.make_network(name="ICAT", kind=NetworkKind.INITIATIVE)
    factories.make_network_member(platform, joined_on=DAY)
    factories.make_network_member(platform, left_on=DAY)
    factories.make_network_member(platform, joined_on=date(2999, 1, 1))

    page = client.get(reverse("partners:networks"))

    groups = [
        (str(kind), [(each.name, each.members) for each, _convener in networks])
        for kind, networks in page.context["groups"]
    ]
    assert groups == [
        ("Business networks", [("Platform", 1)]),
        ("Related initiatives", [("ICAT", 0)]),
    ]
    one = client.get(platform.get_absolute_url())
    assert len(one.context["page"]) == 1
    assert [each.left_on for each in one.context["former"]] == [DAY]
    empty = client.get(initiative.get_absolute_url()).content.decode()
    assert "No member is on record" in empty


@pytest.mark.parametrize("rows", [1, 3])
def test_networks_ask_a_constant_number_of_questions(
    client, django_assert_num_queries, rows
):
    network = factories.make_network()
    for _number in range(rows):
        factories.make_network(convener=factories.make_partner())
        member = factories.make_partner(country=factories.make_country())
        factories.make_network_member(network, member)
        factories.make_network_member(network, left_on=DAY)

    with django_assert_num_queries(1):
        client.get(reverse("partners:networks"))
    with django_assert_num_queries(4):
        client.get(network.get_absolute_url())

"""Every address of values, by every role: who gets a page, and that nobody else writes.

A page about what a person may not know of is 404 for them, one that they know of and
may not use is 403. Public pages ask nobody to sign in.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliance87.core.models import AuditEvent
from alliance87.partners.enums import Role
from monitoring import models
from monitoring.urls import urlpatterns
from tests import factories
from tests.factories.people import PEOPLE
from tests.factories.values import (
    make_correction,
    make_evidence,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring import import_files
from tests.monitoring.entry_forms import YEAR, open_round
from tests.monitoring.own_indicators import defined, make_school_priority
from tests.monitoring.workbooks import bring, taken

pytestmark = pytest.mark.django_db
STRANGERS = ("OB", "GM", "CO≠", "FP≠", "AG", "CH", "ended")
DESK = {"SO": 200, "SA": 200}


def only(*roles: str, country_knows: int = 0, others: int = 404) -> dict[str, int]:
    """Return the answer by role. `country_knows`: what the rest of those who see the
    work of the country are told."""
    found = dict.fromkeys(STRANGERS, others)
    knowing = dict.fromkeys(("CO=", "FP=", "SO", "SA"), country_knows or others)
    return found | knowing | dict.fromkeys(roles, 200)


TEAM = only("CO=", "FP=", "SO", "SA")
SEEN_BY_TEAM = only("CO=", "FP=", "SO", "SA")
FOCAL_POINT = only("FP=", country_knows=403)
HISTORY = only("FP=", "SO", "SA", country_knows=403)
DEFINE = only("FP=", "SO", "SA", others=403)
SECRETARIAT = only("SO", "SA", others=403)
ADMINISTRATOR = only("SA", others=403)
# Somebody else's file exists for the focal point and the secretariat.
IMPORT = only("FP=", "SO", "SA")
PUBLIC = only("CO=", "FP=", "SO", "SA", others=200) | {"AN": 200, "closed": 200}
GROUP = only("OB", "GM", "CH", "SO", "SA")
# A standard indicator is one of every country: its page is found under each of them.
OF_EVERY_COUNTRY = {"course"}

# Reviews, decisions about the status, and files of dashboards have tests of their own.
ELSEWHERE = {
    *("review-list", "review-start", "review", "review-pdf", "review-edit"),
    *("review-assess", "review-answer", "review-submit", "review-return"),
    *("review-share", "review-table", "review-outcome", "review-publish"),
    "review-preview",
    *("missed-add", "missed-edit", "missed-remove", "put-on-hold", "reinstate"),
    *("portfolio-csv", "portfolio-xlsx", "portfolio-pdf", "compare-csv"),
    *("across-file", "course-file", "course-judge", "course-judge-end"),
}
PAGES = {
    "portfolio": GROUP,
    "portfolio-reasons": GROUP,
    "compare": PUBLIC,
    "gaps": PUBLIC,
    "gaps-csv": PUBLIC,
    "open-data": PUBLIC,
    "open-data-file": PUBLIC,
    "codebook": PUBLIC,
    "value-version": PUBLIC,
    "across": PUBLIC,
    "course": PUBLIC,
    "indicator-list": PUBLIC,
    "indicator-csv": PUBLIC,
    "indicator-yaml": PUBLIC,
    "indicator": PUBLIC,
    "indicator-upload": ADMINISTRATOR,
    "indicator-load": ADMINISTRATOR,
    "indicator-set-validate": ADMINISTRATOR,
    "own-indicators": PUBLIC,
    "own-indicator": PUBLIC,
    "own-indicator-define": DEFINE,
    "own-indicator-revise": DEFINE,
    "own-indicator-retire": DEFINE,
    "my-reporting": TEAM,
    "submission": TEAM,
    "submission-preview": TEAM,
    "submission-send": FOCAL_POINT,
    "submission-withdraw": FOCAL_POINT,
    "workbook": TEAM,
    "workbook-plan": IMPORT,
    "workbook-apply": IMPORT,
    "workbook-undo": IMPORT,
    "values": PUBLIC,
    "values-csv": PUBLIC,
    "values-xlsx": PUBLIC,
    "versions-csv": HISTORY,
    "versions-xlsx": HISTORY,
    "value": SEEN_BY_TEAM,
    "value-facts": TEAM,
    "value-comment": TEAM,
    "value-explain": TEAM,
    "value-prefer": HISTORY,
    "value-proof-add": TEAM,
    "value-proof-remove": TEAM,
    "value-correct": FOCAL_POINT,
    "value-discard": only("CO=", "FP=", country_knows=403),
    "corrections": SECRETARIAT,
    "correction-decide": SECRETARIAT,
    "correction-send": FOCAL_POINT,
    "correction-withdraw": FOCAL_POINT,
    "correction-return": only("SO", "SA", country_knows=403),
    "correction-publish": only("SO", "SA", country_knows=403),
    "entry": TEAM,
    "source-add": TEAM,
    "source-edit": TEAM,
    "imports": SECRETARIAT,
    "import-add": SECRETARIAT,
    "country-imports": TEAM,
    "country-import-add": TEAM,
    "import": IMPORT,
    "import-columns": IMPORT,
    "import-rows": IMPORT,
    "import-apply": IMPORT,
    "review-queue": SECRETARIAT,
    "review-desk": SECRETARIAT,
    "review-desk-return": SECRETARIAT,
    "review-desk-approve": SECRETARIAT,
    "review-desk-publish": SECRETARIAT,
    "review-desk-reopen": SECRETARIAT,
    "rounds": SECRETARIAT,
    "round-open": SECRETARIAT,
    "round": SECRETARIAT,
    "round-csv": SECRETARIAT,
    "round-change": SECRETARIAT,
    "round-add": SECRETARIAT,
    "round-reminders": SECRETARIAT,
    "round-reminders-csv": SECRETARIAT,
    "round-extend": SECRETARIAT,
}
# Buttons without a page of their own.
BUTTONS = {
    "workbook-file": TEAM,
    "import-preview": IMPORT,
    "import-undo": only("FP=", country_knows=404) | dict.fromkeys(("SO", "SA"), 403),
    "review-desk-decide": SECRETARIAT,
}
ROLES = (*STRANGERS, "CO=", "FP=", "SO", "SA", "AN", "closed")


class World:
    """One country with everything that an address can name."""

    def __init__(self):
        indicator = import_files.catalogue()
        definition = indicator.definitions.get()
        submission = open_round(definition)
        pathfinder = submission.pathfinder
        pathfinder.is_public = True
        pathfinder.save()
        self.country = pathfinder.country
        self.focal_point = factories.make_focal_point(self.country, language="en")
        observation = make_observation(pathfinder, indicator, year=YEAR)
        make_value(observation, percent=5, definition=definition)
        own = defined(make_school_priority(pathfinder), self.focal_point).indicator
        book = bring(taken(submission, self.focal_point), submission, self.focal_point)
        iso3 = self.country.slug
        self.found = self._file(pathfinder)
        country, at = {"iso3": iso3}, {"iso3": iso3, "year": YEAR}
        value = {"iso3": iso3, "pk": observation.pk}
        code = submission.round.indicator_set.code
        self.keys = {
            **dict.fromkeys(("indicator", "across"), {"code": indicator.code}),
            "course": country | {"code": indicator.code},
            **dict.fromkeys(("open-data-file", "codebook"), {"kind": "csv"}),
            "value-version": {"pk": self._public(pathfinder, indicator)},
            "indicator-yaml": {"code": code},
            "indicator-set-validate": {"code": code},
            **{f"own-indicator{verb}": country | {"code": own.code} for verb in OWN},
            **dict.fromkeys(OF_COUNTRY, country),
            **dict.fromkeys(OF_ROUND, at),
            **{f"workbook-{verb}": at | {"pk": book.pk} for verb in BOOK},
            **{f"value{verb}": value for verb in VALUE},
            **{f"correction{verb}": value for verb in CORRECTION},
            "value-explain": value | {"check": "jump"},
            "value-proof-remove": value | {"proof": make_evidence(observation).pk},
            "correction-decide": {"pk": make_correction(observation).pk},
            "entry": at | {"dimension": "prevalence", "theme": "child_labour"},
            "source-edit": country | {"pk": make_source(pathfinder=pathfinder).pk},
            **{f"import{verb}": {"pk": self.found.pk} for verb in IMPORTED},
            **dict.fromkeys(YEARLY, {"year": YEAR}),
        }

    def _public(self, pathfinder, indicator) -> int:
        earlier = make_observation(pathfinder, indicator, year=YEAR - 1)
        return make_value(earlier, percent=4, state="published").pk

    def _file(self, pathfinder) -> models.ValueImport:
        client = Client()
        client.force_login(self.focal_point)
        file = import_files.table(*import_files.rows_about(self.country, 3))
        return import_files.brought(client, file, pathfinder=pathfinder)

    def address(self, name: str) -> str:
        return reverse(f"monitoring:{name}", kwargs=self.keys.get(name))

    def person(self, role: str):
        if role in PEOPLE:
            return PEOPLE[role](self.country)
        user = factories.make_user(language="en")
        yesterday = timezone.localdate() - timedelta(days=1)
        ends_on = yesterday if role == "ended" else None
        factories.make_role(user, Role.FOCAL_POINT, self.country, ends_on=ends_on)
        return user


OWN = ("", "-revise", "-retire")
OF_COUNTRY = (
    *("own-indicators", "own-indicator-define", "my-reporting", "values"),
    *("values-csv", "values-xlsx", "versions-csv", "versions-xlsx", "source-add"),
    *("country-imports", "country-import-add", "portfolio-reasons"),
)
OF_ROUND = (
    *("submission", "submission-send", "submission-withdraw", "workbook"),
    "submission-preview",
    *("workbook-file", "round-extend"),
    *(f"review-desk{verb}" for verb in ("", "-decide", "-return", "-approve")),
    *("review-desk-publish", "review-desk-reopen"),
)
BOOK = ("plan", "apply", "undo")
VALUE = (
    *("", "-facts", "-comment", "-prefer", "-proof-add", "-correct"),
    "-discard",
)
CORRECTION = ("-send", "-withdraw", "-return", "-publish")
IMPORTED = ("", "-columns", "-rows", "-preview", "-apply", "-undo")
YEARLY = (
    *("round", "round-csv", "round-change", "round-add"),
    *("round-reminders", "round-reminders-csv"),
)


def written() -> dict[str, int]:
    """Return how many records of each kind there are."""
    kinds = [
        each
        for each in vars(models).values()
        if isinstance(each, type) and hasattr(each, "_meta")
    ]
    return {each.__name__: each.objects.count() for each in [*kinds, AuditEvent]}


def browser_of(world: World, role: str) -> Client:
    client = Client()
    if role == "AN":
        return client
    user = world.person(role)
    client.force_login(user)
    if role == "closed":
        user.is_active = False
        user.save()
    return client


def expected(row: dict[str, int], role: str) -> int:
    return row.get(role, 302)


def test_every_address_has_a_row():
    names = {each.name for each in urlpatterns}
    assert names == set(PAGES) | set(BUTTONS) | ELSEWHERE


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_which_page(role):
    world = World()
    client = browser_of(world, role)

    wrong = {}
    for name, row in PAGES.items():
        status = client.get(world.address(name)).status_code
        wanted = expected(row, role)
        # What is at an end leads back to where it stands.
        went_on = status == 302 and wanted == 200 and client.session.session_key
        if status != wanted and not went_on:
            wrong[name] = (status, wanted)

    assert wrong == {}


@pytest.mark.parametrize("role", [*STRANGERS, "CO=", "AN", "closed"])
def test_who_may_not_writes_nothing(role):
    world = World()
    client = browser_of(world, role)
    before = written()

    wrong = {}
    for name, row in (PAGES | BUTTONS).items():
        wanted = expected(row, role)
        if wanted == 200:
            continue
        for method in (client.post, client.put):
            status = method(world.address(name)).status_code
            if status not in {wanted, 405}:
                wrong[name] = (status, wanted)

    assert wrong == {}
    assert written() == before


@pytest.mark.parametrize("role", ["FP=", "SO", "SA"])
def test_what_is_of_another_country_is_not_found_under_this_one(role):
    """The key of a record under the address of a country that it is not of."""
    world = World()
    client, user = Client(), world.person(role)
    client.force_login(user)
    other = factories.make_pathfinder(is_public=True)
    if role == "FP=":
        factories.make_role(user, Role.FOCAL_POINT, other.country)
    before = written()

    found = {}
    for name in {*PAGES, *BUTTONS} - OF_EVERY_COUNTRY:
        keys = world.keys.get(name, {})
        if "iso3" in keys and {"pk", "code"} & set(keys):
            strange = keys | {"iso3": other.country.slug}
            url = reverse(f"monitoring:{name}", kwargs=strange)
            found[name] = {client.get(url).status_code, client.post(url).status_code}

    assert len(found) == 20
    assert {name for name, codes in found.items() if codes - {404, 405}} == set()
    assert written() == before

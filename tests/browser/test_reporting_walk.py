"""A French-speaking focal point reports: from the reminder in the mail to publication.

Through the pages alone, with the words of the French pages; the secretariat works in
English, and a visitor reads what was published.
"""

import re
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from monitoring.enums import Dimension, IndicatorTheme, ValueState, ValueType
from monitoring.models import ObservationVersion
from pathfinders.enums import Status
from tests import factories
from tests.browser.walker import PATIENCE, Walker, exactly
from tests.browser.watch import Watch
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.rounds import make_round, make_submission

DAY = timedelta(days=1)
CHILDREN = "Enfants astreints au travail des enfants"
LAW = "Plan d’action national"
REMARK = "Which survey is this from?"


def fr(text: str, **values) -> str:
    """Return what a French page says for an English text."""
    with override("fr"):
        said = gettext(text)
    assert said != text, f"“{text}” has no French words"
    return said % values if values else said


@pytest.fixture
def submission(transactional_db):
    today = timezone.localdate()
    country = factories.make_country(
        iso3="RUR", iso2="RU", name_en="Ruritania", name_fr="Ruritanie"
    )
    share = make_definition(
        make_indicator(code="PR-CL-1"),
        value_type=ValueType.SHARE,
        label_en="Children in child labour",
        label_fr=CHILDREN,
    )
    plan = make_definition(
        make_indicator(
            code="PC-CL-P1",
            dimension=Dimension.COMMITMENT,
            theme=IndicatorTheme.CHILD_LABOUR,
        ),
        value_type=ValueType.YES_NO,
        label_en="National action plan",
        label_fr=LAW,
    )
    found = make_round(
        year=today.year,
        indicator_set=make_indicator_set(share, plan),
        opens_on=today - 10 * DAY,
        due_on=today + 7 * DAY,
        closes_on=today + 30 * DAY,
    )
    pathfinder = factories.make_pathfinder(
        country=country, status=Status.PATHFINDER, is_public=True
    )
    return make_submission(found, pathfinder)


@pytest.fixture
def people(live_server, new_context, submission, settings):
    settings.SITE_URL = live_server.url
    country = submission.pathfinder.country
    accounts = SimpleNamespace(
        focal_point=factories.make_focal_point(
            country, name="Fanta Focale", language="fr"
        ),
        officer=factories.make_officer(name="Olga Officer"),
    )
    watches = {}

    def browser(name: str, language: str) -> Walker:
        context = new_context(locale=language)
        context.set_default_timeout(PATIENCE)
        watches[name] = Watch(context, live_server.url, requests=False)
        return Walker(context.new_page(), live_server.url)

    yield SimpleNamespace(
        accounts=accounts,
        focal_point=browser("focal point", "fr"),
        officer=browser("officer", "en"),
        visitor=browser("visitor", "fr"),
    )
    assert [line for watch in watches.values() for line in watch.found] == []


def test_a_focal_point_reports_in_french_from_reminder_to_publication(
    people, submission
):
    _open_from_the_mail(people)
    _enter(people.focal_point)
    _send(people.focal_point)
    _send_back(people.officer, people.accounts.officer)
    _correct(people.focal_point)
    _decide(people.officer)
    _read(people.visitor)

    states = ObservationVersion.objects.order_by("pk").values_list("percent", "state")
    assert (Decimal("12.6"), ValueState.PUBLISHED) in states
    assert set(dict(states).values()) == {ValueState.PUBLISHED, ValueState.SUPERSEDED}


def _open_from_the_mail(people):
    """The reminder comes once, in French, and its link leads to the page."""
    for _run in range(2):
        call_command("send_reminders")
        call_command("send_mail")
    [letter] = [
        each for each in mail.outbox if each.to == [people.accounts.focal_point.email]
    ]
    assert fr("Dear %(name)s,", name="Fanta Focale") in letter.body
    [link] = re.findall(r"http\S+/reporting/\d{4}/", letter.body)

    person = people.focal_point
    person.page.goto(link)
    person.page.get_by_label(exactly(fr("E-mail address"))).fill(
        people.accounts.focal_point.email
    )
    person.page.get_by_label(exactly(fr("Password"))).fill(factories.PASSWORD)
    person.press(fr("Sign in"))
    person.arrives(fr("My reporting %(year)s", year=timezone.localdate().year))


def _enter(person: Walker):
    person.follow(fr("Continue"))
    expect(person.page.locator("#entry.entry--live")).to_be_visible()
    line = person.page.get_by_role("group", name=CHILDREN, exact=True)
    line.locator("input[name$='-percent']").first.fill("12,4")
    line.locator("input[name$='-quantity']").first.fill("214 000")
    line.locator("input[name$='-quantity']").first.press("Control+s")
    expect(line.locator(".entry__state").first).to_have_attribute("data-state", "done")
    expect(line.locator(".entry__state").first).to_contain_text("12,4")


def _send(person: Walker):
    year = timezone.localdate().year
    person.page.get_by_role("link", name=fr("Reporting %(year)s", year=year)).click()
    person.follow(fr("Check and send"))
    person.press(fr("Send to the secretariat"))
    person.reads(fr("The values are sent. The secretariat reads them now."))


def _send_back(officer: Walker, account):
    officer.sign_in(account)
    officer.open("/secretariat/review/")
    officer.follow("Ruritania")
    officer.page.get_by_role("checkbox").first.check()
    officer.press("Send the chosen values back")
    officer.select("Reason", "The source is missing or unclear")
    officer.fill({"What to change": REMARK})
    officer.press("Send back to the country")
    officer.reads("The values went back. The country sees only these.")


def _correct(person: Walker):
    person.page.reload()
    person.reads(REMARK)
    person.follow(fr("Continue"))
    person.reads(REMARK)
    person.follow(fr("Change the value"))
    line = person.page.get_by_role("group", name=CHILDREN, exact=True)
    line.locator("input[name$='-percent']").first.fill("12,6")
    line.locator("input[name$='-percent']").first.press("Control+s")
    expect(line.locator(".entry__state").first).to_have_attribute("data-state", "done")
    _send(person)


def _decide(officer: Walker):
    officer.open("/secretariat/review/")
    officer.follow("Ruritania")
    officer.reads("12.6")
    officer.page.get_by_role("checkbox").first.check()
    officer.press("Accept the chosen values")
    officer.follow("Approve the submission")
    officer.press("Approve the submission")
    officer.follow("Publish the values")
    officer.press("Publish the values")
    officer.reads("The values are public.")


def _read(visitor: Walker):
    visitor.open("/pathfinders/rur/values/")
    visitor.reads(CHILDREN)
    visitor.page.get_by_role("main").get_by_role(
        "link", name=re.compile("12,6")
    ).click()
    visitor.reads("12,6", fr("From entry to publication"))
    visitor.reads_not("Fanta Focale")
    visitor.reads_not(REMARK)

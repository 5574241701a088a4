"""What people do around a meeting, page by page; and time, which passes by itself."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator

from meetings.models import CommentRound, Meeting, MeetingReport
from tests.browser.walker import PATIENCE, Walker
from tests.browser.watch import Watch


def open_browsers(new_context, url: str, accounts: dict):
    """Yield a walker for each name, signed in where there is an account."""
    walkers, watches = {}, []
    for name, account in accounts.items():
        context = new_context()
        context.set_default_timeout(PATIENCE)
        watches.append(Watch(context, url, requests=False))
        walkers[name] = Walker(context.new_page(), url)
        if account:
            walkers[name].sign_in(account)
    yield SimpleNamespace(**walkers)
    assert [line for watch in watches for line in watch.found] == []


# --- Finding things -------------------------------------------------------------------


def open_meeting(person: Walker, title: str) -> None:
    person.follow("Meetings", within=person.frame)
    person.follow(title)
    person.arrives(title)


def open_part(person: Walker, title: str, part: str) -> None:
    """Open a meeting and then one of its tabs."""
    open_meeting(person, title)
    tabs = person.page.get_by_role("navigation", name="Parts of the meeting")
    person.click(tabs.get_by_role("link", name=part))


def item(person: Walker, title: str) -> Locator:
    """Return the item of an agenda with this title."""
    heading = person.page.get_by_role("heading", name=title, exact=True)
    return person.page.get_by_role("article").filter(has=heading)


def do_with_item(person: Walker, title: str, verb: str) -> None:
    """Follow a link of an agenda item, whatever its number."""
    links = item(person, title).get_by_role("link", name=re.compile(rf"^{verb}\b"))
    person.click(links.first)


def fill_deadline(person: Walker, legend: str, day: date, hour: str = "18:00") -> None:
    group = person.group(legend)
    person.fill({"Day": day.isoformat(), "Hour": hour}, group)
    person.select("Time zone", "Geneva", group)


def letters_to(email: str) -> list:
    """Return what was sent to an address until now."""
    call_command("send_mail")
    return [each for each in mail.outbox if each.to == [email]]


# --- Time -----------------------------------------------------------------------------


def let_it_begin(meeting: Meeting) -> None:
    """Let the months pass until the meeting began this morning."""
    meeting.refresh_from_db()
    days = (meeting.on - timezone.localdate()).days + 1
    gone = timedelta(days=days)
    for session in meeting.sessions.order_by("starts_at"):
        session.starts_at -= gone
        session.ends_at -= gone
        session.save()
    Meeting.objects.filter(pk=meeting.pk).update(
        on=meeting.on - gone,
        starts_at=meeting.starts_at - gone,
        ends_at=meeting.ends_at - gone,
        rsvp_by=meeting.rsvp_by - gone,
    )


def let_comments_end(report: MeetingReport) -> None:
    """Let the weeks pass until no more comments are taken."""
    ago = timezone.now() - timedelta(hours=1)
    MeetingReport.objects.filter(pk=report.pk).update(comments_close_at=ago)
    CommentRound.objects.filter(report=report).update(
        opens_at=ago - timedelta(days=14), closes_at=ago
    )


# --- Decisions ------------------------------------------------------------------------


def propose(officer: Walker, meeting: str, kind: str, texts: dict, **choices) -> None:
    """Propose a decision at a meeting; `choices` select what it is about."""
    open_meeting(officer, meeting)
    officer.follow("Add a decision")
    officer.follow(kind)
    officer.fill(texts)
    for label, option in choices.items():
        officer.select(label.replace("_", " "), option)
    officer.press("Propose it")
    officer.reads("The decision is proposed.")


def adopt(officer: Walker) -> None:
    """Record that the decision whose page is open was adopted."""
    officer.follow("Record that it was adopted")
    officer.press("Record the decision")

"""Any sequence of days, outages and changes, against the rules written anew here."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alliance87.core.models import Mail
from alliance87.partners.enums import Role
from monitoring.enums import SubmissionState
from monitoring.models import Reminder
from monitoring.reminders import send_due
from monitoring.selectors.completeness import completeness
from tests.factories import make_officer, make_role, make_user
from tests.factories.rounds import DUE, OPENS, make_round, make_submission
from tests.monitoring.reminded import with_official

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2027, 1, 20)
LED = "led@example.org"
PEOPLE = ("ana", "ben", "cleo", "olga")
SUBMISSIONS = range(5)

EVENTS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 25)),
    st.tuples(st.just("wait"), st.integers(1, 6)),
    st.tuples(st.just("run")),
    st.tuples(st.just("run")),
    st.tuples(st.just("move"), st.integers(0, 1), st.integers(-40, 40)),
    st.tuples(st.just("extend"), st.sampled_from(SUBMISSIONS), st.integers(0, 80)),
    st.tuples(st.just("send"), st.sampled_from(SUBMISSIONS)),
    st.tuples(st.just("send back"), st.sampled_from(SUBMISSIONS)),
    st.tuples(st.just("leave"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("come back"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("new address"), st.sampled_from(PEOPLE)),
)


class World:
    """Three countries in two rounds; who hears what is worked out from plain facts."""

    def __init__(self):
        self.today = FIRST_DAY
        self.rounds = [make_round(), make_round(year=2027, due_on=DUE + later(20))]
        first = [make_submission(self.rounds[0]) for _number in range(3)]
        second = [
            make_submission(self.rounds[1], each.pathfinder) for each in first[:2]
        ]
        self.submissions = first + second
        self.country = [0, 1, 2, 0, 1]
        self.due = [DUE] * 3 + [DUE + later(20)] * 2
        self.extended = [None] * 5
        self.state = ["open"] * 5
        self.users = {name: self._person(name) for name in PEOPLE[:3]}
        self.users["olga"] = make_officer(email="olga@example.org")
        self.teams = [{"ana", "ben"}, {"ana"}, {"cleo"}]
        countries = [each.pathfinder.country for each in first]
        make_role(self.users["ana"], Role.FOCAL_POINT, countries[0], starts_on=OPENS)
        make_role(self.users["ana"], Role.CONTRIBUTOR, countries[1], starts_on=OPENS)
        make_role(self.users["ben"], Role.CONTRIBUTOR, countries[0], starts_on=OPENS)
        make_role(self.users["cleo"], Role.FOCAL_POINT, countries[2], starts_on=OPENS)
        # One official of two countries, whose name is not spelled the same in both.
        with_official(first[0], email=LED, person="Omar Official", starts_on=OPENS)
        with_official(first[1], email=LED, person="O. OFFICIAL", starts_on=OPENS)
        self.active = dict.fromkeys(PEOPLE, True)
        self.told = []

    @staticmethod
    def _person(name):
        language = {"ana": "fr", "cleo": "es"}.get(name, "en")
        return make_user(email=f"{name}@example.org", language=language)

    # --- What happens -------------------------------------------------------------

    def do(self, name, *facts):
        getattr(self, name.replace(" ", "_"))(*facts)

    def wait(self, days):
        self.today += later(days)

    def move(self, at, days):
        found = self.rounds[at]
        found.due_on = max(found.due_on + later(days), found.opens_on)
        found.closes_on = found.due_on + later(60)
        found.save()
        for number in range(3) if at == 0 else range(3, 5):
            self.due[number] = found.due_on

    def extend(self, at, days):
        self.extended[at] = self.today + later(days)
        found = self.submissions[at]
        found.extended_to, found.extension_reason = self.extended[at], "A flood"
        found.save()

    def send(self, at):
        self.set_state(at, "sent", SubmissionState.SUBMITTED)

    def send_back(self, at):
        if self.state[at] == "sent":
            self.set_state(at, "returned", SubmissionState.RETURNED)

    def set_state(self, at, name, state):
        self.state[at] = name
        found = self.submissions[at]
        found.state = state
        found.submitted_by, found.submitted_at = self.users["ana"], timezone.now()
        found.save()

    def leave(self, name, *, is_active=False):
        self.active[name] = is_active
        self.users[name].is_active = is_active
        self.users[name].save()

    def come_back(self, name):
        self.leave(name, is_active=True)

    def new_address(self, name):
        self.users[name].email = f"{name}{len(self.told)}.{self.today}@example.org"
        self.users[name].save()

    # --- What must come of it -----------------------------------------------------

    def run(self):
        expected, before = self.expected(), Mail.objects.count()
        sent = send_due(self.today, count_progress=completeness)

        found = {
            each.address: {(due.submission.pk, due.step) for due in each.dues}
            for each in sent
        }
        assert len(sent) == len(found), "somebody got two mails on one day"
        assert found == {
            self.address(who): {(self.submissions[at].pk, step) for at, step in steps}
            for who, steps in expected.items()
        }
        mails = Mail.objects.order_by("-pk")[: Mail.objects.count() - before]
        assert sorted(each.to for each in mails) == sorted(found)
        for who, steps in expected.items():
            self.told += [(who, at, self.day(at), step) for at, step in steps]

    def expected(self):
        found = defaultdict(set)
        for at in SUBMISSIONS:
            late = (self.today - self.day(at)).days
            if self.state[at] == "sent" or late < -60 or late > 74:
                continue
            step = [each for each in (-60, -30, -7, 1, 14) if each <= late][-1]
            for who in self.circle(at, late):
                had = [s for w, a, d, s in self.told if (w, a, d) == self.key(who, at)]
                if step > max(had, default=-99):
                    found[who].add((at, step))
        return found

    def circle(self, at, late):
        found = {name for name in self.teams[self.country[at]] if self.active[name]}
        if self.state[at] == "open" and late >= 1 and self.country[at] < 2:
            found.add(LED)
        if self.state[at] == "open" and late >= 14 and self.active["olga"]:
            found.add("olga")
        return found

    def key(self, who, at):
        return who, at, self.day(at)

    def day(self, at):
        return self.extended[at] or self.due[at]

    def address(self, who):
        return who if who == LED else self.users[who].email.lower()


def later(number):
    return timedelta(days=number)


@settings(max_examples=15, deadline=None)
@given(events=st.lists(EVENTS, max_size=30))
@example(events=[("wait", 101), ("run",)])
@example(events=[("run",), ("new address", "ana"), ("run",)])
@example(events=[("extend", 0, 3), ("run",), ("send", 0), ("wait", 9), ("run",)])
@example(events=[("wait", 101), ("send", 0), ("send back", 0), ("wait", 20), ("run",)])
def test_whatever_happens_everybody_hears_what_is_due_once_and_in_one_mail(events):
    with transaction.atomic():
        world = World()
        for event in [*events, ("run",), ("run",)]:
            world.do(*event)
        assert Reminder.objects.count() == len(world.told)
        transaction.set_rollback(True)

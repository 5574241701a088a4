"""Mails about one value that is corrected: who is told, what they say, no figure."""

import pytest

from alliance87.core.exceptions import DomainError
from alliance87.core.models import Mail
from monitoring import corrections
from monitoring.enums import ValueState
from tests.factories.values import make_value
from tests.monitoring.mailed import (
    CANARY,
    OFFICERS,
    TEAM,
    forget,
    lines,
    mail_to,
    make_count,
    make_people,
    make_report,
    told,
)

pytestmark = pytest.mark.django_db
SITE = "https://reports.example.org"
FOCAL_POINTS = ["focal@example.org", "second@example.org"]
VALUE = "Children in child labour, 2021, Girls"


@pytest.fixture(autouse=True)
def _at_a_known_place(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def observation():
    """A value that has been public for a while."""
    version = make_count(make_report())
    published = {"state": ValueState.PUBLISHED, "published_at": version.recorded_at}
    type(version).objects.filter(pk=version.pk).update(**published)
    return version.observation


@pytest.fixture
def people(observation):
    return make_people(observation.pathfinder.country)


def asked(observation, people):
    reason = f"It is {CANARY}."
    return corrections.ask_for_correction(observation, reason=reason, by=people.focal)


def decide(request, people, *, granted: bool, answer: str = ""):
    forget()
    return corrections.decide_correction(
        request, granted=granted, answer=answer, by=people.officer
    )


def sent_in(observation, people):
    """Let the country send a new version in; the mails before are forgotten."""
    decide(asked(observation, people), people, granted=True)
    draft = make_value(observation, quantity=int(CANARY) + 1)
    forget()
    corrections.send_correction(observation, by=people.focal)
    return draft


def test_officers_read_what_a_country_wants_to_correct(observation, people):
    request = asked(observation, people)

    assert told() == OFFICERS
    assert mail_to(OFFICERS[0]).subject == "Examplia asks for a correction"
    assert lines(OFFICERS[0])[2:8] == [
        "a country asks to change a value. The reason stands on the page.",
        "",
        "Examplia",
        VALUE,
        "Asked by: Fatou Focal",
        f"{SITE}/secretariat/corrections/{request.pk}/",
    ]


def test_what_is_asked_twice_is_told_once(observation, people):
    asked(observation, people)

    with pytest.raises(DomainError):
        asked(observation, people)

    assert told() == OFFICERS


def test_focal_points_read_that_a_correction_is_granted(observation, people):
    decide(asked(observation, people), people, granted=True, answer="Please do.")

    assert told() == FOCAL_POINTS
    mail = mail_to("second@example.org")
    assert mail.subject == "Examplia: a correction is granted"
    assert lines("second@example.org")[5:9] == [
        "Examplia",
        VALUE,
        "Answer of the secretariat: “Please do.”",
        f"{SITE}/pathfinders/qqa/values/{observation.pk}/",
    ]


def test_focal_points_read_that_a_correction_is_refused(observation, people):
    answer = f"{CANARY} stands in the survey."
    decide(asked(observation, people), people, granted=False, answer=answer)

    assert told() == FOCAL_POINTS
    mail = mail_to("second@example.org")
    assert mail.subject == "Examplia: a correction is refused"
    line = "The answer names a number: read it on the page of the value."
    assert line in mail.text.splitlines()
    assert CANARY not in mail.text


def test_who_asked_and_is_a_contributor_now_is_told(observation, people):
    request = asked(observation, people)
    people.focal.role_assignments.update(role="contributor")

    decide(request, people, granted=True)

    assert told() == FOCAL_POINTS


def test_who_asked_and_has_no_role_any_more_is_not_told(observation, people):
    request = asked(observation, people)
    people.focal.role_assignments.all().delete()

    decide(request, people, granted=True)

    assert told() == ["second@example.org"]


def test_officers_read_that_a_new_version_waits(observation, people):
    sent_in(observation, people)

    assert told() == OFFICERS
    assert mail_to(OFFICERS[0]).subject == "Examplia sent a correction in"
    assert lines(OFFICERS[0])[4:8] == [
        "Examplia",
        VALUE,
        "Sent in by: Fatou Focal",
        f"{SITE}/pathfinders/qqa/values/{observation.pk}/",
    ]


def test_the_country_reads_why_a_correction_came_back(observation, people):
    sent_in(observation, people)
    forget()

    corrections.return_correction(
        observation, reason="evidence", text="Name the page.", by=people.officer
    )

    assert told() == TEAM
    assert mail_to(TEAM[0]).subject == "Examplia: a correction was sent back"
    text = " ".join(lines(TEAM[0]))
    assert "at any time. Until then the old one stays public." in text
    assert f"Examplia {VALUE} Proof is missing: “Name the page.” {SITE}/" in text


def test_the_country_reads_that_a_correction_is_public(observation, people):
    sent_in(observation, people)
    forget()

    corrections.publish_correction(observation, by=people.colleague)

    assert told() == TEAM
    assert mail_to(TEAM[0]).subject == "Examplia: a correction is public"
    assert VALUE in lines(TEAM[0])


def test_what_may_not_be_published_writes_no_mail(observation, people):
    with pytest.raises(DomainError):
        corrections.publish_correction(observation, by=people.officer)

    assert told() == []


def test_no_mail_of_a_correction_names_a_figure(observation, people):
    request = asked(observation, people)
    corrections.decide_correction(request, granted=True, answer="", by=people.officer)
    make_value(observation, quantity=int(CANARY) + 1)
    corrections.send_correction(observation, by=people.focal)
    corrections.return_correction(
        observation, reason="figure", text=f"Not {CANARY}?", by=people.officer
    )
    corrections.send_correction(observation, by=people.focal)
    corrections.publish_correction(observation, by=people.colleague)

    for mail in Mail.objects.all():
        assert CANARY not in f"{mail.subject} {mail.text}"
        assert str(int(CANARY) + 1) not in f"{mail.subject} {mail.text}"
    # Asked, sent twice: officers. Granted: focal points. Back, public: the team.
    assert Mail.objects.count() == 3 * 2 + 2 + 2 * 3

"""Questions asked at meetings: who reads which, what came of each, the filters."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from meetings.enums import InterventionKind, ReportState
from meetings.models import AgendaItem, MeetingReport
from meetings.selectors import questions_asked as reads
from tests.factories import (
    make_chair,
    make_gcg_member,
    make_officer,
    make_partner,
    make_person,
    make_user,
)
from tests.factories.decisions import (
    HELD_ON,
    make_action_point,
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.meetings import make_intervention

pytestmark = pytest.mark.django_db
URL = "/questions/"
NOBODY = AnonymousUser()


def asked_at(**fields) -> AgendaItem:
    """Return an item of a meeting whose report is circulated."""
    meeting = make_gcg(**fields)
    make_circulated_report(meeting)
    return make_agenda_item(meeting)


def ask(item=None, text="Which indicators are used?", **fields):
    kind = InterventionKind.QUESTION
    return make_intervention(item or asked_at(), kind=kind, text=text, **fields)


def answer(question, text="Those of the Goal."):
    kind = InterventionKind.ANSWER
    return make_intervention(question.item, kind=kind, answers=question, text=text)


def adopt_all(**fields) -> None:
    values = {"state": ReportState.ADOPTED, "adopted_on": HELD_ON} | fields
    MeetingReport.objects.update(**values)


def found(user=NOBODY, **chosen) -> list[str]:
    rows = reads.narrowed(reads.questions_of(user), chosen, user)
    return [each.text for each in rows]


def trail(user=NOBODY) -> list[reads.Question]:
    return reads.shown(reads.questions_of(user), user)


# --- Who reads which ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        (ReportState.DRAFT, {"officer", "chair"}),
        (ReportState.CIRCULATED, {"officer", "chair", "member"}),
        (ReportState.ADOPTED, {"officer", "chair", "member", "other", "nobody"}),
    ],
)
def test_questions_are_read_with_their_report(state, readers):
    ask()
    adopted = {"adopted_on": HELD_ON} if state == ReportState.ADOPTED else {}
    MeetingReport.objects.update(state=state, **adopted)
    people = {
        "officer": make_officer(),
        "chair": make_chair(),
        "member": make_gcg_member(),
        "other": make_user(),
        "nobody": NOBODY,
    }

    assert {name for name, user in people.items() if found(user)} == readers


def test_questions_of_an_adopted_report_of_the_group_stay_with_it():
    ask()
    adopt_all(is_public=False)

    assert found() == []
    assert len(found(make_gcg_member())) == 1


def test_a_question_of_a_meeting_without_a_report_is_nowhere():
    ask(make_agenda_item(make_gcg()))

    assert found(make_officer()) == []


def test_under_the_chatham_house_rule_nobody_is_named_nor_found_by_name(client):
    ituc = make_partner(name="ITUC")
    ask(partner=ituc)
    ask(asked_at(chatham_house=True), text="Who pays?", is_unattributed=True)
    adopt_all()

    speakers = {each.asked.text: each.speaker for each in trail()}
    assert speakers == {
        "Which indicators are used?": "ITUC",
        "Who pays?": "A participant",
    }
    assert found(partner=ituc) == ["Which indicators are used?"]
    assert "Who pays?" in client.get(URL).content.decode()


# --- What came of it ------------------------------------------------------------------


def test_each_question_has_what_came_of_it():
    item = asked_at(number=5)
    ask(item, text="Open?")
    answer(ask(item, text="Answered?"))
    noted = ask(item, text="Noted?")
    action = make_action_point(item.meeting, raised_by=noted)
    decided = ask(item, text="Decided?")
    decision = make_decision(make_gcg(6), raised_by=decided, state="adopted")
    asked_for = ask(item, text="Asked for?")
    by_action = make_decision(item.meeting, state="adopted")
    make_action_point(item.meeting, raised_by=asked_for, decision=by_action)
    officer = make_officer()

    rows = {each.asked.text: each for each in trail(officer)}

    assert {text: each.state for text, each in rows.items()} == {
        "Open?": "open",
        "Answered?": "answered",
        "Noted?": "action",
        "Decided?": "decision",
        "Asked for?": "decision",
    }
    (said,) = rows["Answered?"].answers
    assert (said.speaker, said.text) == ("Secretariat", "Those of the Goal.")
    assert [each.action for each in rows["Noted?"].actions] == [action]
    assert [each.decision for each in rows["Decided?"].decisions] == [decision]
    assert [each.decision for each in rows["Asked for?"].decisions] == [by_action]
    assert rows["Open?"].label == "1"


def test_a_reader_learns_nothing_of_action_points_of_others():
    item = asked_at()
    make_action_point(item.meeting, raised_by=ask(item))
    adopt_all()

    (row,) = trail()

    assert (row.state, row.actions) == ("open", ())
    assert found(state="action") == []
    assert found(state="open") == ["Which indicators are used?"]


def test_proposals_are_not_told_to_the_public():
    item = asked_at()
    make_decision(item.meeting, raised_by=ask(item))
    adopt_all()

    assert [each.state for each in trail()] == ["open"]
    assert [each.state for each in trail(make_gcg_member())] == ["decision"]


# --- Filters --------------------------------------------------------------------------


def test_filters_by_words_partner_meeting_and_state():
    ituc, ilo = make_partner(name="ITUC"), make_partner(name="ILO")
    fifth = asked_at(number=5, on=date(2019, 7, 17))
    sixth = asked_at(number=6)
    answer(ask(fifth, text="Who measures?", partner=ituc), text="The statisticians.")
    ask(sixth, text="Who pays?", partner=ilo)
    adopt_all()

    assert found() == ["Who pays?", "Who measures?"]
    assert found(q="pays") == ["Who pays?"]
    assert found(q="statisticians") == ["Who measures?"]
    assert found(q="ITUC") == []
    assert found(partner=ituc) == ["Who measures?"]
    assert found(meeting=sixth.meeting) == ["Who pays?"]
    assert found(state="answered") == ["Who measures?"]
    assert found(state="open") == ["Who pays?"]


def test_the_filters_offer_only_what_the_reader_may_know(client):
    drafted, public = make_partner(name="ITUC"), make_partner(name="ILO")
    item = asked_at()
    ask(item, partner=public)
    adopt_all()
    hidden = asked_at()
    ask(hidden, partner=drafted)

    filters = client.get(URL).context["filters"]

    assert list(filters.fields["partner"].queryset) == [public]
    assert list(filters.fields["meeting"].queryset) == [item.meeting]


# --- Pages ----------------------------------------------------------------------------


def test_the_page_leads_to_the_report_and_the_file_has_the_same(client_for):
    item = asked_at(number=5, title="Fifth meeting")
    question = ask(item, partner=make_partner(name="ITUC"))
    action = make_action_point(item.meeting, raised_by=question)
    client = client_for(make_gcg_member())

    page = client.get(URL).content.decode()
    lines = client.get(f"{URL}questions.csv").content.decode("utf-8-sig").splitlines()

    report = reverse("meetings:report", kwargs={"pk": item.meeting_id})
    assert f'href="{report}#item-{item.pk}"' in page
    assert action.get_absolute_url() in page
    assert "Led to an action point" in page
    assert len(lines) == 2
    assert "ITUC" in lines[1]
    assert "GCG5/A1 (Open)" in lines[1]


def test_the_file_has_what_the_filters_leave(client):
    item = asked_at()
    ask(item, text="Who pays?")
    ask(item, text="Who measures?")
    adopt_all()

    lines = client.get(f"{URL}questions.csv?q=pays").content.decode().splitlines()

    assert len(lines) == 2
    assert "Who pays?" in lines[1]


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "No question on record yet"), ("?q=x", "No question matches these filters")],
)
def test_an_empty_page_says_why(client, query, words):
    assert words in client.get(f"{URL}{query}").content.decode()


def test_a_decision_and_an_action_name_the_question_to_its_readers(client_for):
    item = asked_at()
    question = ask(item, text="Who pays?", partner=make_partner(name="ITUC"))
    decision = make_decision(make_gcg(), raised_by=question, state="adopted")
    person = make_user()
    make_person(user=person)

    def read(user):
        return client_for(user).get(decision.get_absolute_url()).content.decode()

    assert "ITUC: Who pays?" in read(make_gcg_member())
    assert "Who pays?" not in read(person)


def test_a_decision_is_proposed_as_the_answer_to_a_question(client_for):
    question = ask(asked_at(on=date(2019, 7, 17)))
    later = ask(asked_at(on=date(2021, 7, 17)))
    meeting = make_gcg()
    url = f"{reverse('meetings:decision-add')}?meeting={meeting.pk}&kind=take_note"
    client = client_for(make_officer())
    sent = {"text": "Noted.", "version": 0, "is_public": "on"}

    page = client.get(f"{url}&raised_by={question.pk}")
    client.post(url, sent | {"raised_by": later.pk})
    client.post(url, sent | {"raised_by": question.pk})

    assert page.context["form"]["raised_by"].value() == str(question.pk)
    assert meeting.decisions.get().raised_by == question


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries(client_for, count, django_assert_num_queries):
    for _each in range(count):
        item = asked_at()
        question = ask(item, partner=make_partner())
        answer(question)
        make_action_point(item.meeting, raised_by=question, partner=make_partner())
        make_decision(item.meeting, raised_by=question, state="adopted")
    client = client_for(make_gcg_member())

    with django_assert_num_queries(12):
        page = client.get(URL)
    assert len(page.context["rows"]) == count


def test_the_page_of_a_partner_leads_to_its_questions(client):
    ituc, ilo = make_partner(name="ITUC"), make_partner(name="ILO")
    ask(partner=ituc)
    adopt_all()

    def read(partner):
        return client.get(partner.get_absolute_url()).content.decode()

    assert f"{URL}?partner={ituc.pk}" in read(ituc)
    assert URL not in read(ilo)

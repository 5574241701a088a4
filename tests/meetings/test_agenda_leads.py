"""Who leads an item: what the form shows is what it reads, in every language."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from alliance87.partners.models import Person
from meetings import agenda
from meetings.enums import LeadRole, SpeakingOffice
from meetings.forms.agenda import ItemForm
from meetings.forms.leads import LeadsField, leads_as_text, words_for
from meetings.models import AgendaLead
from meetings.reports.agenda import sections_of
from meetings.selectors.releases import agenda_to_read
from meetings.snapshots import agenda_lines, agenda_sessions
from tests.factories import make_officer, make_partner
from tests.factories.decisions import make_agenda_item
from tests.factories.groups import make_membership
from tests.factories.meetings import make_coming, make_group_meeting
from tests.factories.people import make_group_chair, make_person

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es")
PARTS = ("office", "person", "partner", "printed_as")


def read(lines: str, *, everybody: bool = False) -> list[AgendaLead]:
    field = LeadsField()
    if everybody:
        field.people = Person.objects.all()
    return field.clean(lines)


def form_of(item, user, **data) -> ItemForm:
    values = {"title": item.title, "kind": item.kind, "version": item.version} | data
    return ItemForm(values, instance=item, meeting=item.meeting, user=user)


def facts(leads) -> list[tuple]:
    return [
        (each.role, each.office, each.partner, each.person, each.printed_as)
        for each in leads
    ]


@pytest.mark.parametrize("shown", LANGUAGES)
@pytest.mark.parametrize("sent", LANGUAGES)
def test_what_the_form_shows_is_what_it_reads(shown, sent):
    france, ilo = make_partner(name="France"), make_partner(name="ILO")
    gone = make_person(name="Ada", organization=ilo, is_active=False)
    item = make_agenda_item()
    wanted = [
        *(("lead", "chair", france, None, ""), ("co_lead", "", ilo, None, "")),
        *(("presenter", "", ilo, gone, ""), ("presenter", "", None, None, "Global")),
    ]
    names = ("role", "office", "partner", "person", "printed_as")
    for position, each in enumerate(wanted):
        item.leads.create(position=position, **dict(zip(names, each, strict=True)))
    with override(shown):
        text = leads_as_text(item)
    with override(sent):
        form = form_of(item, make_officer(), leads=text)
        assert form.is_valid(), form.errors

    found = facts(form.cleaned_data["leads"])

    assert [row[1:4] for row in found[:2]] == [row[1:4] for row in wanted[:2]]
    assert [row[0] for row in found] == [row[0] for row in wanted]
    assert [row[4] for row in found[:2]] == ["", ""]
    if shown == sent:
        assert found == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_offices_and_presenters_are_read_in_every_language(language):
    france = make_partner(name="France")
    with override(language):
        office = str(SpeakingOffice.CHAIR.label)
        presenter = str(LeadRole.PRESENTER.label)

    first, second = read(f"{office.upper()} (France)\n{presenter} : Ada")

    assert facts([first]) == [("lead", "chair", france, None, "")]
    assert facts([second]) == [("presenter", "", None, None, "Ada")]


def test_no_word_means_two_offices():
    every = words_for(SpeakingOffice)

    for code in LANGUAGES:
        with override(code):
            labels = [str(each.label) for each in SpeakingOffice]
        found = [every[label.casefold().replace("’", "'")] for label in labels]
        assert found == SpeakingOffice.values


def test_a_name_of_several_people_is_refused_and_says_what_to_write():
    ilo = make_partner(name="International Labour Organization", short_name="ILO")
    make_person(name="Maria Silva", organization=ilo)
    ioe = make_partner(name="IOE")
    other = make_person(name="Maria Silva", organization=ioe)

    with pytest.raises(ValidationError) as refused:
        read("Maria Silva", everybody=True)
    (found,) = read("Maria Silva (IOE)", everybody=True)

    assert refused.value.messages == [
        "“Maria Silva” can mean several. "
        "Write one of: Maria Silva (ILO); Maria Silva (IOE)."
    ]
    assert (found.person, found.partner) == (other, ioe)


def test_a_short_name_of_two_organizations_is_refused():
    make_partner(name="Global March", short_name="GM")
    make_partner(name="Green Mills", short_name="GM")

    with pytest.raises(ValidationError, match="Global March; Green Mills"):
        read("GM")


def test_who_has_left_is_kept_as_printed():
    make_person(name="Ada Author", is_active=False)

    form = form_of(make_agenda_item(), make_officer(), leads="Ada Author")

    assert form.is_valid(), form.errors
    (lead,) = form.cleaned_data["leads"]
    assert (lead.person, lead.printed_as) == (None, "Ada Author")


def test_the_chair_of_a_group_links_only_people_of_its_members():
    item = make_agenda_item(make_group_meeting())
    chair = make_group_chair(item.meeting.group)
    member = make_partner(name="Member")
    make_membership(item.meeting.group, partner=member)
    known = make_person(name="Known", organization=member)
    make_person(name="Stranger")

    form = form_of(item, chair, leads="Known\nStranger")

    assert form.is_valid(), form.errors
    assert [lead.person for lead in form.cleaned_data["leads"]] == [known, None]


# --- What is printed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("leads", "words"),
    [
        ("Alliance Chair\nUK\nIOE", "Co-leads: Alliance Chair, UK, IOE"),
        ("UK\nPresenter: Ms Karvar", "UK, Ms Karvar"),
        ("ILO", "ILO"),
    ],
)
def test_several_who_lead_print_as_co_leads_also_from_a_release(leads, words):
    officer, meeting = make_officer(), make_coming()
    item = make_agenda_item(meeting)
    agenda.change_item(item, expected=0, by=officer, leads=read(leads))
    blocks = agenda_to_read(meeting, officer).blocks
    *_others, table = sections_of(meeting, blocks)
    agenda.release_agenda(meeting, by=officer)
    item.leads.all().delete()
    released = agenda_to_read(meeting, officer).blocks

    *_others, kept = sections_of(meeting, released)

    assert [row.cells[2] for row in (*table.rows, *kept.rows)] == [words, words]


def test_a_release_that_kept_no_roles_is_read_and_compared_without_them():
    officer, meeting = make_officer(), make_coming()
    item = make_agenda_item(meeting)
    agenda.change_item(item, expected=0, by=officer, leads=read("UK\nIOE"))
    (line,) = agenda_lines(meeting)
    parts = [{name: lead[name] for name in PARTS} for lead in line["leads"]]
    meeting.releases.create(
        number=1,
        lines=[line | {"leads": parts}],
        sessions=agenda_sessions(meeting),
        released_by=officer,
    )

    found = agenda_to_read(meeting, officer)

    assert found.changes == ()
    ((shown,),) = [block.lines for block in found.blocks]
    assert (shown.leads, shown.is_co_led) == ("UK, IOE", False)
    agenda.change_item(item, expected=1, by=officer, leads=read("UK"))
    assert len(agenda_to_read(meeting, officer).changes) == 1

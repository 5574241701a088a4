"""The search: what words find, in which order, how it is shown, and what it bears."""

from decimal import Decimal

import pytest
from lxml import etree

from alliance87.core.plain_words import plain, plain_fields
from alliance87.core.searching import LONGEST_QUESTION, Question, passage
from meetings.enums import DecisionState
from monitoring.enums import ValueState
from pathfinders.enums import RoadmapState
from tests import factories
from tests.factories.decisions import HELD_ON, make_decision, make_gcg
from tests.factories.events import make_event
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.papers import make_paper, make_question, make_version
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db

URL = "/search/"
DECIDED = {"state": DecisionState.ADOPTED, "decided_on": HELD_ON, "is_public": True}


def ask(client, words: str, **narrower):
    response = client.get(URL, {"q": words} | narrower)
    assert response.status_code == 200
    return response


def found(client, words: str, **narrower) -> dict[str, list[str]]:
    answer = ask(client, words, **narrower).context["answer"]
    return {each.kind: [hit.title for hit in each.hits] for each in answer.groups}


def make_country(name: str, **fields):
    country = factories.make_country(name_en=name, **fields)
    return factories.make_pathfinder(country=country)


def make_action(title: str, pathfinder=None, state: str = RoadmapState.PUBLISHED):
    rows = {"Priority 1": [title]}
    roadmap = factories.make_roadmap(pathfinder, state=state, rows=rows)
    return roadmap.priorities.get().actions.get()


# --- What words find ------------------------------------------------------------------


def test_each_kind_is_found_under_its_own_heading(client):
    pathfinder = make_country("Quernland")
    make_action("Quern the mills", pathfinder)
    make_definition(make_indicator(), label_en="Number of querns")
    version = make_version(make_paper(title="Quern guide"), text="How to turn a quern.")
    factories.make_document(
        title="Quern law", country=pathfinder.country, audience="public"
    )
    make_gcg(title="Quern meeting")
    make_event(title="Quern webinar")
    factories.make_group(name="Quern group")
    factories.make_partner(name="Quern union")
    make_question(question="What is a quern?", is_public=True)
    make_decision(text="The quern turns.", **DECIDED)

    kinds = found(client, "quern")

    assert {kind: len(titles) for kind, titles in kinds.items()} == {
        "countries": 1,
        "actions": 1,
        "indicators": 1,
        "decisions": 1,
        "papers": 1,
        "texts": 1,
        "documents": 1,
        "meetings": 1,
        "events": 1,
        "questions": 1,
        "groups": 1,
        "partners": 1,
    }
    assert kinds["texts"] == [str(version)]
    for group in ask(client, "quern").context["answer"].groups:
        (hit,) = group.hits
        assert b"".join(client.get(hit.url)) != b"", hit


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Côte d’Ivoire", "CÔTE"),
        ("Cote Perdue", "côte"),
        ("Perú", "peru"),
        ("Türkiye", "turkiye"),
        ("Viet Nam", "viet nam"),
        ("Łódź", "lodz"),
        ("Œcumène", "oecumene"),
        ("São Tomé", "SAO TOME"),
    ],
)
def test_names_are_found_with_and_without_accents(client, name, words):
    make_country(name)

    assert found(client, words) == {"countries": [name]}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Inspecting the mines", "inspection of a mine"),
        ("fr", "Les inspecteurs du travail", "inspecteur"),
        ("fr", "Protéger les enfants", "protegeant"),
        ("es", "Los niños trabajadores", "niño trabajador"),
    ],
)
def test_forms_of_a_word_are_found_in_the_language_of_the_page(
    client, language, text, words
):
    action = make_action(text)

    client.cookies["django_language"] = language
    assert found(client, words) == {"actions": [action.title]}


def test_the_last_word_may_be_a_beginning(client):
    make_country("Ruritania")

    assert found(client, "rurit") == {"countries": ["Ruritania"]}
    assert found(client, "rurit land") == {}
    assert found(client, '"rurit"') == {}


def test_quotation_marks_keep_words_together_and_a_minus_leaves_out(client):
    together = make_action("Ban forced labour now").title
    apart = make_action("Labour that is forced").title

    assert set(found(client, "forced labour")["actions"]) == {together, apart}
    for words in ('"forced labour"', "“forced labour”", "« forced labour »"):
        assert found(client, words) == {"actions": [together]}
    assert found(client, "labour -ban") == {"actions": [apart]}
    assert found(client, "labour -banned") == {"actions": [apart]}
    assert found(client, 'forced -"forced labour"') == {"actions": [apart]}


def test_a_name_stands_before_a_text_and_an_example_last(client):
    out = {"is_announced": True}
    make_paper(title="On other things", purpose="Something about mining.", **out)
    make_paper(title="Mining at night", **out)
    make_paper(title="Mining, an example", is_example=True, **out)

    assert found(client, "mining")["papers"] == [
        "Mining at night",
        "On other things",
        "Mining, an example",
    ]


def test_values_are_not_looked_through(client):
    pathfinder = make_country("Ruritania")
    published = {"state": ValueState.PUBLISHED, "quantity": Decimal(731)}
    make_value(make_observation(pathfinder), **published)

    assert found(client, "731") == {}


def test_only_the_latest_wording_of_an_indicator_is_found(client):
    indicator = make_indicator()
    make_definition(indicator, label_en="Oldword")
    make_definition(indicator, label_en="Newword")

    assert found(client, "oldword") == {}
    assert found(client, "newword") == {"indicators": ["Newword"]}


# --- How it is shown ------------------------------------------------------------------


def test_five_of_each_kind_are_shown_and_all_of_one_in_pages(client):
    for number in range(23):
        make_country(f"Ruritania {number}")

    group = ask(client, "ruritania").context["answer"].groups[0]
    assert (group.number, len(group.hits), group.is_cut) == (23, 5, True)
    first = found(client, "ruritania", kind="countries")["countries"]
    second = found(client, "ruritania", kind="countries", page="2")["countries"]
    assert (len(first), len(second)) == (20, 3)
    assert not set(first) & set(second)


def test_a_passage_shows_the_words_and_is_no_html(client):
    text = "Long ago. " * 60 + "<script>alert(1)</script> Sécurité & more <b>x</b>"
    make_version(make_paper(), text=text)

    response = ask(client, "securite")

    (group,) = response.context["answer"].groups
    (hit,) = group.hits
    assert "<mark>Sécurité</mark>" in hit.passage
    assert "&lt;script&gt;" in hit.passage
    assert len(hit.passage) < 700
    page = etree.HTML(response.content)
    assert not [
        script for script in page.iter("script") if "alert" in (script.text or "")
    ]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Night work", ["night"], [(True, "Night"), (False, " work")]),
        ("At night work", ["work"], [(False, "At night "), (True, "work")]),
        ("Œuvres", ["oeuvre"], []),
        ("Nothing here", ["work"], []),
        ("Nothing here", [], []),
    ],
)
def test_a_passage_is_cut_around_the_first_word(text, words, expected):
    assert passage([text], words) == expected


def test_the_language_of_the_page_is_kept(client):
    make_country("Germany", name_fr="Allemagne")

    client.cookies["django_language"] = "fr"
    assert found(client, "germany") == {"countries": ["Allemagne"]}


def test_nothing_typed_nothing_found_and_no_word_have_a_page_each(client):
    for words, said in (
        ("", "For example:"),
        ("zzzqqq", "Nothing was found"),
        ("- & |", "There is no word to look for"),
        ("-labour", "There is no word to look for"),
    ):
        assert said in ask(client, words).content.decode()


def test_every_page_has_the_box(client):
    page = etree.HTML(client.get("/").content)

    (form,) = page.findall('.//header//form[@role="search"]')
    assert (form.get("method"), form.get("action")) == ("get", URL)
    assert form.find('.//input[@name="q"]').get("type") == "search"


# --- What it bears --------------------------------------------------------------------

HOSTILE = [
    "a" * 10_000,
    "a " * 5_000,
    "\x00",
    "lab\x00our",
    "&",
    "!",
    "| & ! ( ) : * < > <->",
    "'",
    "''; DROP TABLE core_country; --",
    "\\",
    '"',
    '"""',
    '"unclosed labour',
    "- - -",
    "--labour",
    "-",
    "or",
    "OR or OR",
    "labour or",
    "labour:*",
    "le la les",
    "%",
    "%s %(x)s {}",
    "\ud7ff\ufffe\uffff",
    "http://example.org/a/b?c=d#e",
    "a@example.org",
    "8.7.1",
    "労働 किसान عمل",
    "🙂",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_has_an_answer(client, words):
    make_action("Labour inspection, 8.7.1")

    ask(client, words)


@pytest.mark.parametrize(
    "narrower",
    [
        {"kind": "nonsense"},
        {"kind": "\x00"},
        {"kind": "actions", "page": "100000000000000000000"},
        {"kind": "actions", "page": "-1"},
        {"kind": "actions", "page": "x"},
        {"kind": "countries"},
    ],
)
def test_a_kind_or_page_that_is_not_there_has_an_answer(client, narrower):
    make_action("Labour inspection")

    ask(client, "labour", **narrower)


def test_a_very_long_text_is_found_by_its_beginning(client):
    words = " ".join(f"word{number}" for number in range(120_000))
    make_version(make_paper(), text=f"Beginning {words}")

    assert len(found(client, "beginning")["texts"]) == 1


def test_a_long_question_is_cut():
    question = Question.read("labour " * 100, "en")

    assert len(question.typed) == LONGEST_QUESTION


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_follow_the_number_of_hits(
    client, number, django_assert_num_queries
):
    for each in range(number):
        pathfinder = make_country(f"Quernland {each}")
        make_action("Quern the mills", pathfinder)
        definition = make_definition(make_indicator(), label_en="Number of querns")
        paper = make_paper(title=f"Quern guide of {definition}")
        make_version(paper, text="How to turn a quern.")
        make_decision(text="The quern turns.", state="adopted", is_public=True)
        make_event(title="Quern webinar")
        factories.make_group(name=f"Quern group {each}")
        factories.make_partner(name=f"Quern union {each}")

    with django_assert_num_queries(10):
        found(client, "quern")


# --- Letters without accents ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Côte d’Ivoire", "cote d ivoire"),
        ("ÑANDÚ", "nandu"),
        ("Œuvre Straße æther", "oeuvre strasse aether"),
        ("Łódź Øre İstanbul", "lodz ore istanbul"),
        ("nothing new", "nothing new"),
    ],
)
def test_python_and_the_database_write_the_same_letters(text, expected):
    pathfinder = make_country(text)
    rows = type(pathfinder).objects.annotate(plain=plain_fields("country__name_en"))

    assert plain(text) == expected
    assert rows.get().plain == expected

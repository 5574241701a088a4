"""`{% value %}`: the number, its mark, and the link to what proves it."""

import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.urls import include, path
from django.utils import translation

from monitoring.enums import ValueType
from monitoring.figures.content import NAMES, Content
from monitoring.figures.shown import Printed
from monitoring.models import Definition

# The address is the page's own; what is tested here is the link to it.
values = [path("<str:iso3>/values/<int:pk>/", lambda request: None, name="value")]
urlpatterns = [path("", include((values, "monitoring")))]
pytestmark = pytest.mark.urls("tests.monitoring.test_shown_template")

NUMBER = Definition(value_type=ValueType.NUMBER, unit_en="victims")
SHARE = Definition(value_type=ValueType.SHARE, unit_en="children")


def version(**stated):
    """Return a stored version of observation 7 of Exampleland."""
    content = Content(**stated)
    fields = {name: getattr(content, name) for name in NAMES}
    country = SimpleNamespace(slug="exa")
    pathfinder = SimpleNamespace(country=country)
    return SimpleNamespace(**fields, pathfinder=pathfinder, observation_id=7)


def printed(said, definition=NUMBER, *, exact=False, withheld=False):
    return Printed(said, definition, exact, withheld)


def draw(value, tag="{% value it %}"):
    return Template("{% load values %}" + tag).render(Context({"it": value}))


def words(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_a_number_leads_to_its_proof():
    html = draw(printed(version(quantity=Decimal(1234))))

    assert '<a class="value__link" href="/exa/values/7/">' in html
    assert words(html) == "1 234 : source and proof victims"


def test_the_link_says_what_the_number_is_about():
    html = draw(printed(version(quantity=Decimal(20))), '{% value it about="Ghana" %}')

    assert words(html) == "20 : Ghana, source and proof victims"


def test_on_paper_there_is_no_link():
    html = draw(printed(version(quantity=Decimal(20))), "{% value it link=False %}")

    assert words(html) == "20 victims"
    assert "href" not in html


def test_a_statement_that_is_not_stored_has_no_link():
    assert "href" not in draw(printed(Content(quantity=Decimal(20))))


def test_the_number_and_the_quality_stand_beside_the_percent():
    said = version(
        percent=Decimal("12.4"), quantity=Decimal(900), quality="provisional"
    )

    html = draw(printed(said, SHARE), "{% value it link=False %}")

    assert words(html) == "12.4% 900 children Provisional"
    assert '<span class="tag">Provisional</span>' in html


def test_a_gap_has_its_shape_words_and_reason():
    said = version(empty="not_collected", empty_reason="No survey since 2012")

    html = draw(printed(said))

    assert "value--not_collected" in html
    assert "#i-todo" in html
    assert words(html) == "Not collected : source and proof No survey since 2012"
    assert words(draw(printed(said), "{% value it brief=True %}")) == (
        "Not collected : source and proof"
    )


def test_a_withheld_number_is_nowhere_in_the_page():
    said = version(quantity=Decimal(7), footnote="7", sample_size=777)

    html = draw(printed(said, withheld=True), "{% value it link=False %}")

    assert words(html) == "Withheld: small number of people"
    assert "#i-lock" in html
    assert "7" not in html


def test_who_may_see_a_withheld_number_sees_that_it_is_not_public():
    html = draw(printed(version(quantity=Decimal(7)), exact=True, withheld=True))

    assert words(html) == (
        "7 : source and proof victims Not public: small number of people"
    )


def test_nothing_entered_is_said():
    assert words(draw(None)) == words(draw(printed(None))) == "Nothing entered"


def test_text_that_a_country_wrote_is_escaped():
    said = version(empty="not_available", empty_reason="<script>x</script>")

    assert "<script>" not in draw(printed(said))


@pytest.mark.parametrize(
    ("language", "text"), [("en", "12.4%"), ("fr", "12,4\N{NO-BREAK SPACE}%")]
)
def test_the_filter_gives_one_line_in_the_readers_language(language, text):
    with translation.override(language):
        html = draw(
            printed(version(percent=Decimal("12.4")), SHARE), "{{ it|in_words }}"
        )

    assert html == text

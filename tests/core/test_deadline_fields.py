from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template

from alliance87.core.deadline_fields import DeadlineField, HourField, TimeZoneField
from alliance87.core.deadlines import Deadline

GENEVA = "Europe/Zurich"
AUGUST = Deadline(datetime(2018, 8, 15, 16, 0, tzinfo=UTC), GENEVA)
NO_HOUR = (
    "Enter the hour, for example 18:00. A day alone, or “close of business”, "
    "does not say when it ends."
)
NO_ZONE = "Choose the time zone: the place whose clock counts."


class AnswerForm(forms.Form):
    until = DeadlineField(label="Answer until")


class PapersForm(forms.Form):
    until = DeadlineField(label="Papers until", required=False)


def sent(form_class, day="", hour="", zone=""):
    return form_class({"until_day": day, "until_hour": hour, "until_zone": zone})


@pytest.mark.parametrize("hour", ["18:00", "18.00", "18h00", "18 h 00", "18:00:00"])
def test_day_hour_and_zone_become_an_instant(hour):
    form = sent(AnswerForm, "2018-08-15", hour, GENEVA)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["until"] == AUGUST


@pytest.mark.parametrize(
    ("parts", "messages"),
    [
        (("2018-08-15", "CoB", GENEVA), ["“CoB” is not an hour. Write it as 18:00."]),
        (("2018-08-15", "6 pm", GENEVA), ["“6 pm” is not an hour. Write it as 18:00."]),
        (
            ("2018-08-15", "24:00", GENEVA),
            ["“24:00” is not an hour. Write it as 18:00."],
        ),
        (("2018-08-15", "", GENEVA), [NO_HOUR]),
        (("2018-08-15", "", ""), [NO_HOUR, NO_ZONE]),
        (("2018-08-15", "18:00", ""), [NO_ZONE]),
        (("2018-08-15", "18:00", "CEST"), ["“CEST” is not a time zone."]),
        (("", "18:00", GENEVA), ["Enter the day."]),
        (("CoB 15 August", "18:00", GENEVA), ["Enter a valid date."]),
        (
            ("2019-03-31", "02:30", GENEVA),
            [
                "There is no 02:30 in Geneva on 31 March 2019: the clocks go forward. "
                "Choose another hour."
            ],
        ),
    ],
)
@pytest.mark.parametrize("form_class", [AnswerForm, PapersForm])
def test_close_of_business_and_missing_parts_are_refused(form_class, parts, messages):
    """The second meeting asked for comments by “15 August 2018, CoB”."""
    form = sent(form_class, *parts)
    assert form.errors == {"until": messages}


@pytest.mark.parametrize("parts", [("", "", ""), ("", "", GENEVA)])
def test_empty_deadline_is_refused_only_when_required(parts):
    assert sent(AnswerForm, *parts).errors == {
        "until": ["Enter the day, the hour and the time zone."]
    }
    form = sent(PapersForm, *parts)
    assert form.is_valid()
    assert form.cleaned_data["until"] is None


def test_absent_keys_are_an_empty_deadline():
    form = PapersForm({})
    assert form.is_valid()
    assert form.cleaned_data["until"] is None


def test_hour_that_comes_twice_is_accepted_with_a_caution():
    form = sent(AnswerForm, "2019-10-27", "02:30", GENEVA)
    assert form.is_valid()
    assert form.cleaned_data["until"].caution.startswith("The clocks of Geneva go back")


def drawn(form) -> str:
    page = Template("{% include 'components/field.html' with field=form.until %}")
    return page.render(Context({"form": form}))


def test_three_parts_stand_in_a_fieldset_each_with_its_label():
    html = drawn(AnswerForm(initial={"until": AUGUST}))
    assert '<legend class="field__label">Answer until' in html
    for number, label in enumerate(["Day", "Hour", "Time zone"]):
        assert f'for="id_until_{number}">{label}</label>' in html
        assert f'id="id_until_{number}"' in html
    assert 'value="2018-08-15"' in html
    assert 'value="18:00"' in html
    assert '<option value="Europe/Zurich" selected>Geneva</option>' in html


def test_bare_zone_is_proposed_as_initial_value():
    html = drawn(PapersForm(initial={"until": GENEVA}))
    assert '<option value="Europe/Zurich" selected>Geneva</option>' in html
    assert 'value="2018' not in html


def test_what_was_typed_comes_back_with_the_refusal():
    html = drawn(sent(AnswerForm, "2018-08-15", "CoB", GENEVA))
    assert 'value="CoB"' in html
    assert "“CoB” is not an hour. Write it as 18:00." in html


def test_unchanged_deadline_is_seen_as_unchanged():
    data = {
        "until_day": "2018-08-15",
        "until_hour": "18:00",
        "until_zone": GENEVA,
    }
    form = AnswerForm(data, initial={"until": AUGUST})
    assert form.has_changed() is False
    moved = AnswerForm(data | {"until_hour": "18:30"}, initial={"until": AUGUST})
    assert moved.changed_data == ["until"]


def test_hour_and_zone_stand_alone_too():
    class HoursForm(forms.Form):
        starts = HourField()
        zone = TimeZoneField()

    form = HoursForm({"starts": "9h30", "zone": "Pacific/Fiji"})
    assert form.is_valid(), form.errors
    assert f"{form.cleaned_data['starts']:%H:%M}" == "09:30"
    assert form.cleaned_data["zone"] == "Pacific/Fiji"
    assert HoursForm({}).errors == {
        "starts": ["This field is required."],
        "zone": [NO_ZONE],
    }

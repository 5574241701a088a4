"""The form pack: what a form says must reach every reader."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import formset_factory
from django.template import Context, Template


class PartWidget(forms.MultiWidget):
    def __init__(self):
        super().__init__(
            [
                forms.TextInput({"aria-label": "Day", "inputmode": "numeric"}),
                forms.Select({"aria-label": "Month"}, choices=[("3", "March")]),
            ]
        )

    def decompress(self, value):
        return [None, None]


class PartField(forms.MultiValueField):
    def __init__(self, **kwargs):
        parts = [forms.CharField(), forms.CharField()]
        super().__init__(parts, widget=PartWidget(), **kwargs)

    def compress(self, values):
        return values


class LetterForm(forms.Form):
    place = forms.CharField(label="Place", help_text="As on the letter")
    share = forms.DecimalField(label="Share", required=False)
    sure = forms.ChoiceField(
        label="How sure?",
        choices=[("a", "Sure"), ("b", "Not")],
        widget=forms.RadioSelect,
    )
    day = PartField(label="Day of the letter")
    public = forms.BooleanField(label="Public", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("The letter is older than the Alliance.")


def tight(html):
    """Return the markup without the blanks around tags."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)


def render(form, **attributes):
    helper = FormHelper()
    helper.add_input(Submit("save", "Save"))
    for name, value in attributes.items():
        setattr(helper, name, value)
    return tight(render_crispy_form(form, helper))


def test_field_has_label_hint_and_error_tied_to_it():
    html = render(LetterForm({"place": ""}))

    assert '<label class="field__label" for="id_place">Place</label>' in html
    assert '<p class="field__hint" id="id_place_helptext">As on the letter</p>' in html
    assert '<div id="id_place_error"><p class="field__error">' in html
    control = html.split('name="place"')[1].split(">")[0]
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_place_helptext id_place_error"' in control
    assert html.index("id_place_helptext") < html.index('id="id_place_error"')


def test_field_without_error_is_not_marked_invalid():
    html = render(LetterForm({"place": "Tunis"}))

    assert "aria-invalid" not in html.split('name="place"')[1].split(">")[0]
    assert 'id="id_place_error"' not in html


def test_optional_fields_say_so_and_required_ones_do_not():
    html = render(LetterForm())

    assert html.count("(optional)") == 1
    label = html.split('for="id_share">')[1].split("</label>")[0]
    assert label == 'Share<span class="field__optional">(optional)</span>'


def test_fields_that_a_draft_leaves_open_say_what_needs_them():
    class DraftForm(LetterForm):
        needed_to_submit = ("share",)

    class EitherForm(LetterForm):
        one_is_needed = ("share",)

    draft, either = render(DraftForm()), render(EitherForm())

    label = draft.split('for="id_share">')[1].split("</label>")[0]
    assert label == 'Share<span class="field__optional">(needed to submit)</span>'
    assert '<label class="field__label" for="id_share">Share</label>' in either
    assert ("(optional)" in draft, "(optional)" in either) == (False, False)


def test_optional_is_left_out_when_the_form_only_asks():
    assert "(optional)" not in render(LetterForm(), form_method="get")
    assert "(optional)" not in render(LetterForm(), hide_optional=True)


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = render(LetterForm({}))

    fieldset = html.split('id="div_id_sure"')[1].split("</fieldset>")[0]
    assert '<legend class="field__label">How sure?</legend>' in fieldset
    assert 'aria-describedby="id_sure_error"' in fieldset
    assert '<label class="choice" for="id_sure_0">' in fieldset
    assert fieldset.count('type="radio"') == 2


def test_parts_of_one_answer_are_labelled_each():
    html = render(LetterForm({}))

    fieldset = html.split('id="div_id_day"')[1].split("</fieldset>")[0]
    assert '<legend class="field__label">Day of the letter</legend>' in fieldset
    assert '<label class="part__label" for="id_day_0">Day</label>' in fieldset
    assert '<label class="part__label" for="id_day_1">Month</label>' in fieldset
    assert 'class="input input--num"' in fieldset
    assert '<option value="3">March</option>' in fieldset


def test_error_summary_links_to_the_first_control_of_each_field():
    html = render(LetterForm({}))

    summary = html.split('class="error-summary__list">')[1].split("</ul>")[0]
    assert summary == (
        "<li><span>The letter is older than the Alliance.</span></li>"
        '<li><a href="#id_place">Place: This field is required.</a></li>'
        '<li><a href="#id_sure_0">How sure? This field is required.</a></li>'
        '<li><a href="#id_day_0">Day of the letter: This field is required.</a></li>'
    )
    assert "There are 4 problems" in html
    for target in ("id_place", "id_sure_0", "id_day_0"):
        assert f'id="{target}"' in html


def test_error_summary_takes_the_focus():
    html = render(LetterForm({}))

    opening = html.split('class="error-summary"')[1].split(">")[0]
    assert opening == ' role="alert" tabindex="-1" autofocus'


def test_error_summary_stands_once_when_the_page_has_drawn_it():
    template = Template(
        "{% load a87 crispy_forms_tags %}{% page_error_summary %}{% crispy form %}"
    )

    html = template.render(Context({"form": LetterForm({})}))

    assert html.count('class="error-summary"') == 1
    assert html.index("error-summary") < html.index("<form")


def test_error_summary_is_absent_without_errors():
    class Fine(forms.Form):
        place = forms.CharField()

    assert "error-summary" not in render(Fine({"place": "Tunis"}))
    assert "error-summary" not in render(Fine())


def test_hidden_field_with_an_error_is_named_without_a_link():
    class Broken(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

    html = render(Broken({"version": "x"}))

    assert "<span>Hidden field version: Enter a whole number.</span>" in html


def test_number_keeps_what_was_written_wrongly():
    html = render(LetterForm({"share": "12,4"}))

    control = html.split('id="div_id_share"')[1].split("</div></div>")[0]
    assert 'type="text" inputmode="decimal" name="share" value="12,4"' in control
    assert "step=" not in control


def test_unit_stands_beside_the_field():
    form = LetterForm()
    form.fields["share"].unit = "percent"

    assert '<span class="affix__text">percent</span>' in render(form)


def test_placeholder_is_never_drawn():
    form = LetterForm()
    form.fields["place"].widget.attrs["placeholder"] = "Tunis"

    assert "placeholder" not in render(form)


def test_what_a_person_wrote_is_escaped():
    html = render(LetterForm({"place": '"><script>alert(1)</script>'}))

    assert "<script>" not in html


def test_fieldset_of_a_layout_has_a_legend():
    html = render(LetterForm(), layout=Layout(Fieldset("The letter", "place")))

    assert '<legend class="fieldset__legend">The letter</legend>' in html


def test_submit_is_a_button_that_wraps_its_words():
    html = render(LetterForm())

    assert '<button type="submit" name="save" value="Save"' in html
    assert 'class="button ' in html


def test_form_carries_the_token_only_when_it_is_posted():
    def page(method):
        helper = FormHelper()
        helper.form_method = method
        context = {"form": LetterForm(), "helper": helper, "csrf_token": "secret"}
        source = "{% load crispy_forms_tags %}{% crispy form helper %}"
        return Template(source).render(Context(context))

    assert 'name="csrfmiddlewaretoken" value="secret"' in page("post")
    assert "csrfmiddlewaretoken" not in page("get")


@pytest.mark.parametrize("template", [None, "alliance87/table_inline_formset.html"])
def test_formset_names_each_field_and_keeps_its_management_form(template):
    formset = formset_factory(LetterForm, extra=2)()
    helper = FormHelper()
    if template:
        helper.template = template

    html = tight(render_crispy_form(formset, helper))

    assert 'name="form-TOTAL_FORMS" value="2"' in html
    for number in (0, 1):
        name = f"form-{number}-place"
        if template:
            control = html.split(f'name="{name}"')[1].split(">")[0]
            assert 'aria-label="Place"' in control
        else:
            assert f'for="id_{name}">Place</label>' in html


def test_filter_draws_a_form_without_a_helper():
    source = "{% load crispy_forms_filters %}{{ form|crispy }}"

    html = tight(Template(source).render(Context({"form": LetterForm({})})))

    assert '<label class="field__label" for="id_place">Place</label>' in html
    assert html.count('class="error-summary"') == 1

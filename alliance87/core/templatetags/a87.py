"""The few things the look needs that a plain include cannot do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from alliance87.core.dates import write_day
from alliance87.core.reports.prose import prose as prose_of

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a day in words, in the reader's language; nothing for nothing."""
    if value is None or value == "":
        return ""
    is_moment = isinstance(value, datetime)
    return write_day(timezone.localdate(value) if is_moment else value)


@register.simple_tag
def colon() -> str:
    """Return the colon after a label; French sets it off by a space."""
    return pgettext("after a label", ":")


@register.filter
def prose(text: str | None) -> SafeString | str:
    """Return text with a little Markdown as safe HTML, as documents print it."""
    return prose_of(text) if text else ""


SIZE_CLASSES = {
    "number": "input--num",
    "date": "input--date",
    "textarea": "input--area",
    "file": "input--file",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One small field of several that make one answer, such as the day of a date."""

    id: str
    label: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class FormError:
    """One line of the error summary; without `target` it belongs to the whole form."""

    target: str
    label: str
    message: str

    @property
    def text(self) -> str:
        """The label and the message; a label that asks needs no colon."""
        if not self.label:
            return self.message
        sign = "" if self.label.endswith("?") else ":"
        return f"{self.label}{sign} {self.message}"


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the shape `name` from the sprite. A word always stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="{}#i-{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return the widget of `field` in our look, without its placeholder.

    A placeholder vanishes while people write; what it says belongs in the hint.
    """
    widget = field.field.widget
    attrs: dict[str, object] = {"placeholder": False}
    if kind_of(field) == "input":
        attrs["class"] = _input_class(widget.attrs.get("class"), _input_type(widget))
    return field.as_widget(attrs=attrs)


@register.simple_tag
def labelled_control(field: BoundField, label: str) -> SafeString:
    """Return the widget of `field` named `label`, for tables that show no label."""
    return field.as_widget(attrs={"aria-label": label})


@register.filter
def kind_of(field: BoundField) -> str:
    """Return how `field` is drawn: "check", "choices", "parts" or "input"."""
    widget = field.field.widget
    input_type = getattr(widget, "input_type", "")
    if input_type == "checkbox" and not hasattr(widget, "choices"):
        return "check"
    if input_type in {"checkbox", "radio"}:
        return "choices"
    return "parts" if widget.use_fieldset and not input_type else "input"


@register.filter
def parts(field: BoundField) -> list[Part]:
    """Return the small fields of a widget with several, in its own order.

    Its widget names each part by `label` in its context, or by `aria-label`.
    """
    drawn = field.subwidgets[0].data
    return [_part(field, context) for context in drawn.get("subwidgets", [drawn])]


@register.filter
def target_id(field: BoundField) -> str:
    """Return the id of the first control of `field`, where an error link leads."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def form_errors(form: BaseForm | BaseFormSet | None) -> list[FormError]:
    """Return all errors of a form or formset in the order of its fields."""
    if form is None or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        own = [FormError("", "", str(error)) for error in form.non_form_errors()]
        return own + [error for each in form.forms for error in form_errors(each)]
    found = [FormError("", "", str(error)) for error in form.non_field_errors()]
    for field in form:
        target, label = target_id(field), str(field.label)
        if field.is_hidden:
            # Nobody can go to a hidden field; its name tells the help desk which.
            target, label = "", gettext("Hidden field %s") % field.name
        found += [FormError(target, label, str(error)) for error in field.errors]
    return found


@register.filter
def paired(columns: Iterable, values: Iterable) -> list[tuple]:
    """Return each column with its value; a row of another length is a mistake."""
    return list(zip(columns, values, strict=True))


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """Return the page numbers to show; None stands for those left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.inclusion_tag("components/error-summary.html", takes_context=True)
def page_error_summary(context: Context, *others: BaseForm | BaseFormSet) -> dict:
    """Draw the errors of the page's form above all else, once.

    `others` are sent with the form; their errors follow. The form notes that its
    summary stands, so that the form pack does not repeat it.
    """
    form = context.get("form") or context.get("formset")
    if not isinstance(form, BaseForm | BaseFormSet):
        return {}
    form.error_summary_stands = True
    errors = [error for each in (form, *others) for error in form_errors(each)]
    return {"errors": errors, "focus": True}


def _part(field: BoundField, context: dict) -> Part:
    attrs = context["attrs"]
    kind = "select" if "select" in context["template_name"] else context.get("type", "")
    if attrs.get("inputmode") == "numeric":
        kind = "number"
    attrs["class"] = _input_class(attrs.get("class"), kind)
    html = field.form.renderer.render(context["template_name"], {"widget": context})
    return Part(
        id=attrs.get("id", ""),
        label=str(context.get("label") or attrs.get("aria-label", "")),
        html=SafeString(html),
    )


def _input_type(widget) -> str:
    if widget.template_name.endswith("textarea.html"):
        return "textarea"
    return getattr(widget, "input_type", "")


def _input_class(own: str | None, input_type: str) -> str:
    return " ".join(filter(None, ["input", SIZE_CLASSES.get(input_type), own]))

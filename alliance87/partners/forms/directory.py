"""Forms of partners, their people and the journey with them."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import (
    DatedModelForm,
    DayInput,
    PartialDateField,
    VersionedModelForm,
)
from alliance87.core.models import Country, User
from alliance87.partners import rules
from alliance87.partners.accounts import rights_gained
from alliance87.partners.enums import OF_A_COUNTRY, SUBTYPES, Focus, SpokenLanguage
from alliance87.partners.forms.filters import grouped_subtypes, secretariat
from alliance87.partners.forms.tags import TagsField
from alliance87.partners.models import EngagementStep, Partner, Person
from alliance87.partners.selectors.directory import likely_duplicates
from alliance87.partners.selectors.engagement import stages_ahead

LONG = forms.TextInput(attrs={"class": "input--full"})


class PartnerForm(VersionedModelForm):
    """Refuses the same name, and asks about a likely duplicate before it saves."""

    compared = ("joined",)
    focus = TagsField(label=_("Works on"), choices=Focus.choices)
    joined = PartialDateField(label=_("Joined"), required=False)
    is_another = forms.BooleanField(
        label=_("It is none of these: save it as a partner of its own"), required=False
    )
    field_order = [
        *("is_another", "name", "short_name", "kind", "subtype", "country", "parent"),
        *("focus", "summary", "website", "applied_on", "joined", "source"),
        *("source_url", "note", "conflict", "is_example"),
    ]

    class Meta:
        model = Partner
        fields = [
            *("name", "short_name", "kind", "subtype", "country", "parent", "focus"),
            *("summary", "website", "applied_on", "source", "source_url", "note"),
            *("conflict", "is_example"),
        ]
        widgets = {
            "name": LONG,
            "summary": forms.Textarea(attrs={"rows": 5}),
            "applied_on": DayInput,
            "source": LONG,
            "note": forms.Textarea(attrs={"rows": 3}),
            "conflict": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "country": _("A country and a government institution need one."),
            "parent": _("The partner of which this one is a part, if any."),
            "note": _("For the secretariat; not shown to others."),
            "conflict": _("For the secretariat; not shown to others."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.likely: list[Partner] = []
        self.initial.setdefault("joined", self.instance.joined)
        self.fields["country"].queryset = Country.objects.by_name()
        others = Partner.objects.exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = others
        self.fields["subtype"].choices = [("", _("Not stated")), *grouped_subtypes()]
        if not self.is_bound:
            del self.fields["is_another"]

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Partner.objects.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError(_("A partner with this name exists already."))
        return name

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("joined") is not None:
            self.instance.joined = cleaned["joined"]
        self._fit_type(cleaned)
        self._ask_about_duplicates(cleaned)
        return cleaned

    def _fit_type(self, cleaned) -> None:
        kind, subtype = cleaned.get("kind"), cleaned.get("subtype")
        if kind and subtype and subtype not in SUBTYPES[kind]:
            self.add_error("subtype", _("This sub-type belongs to another type."))
        missing = kind in OF_A_COUNTRY and not cleaned.get("country")
        if missing and "country" not in self.errors:
            self.add_error(
                "country",
                _("A country and a government institution need their country."),
            )

    def _ask_about_duplicates(self, cleaned) -> None:
        name, short_name = cleaned.get("name"), cleaned.get("short_name", "")
        is_named_anew = {"name", "short_name"} & set(self.changed_data)
        if name and is_named_anew:
            besides = self.instance.pk
            self.likely = likely_duplicates(name, short_name, besides=besides)
        if not self.likely:
            del self.fields["is_another"]
        elif not cleaned.get("is_another"):
            self.add_error(
                "is_another",
                _("It may be on record already. Look at the partners listed above."),
            )


class AccountField(forms.ModelChoiceField):
    """Accounts nobody in the directory has, besides the one chosen already."""

    def label_from_instance(self, obj):
        return f"{obj.name} ({obj.email})"


class PersonForm(VersionedModelForm):
    """A contact; administrators also say which account is this person’s.

    `with_places` is asked only of who links an account that gets rights by it.
    """

    user = AccountField(
        label=_("Account"),
        queryset=User.objects.none(),
        required=False,
        help_text=_(
            "With it the person has the rights of the seats, offices and groups held. "
            "A person has one account, and an account one person."
        ),
        error_messages={
            "invalid_choice": _(
                "Another person has this account, or it is closed. Choose another one."
            )
        },
    )
    with_places = forms.BooleanField(
        label=_("Link the account with these rights"), required=False
    )
    languages = TagsField(label=_("Languages"), choices=SpokenLanguage.choices)
    field_order = [
        *("honorific", "name", "post", "organization", "email", "phone"),
        *("languages", "is_active", "on_mailing_list", "user", "with_places"),
    ]

    class Meta:
        model = Person
        fields = [
            *("honorific", "name", "post", "organization", "email", "phone"),
            *("languages", "is_active", "on_mailing_list", "user"),
        ]
        widgets = {"name": LONG, "post": LONG}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound or not rules.may_invite(by):
            del self.fields["with_places"]
        if not rules.may_invite(by):
            del self.fields["user"]
            return
        is_free = Q(person__isnull=True, is_active=True)
        accounts = User.objects.filter(is_free | Q(pk=self.instance.user_id))
        self.fields["user"].queryset = accounts.order_by("name", "pk")

    def clean(self):
        cleaned = super().clean()
        is_unreachable = not cleaned.get("email") and "email" not in self.errors
        if cleaned.get("on_mailing_list") and is_unreachable:
            self.add_error("email", _("The mailing list needs an e-mail address."))
        if "with_places" in self.fields:
            self._ask_for_places(cleaned)
        return cleaned

    def _ask_for_places(self, cleaned) -> None:
        """Say which rights the account gets, until they are confirmed."""
        is_linked = "user" in self.changed_data
        rights = rights_gained(self.instance, cleaned.get("user")) if is_linked else ""
        if not rights:
            del self.fields["with_places"]
        elif not cleaned["with_places"]:
            self.add_error("with_places", rights)

    def clean_email(self):
        email = self.cleaned_data["email"]
        others = Person.objects.exclude(pk=self.instance.pk)
        if email and others.filter(email__iexact=email).exists():
            raise ValidationError(_("Another person has this e-mail address already."))
        return email


class StepForm(DatedModelForm):
    """A stage reached and what comes next; may finish the step that is still open."""

    until = None
    finishes_open = forms.BooleanField(required=False)
    field_order = [
        *("stage", "when", "finishes_open", "next_step", "next_due_on"),
        *("responsible", "note"),
    ]

    class Meta:
        model = EngagementStep
        fields = ["stage", "next_step", "next_due_on", "responsible", "note"]
        widgets = {
            "next_step": LONG,
            "next_due_on": DayInput,
            "note": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"next_step": _("What the secretariat does next, in one line.")}

    def __init__(self, *args, waiting: EngagementStep | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        stage = self.fields["stage"]
        stage.queryset = stages_ahead(self.instance.partner)
        if self.instance.pk:
            stage.queryset = type(self.instance.stage).objects.filter(
                pk=self.instance.stage_id
            )
            stage.initial = self.instance.stage
        self.fields["when"].label = _("Reached")
        self.fields["responsible"].queryset = secretariat(self.instance.responsible_id)
        if waiting is None or waiting.pk == self.instance.pk:
            del self.fields["finishes_open"]
        else:
            self.fields["finishes_open"].label = _(
                "The open next step is done: %(step)s"
            ) % {"step": waiting.next_step}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("next_due_on") and not cleaned.get("next_step"):
            self.add_error("next_step", _("Say what is due: give the next step."))
        if "next_step" in self.changed_data:
            self.instance.next_done_on = None
        return cleaned


class LeaveForm(forms.Form):
    """From which day a partner is none any more, and why."""

    on = forms.DateField(
        label=_("First day without it"),
        widget=DayInput,
        help_text=_("The first day on which it is no longer a partner."),
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000
    )

    def __init__(self, *args, partner: Partner, **kwargs):
        super().__init__(*args, **kwargs)
        self.partner = partner
        self.initial.setdefault("on", timezone.localdate())

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        joined = self.partner.joined_on
        is_exact = joined and self.partner.joined.precision != "before"
        if is_exact and on < joined:
            raise ValidationError(_("A partner leaves after it joined."))
        return on


class DoneForm(forms.Form):
    on = forms.DateField(label=_("Done on"), widget=DayInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return on


class PurposeForm(forms.Form):
    """What personal data is taken out for; it stays in the trail."""

    purpose = forms.CharField(
        label=_("What do you need it for?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput
from alliance87.core.models import Country, User
from alliance87.partners.accounts import rights_besides
from alliance87.partners.enums import COUNTRY_ROLES, Role
from alliance87.partners.models import ActionGroup, RoleAssignment


class RoleAssignmentForm(forms.ModelForm):
    """Give or end a role: never one's own, never the last administrator's."""

    actor: User | None = None

    class Meta:
        model = RoleAssignment
        fields = [
            *("user", "role", "country", "group", "starts_on", "ends_on", "is_deputy"),
        ]

    def clean(self):
        cleaned = super().clean()
        if self.actor and self.actor.pk in {
            getattr(cleaned.get("user"), "pk", None),
            self.initial.get("user"),
        }:
            raise ValidationError(
                _("You cannot change your own roles. Ask another administrator.")
            )
        if self._ends_last_administrator(cleaned):
            raise ValidationError(
                _("This is the last administrator. Name another one first.")
            )
        return cleaned

    def _ends_last_administrator(self, cleaned) -> bool:
        if not self.instance.pk or self.initial.get("role") != Role.ADMINISTRATOR:
            return False
        stays = cleaned.get("role") == Role.ADMINISTRATOR and not cleaned.get("ends_on")
        others = RoleAssignment.objects.current().filter(
            role=Role.ADMINISTRATOR, ends_on__isnull=True
        )
        return not stays and not others.exclude(pk=self.instance.pk).exists()


class InvitationForm(forms.Form):
    """Whom to invite, as what, for how long.

    `with_places` is asked only of who invites somebody with rights besides the role.
    """

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.none(),
        required=False,
        help_text=_("For a focal point or a national contributor."),
    )
    group = forms.ModelChoiceField(
        label=_("Action group"),
        queryset=ActionGroup.objects.none(),
        required=False,
        help_text=_("For the chair of an action group."),
    )
    ends_on = forms.DateField(
        label=_("Role ends on"),
        required=False,
        widget=DayInput,
        help_text=_("Leave empty when the end is not known."),
    )
    is_deputy = forms.BooleanField(
        label=_("Stands in for somebody"),
        required=False,
        help_text=_(
            "A deputy of a focal point or contributor has the same rights until the "
            "last day, which has to be given."
        ),
    )
    with_places = forms.BooleanField(
        label=_("Invite with these rights"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["with_places"]
        self.fields["country"].queryset = Country.objects.by_name()
        self.fields["group"].queryset = ActionGroup.objects.all()

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(
                _("Somebody has an account with this address. Give that person a role.")
            )
        return email

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and ends_on < timezone.localdate():
            raise ValidationError(_("The role would have ended already."))
        return ends_on

    def clean(self):
        cleaned = super().clean()
        role = cleaned.get("role")
        if role in COUNTRY_ROLES and not cleaned.get("country"):
            self.add_error("country", _("Choose the country for this role."))
        if role not in COUNTRY_ROLES:
            cleaned["country"] = None
        if role == Role.GROUP_CHAIR and not cleaned.get("group"):
            self.add_error("group", _("Choose the action group for this role."))
        if role != Role.GROUP_CHAIR:
            cleaned["group"] = None
        self._ask_for_places(cleaned)
        return cleaned

    def _ask_for_places(self, cleaned) -> None:
        """Say which rights the person gets besides, until they are confirmed."""
        given = {name: cleaned.get(name) for name in ("role", "group", "ends_on")}
        rights = rights_besides(cleaned.get("email") or "", **given)
        if not rights:
            del self.fields["with_places"]
            cleaned["with_places"] = False
        elif not cleaned["with_places"]:
            self.add_error("with_places", rights)


class WelcomeForm(forms.Form):
    """The password an invited person chooses."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ. Type both again."))
        return cleaned

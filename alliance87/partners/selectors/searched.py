"""What can be found of groups and partners, and by whom."""

from django.utils.translation import gettext_lazy as _

from alliance87.core.searching import Searched
from alliance87.partners.models import ActionGroup, Partner

SEARCHED = (
    Searched(
        kind="groups",
        label=_("Action groups"),
        rows=lambda _user: ActionGroup.objects.all(),
        names=("name", "short_name"),
        texts=("summary", "mandate"),
        flag="is_example",
        about=lambda group: group.get_state_display(),
    ),
    Searched(
        kind="partners",
        label=_("Partners"),
        rows=lambda user: Partner.objects.visible_to(user),
        names=("name", "short_name"),
        texts=("summary",),
        flag="is_example",
        about=lambda partner: partner.get_kind_display(),
    ),
)

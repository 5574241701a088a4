"""Words that everybody would try first in this house."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CONTEXT_WORDS = ("alliance87", "alliance8.7", "alliance 8.7", "pathfinder")


class ContextWordsValidator:
    """Refuse passwords built on the name of the Alliance or its programme."""

    def validate(self, password, user=None):
        lowered = password.lower()
        for word in CONTEXT_WORDS:
            if word in lowered:
                raise ValidationError(
                    _("The password contains “%(word)s”. Choose other words."),
                    code="password_context_word",
                    params={"word": word},
                )

    def get_help_text(self):
        return _("Do not use the name of the Alliance in your password.")

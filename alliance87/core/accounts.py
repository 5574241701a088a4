"""How allauth behaves here: nobody signs up, the secretariat invites."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.exceptions import ValidationError


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def populate_username(self, request, user):
        """Accounts have no user name."""

    def pre_authenticate(self, request, **credentials):
        """Answer 429 to too many wrong passwords, instead of a page that looks fine."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count wrong passwords by account and address.

        By account alone, anybody could lock its owner out.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"

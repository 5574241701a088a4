"""How allauth behaves here: nobody signs up, the secretariat invites."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def populate_username(self, request, user):
        """Accounts have no user name."""

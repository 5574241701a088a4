from django.core.management.base import BaseCommand

from alliance87.core.models import User
from alliance87.home.demo import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Print the demo accounts that exist here, with their roles."

    def handle(self, *args, **options):
        known = set(User.objects.values_list("email", flat=True))
        shown = [account for account in ACCOUNTS if account.email in known]
        for account in shown:
            self.stdout.write(f"{account.email:28} {account.role.label}")
        if shown:
            self.stdout.write(f"The password of all of them: {PASSWORD}")

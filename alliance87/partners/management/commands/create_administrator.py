from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from alliance87.core.models import User
from alliance87.partners.services import create_administrator


class Command(BaseCommand):
    help = "Create an administrator and print the link for choosing a password."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--host", default="http://localhost:8000")

    def handle(self, *args, **options):
        if User.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError("An account has this e-mail address already.")
        token = create_administrator(email=options["email"], name=options["name"])
        path = reverse("partners:invitation", kwargs={"token": token})
        self.stdout.write(f"{options['host'].rstrip('/')}{path}")

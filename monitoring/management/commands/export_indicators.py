from django.core.management.base import BaseCommand, CommandError

from monitoring.catalogue import write_axes, write_set
from monitoring.models import IndicatorSet


class Command(BaseCommand):
    help = "Write a set of indicators, or the parts of axes, as YAML."

    def add_arguments(self, parser):
        parser.add_argument("code", nargs="?", help="code of the set")
        parser.add_argument("--axes", action="store_true", help="the parts of axes")

    def handle(self, *args, **options):
        if options["axes"]:
            self.stdout.write(write_axes(), ending="")
            return
        found = IndicatorSet.objects.filter(code=options["code"]).first()
        if found is None:
            codes = ", ".join(IndicatorSet.objects.values_list("code", flat=True))
            raise CommandError(f"Name one of the sets: {codes or 'there is none'}.")
        self.stdout.write(write_set(found), ending="")

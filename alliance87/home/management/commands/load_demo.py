from django.core.management.base import BaseCommand

from alliance87.home.demo import is_empty, load_demo


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration; leaves others alone."

    def handle(self, *args, **options):
        if not is_empty():
            self.stdout.write("The database has data already; nothing was loaded.")
            return
        self.stdout.write(f"{load_demo()} countries on the path.")

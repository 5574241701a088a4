import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from alliance87.core.outbox import Postman, revive, send_waiting

# Seconds between two looks for new mails.
PAUSE = 5.0


class Command(BaseCommand):
    help = "Send the mails that wait (safe to repeat; two never send the same one)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--watch", action="store_true", help="go on until told to stop"
        )

        parser.add_argument(
            "--again", action="store_true", help="begin with the mails given up"
        )

    def handle(self, *args, **options):
        if options["again"]:
            self.stdout.write(f"{revive()} mails were given up and wait again.")
        if options["watch"]:
            self.watch()
        else:
            self.stdout.write(f"{send_waiting()} mails sent.")

    def watch(self):
        stop, postman = threading.Event(), Postman()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.wait(PAUSE):
            close_old_connections()
            postman.go()

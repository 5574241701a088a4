from django.core.management.base import BaseCommand

from alliance87.core.jobs import Worker


class Command(BaseCommand):
    help = "Do the work that waits: publications, jobs, mails. Several may run at once."

    def add_arguments(self, parser):
        parser.add_argument(
            "--watch", action="store_true", help="go on until told to stop"
        )

    def handle(self, *args, **options):
        worker = Worker()
        worker.stop_on_signals()
        if options["watch"]:
            worker.keep_doing()
        else:
            worker.do_waiting()

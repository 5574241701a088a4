from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from alliance87.core.models import Submission

KEPT = timedelta(days=30)


class Command(BaseCommand):
    help = "Forget which forms were sent more than 30 days ago (safe to repeat)."

    def handle(self, *args, **options):
        old = Submission.objects.filter(created_at__lt=timezone.now() - KEPT)
        count, _models = old.delete()
        self.stdout.write(f"{count} sent forms forgotten.")

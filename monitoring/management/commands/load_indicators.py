from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from alliance87.core.access import scope_of
from alliance87.core.exceptions import Blocked
from alliance87.core.models import User
from monitoring.catalogue import (
    Kind,
    differences,
    faults_of,
    load_axes,
    load_set,
    read_axes,
    read_set,
)
from monitoring.catalogue.shipped import AXES, FIRST_SET


class Command(BaseCommand):
    help = (
        "Load the parts of axes and a set of indicators (safe to repeat). Without a "
        "file: the set of the annex of 2019."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=FIRST_SET)
        parser.add_argument("--dry-run", action="store_true", help="only show it")
        parser.add_argument("--by", help="e-mail address of the administrator")
        parser.add_argument("--reason", default="", help="why definitions change")
        parser.add_argument("--valid-from", type=date.fromisoformat)

    def handle(self, *args, **options):
        try:
            text = options["file"].read_text(encoding="utf-8-sig")
            self._load(read_set(text), options)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        except Blocked as error:
            raise CommandError("\n".join(error.reasons)) from error

    def _load(self, set_file, options):
        axes = read_axes(AXES.read_text(encoding="utf-8"))
        by = None if options["dry_run"] else _administrator(options["by"])
        if by is not None:
            load_axes(axes, by=by)
            found = load_set(
                set_file,
                by=by,
                reason=options["reason"],
                valid_from=options["valid_from"],
            )
        elif faults := faults_of(set_file, axes):
            raise Blocked(faults)
        else:
            found = differences(set_file)
        for each in found:
            self._show(each)
        self.stdout.write(f"{len(found)} differences." if found else "No change.")

    def _show(self, difference):
        self.stdout.write(
            f"{Kind(difference.kind).label}: {difference.code} {difference.label}"
        )
        for change in difference.changes:
            self.stdout.write(f"  {change.field}: “{change.old}” → “{change.new}”")


def _administrator(email: str | None) -> User:
    """Return who loads it: the named person, or the only administrator there is."""
    people = User.objects.filter(is_active=True, role_assignments__isnull=False)
    if email:
        people = people.filter(email__iexact=email)
    found = [each for each in people.distinct() if scope_of(each).is_administrator]
    if len(found) != 1:
        raise CommandError("Name an administrator with --by and the e-mail address.")
    return found[0]

"""Build the briefing pack of a meeting of the Group without a worker or a browser."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from alliance87.core.exceptions import DomainError
from alliance87.core.models import User
from meetings import packs
from meetings.enums import MeetingKind, PackAudience, PackState
from meetings.models import BriefingPack, Meeting
from meetings.reports.pack import build

FAILURES = (DomainError, PermissionDenied, User.DoesNotExist, Meeting.DoesNotExist)


class Command(BaseCommand):
    help = "Build the draft pack of a GCG meeting into a file, or issue it (--issue)."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="number of the meeting")
        parser.add_argument("--by", required=True, help="e-mail of who does it")
        parser.add_argument("--audience", default="members", choices=PackAudience)
        parser.add_argument("--language", default="en")
        parser.add_argument("--issue", action="store_true")
        parser.add_argument("--to", type=Path, help="file for the draft")

    def handle(self, *, number, by, audience, language, issue, to, **_options):
        try:
            user = User.objects.get(email__iexact=by)
            meeting = Meeting.objects.get(
                kind=MeetingKind.GCG, number=number, is_example=False
            )
            pack = self._draft(meeting, user, audience, language)
            if issue:
                pack = packs.issue(pack, build=self._build, by=user)
                self.stdout.write(f"{pack}: {pack.pages} pages, {pack.sha256}")
                return
            built = build(pack, tell=self.stdout.write, is_draft=True)
        except FAILURES as error:
            raise CommandError(str(error) or type(error).__name__) from error
        packs.keep_places(pack, built)
        path = to or Path(packs.file_name(pack))
        path.write_bytes(built.content)
        self.stdout.write(f"{path}: {built.pages} pages")

    def _draft(self, meeting, user, audience, language) -> BriefingPack:
        drafts = meeting.packs.filter(audience=audience, language=language)
        draft = drafts.filter(state=PackState.DRAFT).first()
        return draft or packs.start_pack(
            meeting, by=user, audience=audience, language=language
        )

    def _build(self, pack):
        return build(pack, tell=self.stdout.write)

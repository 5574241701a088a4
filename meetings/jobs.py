"""The long work of meetings; the queue finds it here (`alliance87.core.jobs`)."""

from django.utils.translation import gettext as _

from alliance87.core.jobs import Progress, job
from alliance87.core.models import User
from meetings import packs, rules
from meetings.enums import PackState
from meetings.models import BriefingPack
from meetings.reports.pack.building import STEPS, build


def may_build(user, *, pk: int, **_arguments) -> bool:
    pack = BriefingPack.objects.visible_to(user).filter(pk=pk).first()
    return pack is not None and rules.may_build_packs(user, pack)


@job(packs.ISSUE, may=may_build)
def issue_pack(progress: Progress, *, pk: int, by_pk: int) -> None:
    """Build a pack and issue it; all of it or nothing."""
    pack = BriefingPack.objects.get(pk=pk)
    progress.total(STEPS, _("steps"))
    packs.issue(
        pack,
        build=lambda locked: build(
            locked, tell=lambda words: progress.step(message=words)
        ),
        by=User.objects.get(pk=by_pk),
    )
    progress.result(pack.get_absolute_url())


@job(packs.PREVIEW, may=may_build)
def preview_pack(progress: Progress, *, pk: int) -> None:
    """Build a draft for who asked, and for nobody else."""
    pack = BriefingPack.objects.select_related("meeting").get(pk=pk)
    progress.total(STEPS, _("steps"))
    built = build(pack, tell=lambda words: progress.step(message=words), is_draft=True)
    if pack.state == PackState.DRAFT:
        packs.keep_places(pack, built)
    progress.file(built.content, f"draft-{packs.file_name(pack)}")

"""Big files as work outside the request: what would come of them, and applying them."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from alliance87.core.jobs import Progress, job
from alliance87.core.models import User
from monitoring.models import ValueImport
from monitoring.transfers.filing import keep_aside, kept_aside
from monitoring.transfers.opening import (
    apply_file,
    catalogue_of,
    is_big,
    planner,
)
from monitoring.transfers.previews import Preview, of_archive, preview_of, to_archive
from monitoring.transfers.undoing import undo_import
from monitoring.workflow.transfer import may_apply, may_undo

PREVIEW, APPLY = "monitoring.import_preview", "monitoring.import_apply"
UNDO = "monitoring.import_undo"


def may_work(user, *, pk: int, **_arguments) -> bool:
    found = ValueImport.objects.visible_to(user).filter(pk=pk).first()
    return found is not None and may_apply(user, found)


def _counter(progress: Progress) -> Callable[[], None]:
    """Return what counts a figure; tables with many in a row end before their rows."""

    def count() -> None:
        progress.step(int(progress.done < progress.steps))

    return count


@job(PREVIEW, may=may_work)
def preview_import(progress: Progress, *, pk: int) -> None:
    """Plan a file and keep what would come of each row for its pages."""
    found = ValueImport.objects.select_for_update(of=("self",)).get(pk=pk)
    progress.total(found.choices.get("rows", 0), _("rows"))
    catalogue = catalogue_of(found.pathfinder)
    made = planner(catalogue, each=_counter(progress))(found)
    language = translation.get_language() or "en"
    preview = preview_of(made, catalogue, language=language)
    name = f"import-{found.pk}.zip"
    kept = keep_aside(to_archive(preview), name, by=found.created_by)
    found.choices = {**found.choices, "preview": kept.pk}
    found.save()
    progress.result(found.get_absolute_url())


@job(APPLY, may=may_work)
def apply_in_background(
    progress: Progress, *, pk: int, by_pk: int, reason: str, seen: str
) -> None:
    """Apply a file, all rows or none."""
    found = ValueImport.objects.get(pk=pk)
    progress.total(found.choices.get("rows", 0), _("rows"))
    planned = planner(catalogue_of(found.pathfinder), each=_counter(progress))
    user = User.objects.get(pk=by_pk)
    done = apply_file(found, planned, by=user, reason=reason, seen=seen)
    progress.result(done.get_absolute_url())


def may_take_back(user, *, pk: int, **_arguments) -> bool:
    found = ValueImport.objects.visible_to(user).filter(pk=pk).first()
    return found is not None and may_undo(user, found)


@job(UNDO, may=may_take_back)
def undo_in_background(progress: Progress, *, pk: int, by_pk: int) -> None:
    """Take an import back, as far as nobody moved its values since."""
    found = ValueImport.objects.get(pk=pk)
    undo_import(found, by=User.objects.get(pk=by_pk))
    progress.result(found.get_absolute_url())


def preview_now(value_import: ValueImport) -> Preview | None:
    """Return what would come of a file; None for a big one that nobody planned yet."""
    if kept := value_import.choices.get("preview"):
        return of_archive(kept_aside(kept))
    if is_big(value_import):
        return None
    catalogue = catalogue_of(value_import.pathfinder)
    made = planner(catalogue)(value_import)
    language = translation.get_language() or "en"
    return preview_of(made, catalogue, language=language)

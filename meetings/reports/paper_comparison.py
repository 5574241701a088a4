"""Two versions of a paper compared, as a document."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Fact
from alliance87.core.text_comparison import TextComparison, compare_texts
from meetings.models import PaperVersion
from meetings.selectors.papers import label_of

ISSUER = "Alliance 8.7"


def paper_comparison_pdf(old: PaperVersion, new: PaperVersion) -> bytes:
    """Return what changed in the text from one version to the other.

    Who may read both is for the caller to judge.
    """
    return reports.render(paper_comparison_report(old, new))


def paper_comparison_report(old: PaperVersion, new: PaperVersion) -> reports.Report:
    with override(new.language):
        comparison = compare_texts(old.text, new.text)
        return reports.Report(
            kind=_("Comparison"),
            title=new.title or new.paper.title,
            subtitle=_("%(old)s and %(new)s") % {"old": named(old), "new": named(new)},
            issuer=ISSUER,
            language=new.language,
            as_of=timezone.localdate(),
            version_text=_("versions %(old)s and %(new)s")
            % {"old": old.number, "new": new.number},
            facts=_cover(old, new),
            is_example=new.paper.is_example,
            sections=(_summary(comparison), *_changes(comparison, new)),
        )


def named(version: PaperVersion) -> str:
    return _("Version %(number)s") % {"number": version.number}


def _cover(old: PaperVersion, new: PaperVersion) -> tuple[Fact, ...]:
    return (
        *(Fact(named(each), _state(each)) for each in (old, new)),
        Fact(_("As of"), write_day(timezone.localdate())),
        Fact(_("Language"), new.get_language_display()),
    )


def _state(version: PaperVersion) -> str:
    when = str(version.endorsed) if version.endorsed_on else ""
    return ", ".join(filter(None, (label_of(version), when)))


def _summary(comparison: TextComparison) -> reports.Facts:
    counts = comparison.counts
    return reports.Facts(
        heading=_("At a glance"),
        facts=(
            Fact(_("Paragraphs added"), str(counts["added"])),
            Fact(_("Paragraphs removed"), str(counts["removed"])),
            Fact(_("Paragraphs changed"), str(counts["changed"])),
            Fact(_("Paragraphs without a change"), str(counts["same"])),
        ),
    )


def _changes(comparison: TextComparison, new: PaperVersion) -> list[reports.Section]:
    if not comparison.differs:
        return [reports.Note(text=_("The two texts do not differ."))]
    note = []
    if new.file_id:
        note = [
            reports.Note(
                text=_(
                    "The texts were read out of the files by a machine. Tables and "
                    "pictures are not compared; the files count."
                )
            )
        ]
    return [
        *note,
        reports.TextChanges(
            heading=_("What changed"),
            runs_on=True,
            stretches=comparison.stretches(),
            language=new.language,
        ),
    ]

"""Papers, comments and questions: all are written on their own pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline
from meetings.models import (
    Comment,
    CommentRound,
    FrequentQuestion,
    Paper,
    PaperVersion,
)
from pathfinders.admin.base import link


class VersionInline(ReadOnlyInline):
    model = PaperVersion
    fields = ["number", "language", "state", "endorsed_on", "pages", "sha256"]


class CommentInline(ReadOnlyInline):
    model = Comment
    fields = ["position", "partner", "section", "text", "disposition", "response"]


@admin.register(Paper)
class PaperAdmin(ReadOnlyAdmin):
    list_display = ["title", "kind", "toolkit", "visibility", "page"]
    list_filter = ["kind", "toolkit", "visibility"]
    search_fields = ["title", "purpose", "slug"]
    exclude = ["version"]
    inlines = [VersionInline]

    @admin.display(description=_("page"))
    def page(self, paper):
        return link(paper.get_absolute_url())


@admin.register(PaperVersion)
class PaperVersionAdmin(ReadOnlyAdmin):
    list_display = ["paper", "number", "language", "state", "uploaded_at", "page"]
    list_filter = ["state", "language"]
    list_select_related = ["paper"]
    search_fields = ["paper__title", "title", "sha256"]
    exclude = ["version"]

    @admin.display(description=_("page"))
    def page(self, version):
        return link(version.get_absolute_url())


@admin.register(CommentRound)
class CommentRoundAdmin(ReadOnlyAdmin):
    list_display = ["about", "audience", "opens_at", "closes_at", "page"]
    list_filter = ["audience", "silence_is_consent"]
    list_select_related = ["version__paper", "report__meeting"]
    search_fields = ["version__paper__title", "instructions"]
    inlines = [CommentInline]

    @admin.display(description=_("about"))
    def about(self, comment_round):
        return str(comment_round.subject)

    @admin.display(description=_("page"))
    def page(self, comment_round):
        return link(comment_round.get_absolute_url())


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ["position", "partner", "section", "disposition", "created_at"]
    list_filter = ["disposition"]
    list_select_related = ["partner"]
    search_fields = ["text", "response", "partner__name"]
    exclude = ["version"]


@admin.register(FrequentQuestion)
class FrequentQuestionAdmin(ReadOnlyAdmin):
    list_display = ["question", "topic", "language", "position", "is_public"]
    list_filter = ["language", "is_public"]
    search_fields = ["question", "answer", "topic"]
    exclude = ["version"]

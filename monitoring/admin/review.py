from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import ReadOnlyAdmin
from monitoring.models import AnnualReview


@admin.register(AnnualReview)
class AnnualReviewAdmin(ReadOnlyAdmin):
    """Reviews are written and decided on their own pages."""

    list_display = [
        *(
            "pathfinder",
            "year_text",
            "state",
            "assessment",
            "justification_verdict",
            "page",
        ),
    ]
    list_filter = ["state", "assessment", "justification_verdict", "year"]
    list_select_related = ["pathfinder__country"]
    search_fields = ["pathfinder__country__name_en", "pathfinder__country__iso3"]

    exclude = ["year", "version"]
    readonly_fields = ["year_text"]

    @admin.display(description=_("year"), ordering="year")
    def year_text(self, review):
        return str(review.year)

    @admin.display(description=_("page"))
    def page(self, review):
        return format_html(
            '<a href="{}">{}</a>', review.get_absolute_url(), _("Open the review")
        )

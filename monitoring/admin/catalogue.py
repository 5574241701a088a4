from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline
from monitoring.models import (
    AxisItem,
    Definition,
    Indicator,
    IndicatorSet,
    SetEntry,
)


class DefinitionInline(ReadOnlyInline):
    model = Definition
    fields = ["number", "valid_from", "label_en", "value_type", "reason"]


class EntryInline(ReadOnlyInline):
    model = SetEntry
    fields = ["position", "definition"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("definition")


@admin.register(AxisItem)
class AxisItemAdmin(ReadOnlyAdmin):
    """Parts of axes come from their file."""

    list_display = ["name_en", "axis", "code", "from_age", "to_age"]
    list_filter = ["axis"]
    search_fields = ["code", "name_en"]


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    """Indicators are defined on their own pages, or loaded from a file."""

    list_display = ["code", "country", "dimension", "theme", "sub_area", "page"]
    list_filter = ["dimension", "theme", "sub_area", "kind"]
    list_select_related = ["pathfinder__country"]
    search_fields = ["code", "definitions__label_en"]
    inlines = [DefinitionInline]

    @admin.display(description=_("country"), ordering="pathfinder")
    def country(self, indicator):
        return indicator.pathfinder or "–"

    @admin.display(description=_("page"))
    def page(self, indicator):
        return format_html(
            '<a href="{}">{}</a>', indicator.get_absolute_url(), _("Open the indicator")
        )


@admin.register(IndicatorSet)
class IndicatorSetAdmin(ReadOnlyAdmin):
    """Sets are loaded from a file and validated on their own page."""

    list_display = ["title_en", "code", "state", "valid_from"]
    list_filter = ["state"]
    search_fields = ["code", "title_en"]
    inlines = [EntryInline]

"""Needs, offers and where they meet: each changes on its own page, by its verbs."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.record_admin import ReadOnlyAdmin, ReadOnlyInline
from pathfinders.admin.base import COUNTRY_SEARCH, TRAIL, link
from pathfinders.enums import NeedState
from pathfinders.models import SupportMatch, SupportNeed, SupportOffer
from pathfinders.selectors.support import with_state


class MatchInline(ReadOnlyInline):
    model = SupportMatch
    fk_name = "need"
    fields = ["offer", "state", "agreed_on", "delivered_on", "note", "document"]


@admin.register(SupportNeed)
class SupportNeedAdmin(ReadOnlyAdmin):
    list_display = ["title", "pathfinder", "kind", "state", "answer_by", "page"]
    list_filter = ["kind", "pathfinder__country__region"]
    list_select_related = ["pathfinder__country"]
    search_fields = [*COUNTRY_SEARCH, "title", "description"]
    fields = [
        *("pathfinder", "action", "kind", "title", "description", "topics"),
        *("languages", "amount", "currency", "answer_by", "withdrawn_on", *TRAIL),
    ]
    inlines = [MatchInline]

    def get_queryset(self, request):
        return with_state(super().get_queryset(request))

    @admin.display(description=_("state"))
    def state(self, need):
        return NeedState(need.state).label

    @admin.display(description=_("page"))
    def page(self, need):
        return link(need.get_absolute_url())


@admin.register(SupportOffer)
class SupportOfferAdmin(ReadOnlyAdmin):
    list_display = ["title", "offered_by", "kind", "ends_on", "page"]
    list_filter = ["kind"]
    list_select_related = ["partner", "action_group"]
    search_fields = ["title", "description", "partner__name", "action_group__name"]
    fields = [
        *("partner", "action_group", "kind", "title", "description", "topics"),
        *("regions", "languages", "amount", "currency", "ends_on", *TRAIL),
    ]

    @admin.display(description=_("page"))
    def page(self, offer):
        return link(offer.get_absolute_url())


@admin.register(SupportMatch)
class SupportMatchAdmin(ReadOnlyAdmin):
    list_display = ["need", "offer", "state", "agreed_on", "delivered_on"]
    list_filter = ["state"]
    list_select_related = ["need", "offer"]
    search_fields = ["need__title", "offer__title"]
    fields = [
        *("need", "offer", "state", "agreed_on", "delivered_on", "note", "document"),
        *TRAIL,
    ]

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliance87.core.rules import may_enter_admin


class SecretariatAdminSite(admin.AdminSite):
    """The secretariat's editing desk. Nobody else enters, whatever their flags."""

    site_title = _("Alliance 8.7 records")
    site_header = _("Alliance 8.7 records")
    index_title = _("Records")
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request):
        return may_enter_admin(request.user)

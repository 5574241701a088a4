from functools import update_wrapper

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from alliance87.core.record_admin import RecordAdmin
from alliance87.core.rules import may_enter_admin


class SecretariatAdminSite(admin.AdminSite):
    """The secretariat's editing desk. Nobody else enters, whatever their flags.

    There is one door: visitors go to our own sign-in page, which is throttled, and
    people without the role are told that it is not for them (403).
    """

    site_title = _("Alliance 8.7 records")
    site_header = _("Alliance 8.7 records")
    index_title = _("Records")
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Take pages that ask our rules; those of packages ask flags we do not use."""
        if admin_class is not None and issubclass(admin_class, RecordAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        return may_enter_admin(request.user)

    def admin_view(self, view, cacheable=False):
        inside = super().admin_view(view, cacheable)

        def door(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inside(request, *args, **kwargs)

        return update_wrapper(door, inside)

    def get_urls(self):
        """Leave out the redirect to any record by its number ("view on site")."""
        urls = super().get_urls()
        return [url for url in urls if getattr(url, "name", "") != "view_on_site"]

    @method_decorator([never_cache, login_not_required])
    def login(self, request, extra_context=None):
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", "/admin/"))
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

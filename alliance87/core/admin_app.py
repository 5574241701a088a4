from django.contrib.admin import apps


class SecretariatAdminConfig(apps.AdminConfig):
    default_site = "alliance87.core.admin_site.SecretariatAdminSite"

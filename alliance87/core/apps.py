from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "alliance87.core"
    label = "core"
    verbose_name = "Core"

    def ready(self):
        # Both register themselves with Django when they are imported.
        from alliance87.core import checks, converters  # noqa: F401, PLC0415 -- idem
        from alliance87.core.migrating import (  # noqa: PLC0415 -- needs the apps
            leave_models_alone,
        )

        leave_models_alone()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "kpss_pages.core"
    label = "kpss_core"
    verbose_name = _("What page kinds share")

    def ready(self) -> None:
        from kpss_pages.core import day_inputs, signals  # noqa: F401
        from kpss_pages.core.models import Topic, UrgentNotice
        from sites.models import Role
        from sites.roles import register_row_actions
        from sites.tenancy.policies import register_town_rows

        day_inputs.register()
        for model in (Topic, UrgentNotice):
            register_town_rows(model)
            register_row_actions(model, dict.fromkeys(Role, ("add", "change", "delete")))

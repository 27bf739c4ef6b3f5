from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    name = "kpss_pages.open_data"
    label = "kpss_open_data"
    verbose_name = _("Open data")

    def ready(self) -> None:
        from kpss_pages.core.data_sets import register_terms
        from kpss_pages.open_data.terms import terms_of

        register_terms(terms_of)

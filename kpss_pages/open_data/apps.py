from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    name = "kpss_pages.open_data"
    label = "kpss_open_data"
    verbose_name = _("Open data")

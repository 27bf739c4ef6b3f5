from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "kpss_pages.events"
    label = "kpss_events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from kpss_pages.events import signals  # noqa: F401

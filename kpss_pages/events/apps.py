from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "kpss_pages.events"
    label = "kpss_events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from kpss_pages.barrier_free.here import register_things_here
        from kpss_pages.core.announcements import register_announcements
        from kpss_pages.core.data_sets import register_data_set
        from kpss_pages.core.feeds import register_section_feed
        from kpss_pages.events import signals  # noqa: F401
        from kpss_pages.events.data_sets import EVENTS
        from kpss_pages.events.places_here import events_at
        from kpss_pages.events.registration import signals as registration_signals  # noqa: F401
        from kpss_pages.events.registration import views  # noqa: F401
        from kpss_pages.events.registration.outbox import send_forgotten
        from kpss_pages.events.registration.retention import delete_old
        from kpss_pages.events.telling import ANNOUNCED
        from sites.tenancy.named_objects import names_own_page
        from sites.tenancy.places import place_views
        from sites.workers import register_chore

        register_things_here(events_at)
        register_data_set(EVENTS)
        register_section_feed("events", _("Events"))
        register_announcements(ANNOUNCED)
        place_views({"kpss_events_registration*": (names_own_page,)})
        register_chore(send_forgotten, seconds=300)
        register_chore(delete_old, seconds=3600)

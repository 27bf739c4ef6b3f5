from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    name = "kpss_pages.subscriptions"
    label = "kpss_subscriptions"
    verbose_name = _("Subscriptions")

    def ready(self) -> None:
        from kpss_pages.subscriptions import announcing, bounces, scheduling  # noqa: F401
        from sites.limits import leave_uncounted
        from sites.returned_mails import hand_reports_to
        from sites.tenancy.named_objects import names_own_site
        from sites.tenancy.places import Door, place_views
        from sites.workers import register_chore

        place_views(
            {
                "subscriptions_towns": Door.OPEN,  # leads to the towns that one plans for
                "subscriptions_desk": (names_own_site,),
            }
        )
        # Mail providers send what their readers press, for all of them from a few addresses (RFC 8058).
        leave_uncounted("/subscription/leave/")
        hand_reports_to(bounces.take_report)
        register_chore(scheduling.begin_due_mailings, seconds=60)
        register_chore(scheduling.take_care_of_forgotten, seconds=300)
        register_chore(scheduling.forget, seconds=3600)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitesConfig(AppConfig):
    name = "sites"
    label = "kpss_sites"
    verbose_name = _("Towns")

    def ready(self) -> None:
        from sites import checks, hosts, page_urls, routing, signals, wagtail_labels, widget_starts  # noqa: F401
        from sites.accounts import signals as account_signals  # noqa: F401
        from sites.audit import retention, sources  # noqa: F401
        from sites.documents import signals as document_signals  # noqa: F401
        from sites.documents import uploads  # noqa: F401
        from sites.models import TownSettings
        from sites.page_cache import signals as page_cache_signals  # noqa: F401
        from sites.settings_form import TownSettingsForm
        from sites.tenancy import approvals, policies, translated_homes  # noqa: F401

        # Set here because the form grants roles, which stand on the models.
        TownSettings.base_form_class = TownSettingsForm
        hosts.install()
        page_urls.install()
        routing.install()
        approvals.install()
        policies.register()
        wagtail_labels.give_labels()
        widget_starts.install()

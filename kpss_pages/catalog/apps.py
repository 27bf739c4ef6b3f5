from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "kpss_pages.catalog"
    label = "kpss_catalog"
    verbose_name = _("Catalogue of services")

    def ready(self) -> None:
        from kpss_pages.barrier_free.here import register_things_here
        from kpss_pages.catalog import following, forgetting  # noqa: F401
        from kpss_pages.catalog.confirming import asking, sending, views  # noqa: F401
        from kpss_pages.catalog.exporting import about, exports  # noqa: F401
        from kpss_pages.catalog.exporting.data_set import SERVICES
        from kpss_pages.catalog.finding import missed
        from kpss_pages.catalog.finding.site_search import services_for
        from kpss_pages.catalog.guide import beginning
        from kpss_pages.catalog.guide import views as guide_views  # noqa: F401
        from kpss_pages.catalog.models import (
            CatalogSettings,
            GuideEdition,
            LifeSituation,
            Proposal,
            Provider,
            SearchWithoutResult,
            Service,
            Synonyms,
        )
        from kpss_pages.catalog.places_here import services_at
        from kpss_pages.catalog.proposing import retention
        from kpss_pages.catalog.public import listing, service, shortlist_views, suggesting  # noqa: F401
        from kpss_pages.catalog.registers import keeping
        from kpss_pages.core.data_sets import register_data_set
        from kpss_pages.core.further_results import register_further_search
        from sites.models import Role
        from sites.returned_mails import hand_reports_to
        from sites.roles import register_row_actions
        from sites.tenancy.named_objects import names_own_site
        from sites.tenancy.places import Door, place_views
        from sites.tenancy.policies import register_town_rows
        from sites.workers import register_chore

        register_chore(asking.keep_true, seconds=3600)
        register_chore(beginning.give_up_forgotten, seconds=600)
        register_chore(keeping.forget_old, seconds=6 * 3600)
        register_chore(missed.forget_old, seconds=24 * 3600)
        register_chore(retention.forget_old, seconds=24 * 3600)
        register_further_search(services_for)
        hand_reports_to(sending.take_report)

        # Those called "_towns" lead to the towns whose catalogue somebody keeps.
        place_views({"kpss_catalog_*_towns": Door.OPEN, "kpss_catalog_*": (names_own_site,)})

        planners = (Role.COORDINATOR, Role.MANAGER)
        for model in (Provider, Service):
            register_town_rows(model)
            register_row_actions(model, dict.fromkeys(Role, ("add", "change", "delete")))
        for words in (LifeSituation, Synonyms):
            register_town_rows(words)
            register_row_actions(words, dict.fromkeys(planners, ("add", "change", "delete")))
        for record in (Proposal, GuideEdition, SearchWithoutResult):
            register_town_rows(record)
        register_row_actions(Proposal, dict.fromkeys(Role, ("change",)))
        register_row_actions(GuideEdition, dict.fromkeys(planners, ("add", "change", "delete")))
        register_row_actions(SearchWithoutResult, dict.fromkeys(planners, ("view", "delete")))
        register_things_here(services_at)
        register_data_set(SERVICES)
        register_town_rows(CatalogSettings)
        register_row_actions(CatalogSettings, dict.fromkeys(planners, ("change",)))

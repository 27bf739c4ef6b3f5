from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BarrierFreeConfig(AppConfig):
    name = "kpss_pages.barrier_free"
    label = "kpss_barrier_free"
    verbose_name = _("Barrier-free map")

    def ready(self) -> None:
        from kpss_pages.barrier_free import forgetting
        from kpss_pages.barrier_free.exporting import data_page, exports  # noqa: F401 -- the views register themselves
        from kpss_pages.barrier_free.exporting.data_set import PLACES
        from kpss_pages.barrier_free.models import BarrierFreeSettings, BarrierReport, Place, Survey, SurveyLink
        from kpss_pages.barrier_free.public import listing, method, place, reporting  # noqa: F401 -- the views register themselves
        from kpss_pages.barrier_free.searching import places_for
        from kpss_pages.barrier_free.surveying import field, offered, picturing  # noqa: F401 -- they register themselves
        from kpss_pages.core.data_sets import register_data_set
        from kpss_pages.core.further_results import register_further_search
        from sites.models import Role
        from sites.roles import register_row_actions
        from sites.tenancy.named_objects import names_own_site
        from sites.tenancy.places import Door, place_views
        from sites.tenancy.policies import register_town_rows
        from sites.workers import register_chore

        register_chore(forgetting.forget_old, seconds=24 * 3600)
        register_chore(forgetting.forget_photos, seconds=24 * 3600)
        # Those called "_towns" lead to the towns whose places somebody keeps.
        place_views({"kpss_barrier_free_*_towns": Door.OPEN, "kpss_barrier_free_*": (names_own_site,)})

        register_further_search(places_for)
        register_data_set(PLACES)

        planners = (Role.COORDINATOR, Role.MANAGER)
        kept = ("add", "change", "delete")
        for model in (Place, Survey, SurveyLink, BarrierReport, BarrierFreeSettings):
            register_town_rows(model)
        register_row_actions(Place, dict.fromkeys(Role, kept))
        register_row_actions(Survey, dict.fromkeys(Role, ("add", "change")))
        register_row_actions(BarrierReport, dict.fromkeys(Role, ("change",)))
        register_row_actions(SurveyLink, dict.fromkeys(planners, kept))
        register_row_actions(BarrierFreeSettings, dict.fromkeys(planners, ("change",)))

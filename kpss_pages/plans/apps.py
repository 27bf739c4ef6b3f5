from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kpss_pages.plans"
    label = "kpss_plans"

    def ready(self) -> None:
        from kpss_pages.plans import signals  # noqa: F401
        from kpss_pages.plans.models import PlanStructure
        from kpss_pages.plans.public import subpages  # noqa: F401
        from sites.models import Role
        from sites.roles import register_row_actions
        from sites.tenancy.named_objects import names_own_page
        from sites.tenancy.places import place_views
        from sites.tenancy.policies import register_town_rows

        place_views({"kpss_plans_*": (names_own_page,)})
        register_town_rows(PlanStructure)
        register_row_actions(PlanStructure, {Role.COORDINATOR: ("change",), Role.MANAGER: ("change",)})

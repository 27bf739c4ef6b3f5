from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kpss_pages.plans"
    label = "kpss_plans"

    def ready(self) -> None:
        from sites.tenancy.named_objects import names_own_page
        from sites.tenancy.places import place_views

        place_views({"kpss_plans_*": (names_own_page,)})

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kpss_pages.plans"
    label = "kpss_plans"

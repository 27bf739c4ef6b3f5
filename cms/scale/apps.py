from django.apps import AppConfig


class ScaleConfig(AppConfig):
    name = "cms.scale"
    label = "kpss_scale"

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    label = "kpss_home"

    def ready(self) -> None:
        from home import signals  # noqa: F401

"""What events hang into Wagtail's admin."""

from kpss_pages.events.registration import hooks  # noqa: F401

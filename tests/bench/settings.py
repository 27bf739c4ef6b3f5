"""The production settings, with the demo, plain http on loopback, and a header that tells the cost of a page."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import INSTALLED_APPS, MIDDLEWARE

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "cms.scale"]
SECURE_SSL_REDIRECT = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = ["tests.bench.cost.CostMiddleware", *MIDDLEWARE]

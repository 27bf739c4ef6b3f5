"""The production settings, with the demo, plain http on loopback, and no end to how often one address may ask."""

from cms.settings.environment import env
from cms.settings.production import *  # noqa: F403
from cms.settings.production import CACHES, INSTALLED_APPS, MIDDLEWARE, RATE_LIMITS

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "cms.scale"]
SECURE_SSL_REDIRECT = False
REQUIRE_MFA = False
RATE_LIMITS = dict.fromkeys(RATE_LIMITS, "1000000000/s")

if env.flag("BENCH_SHARED_CACHE", default=False, example="yes") is False:
    # What is measured within one process needs no Redis.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if env.text("BENCH_MAIL", default="", example="/srv/kpss/mail"):
    EMAIL_BACKEND = "sites.mail_files.FileBackend"
    EMAIL_FILE_PATH = env.folder("BENCH_MAIL", example="/srv/kpss/mail")
if env.flag("BENCH_COST", default=False, example="yes"):
    MIDDLEWARE = ["tests.bench.cost.CostMiddleware", *MIDDLEWARE]

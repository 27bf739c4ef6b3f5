"""The demo and a developer's machine: everything embedded, nothing to configure.

`DEBUG=yes` gives a developer Django's own error pages; the demo shows ours.
"""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import BASE_DIR, INSTALLED_APPS, VAR_DIR
from cms.settings.databases import cache_folder, sqlite
from cms.settings.environment import env
from cms.settings.storage import media_store

VAR_DIR.mkdir(exist_ok=True)

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "cms.scale"]
DEBUG = env.flag("DEBUG", default=False, example="yes")
SECRET_KEY = "only-for-the-demo-whose-passwords-are-public-anyway"  # noqa: S105
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1", "[::1]"]
LANDING_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
WAGTAILADMIN_BASE_URL = env.address(
    "WAGTAILADMIN_BASE_URL", default="http://localhost:8000", example="http://localhost:8123"
)

# A developer sees a changed template at once.
PAGE_CACHE = not DEBUG

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        default=sqlite(VAR_DIR / "demo.sqlite3"),
        example="postgresql://kpss:secret@localhost/kpss",
    )
}
CACHES = {
    "default": {
        # Files, which the worker and the web server share; each database has its own.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": cache_folder(DATABASES["default"], VAR_DIR),
        "OPTIONS": {"MAX_ENTRIES": 5_000},  # Django's 300 are less than the demo's pages
    }
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# "file:///tmp/kpss-mail" keeps each mail as a file instead of showing it on the console.
globals().update(env.email("EMAIL_URL", default={"EMAIL_BACKEND": EMAIL_BACKEND}, example="file:///tmp/kpss-mail"))
DEFAULT_FROM_EMAIL = "kpss@localhost"
MEDIA_ROOT = env.folder("MEDIA_ROOT", default=BASE_DIR / "media", example="/srv/kpss/media")
CLAMAV_URL = env.daemon("CLAMAV_URL", default="", example="unix:///run/clamav/clamd.ctl")
KPSS_RPSS_URL = env.address("KPSS_RPSS_URL", default="", example="https://data.mpsv.cz/od/soubory/rpss/rpss.json")
KPSS_CRPSS_URL = env.address("KPSS_CRPSS_URL", default="", example="https://register.example/crpss.xml")
STORAGES = {
    "default": media_store(env),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The demonstration's passwords are public; `REQUIRE_MFA=yes make demo` shows how it is with a second factor.
REQUIRE_MFA = env.flag("REQUIRE_MFA", default=False, example="yes")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ISSUERS_MAY_BE_PRIVATE = True
ISSUERS_NEED_HTTPS = False

# Static files come straight from the source: there is nothing to collect first.
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Without DEBUG, Django would only e-mail errors to ADMINS.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR"}},
}

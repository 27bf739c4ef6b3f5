"""An installation that people rely on: everything that differs comes from the environment.

`docs/operations.md` explains the variables; each one that is missing stops the start.
"""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403
from cms.settings.base import AUDIT_KEPT_DAYS, MAP_ATTRIBUTION, MAP_ATTRIBUTION_URL, MAP_TILES, VAR_DIR
from cms.settings.environment import env
from cms.settings.storage import FOLDER, media_store

SHARED_CACHES = {
    "django.core.cache.backends.redis.RedisCache",
    "django.core.cache.backends.db.DatabaseCache",
}

DEMO = False
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", example="(50 random characters: openssl rand -base64 48)")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", example="plans.example,.towns.example")
LANDING_HOSTS = env.names("LANDING_HOSTS", example="plans.example")
WAGTAILADMIN_BASE_URL = env.address("WAGTAILADMIN_BASE_URL", example="https://plans.example")

DATABASES = {"default": env.database("DATABASE_URL", example="postgresql://kpss:secret@localhost/kpss")}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured(
        "DATABASE_URL must name a PostgreSQL database: SQLite is for trying out only. "
        "Example: DATABASE_URL=postgresql://kpss:secret@localhost/kpss"
    )

CACHES = {"default": env.cache("CACHE_URL", example="redis://localhost:6379/1")}
if CACHES["default"]["BACKEND"] not in SHARED_CACHES:
    raise ImproperlyConfigured(
        "CACHE_URL must name a cache that all processes share, Redis, Valkey or a table of the database. "
        "Example: CACHE_URL=redis://localhost:6379/1 or CACHE_URL=dbcache://kpss_cache"
    )

# Which file of a picture has which size is asked many times a page and, under its key with the hash of the picture, never
# changes: it need not travel.
CACHES["renditions"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "renditions",
    "OPTIONS": {"MAX_ENTRIES": 2000},
}

PAGE_CACHE = env.flag("PAGE_CACHE", default=True, example="no")
WAGTAILFRONTENDCACHE = {
    f"proxy{number}": {"BACKEND": "sites.page_cache.proxies.PurgingProxy", "LOCATION": address}
    for number, address in enumerate(env.addresses("FRONTEND_CACHE_URLS", default=[], example="http://127.0.0.1:8080"))
}

MAIL = env.email("EMAIL_URL", example="smtp+tls://kpss:secret@mail.example:587")
if MAIL["EMAIL_BACKEND"] != "django.core.mail.backends.smtp.EmailBackend":
    raise ImproperlyConfigured(
        "EMAIL_URL must name an SMTP server: invitations and notices have to arrive. "
        "Example: EMAIL_URL=smtp+tls://kpss:secret@mail.example:587"
    )
globals().update(MAIL)
EMAIL_TIMEOUT = 10  # seconds; a person waits for the answer
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", example="Plans <plans@plans.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

MEDIA_STORE = media_store(env)
MEDIA_ROOT = env.folder(
    "MEDIA_ROOT", default=None if MEDIA_STORE == FOLDER else VAR_DIR / "media", example="/srv/kpss/media"
)
MEDIA_SENDFILE = env.choice(
    "MEDIA_SENDFILE", ["application", "nginx", "sendfile"], default="application", example="nginx"
)
if MEDIA_SENDFILE != "application" and MEDIA_STORE != FOLDER:
    raise ImproperlyConfigured(
        "MEDIA_SENDFILE is not usable: the server in front can give out files of a folder only, and MEDIA_STORE names a "
        "bucket. Example: MEDIA_SENDFILE=application"
    )
STATIC_ROOT = env.folder("STATIC_ROOT", default=VAR_DIR / "static", example="/srv/kpss/static")
STORAGES = {
    "default": MEDIA_STORE,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MAP_TILES = env.tiles("MAP_TILES", default=MAP_TILES, example="https://tiles.example/{z}/{x}/{y}.png")
MAP_ATTRIBUTION = env.text("MAP_ATTRIBUTION", default=MAP_ATTRIBUTION, example="© OpenStreetMap")
MAP_ATTRIBUTION_URL = env.address(
    "MAP_ATTRIBUTION_URL", default=MAP_ATTRIBUTION_URL, example="https://tiles.example/terms"
)

CLAMAV_URL = env.daemon("CLAMAV_URL", default="", example="tcp://localhost:3310")
KPSS_RPSS_URL = env.address("KPSS_RPSS_URL", default="", example="https://data.mpsv.cz/od/soubory/rpss/rpss.json")
KPSS_CRPSS_URL = env.address("KPSS_CRPSS_URL", default="", example="https://register.example/crpss.xml")

AUDIT_KEPT_DAYS = env.number("AUDIT_KEPT_DAYS", default=AUDIT_KEPT_DAYS, example="730")

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True, example="no")
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False, example="yes")
if BEHIND_PROXY:
    # Only a proxy that sets this header itself may be trusted with it: anybody can send it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", default=int(BEHIND_PROXY), example="2")
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=365 * 24 * 3600, example="3600")
# A town's other servers live below the same name and may have no certificate yet.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False, example="yes")
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # both ask for the two settings above
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Browsers take cookies of this prefix from this very host only: no other town's host, nor one below, can set them.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
BREACHED_PASSWORDS_FILE = env.file("BREACHED_PASSWORDS_FILE", default="", example="/srv/kpss/breached-passwords.txt")
ISSUERS_MAY_BE_PRIVATE = env.flag("ISSUERS_MAY_BE_PRIVATE", default=False, example="yes")

LOG_LEVEL = env.choice("LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], default="INFO", example="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "cms.logs.DiscreetFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django's own handlers would write e-mails to ADMINS and say everything twice.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

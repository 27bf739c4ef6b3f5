"""Settings shared by every environment; what differs is read from the environment (see ``environment.py``)."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.settings.accounts import *  # noqa: F403
from cms.settings.accounts import ACCOUNT_APPS
from cms.settings.security import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

DEMO = False
"""Whether this installation may load the demonstration towns with their known password."""

INSTALLED_APPS = [
    "cms",
    "home",
    "kpss_pages.standard",
    "kpss_pages.news",
    "kpss_pages.events",
    "kpss_pages.plans",
    "kpss_pages.catalog",
    "kpss_pages.barrier_free",
    "kpss_pages.subscriptions",
    "kpss_pages.open_data",
    "kpss_pages.search",
    "kpss_pages.contacts",
    "kpss_pages.core",
    "sites",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "sites.users_app.PlatformUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "django_tasks",
    "django_tasks_db",
    *ACCOUNT_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "cms.static_files_app.StaticFiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    # The first: what it keeps has the headers of all others, what it finds passes none of them.
    "sites.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "sites.headers.SecurityHeadersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sites.middleware.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sites.middleware.TownMiddleware",
    "sites.limits.LimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sites.middleware.VisitMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls.landing"
TOWN_URLCONFS = {"cs": "cms.urls.cs", "sk": "cms.urls.sk"}
"""The URLconf of a town by its default language, whose pages have no prefix."""

WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kpss_pages.core.chrome.chrome",
            ],
        },
    },
]

AUTH_USER_MODEL = "kpss_sites.User"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "cs"
LANGUAGES = [("cs", _("Czech")), ("sk", _("Slovak"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = "Europe/Prague"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
LEAFLET = getattr(find_spec("leaflet"), "submodule_search_locations", None) or []
"""The folder of the package that carries Leaflet; it is not imported."""
MARKER_CLUSTER = getattr(find_spec("xstatic.pkg.leaflet_markercluster"), "submodule_search_locations", None) or []
"""The folder of the package that carries Leaflet.markercluster; it is not imported either."""
STATICFILES_DIRS = [
    BASE_DIR / "cms" / "static",
    # Only the files: the package's template tags write scripts into pages, which our policy forbids.
    *(("leaflet", Path(folder) / "static" / "leaflet") for folder in LEAFLET),
    *(("markercluster", Path(folder) / "data") for folder in MARKER_CLUSTER),
]
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / "media"

MAP_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
"""Where the tiles of maps come from. A page with a map may load pictures from this host, once its visitor agrees."""
MAP_ATTRIBUTION = "© OpenStreetMap"
MAP_ATTRIBUTION_URL = "https://www.openstreetmap.org/copyright"

WAGTAIL_SITE_NAME = "KPSS"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # a town's approvals are no mail for the platform
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
# Wagtail keeps its Slovak catalogue under sk_SK, which Django finds for "sk-sk" only.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("cs", "čeština"), ("sk-sk", "slovenčina")]
# The two countries'; a clerk need not search some six hundred.
WAGTAIL_USER_TIME_ZONES = ["Europe/Prague", "Europe/Bratislava"]
WAGTAILIMAGES_IMAGE_MODEL = "kpss_sites.TownImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "sites.forms.TownImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "kpss_sites.TownDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "sites.forms.TownDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "docx",
    "jpeg",
    "jpg",
    "mp3",
    "odp",
    "ods",
    "odt",
    "pdf",
    "png",
    "pptx",
    "txt",
    "csv",
    "xlsx",
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 60 * 1024 * 1024
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "simple"},
}

# An untranslated copy must never go live by itself.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

TASKS: dict[str, dict[str, Any]] = {
    # Wagtail's own: who may read a file stands on the reference index, so it is written at once.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "workers": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
"""Long work goes to the workers (``manage.py work``) with ``@task(backend="workers")``."""

CLAMAV_URL = ""
"""Where the virus scanner listens; without one, files are not scanned and the admin says so."""

KPSS_RPSS_URL = ""
KPSS_CRPSS_URL = ""
"""Where the registers of social services of the two countries are fetched from; without one they are read from files."""

PAGE_CACHE = True
"""Whether public pages are kept whole; off for measuring them."""

WAGTAILFRONTENDCACHE: dict[str, dict[str, str]] = {}
"""Caches in front that are told what has changed."""

STARTER_TREE = "home.starter"
"""Module that plants the home page and the starter pages of a new town."""

LANDING_HOSTS = ["localhost", "127.0.0.1"]
"""Hosts of the neutral page that lists the towns."""

AUDIT_KEPT_DAYS = 730
"""Days for which an entry of the audit trail is kept."""

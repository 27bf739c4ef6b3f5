"""The tests: SQLite, or the PostgreSQL that DATABASE_URL names; nothing outlives the run."""

import atexit
import shutil
import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import INSTALLED_APPS
from cms.settings.databases import sqlite
from cms.settings.environment import env

RUN_DIR = Path(tempfile.mkdtemp(prefix="kpss-test-"))
"""Files of this process, removed at its end."""
atexit.register(shutil.rmtree, RUN_DIR, ignore_errors=True)

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "cms.scale"]
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
LANDING_HOSTS = ["localhost", "testserver"]
WAGTAILADMIN_BASE_URL = "http://localhost"

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        default=sqlite(RUN_DIR / "unused.sqlite3"),
        example="postgresql:///kpss",
    )
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "kpss@town.example"
MEDIA_ROOT = RUN_DIR / "media"
REQUIRE_MFA = False  # tests of it turn it on
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ISSUERS_MAY_BE_PRIVATE = True
ISSUERS_NEED_HTTPS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # else every test client scans all static files
PAGE_CACHE = False  # most tests look into what a view gives its template; those that want it switch it on

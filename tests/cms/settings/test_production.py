"""The settings as a process meets them at its start: each case is a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = dict(
    line.split("=", 1)
    for line in (ROOT / ".ci" / "production.env").read_text().splitlines()
    if line and not line.startswith("#")
)
REQUIRED = [
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "DATABASE_URL",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "LANDING_HOSTS",
    "MEDIA_ROOT",
    "SECRET_KEY",
    "WAGTAILADMIN_BASE_URL",
]


def start(code: str = "settings.DEBUG", **changes: str) -> subprocess.CompletedProcess[str]:
    """Read the production settings in a new process; an empty change leaves a variable out."""
    variables = {name: value for name, value in {**ENVIRONMENT, **changes}.items() if value}
    return subprocess.run(
        [sys.executable, "-c", f"import json; from django.conf import settings; print(json.dumps({code}))"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "cms.settings.production", **variables},
        capture_output=True,
        text=True,
    )


def read(code: str, **changes: str) -> object:
    done = start(code, **changes)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", REQUIRED)
def test_missing_variable_stops_the_start_with_its_name_and_an_example(name: str) -> None:
    done = start(**{name: ""})
    assert done.returncode != 0
    last_line = done.stderr.strip().splitlines()[-1]
    assert f"{name} is not set. Example: {name}=" in last_line


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DATABASE_URL", "sqlite:///kpss.sqlite3", "must name a PostgreSQL database"),
        ("DATABASE_URL", "kpss", "is not usable"),
        ("CACHE_URL", "locmemcache://", "all processes share"),
        ("CACHE_URL", "dummycache://", "all processes share"),
        ("EMAIL_URL", "consolemail://", "must name an SMTP server"),
        ("SECURE_HSTS_SECONDS", "a year", "whole number"),
        ("BEHIND_PROXY", "perhaps", "yes or no"),
        ("BREACHED_PASSWORDS_FILE", "passwords.txt", "absolute path"),
        ("BREACHED_PASSWORDS_FILE", "/nowhere/passwords.txt", "no such file"),
        ("MEDIA_STORE", "kpss-media", "it must be the word folder, or s3://"),
        ("MEDIA_STORE", "s3://Kpss_Media", "it must be the word folder, or s3://"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL is not usable"),
    ],
)
def test_unfit_variable_stops_the_start_with_the_reason(name: str, value: str, reason: str) -> None:
    done = start(**{name: value})
    assert done.returncode != 0
    last_line = done.stderr.strip().splitlines()[-1]
    assert name in last_line
    assert reason in last_line
    assert f"Example: {name}=" in last_line


def test_production_never_loads_the_demo() -> None:
    assert read("settings.DEMO") is False


@pytest.mark.parametrize("value", ["redis://cache:6379/1", "valkey://cache:6379/1", "dbcache://kpss_cache"])
def test_shared_caches_are_accepted(value: str) -> None:
    read("settings.CACHES", CACHE_URL=value)


STORE = {
    "MEDIA_STORE": "s3://kpss-media",
    "MEDIA_S3_ENDPOINT": "http://127.0.0.1:9000",
    "MEDIA_S3_ACCESS_KEY": "key",
    "MEDIA_S3_SECRET_KEY": "secret",
}


@pytest.mark.parametrize("name", ["MEDIA_S3_ACCESS_KEY", "MEDIA_S3_SECRET_KEY"])
def test_store_of_objects_needs_its_key(name: str) -> None:
    assert f"{name} is not set. Example: {name}=" in start(**{**STORE, name: ""}).stderr


@pytest.mark.parametrize("front", ["nginx", "sendfile"])
def test_server_in_front_gives_out_nothing_of_a_store_of_objects(front: str) -> None:
    last_line = start(**STORE, MEDIA_SENDFILE=front).stderr.strip().splitlines()[-1]
    assert "MEDIA_SENDFILE is not usable" in last_line
    assert "Example: MEDIA_SENDFILE=application" in last_line
    assert start(**STORE, MEDIA_SENDFILE="application").returncode == 0


def test_store_of_objects_needs_no_folder() -> None:
    assert start(**STORE, MEDIA_ROOT="").returncode == 0


def test_store_of_objects_gives_nothing_to_the_public() -> None:
    store = "__import__('django.core.files.storage').core.files.storage.default_storage"
    seen = read(f"[{store}.url('town/images/a.png'), {store}.default_acl]", **STORE)
    assert seen == ["/media/town/images/a.png", "private"]


def test_header_of_a_proxy_is_trusted_only_when_there_is_one() -> None:
    assert read("settings.SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="") is None
    assert read("settings.SECURE_PROXY_SSL_HEADER") == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_cookies_and_addresses_are_for_https_only() -> None:
    flags = read("[settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT]")
    assert flags == [True, True, True]


def test_cookies_belong_to_one_host_only() -> None:
    """Browsers take a __Host- cookie without a domain, for the path "/" and over https."""
    names = read("[settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]")
    assert names == ["__Host-session", "__Host-csrf"]
    domains = read("[settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN]")
    paths = read("[settings.SESSION_COOKIE_PATH, settings.CSRF_COOKIE_PATH]")
    assert (domains, paths) == ([None, None], ["/", "/"])


@pytest.mark.parametrize(("behind", "given", "trusted"), [("", "", 0), ("yes", "", 1), ("yes", "2", 2), ("", "1", 1)])
def test_proxies_are_trusted_with_addresses_as_said(behind: str, given: str, trusted: int) -> None:
    assert read("settings.TRUSTED_PROXIES", BEHIND_PROXY=behind, TRUSTED_PROXIES=given) == trusted

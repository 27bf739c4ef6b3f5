"""Our servers call other addresses from a few places only, each with a reason; nobody else's address is ever called."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
CALLING = {
    "aiohttp",
    "clamav_client",
    "ftplib",
    "http.client",
    "httpx",
    "requests",
    "socket",
    "urllib.request",
    "urllib3",
}
"""Modules with which an address can be called."""

ALLOWED = {
    "kpss_pages/catalog/registers": "a state's register, whose address is a setting; what it leads on to must be public",
    "sites/accounts": "a town's own sign-in, past a check that the address is not in our own network",
    "sites/files/virus.py": "the virus scanner, whose address is a setting",
    "sites/hearing.py": "the shared cache, whose address is a setting",
    "sites/page_cache": "the caches in front, whose addresses are settings",
}
"""Files and folders, with what they call."""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def calls_out(path: Path) -> bool:
    return any(name == module or name.startswith(f"{module}.") for name in imports(path) for module in CALLING)


def test_addresses_are_called_from_known_places_only() -> None:
    sources = [path for app in ("cms", "home", "kpss_pages", "sites") for path in (ROOT / app).rglob("*.py")]
    assert len(sources) > 100
    callers = [path.relative_to(ROOT) for path in sources if calls_out(path)]
    places = {path.as_posix() if path.as_posix() in ALLOWED else path.parent.as_posix() for path in callers}
    assert places == ALLOWED.keys()


def test_what_wagtail_could_call_is_off() -> None:
    assert settings.WAGTAILEMBEDS_FINDERS == []
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False

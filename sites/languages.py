"""Languages of a town: the default one has no URL prefix, the other one is under /cs/ or /sk/.

Django knows one default language and caches reversing per URLconf and language, so each default language has a URLconf
of its own (``settings.TOWN_URLCONFS``), built around ``town_language_patterns``.
"""

from collections.abc import Mapping

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

ADMIN_LANGUAGES: Mapping[str, str] = {"cs": "cs", "sk": "sk-sk"}
"""The admin's name of a language by its public one; see WAGTAILADMIN_PERMITTED_LANGUAGES."""


def current_language() -> str:
    """Return the active language as towns call it, "cs" or "sk", for the public pages and the admin alike."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


class TownLanguagePattern(LocalePrefixPattern):
    """Prefix "" in the town's default language, "cs/" or "sk/" in the other."""

    def __init__(self, default_language: str) -> None:
        super().__init__(prefix_default_language=False)
        self.default_language = default_language

    @property
    def language_prefix(self) -> str:
        language = (get_language() or self.default_language)[:2]
        return "" if language == self.default_language else f"{language}/"


def town_language_patterns(default_language: str, *patterns: URLPattern | URLResolver) -> URLResolver:
    """Return the patterns under the language prefix of towns whose default language is given."""
    return URLResolver(TownLanguagePattern(default_language), list(patterns))


def prefix_language(path: str) -> str | None:
    """Return the language that a path names in its first step, None without one: "/sk/plany/" gives "sk"."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) else None


def urlconf_of(default_language: str) -> str:
    """Return the URLconf of towns with a default language."""
    return settings.TOWN_URLCONFS[default_language]

"""Editors meet no English: what Wagtail leaves untranslated is supplied in `locale/wagtail/`."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings

from cms.messages import PLACEHOLDER, Key, key

APPS = [
    "wagtail",
    "wagtail.admin",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail_localize",
    "wagtail_localize.locales",
    "taggit",
]
DOMAINS = ["django", "djangojs"]
# Our folder's name and the name that the same language has in Wagtail.
LANGUAGES = {"cs": "cs", "sk": "sk_SK"}
OURS = Path(settings.BASE_DIR) / "locale" / "wagtail"
# One; two to four; fractions; more.
FORMS = {0, 1, 2, 3}


def theirs(app: str, language: str, domain: str) -> Path:
    spec = find_spec(app)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


@cache
def entries(path: Path) -> dict[Key, polib.POEntry]:
    """Return the messages of a catalogue, none when there is no such file."""
    if not path.exists():
        return {}
    return {key(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def is_translated(source: polib.POEntry, entry: polib.POEntry | None) -> bool:
    if entry is None or entry.fuzzy:
        return False
    if not source.msgid_plural:
        return bool(entry.msgstr)
    return (
        entry.msgid_plural == source.msgid_plural
        and set(entry.msgstr_plural) == FORMS
        and all(entry.msgstr_plural.values())
    )


def placeholders(text: str) -> list[str]:
    return sorted(match.group() for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def wrong_forms(entry: polib.POEntry) -> Iterator[str]:
    """Yield the translations whose placeholders are not those of their source."""
    if not entry.msgid_plural:
        if placeholders(entry.msgstr) != placeholders(entry.msgid):
            yield entry.msgstr
        return
    for number, text in entry.msgstr_plural.items():
        # The source may spell the number of one thing out; the translation need not.
        sources = [entry.msgid_plural] if number else [entry.msgid, entry.msgid_plural]
        if placeholders(text) not in map(placeholders, sources):
            yield text


CATALOGUES = [
    pytest.param(app, domain, language, id=f"{app}-{domain}-{language}")
    for app in APPS
    for domain in DOMAINS
    for language in LANGUAGES
    if theirs(app, "en", domain).exists()
]


@pytest.mark.parametrize(("app", "domain", "language"), CATALOGUES)
def test_every_message_of_wagtail_is_translated_with_its_placeholders(app: str, domain: str, language: str) -> None:
    ours = entries(OURS / language / "LC_MESSAGES" / f"{domain}.po")
    upstream = entries(theirs(app, LANGUAGES[language], domain))
    missing: list[str] = []
    wrong: list[str] = []
    for name, source in entries(theirs(app, "en", domain)).items():
        # LOCALE_PATHS win over the catalogues of apps.
        entry = ours.get(name) or upstream.get(name)
        if not is_translated(source, entry):
            missing.append(source.msgid)
        else:
            wrong += wrong_forms(entry)
    assert not missing
    assert not wrong

import ast
import re
from pathlib import Path

import polib
import pytest

from cms.messages import PLURAL_FORMS, catalogues, faults, merge

ROOT = Path(__file__).resolve().parents[2]
HEADER = f'msgid ""\nmsgstr ""\n"Plural-Forms: {PLURAL_FORMS}\\n"\n\n'


def catalogue(messages: str) -> polib.POFile:
    return polib.pofile(HEADER + messages)


def test_complete_catalogue_has_no_fault() -> None:
    complete = catalogue(
        'msgid "Map"\nmsgstr "Mapa"\n\n'
        'msgid "%(count)d service"\nmsgid_plural "%(count)d services"\n'
        'msgstr[0] "jedna služba"\nmsgstr[1] "%(count)d služby"\nmsgstr[2] "%(count)d služeb"\n'
    )
    assert list(faults(complete)) == []


@pytest.mark.parametrize(
    ("messages", "fault"),
    [
        ('msgid "Map"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "Map"\nmsgstr "Mapa"\n', "guess"),
        ('msgid "Map of %(town)s"\nmsgstr "Mapa"\n', "loses a placeholder"),
        ('msgid "Map of %(town)s"\nmsgstr "Mapa %(mesto)s"\n', "does not have"),
        (
            'msgid "%(count)d day"\nmsgid_plural "%(count)d days"\n'
            'msgstr[0] "%(count)d den"\nmsgstr[1] "%(count)d dny"\nmsgstr[2] ""\n',
            "not translated",
        ),
        (
            'msgid "%(count)d day"\nmsgid_plural "%(count)d days"\n'
            'msgstr[0] "%(count)d den"\nmsgstr[1] "%(count)d dní"\n',
            "not translated",
        ),
    ],
)
def test_fault_is_found(messages: str, fault: str) -> None:
    (found,) = faults(catalogue(messages))
    assert fault in found


def test_foreign_plural_forms_are_a_fault() -> None:
    english = polib.pofile('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n')
    (found,) = faults(english)
    assert "plural forms" in found


@pytest.mark.parametrize("language", ["cs", "sk"])
def test_own_and_supplied_catalogues_are_without_fault_in_form(language: str) -> None:
    """Ours have three plural forms, those for Wagtail four as Wagtail's own have."""
    for path in catalogues():
        if language in path.parts:
            found = [fault for fault in faults(polib.pofile(str(path))) if "not translated" not in fault]
            assert (path.name, found) == (path.name, [])


FOUR = "nplurals=4; plural=(n == 1 && n % 1 == 0) ? 0 : (n >= 2 && n <= 4 && n % 1 == 0) ? 1: (n % 1 != 0 ) ? 2 : 3;"


@pytest.mark.parametrize(("forms", "found"), [(4, 0), (3, 1)])
def test_catalogue_with_a_form_for_fractions_has_four(forms: int, found: int) -> None:
    header = f'msgid ""\nmsgstr ""\n"Plural-Forms: {FOUR}\\n"\n\n'
    words = "".join(f'msgstr[{form}] "%(count)d dne"\n' for form in range(forms))
    days = polib.pofile(f'{header}msgid "%(count)d day"\nmsgid_plural "%(count)d days"\n{words}')
    assert len(list(faults(days))) == found


def test_plural_forms_that_cannot_be_read_are_a_fault() -> None:
    for header in ["", "nplurals=2; plural=n/0;", "nplurals=2; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"]:
        broken = polib.pofile(f'msgid ""\nmsgstr ""\n"Plural-Forms: {header}\\n"\n')
        (found,) = faults(broken)
        assert "plural forms" in found


def test_merging_keeps_translations_and_drops_what_is_used_nowhere() -> None:
    old = catalogue('msgid "Map"\nmsgstr "Mapa"\n\nmsgid "Gone"\nmsgstr "Pryč"\n')
    template = polib.pofile('msgid "News"\nmsgstr ""\n\nmsgid "Map"\nmsgstr ""\n')
    merged = merge(old, template, "cs")
    assert [(entry.msgid, entry.msgstr) for entry in merged] == [("News", ""), ("Map", "Mapa")]


def test_message_that_became_countable_is_translated_anew() -> None:
    old = catalogue('msgid "%(count)d day"\nmsgstr "%(count)d den"\n')
    template = polib.pofile('msgid "%(count)d day"\nmsgid_plural "%(count)d days"\nmsgstr[0] ""\nmsgstr[1] ""\n')
    (entry,) = merge(old, template, "sk")
    assert entry.msgstr_plural == {0: "", 1: "", 2: ""}


def test_words_are_marked_by_names_that_are_collected() -> None:
    """A mark of another name is not collected, and its words would stay English without anybody noticing."""
    alias = re.compile(r"\bn?p?gettext(?:_lazy)? as (\w+)")
    sources = [path for app in ("cms", "home", "kpss_pages", "sites") for path in (ROOT / app).rglob("*.py")]
    found = {name for path in sources for name in alias.findall(path.read_text(encoding="utf-8"))}
    assert found == {"_"}


def test_no_message_is_marked_within_an_f_string_where_gettext_does_not_find_it() -> None:
    marks = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
    sources = [path for room in ("cms", "home", "kpss_pages", "sites") for path in (ROOT / room).rglob("*.py")]
    calls = [
        (path.relative_to(ROOT), call.lineno)
        for path in sources
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in marks
    ]
    assert len(sources) > 500
    assert calls == []

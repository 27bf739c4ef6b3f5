"""The message catalogues in `locale/`: where they are, how they are merged, what is wrong with one.

`locale/` holds our own words; a further folder of LOCALE_PATHS supplies words that a library
leaves untranslated, and nothing is collected into it.
"""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings

# Czech and Slovak alike: one, two to four, more. Django's and Wagtail's own catalogues have a further
# form for fractions, which no message of ours counts; Django keeps each catalogue's rule beside it.
PLURAL_FORMS = "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"
FORMS = 3
PLURAL_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?\s*")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%[sdr]|\{(\w*)\}")

Key = tuple[str | None, str]


def languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def catalogues() -> list[Path]:
    """Return the catalogues of all LOCALE_PATHS, ours first."""
    return [path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).glob("*/LC_MESSAGES/django*.po"))]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def merge(catalogue: polib.POFile, template: polib.POFile, language: str) -> polib.POFile:
    """Return the template's messages with what the catalogue has already translated of them."""
    known = {key(entry): entry for entry in catalogue}
    merged = polib.POFile(wrapwidth=98)
    merged.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS,
    }
    for entry in template:
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(FORMS), "")
        old = known.get(key(entry))
        if old and bool(old.msgid_plural) == bool(entry.msgid_plural):
            entry.msgstr = old.msgstr
            entry.msgstr_plural = old.msgstr_plural
            entry.tcomment = old.tcomment
        merged.append(entry)
    return merged


def faults(catalogue: polib.POFile) -> Iterator[str]:
    """Yield what keeps a catalogue from being complete, a sentence a fault."""
    wanted = _forms(catalogue.metadata.get("Plural-Forms", ""))
    if not wanted:
        yield f"the plural forms do not tell one, two to four and more apart; use {PLURAL_FORMS}"
    for entry in catalogue:
        if entry.obsolete:
            continue
        quoted = f"“{entry.msgid}”"
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.fuzzy:
            yield f"{quoted} is a guess (fuzzy) that nobody confirmed"
        elif not all(forms) or (entry.msgid_plural and wanted and len(forms) != wanted):
            yield f"{quoted} is not translated"
        elif any(_placeholders(form) - _allowed(entry) for form in forms):
            yield f"{quoted} is translated with a placeholder that the original does not have"
        elif not entry.msgid_plural and _placeholders(entry.msgstr) != _placeholders(entry.msgid):
            yield f"{quoted} loses a placeholder in translation"


def _allowed(entry: polib.POEntry) -> set[str]:
    return _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)


def _placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def _forms(header: str) -> int:
    """Return how many forms a Plural-Forms header asks for, 0 when it counts otherwise than Czech and Slovak do."""
    match = PLURAL_HEADER.fullmatch(header)
    if not match:
        return 0
    try:
        form_of = gettext.c2py(match[2])
        one, few, many = ({form_of(number) for number in numbers} for numbers in ([1], range(2, 5), [0, *range(5, 40)]))
    except (ValueError, ArithmeticError):
        return 0
    tells_apart = len(one) == len(few) == len(many) == 1 and len(one | few | many) == 3
    return int(match[1]) if tells_apart and max(one | few | many) < int(match[1]) else 0

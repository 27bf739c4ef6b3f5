"""Where the fields of an entry come from, said to whoever edits it, and noted when they change."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.facts import Fact, Facts

SAID = {
    Origin.REGISTER: gettext_lazy("From the register, %(day)s."),
    Origin.PROVIDER: gettext_lazy("From the provider, %(day)s."),
    Origin.TOWN: gettext_lazy("From the town, %(day)s."),
    Origin.PUBLIC: gettext_lazy("From somebody of the public, %(day)s."),
}


def sentence_of(fact: Fact) -> str:
    """Return who said it and when, and when it was last confirmed."""
    said = str(SAID[fact.origin]) % {"day": short(fact.said_on)}
    if fact.confirmed_on is None or fact.confirmed_on <= fact.said_on:
        return said
    return _("%(said)s Confirmed on %(day)s.") % {"said": said, "day": short(fact.confirmed_on)}


def short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def tell(fields: Mapping[str, Any], facts: Facts) -> None:
    """Say below each field of a form where its value comes from."""
    for name, field in fields.items():
        if fact := facts.of(name):
            field.help_text = format_html(
                '{} <span class="catalog-fact">{}</span>', field.help_text or "", sentence_of(fact)
            )


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the names of the values that are not the same any more; of what was not there, those that are filled in."""
    if not before:
        return [name for name, value in after.items() if value not in (None, "", [], {}, False)]
    return [name for name, value in after.items() if before.get(name) != value]


def noted(facts: Facts, changed: Iterable[str], today: date) -> Facts:
    """Return the facts after somebody of the town has changed some fields; the others keep theirs."""
    return facts.said(changed, Origin.TOWN, today)

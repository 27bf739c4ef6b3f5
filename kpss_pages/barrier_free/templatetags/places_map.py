"""What the script of the map says, in the language of the page."""

import json
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from kpss_pages.barrier_free.choices import Category, Profile, Verdict

register = template.Library()

NUMBERS = {"one": 1, "few": 2, "other": 5}
"""A number of each kind that whole numbers are of in our languages (CLDR), as browsers know them too."""

SENTENCES = {
    "same": ngettext_lazy(
        "The map shows the same %(count)s place as the list.",
        "The map shows the same %(count)s places as the list.",
        "number",
    ),
    "some": ngettext_lazy(
        "The list has %(count)s place; on the map are %(shown)s.",
        "The list has %(count)s places; on the map are %(shown)s.",
        "number",
    ),
    "others": ngettext_lazy("%(count)s other", "%(count)s others", "number"),
    "cluster": ngettext_lazy("cluster of %(count)s place", "cluster of %(count)s places", "number"),
}
"""By number; the script puts in what stands in braces."""


@register.simple_tag
def map_words() -> str:
    """Return the words as JSON: {"same": {"one": "… {count} …", "few": …}, …, "verdicts": {code: words}, …}."""
    words: dict[str, Any] = {name: _by_number(sentence) for name, sentence in SENTENCES.items()}
    words |= {
        "without": _("Without a position, in the list only: %(names)s.") % {"names": "{names}"},
        "changed": _("The list has changed since this page was loaded. Load the page again."),
        "failed": _("The places could not be loaded onto the map. The list shows them all; try again later."),
        "nowhere": _("Nobody has entered where these places are yet. They are in the list only."),
        "categories": {each.value: str(each.label) for each in Category},
        "profiles": {each.value: str(each.label) for each in Profile},
        "verdicts": {each.value: str(each.label) for each in Verdict},
    }
    return json.dumps(words, ensure_ascii=False)


@register.simple_tag
def map_verdicts() -> list[tuple[str, str]]:
    """Return the verdicts with their words, for the legend."""
    return [(each.value, str(each.label)) for each in Verdict]


def _by_number(sentence: Any) -> dict[str, str]:
    blanks = {"count": "{count}", "shown": "{shown}"}
    return {name: str(sentence % ({"number": number} | blanks)) for name, number in NUMBERS.items()}

"""Tags and filters of the public templates."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language_info
from wagtail.blocks import StreamValue

from kpss_pages.core import collation, theme, typography
from sites.languages import current_language

register = template.Library()

_NOT_DIALLED = re.compile(r"[^\d+]")


_TYPESET = "_kpss_typeset"


class TypographicNode(Node):
    """Everything between the tags with non-breaking spaces put in, but for what ``{% typeset %}`` set aside."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        set_aside: dict[str, str] = {}
        with context.push(**{_TYPESET: set_aside}):
            html = typography.typographic(self.nodelist.render(context), current_language())
        if not set_aside:
            return html
        whole = str(html)
        for place, ready in set_aside.items():
            whole = whole.replace(place, ready, 1)
        return mark_safe(whole)  # noqa: S308 -- rendered before, like the rest


@register.simple_tag(takes_context=True)
def typeset(context: Context, html: SafeString) -> SafeString:
    """Put in HTML that has its non-breaking spaces already: a page's ``typographic`` part does not go through it again.

    A comment that nobody can guess holds its place meanwhile. An include with ``only`` does not know of the part and
    has it gone through twice, which changes nothing.
    """
    ready = conditional_escape(html)
    set_aside: dict[str, str] | None = context.get(_TYPESET)
    if set_aside is None:
        return ready
    place = f"<!--{secrets.token_hex(12)}-->"
    set_aside[place] = ready
    return mark_safe(place)  # noqa: S308 -- hexadecimal digits


@register.tag("typographic")
def typographic_tag(parser: Parser, token: Token) -> TypographicNode:
    """Put non-breaking spaces into a whole part of a page: ``{% typographic %}…{% endtypographic %}``."""
    nodelist = parser.parse(("endtypographic",))
    parser.delete_first_token()
    return TypographicNode(nodelist)


@register.filter("typographic")
def typographic_filter(text: str) -> SafeString:
    """Put non-breaking spaces into a text outside the page's ``typographic`` part."""
    return typography.typographic(text, current_language())


@register.filter
def sorted_by_name(things: Iterable[Any]) -> list[Any]:
    """Sort by what each thing is called, by the rules of the current language."""
    language = current_language()
    return sorted(things, key=lambda thing: collation.sort_key(str(thing), language))


@register.filter
def phone_href(number: str) -> str:
    """Return the address that dials a number: "+420 581 268 111" gives "tel:+420581268111"."""
    return f"tel:{_NOT_DIALLED.sub('', number)}"


@register.filter
def file_size(size: int | None) -> str:
    """Return a size in bytes as people write it: "253 kB", "1,2 MB"; "" when it is not known."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{number_format(max(round(size / 1000), 1))}\u00a0kB"
    return f"{number_format(round(size / 1_000_000, 1), decimal_pos=1)}\u00a0MB"


@register.filter
def grouped(number: int) -> str:
    """Return a whole number with its thousands apart: 18549 gives "18 549"."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def is_other_language(code: str) -> bool:
    """Whether ``code`` names a language other than that of the page."""
    return bool(code) and code[:2] != current_language()


@register.filter
def language_name(code: str) -> str:
    """Return a language's name in that language: "sk" gives "slovensky"."""
    return str(get_language_info(code)["name_local"])


@register.simple_tag(takes_context=True)
def theme_stylesheet(context: Context) -> str:
    """Return the address of the town's colours, "" on the landing page."""
    town = context.get("town")
    return theme.theme_url(town.colour) if town else ""


@dataclass(frozen=True)
class Section:
    """A block of a page's body with the anchor and heading under which it can be linked to."""

    block: StreamValue.StreamChild
    heading: str
    anchor: str


@register.filter
def sections(body: StreamValue) -> list[Section]:
    """Return the blocks of a body, each with an anchor made from its heading; "" for a block without one."""
    return list(_sections(body))


@register.filter
def headed_sections(body: StreamValue) -> list[Section]:
    """Return the blocks of a body that have a heading, for the list of what is on the page."""
    return [section for section in _sections(body) if section.anchor]


def _sections(body: StreamValue) -> Iterator[Section]:
    taken: set[str] = set()
    for block in body:
        heading = _heading_of(block)
        stem = slugify(heading)
        anchor, number = stem, 1
        while anchor and anchor in taken:
            number += 1
            anchor = f"{stem}-{number}"
        taken.add(anchor)
        yield Section(block, heading, anchor)


def _heading_of(block: StreamValue.StreamChild) -> str:
    child_blocks = getattr(block.block, "child_blocks", {})
    return str(block.value.get("heading") or "") if "heading" in child_blocks else ""

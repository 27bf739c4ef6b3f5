"""Rich text limited to what the design styles."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock

INLINE_FEATURES = ["bold", "italic", "link", "document-link"]
LIST_FEATURES = [*INLINE_FEATURES, "ul", "ol"]
BODY_FEATURES = [*LIST_FEATURES, "h3", "h4"]
"""Headings begin under the block's own, which is the second level of the page."""


def heading(**options: Any) -> CharBlock:
    """Return the field of a block's heading, which may stay blank."""
    return CharBlock(
        label=_("Heading"),
        required=False,
        max_length=200,
        help_text=_("Also appears in the list of what is on the page. Leave out where the block needs none."),
        **options,
    )


def introduction() -> RichTextBlock:
    """Return the field of a paragraph or two under a block's heading."""
    return RichTextBlock(label=_("Introduction"), required=False, features=INLINE_FEATURES)


def rich_text(**options: Any) -> RichTextBlock:
    """Return a field of text with lists and links but without headings."""
    return RichTextBlock(**{"label": _("Text"), "features": LIST_FEATURES, **options})

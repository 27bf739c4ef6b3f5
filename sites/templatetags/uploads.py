"""Tags for the admin's screens of uploads."""

from django import template

from sites.files.virus import unscanned_note

register = template.Library()


@register.simple_tag
def not_scanned() -> str:
    """Return the sentence that says that files are not scanned; "" where they are."""
    return unscanned_note()

"""The words of a page, gathered from its text fields and StreamFields."""

import re

from wagtail.models import Page

_SPACES = re.compile(r"\s+")


def index_text(page: Page) -> str:
    """Return the plain words of a page's own text fields in their order on the page."""
    parts: list[str] = []
    for field in page._meta.get_fields():
        if getattr(field, "model", None) is not type(page) or not getattr(field, "concrete", False):
            continue
        if hasattr(field, "get_searchable_content"):
            words = map(str, field.get_searchable_content(field.value_from_object(page)))
            parts.extend(word for word in words if word != "None")  # what Wagtail makes of a block without a value
        elif field.get_internal_type() == "TextField":
            parts.append(str(field.value_from_object(page)))
    return _SPACES.sub(" ", " ".join(parts)).strip()

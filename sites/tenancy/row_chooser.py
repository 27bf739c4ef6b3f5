"""The field in which a row is chosen, with its words in the language of whoever reads them.

Wagtail puts "Choose provider" together when a form's class is made, once a process: everybody would read it in the
language of whom the process served first.
"""

from typing import Any

from django.utils.functional import lazy
from wagtail.snippets.widgets import AdminSnippetChooser


def _said(model: Any, name: str) -> str:
    return str(getattr(AdminSnippetChooser(model), name))


_said_lazily = lazy(_said, str)


class RowChooser(AdminSnippetChooser):
    """Wagtail's field for choosing a row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("choose_one_text", "choose_another_text", "link_to_chosen_text"):
            setattr(self, name, _said_lazily(self.model, name))

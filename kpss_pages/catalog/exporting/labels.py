"""Words for the codes of choices; a file asks for the same few of them a hundred thousand times."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import get_language


def label_of(choices: Any, value: str) -> str:
    """Return the words for a value in the active language, "" for one that is none of the choices."""
    return _labels(choices, get_language() or "").get(value, "")


@cache
def _labels(choices: Any, _language: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in choices.choices}

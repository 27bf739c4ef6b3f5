"""Why a proposal could not be decided, as a sentence for whoever wanted to."""

from django.core.exceptions import ValidationError


class Refused(Exception):
    """Nothing was changed; ``str`` of it says why and what to do."""


def sentence_of(error: ValidationError) -> str:
    """Return what is wrong with values as one line."""
    return " ".join(dict.fromkeys(error.messages))

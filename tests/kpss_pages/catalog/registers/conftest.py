"""What tests of registers share."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture
def in_english() -> Iterator[None]:
    """Sentences are compared as they stand in the code, whatever has been translated."""
    with override("en"):
        yield

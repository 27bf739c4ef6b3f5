"""Uploaded files of surveys go to a folder of the test's own; sentences are read as they stand in the code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def _as_written() -> Iterator[None]:
    with translation.override("en"):
        yield

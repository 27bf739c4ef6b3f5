"""The operations manual says what the production settings read."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    read = set(READ.findall((ROOT / "cms" / "settings" / "production.py").read_text()))
    documented = {
        name
        for cell in ROW.findall((ROOT / "docs" / "operations.md").read_text())
        for name in re.findall(r"`([A-Z_]+)`", cell)
    }
    assert documented == read | {"DJANGO_SETTINGS_MODULE"}


def test_every_command_that_the_manual_names_exists() -> None:
    named = set(re.findall(r"manage\.py (\w+)", (ROOT / "docs" / "operations.md").read_text()))
    assert "rebuild_search" in named
    assert named <= get_commands().keys()

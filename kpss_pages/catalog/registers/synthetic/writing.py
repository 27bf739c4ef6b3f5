"""Invented registers as files, written piece by piece."""

import json
from collections.abc import Iterable
from pathlib import Path

from kpss_pages.catalog.registers.synthetic.czech import item_of
from kpss_pages.catalog.registers.synthetic.inventing import Invented


def write_czech(path: Path, services: Iterable[Invented]) -> int:
    """Write a register as the ministry's rpss.json; return how many services it has."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"polozky": [')
        for service in services:
            file.write(",\n" if count else "\n")
            file.write(json.dumps(item_of(service), ensure_ascii=False, indent=2))
            count += 1
        file.write("\n]}\n")
    return count

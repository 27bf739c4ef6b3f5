"""Invented registers as files, written piece by piece."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kpss_pages.catalog.registers.synthetic import slovak
from kpss_pages.catalog.registers.synthetic.czech import item_of
from kpss_pages.catalog.registers.synthetic.inventing import Invented

PAPERS = ("realizacePoskytovani", "planyFinancnihoZajisteni", "personalniZajisteni")
YEARS = range(2015, 2027)


def with_papers(service: Invented) -> dict[str, Any]:
    """Return an item with the papers of its years, which are most of the true register and are not read."""
    papers = {
        kind: [
            {
                "rok": year,
                "platnostOd": f"{year}-01-01",
                "platnostDo": f"{year}-12-31",
                "priloha": {"nazev": f"{kind} {year}.pdf", "url": f"https://register.example/{service.number}/{year}"},
            }
            for year in YEARS
        ]
        for kind in PAPERS
    }
    return {**item_of(service), "doplnkoveUdaje": papers}


def write_czech(path: Path, services: Iterable[Invented]) -> int:
    """Write a register as the ministry's rpss.json; return how many services it has."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"polozky": [')
        for service in services:
            file.write(",\n" if count else "\n")
            file.write(json.dumps(with_papers(service), ensure_ascii=False, indent=2))
            count += 1
        file.write("\n]}\n")
    return count


def write_slovak(path: Path, services: Iterable[Invented]) -> int:
    """Write a register as the ministry's XML; return how many services it has."""
    count = 0

    def counted() -> Iterator[Invented]:
        nonlocal count
        for service in services:
            count += 1
            yield service

    with path.open("w", encoding="utf-8") as file:
        file.write(slovak.BEGINNING)
        file.writelines(slovak.providers(counted()))
        file.write(slovak.END)
    return count

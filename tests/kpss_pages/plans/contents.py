"""Builders of what plans consist of."""

from datetime import date
from decimal import Decimal
from typing import Any

from kpss_pages.plans.content import Activity, Cost, Goal, Indicator, Link, Measure, PlanContent


def make_measure(id: int = 3, **changes: Any) -> Measure:  # noqa: A002
    """Make a measure in which every field but the origin is filled in."""
    full: dict[str, Any] = {
        "goal": 2,
        "number": f"1.1.{id}",
        "name": f"Odlehčovací služba {id}",
        "description": "Rozšíření terénní služby do okolních obcí.",
        "reason": "Pečující nemají kdy si odpočinout.",
        "target_groups": ("senioři", "pečující osoby"),
        "working_group": "Senioři",
        "territory": "ORP",
        "activities": (Activity("Výběr poskytovatele", "2026", "odbor"), Activity("Spuštění služby", "2027")),
        "responsible": "Odbor sociálních věcí",
        "realised_by": "Poskytovatel služby",
        "partners": "Okolní obce",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 12, 31),
        "term_note": "podle možností rozpočtu",
        "costs": (
            Cost(2026, "municipality", Decimal("120000")),
            Cost(2026, "region", Decimal("80000.50")),
            Cost(2027, "municipality", Decimal("150000")),
        ),
        "indicators": (Indicator(id * 100, "Počet klientů", "osoby", Decimal("10"), Decimal("40")),),
        "output": "Služba v pěti obcích",
        "links": (Link("Popis služby", "https://sluzba.example/"),),
        "is_example": True,
    }
    return Measure(**({"id": id} | full | changes))


def make_content(count: int = 2, **changes: Any) -> PlanContent:
    """Make two priorities with a goal each, and measures alternately below the two goals."""
    goals = (
        Goal(1, None, "1", "Péče o seniory", "Aby lidé mohli stárnout doma."),
        Goal(2, 1, "1.1", "Dostupná péče"),
        Goal(10_001, None, "2", "Rodiny s dětmi"),
        Goal(10_002, 10_001, "2.1", "Podpora rodin"),
    )
    measures = tuple(
        make_measure(id, goal=2 if id % 2 else 10_002, number=f"{1 if id % 2 else 2}.1.{id}")
        for id in range(3, 3 + count)  # noqa: A001
    )
    defaults: dict[str, Any] = {"currency": "CZK", "goals": goals, "measures": measures, "next_id": 1_000_000}
    return PlanContent(**(defaults | changes))

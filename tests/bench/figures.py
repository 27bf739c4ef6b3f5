"""Single figures with what they must not exceed, as they are handed on between programs and printed."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from tests.servers import ROOT


@dataclass(frozen=True)
class Figure:
    """Something measured; ``most`` is None where nothing is asked, ``note`` says what else is known of it."""

    name: str
    value: float
    unit: str
    most: float | None = None
    note: str = ""

    @property
    def is_missed(self) -> bool:
        return self.most is not None and self.value > self.most


def told(figures: Iterable[Figure]) -> str:
    """Return figures as a program hands them on."""
    return json.dumps([asdict(figure) for figure in figures])


def asked(variables: Mapping[str, str], program: str) -> list[Figure]:
    """Run a program of the benchmark; return the figures that it tells."""
    command = [sys.executable, "-m", f"tests.bench.{program}"]
    said = subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [Figure(**figure) for figure in json.loads(said)]


def print_figures(heading: str, figures: Iterable[Figure]) -> int:
    """Print a table; return how many marks were missed."""
    missed = 0
    print(f"\n{heading}\n")
    print(f"{'':52}{'measured':>10} {'':8}{'at most':>8}")
    for figure in figures:
        missed += figure.is_missed
        most = "" if figure.most is None else f"{figure.most:g}"
        said = f"{figure.name:52}{figure.value:10.1f} {figure.unit:8}{most:>8}  {figure.note}"
        print(f"{said.rstrip()}{'  MISSED' if figure.is_missed else ''}")
    return missed

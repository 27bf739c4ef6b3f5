"""Load the demo into DATABASE_URL, serve it, measure, print one table; exit 1 when a mark is missed."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from tests.bench.servers import BARE_PATH, ROOT, TOWN, WORKERS, environment, granian
from tests.bench.visitor import Address, requests_per_second, visitors

MOST_QUERIES = 12
WARM_UP = 10  # requests a connection
BARE = "bare Django view"


@dataclass
class Measured:
    """What was seen of one address; it has no queries and no time when the server tells none."""

    name: str
    address: Address
    size: int = 0
    queries: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)

    @property
    def misses_mark(self) -> bool:
        return bool(self.queries) and median(self.queries) > MOST_QUERIES

    def ask_alone(self, requests: int) -> None:
        """Ask for the page again and again over two connections, which reach both workers."""
        with visitors(self.address, WORKERS) as pair:
            for visitor in pair * WARM_UP:
                visitor.answer()
            for visitor in pair * (requests // WORKERS):
                answer = visitor.answer()
                self.size = answer.size
                if answer.queries is not None and answer.milliseconds is not None:
                    self.queries.append(answer.queries)
                    self.milliseconds.append(answer.milliseconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="requests a page, one at a time")
    parser.add_argument("--rounds", type=int, default=3, help="rounds under load; the median counts")
    parser.add_argument("--seconds", type=float, default=3.0, help="seconds under load, a page and a round")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kpss-bench-") as folder:
        variables = environment(Path(folder))
        paths = prepare(variables)
        with (
            granian("cms.wsgi:application", variables) as port,
            granian("tests.bench.bare:application", {**os.environ}) as bare_port,
        ):
            host = f"{TOWN}.localhost"
            rows = [Measured(name, Address(port, host, path)) for name, path in paths.items()]
            rows.append(Measured(BARE, Address(bare_port, "localhost", BARE_PATH)))
            for row in rows:
                row.ask_alone(options.requests)
            # Round after round, so that a slow moment of the machine falls on all alike.
            for _ in range(options.rounds):
                for row in rows:
                    row.per_second.append(requests_per_second(row.address, seconds=options.seconds))
    print_table(rows)
    return 1 if any(row.misses_mark for row in rows) else 0


def prepare(variables: dict[str, str]) -> dict[str, str]:
    """Fill the database and the static files; return the paths to measure by name."""

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True).stdout

    print("Loading the demo into PostgreSQL ...", file=sys.stderr)
    run("manage.py", "demo", "--no-serve")
    run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    paths: dict[str, str] = json.loads(
        run("manage.py", "shell", "--no-imports", "-c", "from tests.bench import targets; targets.show()")
    )
    return paths


def print_table(rows: list[Measured]) -> None:
    bare_rate = next(median(row.per_second) for row in rows if row.name == BARE)
    print(f"\ngranian, {WORKERS} workers, PostgreSQL; the visitors run on the same {os.cpu_count()} cores")
    print(f"{'':18}{'kB':>7}{'queries':>9}{'at most':>9}{'median ms':>11}{'p95 ms':>9}{'per second':>12}{'of bare':>9}")
    for row in rows:
        # Now and then a page also pays for the visits that were gathered before it.
        queries = f"{median(row.queries):.0f}" if row.queries else "–"
        most = str(max(row.queries)) if row.queries else "–"
        middle = f"{median(row.milliseconds):.1f}" if row.milliseconds else "–"
        p95 = f"{quantiles(row.milliseconds, n=20)[-1]:.1f}" if row.milliseconds else "–"
        rate = median(row.per_second)
        share = f"{100 * rate / bare_rate:.1f} %"
        print(
            f"{row.name:18}{row.size / 1000:7.1f}{queries:>9}{most:>9}{middle:>11}{p95:>9}{rate:12.0f}{share:>9}"
            + (f"  missed: at most {MOST_QUERIES} queries" if row.misses_mark else "")
        )
    missed = sum(row.misses_mark for row in rows)
    print(f"\nMarks missed: {missed}" if missed else f"\nEvery page needs at most {MOST_QUERIES} queries.")


if __name__ == "__main__":
    sys.exit(main())

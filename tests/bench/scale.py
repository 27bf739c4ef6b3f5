"""What 9,100 towns cost beside five: public pages, addresses, memory and the admin's screens, in one table.

    python -m tests.bench.scale [--few 5] [--many 9100]

makes both databases on the server that DATABASE_URL names, unless they are there, and keeps them with --keep.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.bench.servers import ROOT, environment

MOST_TIMES_SLOWER = 1.1
MOST_MEMORY = 1.3
MOST_URL_MICROSECONDS = 50
MOST_EDITOR_MS, MOST_EDITOR_QUERIES = 300, 60
MOST_ADMINISTRATOR_MS = 1000


@dataclass(frozen=True)
class Mark:
    """What a line of the table must not exceed; ``None`` where nothing is asked."""

    times_slower: float | None = None
    most: float | None = None
    queries: int | None = None


def marks() -> dict[str, Mark]:
    return {
        "public": Mark(times_slower=MOST_TIMES_SLOWER),
        "memory": Mark(times_slower=MOST_MEMORY),
        "address": Mark(most=MOST_URL_MICROSECONDS),
        "editor": Mark(most=MOST_EDITOR_MS, queries=MOST_EDITOR_QUERIES),
        "region": Mark(most=MOST_ADMINISTRATOR_MS),
        "administrator": Mark(most=MOST_ADMINISTRATOR_MS),
    }


Figures = dict[str, dict[str, float]]

TURNS = 4
"""So often the public pages of both are measured again, by turns; the best counts, because nothing else is alone here."""


def compare(url: str, few: int = 5, many: int = 9100, keep: bool = False) -> int:
    """Print the table of both sizes; return how many marks were missed."""
    with TemporaryDirectory(prefix="kpss-scale-") as folder, ExitStack() as stack:
        both = [stack.enter_context(installation(url, count, Path(folder), keep)) for count in (few, many)]
        found = [figures(variables) for variables in both]
        for _turn in range(TURNS):
            for variables, known in zip(both, found, strict=True):
                for name, row in figures(variables, "--public").items():
                    known[name] = min(known[name], row, key=lambda measured: measured["value"])
    print(f"\n{'':44}{f'{few:,} towns':>12}{'queries':>9}{f'{many:,} towns':>14}{'queries':>9}{'times':>8}")
    return sum(print_row(name, found[0][name], found[1][name]) for name in found[0])


def print_row(name: str, before: Mapping[str, float], after: Mapping[str, float]) -> bool:
    """Print a line; return whether it misses its mark."""
    mark = marks()[name.split(":")[0]]
    times = after["value"] / before["value"]
    missed = mark.times_slower is not None and times > mark.times_slower
    missed |= mark.times_slower is not None and after.get("queries") != before.get("queries")
    missed |= mark.most is not None and after["value"] > mark.most
    missed |= mark.queries is not None and after["queries"] > mark.queries
    queries = [f"{row['queries']:.0f}" if "queries" in row else "–" for row in (before, after)]
    print(
        f"{name:44}{before['value']:12.1f}{queries[0]:>9}{after['value']:14.1f}{queries[1]:>9}{times:8.2f}"
        + ("  missed" if missed else "")
    )
    return missed


@contextmanager
def installation(url: str, count: int, folder: Path, keep: bool) -> Iterator[Mapping[str, str]]:
    """Yield the environment of an installation with so many towns."""
    with database(url, f"kpss_scale_{count}", keep) as own:
        media = folder / "media" if not keep else ROOT / "var" / "scale"
        variables = {**environment(folder), "DATABASE_URL": own, "MEDIA_ROOT": str(media), "PAGE_CACHE": "no"}
        commands = (
            ["migrate", "-v0"],
            ["collectstatic", "--no-input", "-v0"],
            ["bench_towns", str(count), "--port", "80"],
        )
        for command in commands:
            arguments = [sys.executable, "manage.py", *command]
            subprocess.run(arguments, cwd=ROOT, env=variables, check=True, stdout=sys.stderr)
        yield variables


def figures(variables: Mapping[str, str], *options: str) -> Figures:
    """Return what is measured in a process of an installation."""
    command = [sys.executable, "-m", "tests.bench.screens", *options]
    measured = subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True)
    found: Figures = json.loads(measured.stdout)
    return found


@contextmanager
def database(url: str, name: str, keep: bool) -> Iterator[str]:
    """Yield the URL of a database beside the given one, made when it is not there."""
    with psycopg.connect(url, autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not there:
            server.execute(f'CREATE DATABASE "{name}"')
        current = server.info.dbname
    try:
        yield url.replace(f"/{current}", f"/{name}", 1)
    finally:
        if not keep:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=5)
    parser.add_argument("--many", type=int, default=9100)
    parser.add_argument("--keep", action="store_true", help="leave the databases for the next time")
    options = parser.parse_args()
    missed = compare(os.environ["DATABASE_URL"], options.few, options.many, options.keep)
    print(f"\nMarks missed: {missed}" if missed else "\nEvery mark is met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

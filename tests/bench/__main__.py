"""Load the demo into DATABASE_URL, serve it, measure, print one table; exit 1 when a mark is missed."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import plans, scale
from tests.bench.figures import asked, print_figures
from tests.bench.servers import BARE_PATH, HOST, Servers, environment, load, servers
from tests.bench.table import Measured, Way, print_table
from tests.bench.visitor import Address, visitors
from tests.bench.wrk import load as under_load

WARM_UP = 10  # requests a connection
PARTS = ("pages", "plans", "contacts", "catalog", "barrier_free", "events", "workers", "digests", "registers", "guide")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="requests a page, one at a time")
    parser.add_argument("--rounds", type=int, default=2, help="rounds under load; the median counts")
    parser.add_argument("--seconds", type=int, default=15, help="seconds under load: a page, a way and a round")
    parser.add_argument("--only", choices=PARTS, help="measure this part alone")
    parser.add_argument("--towns", type=int, default=0, help="also compare five towns with so many: 9100")
    options = parser.parse_args()
    parts = [options.only] if options.only else PARTS
    missed = 0
    with tempfile.TemporaryDirectory(prefix="kpss-bench-", dir="/tmp") as name:
        folder = Path(name)
        paths = load(folder)
        if "pages" in parts:
            with servers(folder) as running:
                pages = measure(running, paths, options.requests, options.rounds, options.seconds)
            missed += print_table(pages)
        if "plans" in parts:
            missed += print_figures("A plan with 150 measures", plans.measure(folder, options.requests, paths["plan"]))
        if "contacts" in parts:
            figures = asked(environment(folder) | {"PAGE_CACHE": "no"}, "contacts")
            missed += print_figures("A directory of 2,000 contacts, made anew each time", figures)
        if "catalog" in parts:
            figures = asked(environment(folder) | {"PAGE_CACHE": "no", "BENCH_OTHER_SERVICES": "450000"}, "catalog")
            missed += print_figures("A catalogue of 500 services, made anew each time", figures)
        if "barrier_free" in parts:
            figures = asked(environment(folder) | {"PAGE_CACHE": "no"}, "barrier_free")
            missed += print_figures("A barrier-free map of 5,000 places, made anew each time", figures)
        if "events" in parts:
            figures = asked(environment(folder) | {"PAGE_CACHE": "no"}, "events")
            missed += print_figures("A calendar with 300 events, made anew each time", figures)
        if "workers" in parts:
            figures = asked(environment(folder), "workers")
            missed += print_figures("Text of 1,000 documents, two workers, one of them killed in the middle", figures)
        if "digests" in parts:
            figures = asked({**environment(folder), "BENCH_MAIL": str(folder / "mail")}, "digests")
            missed += print_figures("Digest of 10,000 subscribers, two workers, one of them killed half-way", figures)
        if "registers" in parts:
            figures = asked(environment(folder), "registers")
            missed += print_figures("A register of full size, taken whole by one town", figures)
        if "guide" in parts:
            figures = asked(environment(folder), "guide")
            missed += print_figures("The printed guide of 150 services, made by a worker", figures)
    if options.towns and not options.only:
        missed += scale.compare(os.environ["DATABASE_URL"], many=options.towns)
    print(f"\nMarks missed: {missed}" if missed else "\nEvery mark is met.")
    return 1 if missed else 0


def measure(running: Servers, paths: dict[str, str], requests: int, rounds: int, seconds: int) -> list[Measured]:
    """Measure every page alone, then all of them under load, round after round and a page's ways side by side."""
    pages, addresses = [], {}
    for name, path in paths.items():
        page = Measured(name)
        pages.append(page)
        addresses[name] = {
            Way.UNCACHED: Address(running.uncached, HOST, path),
            Way.CACHED: Address(running.cached, HOST, path),
            Way.NGINX: Address(running.nginx, HOST, path),
            Way.BARE: Address(running.bare, "localhost", BARE_PATH),
            Way.FILE: Address(running.nginx, HOST, f"/file/{len(pages)}.html"),
        }
        ask_alone(page, addresses[name][Way.UNCACHED], requests)
        with visitors(addresses[name][Way.CACHED], 1) as (visitor,):
            (running.files / f"{len(pages)}.html").write_bytes(visitor.answer().body)
        for address in addresses[name].values():
            warm_up(address)
    for turn in range(rounds):
        for page in pages:
            print(f"Round {turn + 1}: {page.name} ...", file=sys.stderr)
            for way, address in addresses[page.name].items():
                page.loads[way].append(under_load(address, seconds))
    return pages


def ask_alone(page: Measured, address: Address, requests: int) -> None:
    """Ask for a page again and again over two connections, which reach both workers."""
    warm_up(address)
    with visitors(address, 2) as pair:
        for visitor in pair * (requests // 2):
            answer = visitor.answer()
            page.size = len(answer.body)
            page.queries.append(answer.queries)
            page.milliseconds.append(answer.milliseconds)


def warm_up(address: Address) -> None:
    """Ask so often that all workers have seen the page."""
    with visitors(address, 4) as crowd:
        for visitor in crowd * WARM_UP:
            visitor.answer()


if __name__ == "__main__":
    sys.exit(main())

"""What a plan with 150 measures costs: its public page, its files and the screens on which it is edited."""

from pathlib import Path, PurePosixPath
from statistics import median, quantiles

from tests.bench.figures import Figure, asked
from tests.bench.servers import HOST, LONG_PLAN, WORKERS, environment
from tests.bench.visitor import Address, Visitor, visitors
from tests.servers import granian, redis

MOST_QUERIES = 15
MOST_MILLISECONDS = 60


def measure(folder: Path, requests: int, sibling: str) -> list[Figure]:
    """Return all figures; the demo has been loaded, the plan is made here, beside the one at the path ``sibling``."""
    variables = environment(folder)
    figures = asked(variables, "long_plan")
    with redis(folder) as port:
        uncached = variables | {
            "CACHE_URL": f"redis://127.0.0.1:{port}/0",
            "BENCH_SHARED_CACHE": "yes",
            "BENCH_COST": "yes",
            "PAGE_CACHE": "no",
        }
        with granian("cms.wsgi:application", uncached, WORKERS) as served:
            return [
                *public_page(Address(served, HOST, f"{PurePosixPath(sibling).parent}/{LONG_PLAN}/"), requests),
                *figures,
            ]


def public_page(address: Address, requests: int) -> list[Figure]:
    """Ask for the page as its first visitor, and then again and again over two connections, which reach both workers."""
    with visitors(address, 2) as pair:
        first = pair[0].answer()
        answers = [visitor.answer() for visitor in _by_turns(pair, requests)]
    milliseconds = [answer.milliseconds for answer in answers]
    queries = sorted(answer.queries for answer in answers)
    p95 = quantiles(milliseconds, n=20)[-1]
    size = f"{len(first.body) / 1000:.0f} kB, p95 {p95:.1f} ms, first {first.milliseconds:.0f} ms"
    return [
        Figure("public page, uncached", median(milliseconds), "ms", MOST_MILLISECONDS, size),
        Figure(
            "public page, queries",
            median(queries),
            "",
            MOST_QUERIES,
            f"{queries[0]} to {queries[-1]}, first {first.queries}",
        ),
    ]


def _by_turns(pair: list[Visitor], requests: int) -> list[Visitor]:
    return pair * max(requests // 2, 5)

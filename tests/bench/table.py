"""What was measured of each page, the marks it is held to, and the table."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median, quantiles

from tests.bench.wrk import CONNECTIONS, Load

MOST_QUERIES = 12
MOST_MILLISECONDS = 25
OF_BARE = 0.7
OF_FILE = 0.8


class Way(StrEnum):
    """A way in which a page is served, in the order of the table."""

    UNCACHED = "uncached"
    CACHED = "cached in the process"
    NGINX = "behind nginx's cache"
    BARE = "bare Django view"
    FILE = "file of nginx"


@dataclass
class Measured:
    """One page: its cost when nobody else asks, and its load by the way it is served, a member a round."""

    name: str
    size: int = 0
    queries: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    loads: dict[Way, list[Load]] = field(default_factory=lambda: {way: [] for way in Way})

    def share(self, way: Way, of: Way) -> float:
        """How much of another way's requests a second a way reaches, each round beside its own."""
        rounds = zip(self.loads[way], self.loads[of], strict=True)
        return median(load.per_second / other.per_second for load, other in rounds)

    def misses(self, way: Way) -> Iterator[str]:
        """Yield what a way of serving should be and is not."""
        if way is Way.UNCACHED:
            if median(self.queries) > MOST_QUERIES:
                yield f"at most {MOST_QUERIES} queries"
            if median(self.milliseconds) > MOST_MILLISECONDS:
                yield f"at most {MOST_MILLISECONDS} ms alone"
        if way is Way.CACHED and self.share(way, Way.BARE) < OF_BARE:
            yield f"at least {OF_BARE} of the bare view"
        if way is Way.NGINX and self.share(way, Way.FILE) < OF_FILE:
            yield f"at least {OF_FILE} of the file"

    def compared(self, way: Way) -> str:
        """Say what a way of serving is beside what it is compared with."""
        if way is Way.UNCACHED:
            p95 = quantiles(self.milliseconds, n=20)[-1]
            return (
                f"alone {median(self.milliseconds):.1f} ms, p95 {p95:.1f}; "
                f"{median(self.queries):.0f} queries, at most {max(self.queries)}"
            )
        if way is Way.CACHED:
            return f"{self.share(way, Way.BARE):.2f} of the bare view"
        if way is Way.NGINX:
            return f"{self.share(way, Way.FILE):.2f} of the file"
        return ""


def print_table(pages: list[Measured]) -> int:
    """Print what was measured; return how many marks were missed."""
    missed = 0
    print(f"\ngranian with two workers, PostgreSQL, Redis; {CONNECTIONS} visitors on the same {os.cpu_count()} cores\n")
    print(f"{'page':12}{'kB':>6}  {'served':23}{'per second':>11}{'p50 ms':>9}{'p99 ms':>9}  beside")
    for page in pages:
        for way, loads in page.loads.items():
            misses = list(page.misses(way))
            missed += len(misses)
            name, size = (page.name, f"{page.size / 1000:.1f}") if way is Way.UNCACHED else ("", "")
            print(
                f"{name:12}{size:>6}  {way:23}{median(load.per_second for load in loads):11.0f}"
                f"{median(load.p50 for load in loads):9.2f}{median(load.p99 for load in loads):9.2f}  "
                f"{page.compared(way)}{''.join(f'  MISSED: {mark}' for mark in misses)}".rstrip()
            )
    return missed

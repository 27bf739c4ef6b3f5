"""Load from wrk, and what it says of it."""

import re
import shutil
import subprocess
from dataclasses import dataclass

from tests.bench.visitor import Address, UnexpectedAnswer

NO_WRK = "wrk is needed and was not found. Install it: apt-get install wrk"
CONNECTIONS, THREADS = 16, 2

PER_SECOND = re.compile(r"^Requests/sec: +([\d.]+)", re.MULTILINE)
PERCENTILE = r"^ +{}% +([\d.]+)(us|ms|s|m) *$"
FAILURES = re.compile(r"^ +(?:Non-2xx or 3xx responses|Socket errors): .+", re.MULTILINE)
IN_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """Requests a second, and the milliseconds within which half and 99 of 100 were answered."""

    per_second: float
    p50: float
    p99: float


def load(address: Address, seconds: int) -> Load:
    """Let 16 connections ask for an address as fast as they are answered.

    Raises UnexpectedAnswer when anything but the page came back.
    """
    program = shutil.which("wrk")
    if program is None:
        raise RuntimeError(NO_WRK)
    options = [f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "30s"]
    header = f"Host: {address.host}:{address.port}"
    url = f"http://127.0.0.1:{address.port}{address.path}"
    said = subprocess.run([program, *options, "-H", header, url], check=True, stdout=subprocess.PIPE, text=True).stdout
    if failures := FAILURES.findall(said):
        raise UnexpectedAnswer(f"{address}: {'; '.join(failures)}")
    return read(said)


def read(said: str) -> Load:
    """Read wrk's report."""
    per_second = PER_SECOND.search(said)
    if per_second is None:
        raise UnexpectedAnswer(said)
    return Load(float(per_second[1]), _milliseconds(said, 50), _milliseconds(said, 99))


def _milliseconds(said: str, percentile: int) -> float:
    found = re.search(PERCENTILE.format(percentile), said, re.MULTILINE)
    if found is None:
        raise UnexpectedAnswer(said)
    return float(found[1]) * IN_MILLISECONDS[found[2]]

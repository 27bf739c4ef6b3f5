"""The servers that are measured, each granian with two workers on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
TOWN = "prostejov"
BARE_PATH = "/bare/"
PATIENCE = 60  # seconds


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of the measured installation; its database is DATABASE_URL's."""
    sample = (ROOT / ".ci" / "production.env").read_text().splitlines()
    return {
        **dict(line.split("=", 1) for line in sample if line and not line.startswith("#")),
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "ALLOWED_HOSTS": "localhost,.localhost",
        "LANDING_HOSTS": "localhost",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def granian(application: str, variables: Mapping[str, str]) -> Iterator[int]:
    """Serve a WSGI application until the block ends; yield its port."""
    port = _free_port()
    arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *arguments, "--no-ws", "--log-level", "error", application],
        cwd=ROOT,
        env=dict(variables),
    )
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("granian did not start; its message is above")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

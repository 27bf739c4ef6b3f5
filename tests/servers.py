"""Programs that a test or the benchmark starts on this machine, waits for and ends."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NO_REDIS = "Redis is needed and was not found. Install it: apt-get install redis-server"
PATIENCE = 60  # seconds that a program may take to start on a busy machine


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(command: Sequence[str], port: int, variables: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run a program that listens on a port until the block ends; yield the port.

    Raises RuntimeError, with the end of what the program said, when it does not start.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=dict(os.environ if variables is None else variables),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _listens(port, process):
                said.seek(0)
                raise RuntimeError(f"{command[0]} did not start: {said.read()[-4000:].decode(errors='replace')}")
            yield port
        finally:
            end(process)


@contextmanager
def granian(application: str, variables: Mapping[str, str], workers: int = 1) -> Iterator[int]:
    """Serve a WSGI application on a free port until the block ends; yield the port."""
    port = free_port()
    where = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    command = [sys.executable, "-m", "granian", *where, "--no-ws", "--log-level", "error", application]
    with running(command, port, variables):
        yield port


@contextmanager
def redis(folder: Path) -> Iterator[int]:
    """Run a Redis of our own that keeps nothing; yield its port."""
    program = shutil.which("redis-server")
    if program is None:
        raise RuntimeError(NO_REDIS)
    port = free_port()
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    with running([program, "--port", str(port), *options], port):
        yield port


def _listens(port: int, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program, by force when it does not listen."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

"""The servers that are measured: the installation without and with its page cache, nginx in front, a bare view."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.proxies import nginx
from tests.servers import ROOT, free_port, granian, redis

WORKERS = 2
TOWN = "prostejov"
HOST = f"{TOWN}.localhost"
LONG_PLAN = "plan-se-150-opatrenimi"
BARE_PATH = "/bare/"
AROUND_SERVERS = "sendfile on; tcp_nopush on; default_type text/html; keepalive_requests 1000000;"


@dataclass(frozen=True)
class Servers:
    """Ports of what is measured; ``files`` is the folder that nginx serves as it is, under ``/file/``."""

    uncached: int
    cached: int
    nginx: int
    bare: int
    files: Path


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a measured installation; its database is DATABASE_URL's."""
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


def load(folder: Path) -> dict[str, str]:
    """Fill the database and the static files; return the paths to measure by name."""
    variables = environment(folder)
    print("Loading the demo into PostgreSQL ...", file=sys.stderr)
    _run(variables, "manage.py", "demo", "--no-serve")
    _run(variables, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    paths: dict[str, str] = json.loads(_run(variables, "-m", "tests.bench.targets"))
    return paths


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """Start everything; it ends with the block."""
    files = folder / "file"
    files.mkdir()
    nginx_port, purging = free_port(), free_port()
    with ExitStack() as stack:
        shared = {
            **environment(folder),
            "CACHE_URL": f"redis://127.0.0.1:{stack.enter_context(redis(folder))}/0",
            "BENCH_SHARED_CACHE": "yes",
        }
        plain = shared | {"PAGE_CACHE": "no", "BENCH_COST": "yes"}
        kept = shared | {"PAGE_CACHE": "yes", "FRONTEND_CACHE_URLS": f"http://127.0.0.1:{purging}"}
        uncached = stack.enter_context(granian("cms.wsgi:application", plain, WORKERS))
        cached = stack.enter_context(granian("cms.wsgi:application", kept, WORKERS))
        bare = stack.enter_context(granian("tests.bench.bare:application", os.environ, WORKERS))
        # Files lie beside the pages, and around both is what Debian's nginx.conf sets.
        beside = {"server_name plans.example *.towns.example;": f"location /file/ {{ root {folder}; }}"}
        stack.enter_context(nginx(folder, nginx_port, purging, cached, beside, AROUND_SERVERS))
        yield Servers(uncached, cached, nginx_port, bare, files)


def _run(variables: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True).stdout

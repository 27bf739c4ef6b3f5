"""A worker that is killed while it sends digests leaves nobody out, and nobody gets two."""

import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.processes.pair import Pair
from tests.processes.test_workers import WORK, ask, prepare, wait_for
from tests.servers import ROOT

READERS = 20
GONE_BEFORE = 7
SENDING = "SELECT count(*) FROM kpss_subscriptions_delivery WHERE state = 'sending'"
STATES = "SELECT state, count(*) FROM kpss_subscriptions_delivery GROUP BY 1"


@contextmanager
def postman(variables: Mapping[str, str], *program: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker that puts mails into a folder, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *program], cwd=ROOT, env=dict(variables), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_everybody_gets_one_mail_when_a_worker_is_killed_half_way(pair: Pair, tmp_path: Path) -> None:
    pair.run(*WORK, "--batch")  # what other tests have left
    variables = {
        **pair.variables,
        "DJANGO_SETTINGS_MODULE": "tests.processes.mail_settings",
        "MAIL_FOLDER": str(tmp_path),
    }
    readers = prepare(pair, "subscribe", str(READERS))

    def files() -> list[Path]:
        return list(tmp_path.glob("*.eml"))

    with postman(variables, "-m", "tests.processes.jobs", "slow_postman", str(GONE_BEFORE)) as doomed:
        wait_for(lambda: len(files()) == GONE_BEFORE)
        assert ask(pair, SENDING) == [(READERS,)]
        doomed.send_signal(signal.SIGKILL)
        doomed.wait()
        times = {file.name: file.stat().st_mtime_ns for file in files()}
        with postman(variables, *WORK):
            wait_for(lambda: dict(ask(pair, STATES)) == {"sent": READERS})

    addressed = Counter(re.findall(r"^To: (\S+)", "\n".join(file.read_text() for file in files()), re.MULTILINE))
    assert addressed == Counter(readers)
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in times} == times, "what had gone was sent again"

"""A process that opens strangers' files, so that a hostile one harms nothing but this process.

It has its own limits of memory and time and ends when a file exceeds them; it ends too when whoever started it is gone.
"""

import atexit
import json
import resource
import signal
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import IO, cast

from sites.documents.extraction import pages_of

SECONDS = 60
"""For one file; a plan of 300 pages takes one or two."""
MEMORY_BYTES = 1_500_000_000
READY = "ready\n"
PROJECT = Path(__file__).resolve().parents[2]


class Reader:
    """Reads files in a process that is kept for the next file, and started anew after one that was too much for it."""

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY_BYTES) -> None:
        self.limits = [str(seconds), str(memory)]
        self.lock = Lock()
        self.process: subprocess.Popen[str] | None = None

    def pages_of(self, path: Path, ending: str) -> list[tuple[int, str]] | None:
        """Return the pages that have words; None for a file that cannot be read.

        Raises RuntimeError when the process does not start at all.
        """
        with self.lock:
            answer = self._answer(json.dumps({"path": str(path), "ending": ending}))
        return [(number, text) for number, text in json.loads(answer)] if answer else None

    def _answer(self, question: str) -> str:
        """Return the process's line, "" when it has ended instead."""
        process = self.process or self._start()
        asked, answered = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
        try:
            asked.write(f"{question}\n")
            asked.flush()
            answer = answered.readline()
        except BrokenPipeError:
            answer = ""
        if not answer.endswith("\n"):
            self._end()
            return ""
        return answer

    def _start(self) -> "subprocess.Popen[str]":
        self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter, nothing of a user's in it
            [sys.executable, "-m", "sites.documents.reader", *self.limits],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library says of a file may quote it
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl+C is for whoever started it
        )
        if cast(IO[str], self.process.stdout).readline() != READY:
            self._end()
            raise RuntimeError("The process that reads files does not start")  # which no file is to blame for
        return self.process

    def close(self) -> None:
        with self.lock:
            self._end()

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.communicate()


reader = Reader()
"""This process's own."""
atexit.register(reader.close)


def main(seconds: int, memory: int) -> None:
    """Answer a line of JSON for each line that names a file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _say(READY)
    for line in sys.stdin:
        question = json.loads(line)
        # Not caught by anybody: the signal ends the process, also inside a library written in C.
        signal.alarm(seconds)
        pages = pages_of(Path(question["path"]), question["ending"])
        signal.alarm(0)
        _say(f"{json.dumps(pages)}\n")


def _say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

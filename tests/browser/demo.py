"""The demo, served from a fresh database for one run of the browser tests."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.servers import ROOT, end, free_port

PASSWORD = "kpss-demo"
PATIENCE = 900  # seconds for migrating and loading on a slow machine
STEP = 45_000  # milliseconds that a step may take on a busy machine; one that is quick does not wait


@dataclass(frozen=True)
class Demo:
    """A running demo: `demo.url("prerov", "/sk/")`; without a town it is the landing page's."""

    port: int
    log: Path

    def url(self, town: str = "", path: str = "/") -> str:
        host = f"{town}.localhost" if town else "localhost"
        return f"http://{host}:{self.port}{path}"

    def get(self, town: str = "", path: str = "/") -> tuple[int, bytes]:
        """Return status and content of an address as a visitor gets them, without a browser."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": urlsplit(self.url(town)).netloc})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def sign_in(self, page: Page, user: str, town: str = "") -> None:
        """Sign in as somebody does who opens the admin on the town's host: "prerov-editor", "prerov"."""
        page.goto(self.url(town, "/admin/login/"))
        page.locator("input[name=login]").fill(user)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form.account-form button[type=submit]").click()
        page.wait_for_url(lambda url: "/login/" not in url)

    def mail_to(self, address: str) -> str:
        """Return the newest message to an address: the demo prints its mail in the terminal."""
        deadline = time.monotonic() + STEP / 1000
        while time.monotonic() < deadline:
            printed = self.log.read_text(encoding="utf-8", errors="replace")
            messages = [message for message in printed.split("-" * 79) if f"To: {address}\n" in message]
            if messages:
                return messages[-1]
            time.sleep(0.2)
        raise AssertionError(f"No message to {address} was sent.")


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Let a page go on until something is so, or a step has lasted too long."""
    deadline = time.monotonic() + STEP / 1000
    while not is_so() and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert is_so()


@contextmanager
def served(folder: Path) -> Iterator[Demo]:
    """Load the demo into a folder and serve it on a free port until the block ends."""
    demo = Demo(free_port(), folder / "demo.log")
    with demo.log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(demo.port)],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
                "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
                "MEDIA_ROOT": str(folder / "media"),
                "WAGTAILADMIN_BASE_URL": demo.url().rstrip("/"),
                "PYTHONUNBUFFERED": "1",
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        if not _answers(demo, process):
            raise RuntimeError(f"The demo did not start: {demo.log.read_text(errors='replace')[-4000:]}")
        yield demo
    finally:
        end(process)


def _answers(demo: Demo, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", demo.port, timeout=10)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{demo.port}"})
            if connection.getresponse().status == 200:
                return True
        except (OSError, HTTPException):
            pass  # not listening yet
        finally:
            connection.close()
        time.sleep(0.5)
    return False

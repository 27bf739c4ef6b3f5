"""The system's Chromium, kept from everything but this machine."""

import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
NOT_FOUND = "Chromium is needed and was not found. Install it: apt-get install chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A page that needs anything from elsewhere must fail here, not on a phone without signal.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
]


def chromium() -> str | None:
    """Return where the program is, None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)

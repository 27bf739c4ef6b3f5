"""nginx and Varnish, run with what the manual writes for them."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import ROOT, running

MANUAL = (ROOT / "docs" / "operations.md").read_text()


def written_for(program: str) -> str:
    """Return what the manual writes for a program."""
    return "\n".join(re.findall(rf"^```{program}\n(.*?)^```", MANUAL, re.MULTILINE | re.DOTALL))


def needed(program: str, package: str) -> str:
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, f"{program} is needed and was not found. Install it: apt-get install {package}"
    return found


@contextmanager
def nginx(
    folder: Path, port: int, purging: int, application: int, uploads: Path = Path("/nonexistent")
) -> Iterator[int]:
    """Run nginx with the manual's configuration; TLS is left out, the visitors say that they came by it."""
    servers = re.sub(r"^\s*ssl_certificate.*$", "", written_for("nginx"), flags=re.MULTILINE)
    for written, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port}"),
        ("127.0.0.1:8080", f"127.0.0.1:{purging}"),
        ("127.0.0.1:8000", f"127.0.0.1:{application}"),
        ("X-Forwarded-Proto $scheme", "X-Forwarded-Proto https"),
        ("/var/cache/kpss", str(folder / "cache")),
        ("/srv/kpss/media", str(uploads)),
    ):
        assert written in servers, written
        servers = servers.replace(written, here)
    temporary = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "modules").symlink_to("/usr/lib/nginx/modules")
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"include /etc/nginx/modules-enabled/*.conf; daemon off; {user} pid {folder}/nginx.pid; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{servers} }}"
    )
    program = needed("nginx", "nginx-light libnginx-mod-http-cache-purge")
    with running([program, "-c", str(configuration), "-p", str(folder), "-e", str(folder / "error.log")], port):
        yield port


@contextmanager
def varnish(folder: Path, port: int, application: int) -> Iterator[int]:
    """Run Varnish with the manual's rules."""
    rules = written_for("vcl").replace('"8000"', f'"{application}"')
    (folder / "rules.vcl").write_text(rules)
    options = ["-F", "-a", f"127.0.0.1:{port}", "-T", "none", "-s", "malloc,32m", "-n", str(folder / "work")]
    # Without its jail: it has no user of its own where tests run.
    program = needed("varnishd", "varnish")
    with running([program, "-j", "none", *options, "-f", str(folder / "rules.vcl")], port):
        yield port

"""nginx with the manual's configuration in front of the installation, and the same pages as plain files beside it."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import ROOT, running

MANUAL = ROOT / "docs" / "operations.md"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def written_for(program: str) -> str:
    """Return what the manual writes for a program."""
    return "\n".join(re.findall(rf"^```{program}\n(.*?)^```", MANUAL.read_text(), re.MULTILINE | re.DOTALL))


def needed(program: str, packages: str) -> str:
    """Return where a server program lies; RuntimeError with the packages that bring it when it is not there."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise RuntimeError(f"{program} is needed and was not found. Install it: apt-get install {packages}")
    return found


@contextmanager
def nginx(folder: Path, port: int, purging: int, application: int) -> Iterator[int]:
    """Run nginx before an application, without TLS; the files of ``folder``/file are under /file/."""
    servers = re.sub(r"^\s*ssl_certificate.*$", "", written_for("nginx"), flags=re.MULTILINE)
    for written, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port}"),
        ("127.0.0.1:8080", f"127.0.0.1:{purging}"),
        ("127.0.0.1:8000", f"127.0.0.1:{application}"),
        ("server_name plans.example *.towns.example;", f"location /file/ {{ root {folder}; }}"),
        ("/var/cache/kpss", str(folder / "cache")),
    ):
        if written not in servers:
            raise LookupError(f"The manual's nginx does not say any more: {written}")
        servers = servers.replace(written, here)
    # What Debian's nginx.conf sets around the manual's servers, and places where nobody but us may write.
    around = "sendfile on; tcp_nopush on; default_type text/html; access_log off; keepalive_requests 1000000;"
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY)
    (folder / "modules").symlink_to("/usr/lib/nginx/modules")
    user = "user root;" if os.geteuid() == 0 else ""  # who else may not look into a private folder
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"include /etc/nginx/modules-enabled/*.conf; daemon off; {user} worker_processes 2; pid {folder}/nginx.pid;\n"
        f"events {{ worker_connections 512; }} http {{ {around} {temporary}\n{servers} }}"
    )
    program = needed("nginx", "nginx-light libnginx-mod-http-cache-purge")
    with running([program, "-c", str(configuration), "-p", str(folder), "-e", str(folder / "error.log")], port):
        yield port

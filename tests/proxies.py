"""nginx and Varnish before an application, run with what the manual writes for them."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.servers import ROOT, running

MANUAL = ROOT / "docs" / "operations.md"
BEHIND_TLS = {"X-Forwarded-Proto $scheme": "X-Forwarded-Proto https"}
"""For an application that takes nothing that did not come by TLS."""

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def written_for(program: str) -> str:
    """Return what the manual writes for a program."""
    return "\n".join(re.findall(rf"^```{program}\n(.*?)^```", MANUAL.read_text(), re.MULTILINE | re.DOTALL))


def with_places(text: str, places: Mapping[str, str]) -> str:
    """Return what the manual writes with other places in it; LookupError when it does not name one any more."""
    for written, here in places.items():
        if written not in text:
            raise LookupError(f"The manual does not say any more: {written}")
        text = text.replace(written, here)
    return text


def needed(program: str, packages: str) -> str:
    """Return where a server program lies; RuntimeError with the packages that bring it when it is not there."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise RuntimeError(f"{program} is needed and was not found. Install it: apt-get install {packages}")
    return found


@contextmanager
def nginx(
    folder: Path, port: int, purging: int, application: int, places: Mapping[str, str], around: str = ""
) -> Iterator[int]:
    """Run nginx without TLS; ``places`` are further ones to put in, ``around`` is what surrounds the manual's servers."""
    servers = with_places(
        re.sub(r"^\s*ssl_certificate.*$", "", written_for("nginx"), flags=re.MULTILINE),
        {
            "listen 443 ssl": f"listen 127.0.0.1:{port}",
            "127.0.0.1:8080": f"127.0.0.1:{purging}",
            "127.0.0.1:8000": f"127.0.0.1:{application}",
            "/var/cache/kpss": str(folder / "cache"),
            **places,
        },
    )
    # Places where nobody but us may write.
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY)
    (folder / "modules").symlink_to("/usr/lib/nginx/modules")
    user = "user root;" if os.geteuid() == 0 else ""  # who else may not look into a private folder
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"include /etc/nginx/modules-enabled/*.conf; daemon off; {user} worker_processes 2; pid {folder}/nginx.pid;\n"
        f"events {{ worker_connections 512; }} http {{ access_log off; {around} {temporary}\n{servers} }}"
    )
    program = needed("nginx", "nginx-light libnginx-mod-http-cache-purge")
    with running([program, "-c", str(configuration), "-p", str(folder), "-e", str(folder / "error.log")], port):
        yield port


@contextmanager
def varnish(folder: Path, port: int, application: int) -> Iterator[int]:
    """Run Varnish with the manual's rules."""
    (folder / "rules.vcl").write_text(with_places(written_for("vcl"), {'"8000"': f'"{application}"'}))
    options = ["-F", "-a", f"127.0.0.1:{port}", "-T", "none", "-s", "malloc,32m", "-n", str(folder / "work")]
    # Without its jail: it has no user of its own where tests run.
    program = needed("varnishd", "varnish")
    with running([program, "-j", "none", *options, "-f", str(folder / "rules.vcl")], port):
        yield port

"""The operations manual says what the production settings read."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
NGINX = re.compile(r"^```nginx\n(.*?)^```", re.MULTILINE | re.DOTALL)
CERTIFICATES = "/etc/ssl/kpss"
CACHE = "/var/cache/kpss"
ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    settings = ROOT / "cms" / "settings"
    read = {
        name for module in ("production", "storage") for name in READ.findall((settings / f"{module}.py").read_text())
    }
    documented = {
        name
        for cell in ROW.findall((ROOT / "docs" / "operations.md").read_text())
        for name in re.findall(r"`([A-Z_]+)`", cell)
    }
    assert documented == read | {"DJANGO_SETTINGS_MODULE"}


def test_every_command_that_the_manual_names_exists() -> None:
    named = set(re.findall(r"manage\.py (\w+)", (ROOT / "docs" / "operations.md").read_text()))
    assert "rebuild_search" in named
    assert named <= get_commands().keys()


def test_nginx_takes_what_the_manual_writes_for_it(tmp_path: Path) -> None:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "nginx is needed and was not found. Install it: apt-get install nginx-light"
    written = NGINX.findall((ROOT / "docs" / "operations.md").read_text())
    assert written
    certify(tmp_path)
    servers = "\n".join(written).replace(CERTIFICATES, str(tmp_path)).replace(CACHE, str(tmp_path / "cache"))
    # Debian names its modules relative to where the configuration lies.
    (tmp_path / "modules").symlink_to("/usr/lib/nginx/modules")
    temporary = " ".join(
        f"{kind}_temp_path {tmp_path};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(
        f"include /etc/nginx/modules-enabled/*.conf; pid {tmp_path}/pid; events {{}} http {{ {temporary}\n{servers} }}"
    )
    done = subprocess.run(
        [program, "-t", "-q", "-e", "stderr", "-p", tmp_path, "-c", configuration], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def certify(folder: Path) -> None:
    """Write the key and the certificate of a host, which nginx reads when it tests a configuration."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "plans.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "chain.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

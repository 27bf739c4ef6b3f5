"""Which release of the application this process runs: what another one has rendered is not shown any more."""

import hashlib
from functools import cache
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings

SUFFIXES = {".css", ".html", ".js", ".mo", ".py", ".svg", ".xml"}


@cache
def release() -> str:
    """Return a digest of our sources, the same on every machine that runs the same release."""
    digest = hashlib.blake2b(f"{django.__version__} {wagtail.__version__}".encode(), digest_size=8)
    for path in sorted(_sources()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> set[Path]:
    base: Path = settings.BASE_DIR
    ours = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).is_relative_to(base)]
    folders = [folder for folder in (*ours, *map(Path, settings.LOCALE_PATHS)) if ".venv" not in folder.parts]
    return {path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES}

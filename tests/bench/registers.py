"""What reading a register of full size costs a town that takes all of it; tells the figures as JSON.

The town is made for it and removed afterwards. Memory is that of this whole process, Django among it.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from kpss_pages.catalog.models import CatalogSettings, Facility, Proposal, Service
from kpss_pages.catalog.proposing import take_all
from kpss_pages.catalog.registers.running import read_for_towns
from kpss_pages.catalog.registers.synthetic import PLACES
from sites.removal import remove_town
from tests.bench.figures import Figure, told
from tests.builders import make_town

SERVICES = 6733
MOST_SECONDS = 60
MOST_MEGABYTES = 300


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kpss-register-", dir="/tmp") as name:
        folder = Path(name)
        register, codes = folder / "rpss.json", folder / "codes"
        size = ["--services", str(SERVICES), "--seed", "1", "--out", str(register), "--codes-dir", str(codes)]
        made = subprocess.run([sys.executable, "manage.py", "make_register", *size], check=True, capture_output=True)
        sys.stderr.write(made.stdout.decode())
        call_command("load_register_codes", str(codes), stdout=sys.stderr)
        sys.stdout.write(told(measured(register)))


def measured(register: Path) -> list[Figure]:
    """Return what it costs to try, to propose, to take all and to read it once more."""
    town = make_town(f"registr-{os.getpid()}")
    try:
        area = "\n".join(place.code for place in PLACES)
        CatalogSettings.objects.update_or_create(site=town.site, defaults={"area": area})
        before = megabytes()
        tried = seconds(lambda: read(register, town.site_id, is_trial=True))
        proposed = seconds(lambda: read(register, town.site_id))
        proposals = Proposal.objects.filter(site=town.site).count()
        taken = seconds(lambda: take_all(town.site_id, None))
        services = Service.objects.filter(site=town.site).count()
        places = Facility.objects.filter(service__site=town.site).count()
        again = seconds(lambda: read(register, town.site_id))
        fresh = Proposal.objects.filter(site=town.site).count() - proposals
        load = f"load {os.getloadavg()[0]:.1f}"
        return [
            Figure("imported: proposed and all taken", proposed + taken, "s", MOST_SECONDS, load),
            Figure("tried only", tried, "s", note=f"{register.stat().st_size / 1e6:.0f} MB of JSON"),
            Figure("proposed", proposed, "s", note=f"{proposals} proposals of {SERVICES} services"),
            Figure("all taken", taken, "s", note=f"{services} services, {places} places"),
            Figure("read once more", again, "s", note=f"{fresh} new proposals"),
            Figure("memory at its peak", megabytes(), "MB", MOST_MEGABYTES, f"{before:.0f} MB before"),
        ]
    finally:
        remove_town(town)


def read(register: Path, site_id: int, *, is_trial: bool = False) -> None:
    with register.open("rb") as file:
        read_for_towns(file, [site_id], source=register.name, is_trial=is_trial, today=timezone.localdate())


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()

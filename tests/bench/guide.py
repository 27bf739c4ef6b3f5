"""How long a worker needs for the printed guide of 150 services; tells the figures as JSON.

Fills up the catalogue of a town of the demo, and leaves it so.
"""

import resource
import sys
import time

import django

django.setup()

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kpss_pages.catalog.guide.beginning import begin
from kpss_pages.catalog.models import GuideEdition, Service
from kpss_pages.catalog.vocabulary import service_types, target_groups
from kpss_pages.core.hours import hours_from_lines
from sites.models import TownSettings
from tests.bench.figures import Figure, told
from tests.bench.servers import HOST
from tests.bench.workers import start_worker
from tests.builders import make_provider, make_service

SERVICES = 150
MOST_SECONDS = 20
PATIENCE = 300  # seconds until a guide counts as lost
VARIANTS = {"a5": "brochure (A5)", "large": "large print (A4)", "word": "Word file"}
MISSION = (
    "Pomáháme lidem, kteří kvůli věku nebo nemoci nezvládnou sami péči o sebe a o domácnost, aby mohli dál žít doma. "
    "Službu poskytujeme v jejich bytě v čase, na kterém se spolu dohodneme."
)


def main() -> None:
    town = TownSettings.objects.exclude(site__hostname=HOST).filter(country="CZ").order_by("pk")[0]
    fill(town)
    # Texts of the demo's documents and its own guides, which are not measured.
    DBTaskResult.objects.ready().delete()
    GuideEdition.objects.in_the_making().delete()
    worker = start_worker()
    try:
        warm_up()
        figures = [made(town, variant, name) for variant, name in VARIANTS.items()]
    finally:
        worker.terminate()
        worker.wait(timeout=60)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(told([*figures, Figure("memory of the largest process", megabytes, "MB")]))


def fill(town: TownSettings) -> None:
    """Make services until the town offers as many as are measured."""
    types = [each for each in service_types().values() if each.country == "CZ"]
    groups = list(target_groups())
    hours = hours_from_lines(["7.00-15.30", "7.00-12.00, 13.00-18.00"] * 2)
    there = Service.objects.in_town(town.site_id).published().count()
    for number in range(there, SERVICES):
        make_service(
            town,
            f"Služba z měření {number}",
            provider=make_provider(town, f"Poskytovatel z měření {number % 30}"),
            type_code=types[number % len(types)].code,
            target_groups=[groups[(number + step) % len(groups)] for step in range(0, 9, 3)],
            mission=MISSION,
            activities="pomoc při osobní hygieně\npomoc s jídlem\ndoprovod k lékaři a na úřady",
            price="paid",
            price_note="135 Kč za hodinu, dovoz oběda 30 Kč.",
            how_to_apply="Zavolejte sociální pracovnici, domluví s vámi schůzku u vás doma.",
            documents_to_bring="občanský průkaz",
            website="https://www.pece.example/pecovatelska-sluzba",
            confirmed_on=timezone.localdate(),
            forms=[{"form": "ter", "hours": hours}, {"form": "amb", "hours": hours}],
        )


def warm_up() -> None:
    """Wait until the worker does its work: it has started when it has done what was to be done regularly."""
    time.sleep(10)


def made(town: TownSettings, variant: str, name: str) -> Figure:
    """Have a guide made and watch its progress."""
    started = time.monotonic()
    edition, _is_new = begin(town, variant, "cs")
    seen: set[int] = set()
    while time.monotonic() - started < PATIENCE:
        now = GuideEdition.objects.get(pk=edition.pk)
        seen.add(now.progress)
        if now.document is not None:
            seconds = time.monotonic() - started
            size = (now.document.get_file_size() or 0) / 1e6
            steps = ", ".join(map(str, sorted(seen)))
            note = f"{now.services} services, {size:.1f} MB, seen at {steps} %"
            return Figure(f"{name}, from the click to the file", seconds, "s", MOST_SECONDS, note)
        if now.failure:
            raise RuntimeError(f"The guide was not made: {now.failure}")
        time.sleep(0.05)
    raise TimeoutError("The guide is not ready")


if __name__ == "__main__":
    main()

"""Files of registers that wait to be read: in the town's folder of the storage, where no address leads."""

from datetime import timedelta
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.crypto import get_random_string

from kpss_pages.catalog.models import RegisterRun
from sites.models import TownSettings

KEPT_FOR = timedelta(days=2)
REPORTS_KEPT_FOR = timedelta(days=365)


def keep(town: TownSettings, file: IO[bytes]) -> str:
    """Keep a file and return its name in the storage."""
    file.seek(0)
    return default_storage.save(f"{town.media_key}/registers/{get_random_string(24)}", File(file))


def forget(run: RegisterRun) -> None:
    """Remove the file of a run that nobody else waits for."""
    name, run.kept_as = run.kept_as, ""
    RegisterRun.objects.filter(pk=run.pk).update(kept_as="")
    if name and not RegisterRun.objects.filter(kept_as=name).exists():
        default_storage.delete(name)


def forget_old() -> int:
    """Remove reports of a year ago, and the files of runs that were begun days ago; return how many these were."""
    RegisterRun.objects.filter(started_at__lt=timezone.now() - REPORTS_KEPT_FOR, kept_as="").delete()
    old = list(RegisterRun.objects.filter(started_at__lt=timezone.now() - KEPT_FOR).exclude(kept_as=""))
    for run in old:
        forget(run)
    return len(old)

"""What the workers do with registers (``manage.py work``)."""

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterRun
from kpss_pages.catalog.registers.fetching import address_of, fetched
from kpss_pages.catalog.registers.keeping import forget, keep
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.catalog.registers.running import read
from sites.models import TownSettings
from sites.towns import town_of_site


@task(backend="workers")
def read_register(run_id: int) -> None:
    """Read a register for a run; done once more, it changes nothing."""
    run = RegisterRun.objects.filter(pk=run_id, ended_at=None).first()
    town = town_of_site(run.site_id) if run is not None else None
    if run is None or town is None or town.is_suspended:
        return
    with override(town.default_language):
        try:
            _read(run, town)
        except RegisterRefused as refusal:
            _refuse(run, str(refusal))
        except Exception:
            _refuse(run, _("The register could not be read. Try again later."))
            raise
    if run.kept_as and not run.is_trial and not run.refusal:
        # The register names people and secret places: it is not kept for a second time.
        RegisterRun.objects.filter(kept_as=run.kept_as).exclude(pk=run.pk).update(kept_as="")
    if not run.is_trial or run.refusal:
        forget(run)


def _read(run: RegisterRun, town: TownSettings) -> None:
    if not run.kept_as:
        with fetched(address_of(Register(run.register))) as file:
            if run.is_trial:
                # What is proposed afterwards is what was tried.
                run.kept_as = keep(town, file)
                RegisterRun.objects.filter(pk=run.pk).update(kept_as=run.kept_as)
            read(file, [run])
        return
    try:
        opened = default_storage.open(run.kept_as)
    except FileNotFoundError as error:
        raise RegisterRefused(_("The file is not there any more. Upload it again.")) from error
    with opened as kept:
        read(kept, [run])


def _refuse(run: RegisterRun, sentence: str) -> None:
    RegisterRun.objects.filter(pk=run.pk, ended_at=None).update(refusal=sentence, ended_at=timezone.now())
    run.refusal = sentence

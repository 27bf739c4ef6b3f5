"""Beginning to read a register for a town, once however often it is asked for."""

from datetime import timedelta
from typing import IO

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterRun
from kpss_pages.catalog.registers.fetching import address_of
from kpss_pages.catalog.registers.keeping import forget, keep
from kpss_pages.catalog.registers.tasks import read_register
from sites.models import TownSettings, User

GIVEN_UP_AFTER = timedelta(hours=2)
READ_ACTION = "kpss_catalog.read_register"


def try_file(town: TownSettings, user: User, register: Register, file: IO[bytes], name: str) -> RegisterRun:
    """Have a file read and say what it would propose; the run that is going on when there is one."""
    going_on = in_progress(town.site_id)
    if going_on is not None:
        return going_on
    kept_as = keep(town, file)
    run = _begin(town, user, register, name, kept_as, is_trial=True)
    if run.kept_as != kept_as:  # somebody else was faster
        default_storage.delete(kept_as)
    return run


def try_address(town: TownSettings, user: User, register: Register) -> RegisterRun:
    """Do the same with what is at the register's address."""
    return _begin(town, user, register, address_of(register), "", is_trial=True)


def propose(town: TownSettings, user: User, trial: RegisterRun) -> RegisterRun:
    """Have proposals made of what was tried."""
    return _begin(town, user, Register(trial.register), trial.source, trial.kept_as, is_trial=False)


def in_progress(site_id: int) -> RegisterRun | None:
    """Return the reading that goes on for a town; what was begun long ago has lost its worker and is given up."""
    for run in RegisterRun.objects.filter(site=site_id, ended_at=None):
        if run.started_at > timezone.now() - GIVEN_UP_AFTER:
            return run
        sentence = _("The reading has stopped. Begin it again.")
        RegisterRun.objects.filter(pk=run.pk, ended_at=None).update(refusal=sentence, ended_at=timezone.now())
        forget(run)
    return None


def _begin(
    town: TownSettings, user: User, register: Register, source: str, kept_as: str, *, is_trial: bool
) -> RegisterRun:
    with transaction.atomic():
        Site.objects.order_by().select_for_update(no_key=True).get(pk=town.site_id)
        going_on = in_progress(town.site_id)
        if going_on is not None:
            return going_on
        run = RegisterRun.objects.create(
            site_id=town.site_id,
            register=register,
            source=source[:300],
            kept_as=kept_as,
            is_trial=is_trial,
            started_by=user,
        )
        if not is_trial:
            log(instance=town.site, action=READ_ACTION, user=user, data={"source": source[:300]})
        read_register.enqueue(run.pk)
    return run

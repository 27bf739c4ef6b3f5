"""Entries are kept for a set time and are not changed, whoever tries."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from sites.audit import retention
from sites.audit.recording import record
from sites.models import AuditEntry, TownSettings, Unchangeable
from tests.builders import make_town, make_user

pytestmark = pytest.mark.django_db

CHANGE = "UPDATE kpss_sites_auditentry SET person = 'x' WHERE id = %s"
REMOVE = "DELETE FROM kpss_sites_auditentry WHERE id = %s"


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


def entered(town: TownSettings | None, days_ago: int = 0) -> AuditEntry:
    """Return an entry that was written some days ago."""
    written = timezone.now() - timedelta(days=days_ago)
    kept_until = written + timedelta(days=settings.AUDIT_KEPT_DAYS)
    site = town.site if town else None
    return AuditEntry.objects.create(site=site, action="kpss_sites.export", at=written, kept_until=kept_until)


def test_entry_is_kept_for_the_days_that_the_setting_says(town: TownSettings, settings: Settings) -> None:
    settings.AUDIT_KEPT_DAYS = 10

    record("kpss_sites.export", [town.site_id], person=make_user())

    entry = AuditEntry.objects.get(action="kpss_sites.export")
    assert timedelta(days=9, hours=23) < entry.kept_until - timezone.now() < timedelta(days=10, minutes=1)


def test_model_changes_and_removes_no_entry(town: TownSettings) -> None:
    entry = entered(town)
    entry.action = "kpss_sites.sign_in"

    for forbidden in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(Unchangeable):
            forbidden()
    with pytest.raises(Unchangeable):
        AuditEntry.objects.update(person="somebody else")

    assert AuditEntry.objects.get(pk=entry.pk).action == "kpss_sites.export"


def test_database_refuses_to_change_an_entry(town: TownSettings) -> None:
    entry = entered(town)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGE, [entry.pk])

    assert AuditEntry.objects.get(pk=entry.pk).person == ""


def test_postgresql_refuses_to_remove_an_entry_before_its_time(town: TownSettings) -> None:
    """SQLite, which is for trying out, leaves that to the model."""
    for entry in (entered(town), entered(None)):
        if connection.vendor == "postgresql":
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(REMOVE, [entry.pk])
        assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_pruning_removes_what_has_been_kept_long_enough(town: TownSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    old = [entered(town, days_ago=settings.AUDIT_KEPT_DAYS + 1).pk for _ in range(5)]
    young = [entered(town, days_ago=settings.AUDIT_KEPT_DAYS - 1).pk, entered(None).pk]

    assert retention.prune_audit() == 5

    assert not AuditEntry.objects.filter(pk__in=old).exists()
    assert AuditEntry.objects.filter(pk__in=young).count() == 2

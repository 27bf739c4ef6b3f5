"""Replacing the file of a document: its address stays, and the file of before is kept as an earlier version.

All ways to store a document end in its ``save``, so this hangs on its signals.
"""

import hashlib
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone

from sites.models import DocumentVersion, TownDocument
from sites.models.documents import version_upload_to
from sites.models.media import town_folder

CHUNK_BYTES = 1024 * 1024


def checksum(file: File) -> str:
    """Return the SHA-256 of a file and leave its position at the start."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def sha256_of(document: TownDocument) -> str:
    """Return the SHA-256 of a document's file, worked out now where it is not known; "" when the file is missing."""
    if not document.sha256:
        document.sha256 = _read_checksum(document)
        TownDocument.objects.filter(pk=document.pk).update(sha256=document.sha256)
    return document.sha256


def _read_checksum(document: TownDocument) -> str:
    if not document.file:
        return ""
    try:
        with document.open_file() as file:
            return checksum(file)
    except OSError:  # the file is missing from the disk
        return ""


def names_of_earlier(document: TownDocument) -> set[str]:
    """Return the names that the files of a document had before."""
    return {version.filename for version in document.versions.all()}


@receiver(pre_save, sender=TownDocument)
def look_at_file(
    instance: TownDocument, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Say what is known of a new file, and remember the one that it replaces."""
    instance.__dict__.pop("_kpss_former", None)
    if raw or (update_fields is not None and "file" not in update_fields):
        return
    former = _present(instance) if instance.pk else None
    moved_from = instance.__dict__.pop("_kpss_moved_from", "")
    is_replaced = former is not None and former.file.name not in (instance.file.name, moved_from)
    if former is None or is_replaced:
        instance.sha256 = _read_checksum(instance)
    if former is not None:
        instance.__dict__["_kpss_former"] = former
        if is_replaced:
            instance.version = former.version + 1
            instance.version_since = timezone.now()
            if instance.version_note == former.version_note:
                instance.version_note = ""


def _present(document: TownDocument) -> TownDocument | None:
    """Return a document as the database has it, until the transaction ends for whoever replaces its file at once."""
    locked: TownDocument | None = (
        TownDocument.objects.select_for_update(of=("self",), no_key=True)
        .select_related("collection")
        .filter(pk=document.pk)
        .first()
    )
    return locked


@receiver(post_save, sender=TownDocument)
def keep_former_file(instance: TownDocument, **kwargs: Any) -> None:
    """Keep the file that was replaced; take the earlier ones along when the document goes to another town."""
    former: TownDocument | None = instance.__dict__.get("_kpss_former")
    if former is None:
        return
    if former.version != instance.version:
        DocumentVersion.objects.create(
            document=instance,
            number=former.version,
            file=former.file.name,
            file_size=former.get_file_size() or 0,
            sha256=former.sha256 or _read_checksum(former),
            note=former.version_note,
            since=former.version_since or former.created_at,
            until=instance.version_since or timezone.now(),
        )
    if former.collection_id != instance.collection_id:
        move_versions(instance)


def move_versions(document: TownDocument) -> None:
    """Bring earlier files into the folder of the town that the document belongs to now."""
    folder = town_folder(document.collection)
    for version in document.versions.all():
        former = str(version.file.name)
        if PurePath(former).parts[0] == folder:
            continue
        version.document = document
        storage = version.file.storage
        try:
            with storage.open(former) as file:
                version.file.name = storage.save(version_upload_to(version, PurePath(former).name), file)
        except FileNotFoundError:
            continue
        version.save(update_fields=["file"])
        transaction.on_commit(partial(storage.delete, former))


@receiver(post_delete, sender=DocumentVersion)
def remove_file(instance: DocumentVersion, **kwargs: Any) -> None:
    """Remove an earlier file together with its document."""
    transaction.on_commit(partial(instance.file.storage.delete, str(instance.file.name)))

"""What is done with every file that is stored or replaced: it is looked at at once, its text is read by a worker."""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from sites.documents.findings import findings_of
from sites.documents.tasks import enqueue_text
from sites.models import TownDocument
from sites.models.media import TextState


@receiver(pre_save, sender=TownDocument)
def look_at_new_file(
    instance: TownDocument, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Find what is wrong with a new file; what was read from the former one is not found any more."""
    if raw or update_fields is not None or not has_new_file(instance):
        return
    look_at(instance)
    instance.text_state = TextState.WAITING
    instance._kpss_has_new_file = True
    if instance.pk:
        instance.texts.all().delete()


# Not when the transaction has ended but in it: the job is there when the file is, whatever happens to this process.
@receiver(post_save, sender=TownDocument)
def have_text_read(instance: TownDocument, **kwargs: Any) -> None:
    if instance.__dict__.pop("_kpss_has_new_file", False):
        enqueue_text(instance.pk)


def has_new_file(document: TownDocument) -> bool:
    """Whether a document is about to be saved with another file than it has in the database."""
    if not document.file:
        return False
    if not document.pk or not is_stored(document):
        return True
    return not TownDocument.objects.filter(pk=document.pk, file=document.file.name).exists()


def is_stored(document: TownDocument) -> bool:
    """Whether the file lies in the store already, or will be put there when the document is saved."""
    return bool(getattr(document.file, "_committed", True))


def look_at(document: TownDocument) -> None:
    """Set the findings of a document's file, which may be one that is not stored yet."""
    name = str(document.file.name)
    if not is_stored(document):
        document.findings = findings_of(document.file.file, name)
        return
    try:
        with document.file.storage.open(name) as file:
            document.findings = findings_of(file, name)
    except FileNotFoundError:
        document.findings = None

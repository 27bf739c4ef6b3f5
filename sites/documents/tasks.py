"""What the workers do with documents (``manage.py work``)."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from sites.documents.texts import read_text
from sites.models import TownDocument
from sites.models.media import TextState

FORGOTTEN_AFTER = timedelta(hours=1)


@task(backend="workers")
def read_text_of(document_id: int) -> None:
    """Read the text of a document; done once more, it changes nothing."""
    read_text(document_id)


def enqueue_text(document_id: int) -> None:
    """Have the text of a document read by a worker; inside a transaction, when that is committed."""
    read_text_of.enqueue(document_id)


def enqueue_forgotten() -> int:
    """Enqueue documents that have waited long and that no job is for: their storage was away; return how many."""
    if DBTaskResult.objects.ready().filter(task_path=read_text_of.module_path).exists():
        return 0
    waiting = TownDocument.objects.filter(
        text_state=TextState.WAITING, created_at__lt=timezone.now() - FORGOTTEN_AFTER
    ).values_list("pk", flat=True)
    for document_id in waiting:
        enqueue_text(document_id)
    return len(waiting)

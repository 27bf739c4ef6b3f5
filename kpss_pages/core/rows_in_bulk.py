"""What Wagtail writes when somebody saves a row by hand, for rows that are written in bulk, which tells nobody."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from sites.models import User


def revision_of(row: Any, user: User | None, now: datetime) -> Revision:
    """Return a revision, unsaved, of a row as it is in memory; the row has been saved."""
    content_type = _content_type(row)
    return Revision(
        content_type=content_type,
        base_content_type=content_type,
        object_id=str(row.pk),
        created_at=now,
        user=user,
        content=row.serializable_data(),
        object_str=str(row),
    )


def log_entry_of(row: Any, action: str, user: User | None, now: datetime, uuid: UUID) -> ModelLogEntry:
    """Return a line of a row's history, unsaved; ``uuid`` is that of all lines of one deed."""
    return ModelLogEntry(
        content_type=_content_type(row),
        object_id=str(row.pk),
        label=str(row)[:200],
        action=action,
        timestamp=now,
        uuid=uuid,
        user=user,
        revision=row.latest_revision,
        content_changed=True,
    )


def references_of(row: Any) -> Iterator[ReferenceIndex]:
    """Yield, unsaved, what a row refers to, as Wagtail's reference index has it."""
    content_type = _content_type(row)
    for to_type, to_id, model_path, content_path in ReferenceIndex._extract_references_from_object(row):
        yield ReferenceIndex(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(row.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )


def _content_type(row: Any) -> ContentType:
    return ContentType.objects.get_for_model(type(row), for_concrete_model=False)

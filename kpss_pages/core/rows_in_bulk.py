"""What Wagtail writes when somebody saves a row by hand, for rows that are written in bulk, which tells nobody."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from sites.models import User

AT_ONCE = 200
"""Rows of one query; SQLite takes 32,766 values."""


def write_revisions(rows: Sequence[Any], user: User | None, now: datetime) -> None:
    """Write a revision of each row as it is in memory, and name it in the row, whose ``latest_revision`` is not saved."""
    revisions = Revision.objects.bulk_create([_revision_of(row, user, now) for row in rows], batch_size=AT_ONCE)
    for row, revision in zip(rows, revisions, strict=True):
        row.latest_revision = revision


def write_log(new: Sequence[Any], changed: Sequence[Any], user: User | None, now: datetime) -> None:
    """Write a line into the history of each row; one deed of all of them."""
    uuid = uuid4()
    entries = [
        *(_log_entry_of(row, "wagtail.create", user, now, uuid) for row in new),
        *(_log_entry_of(row, "wagtail.edit", user, now, uuid) for row in changed),
    ]
    ModelLogEntry.objects.bulk_create(entries, batch_size=AT_ONCE)


def write_references(rows: Sequence[Any]) -> None:
    """Write the part of rows of one model in Wagtail's reference index, which says where things are used."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        keys = [str(row.pk) for row in some]
        ReferenceIndex.objects.filter(base_content_type=_content_type(some[0]), object_id__in=keys).delete()
        ReferenceIndex.objects.bulk_create(reference for row in some for reference in _references_of(row))


def _revision_of(row: Any, user: User | None, now: datetime) -> Revision:
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


def _log_entry_of(row: Any, action: str, user: User | None, now: datetime, uuid: UUID) -> ModelLogEntry:
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


def _references_of(row: Any) -> Iterator[ReferenceIndex]:
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

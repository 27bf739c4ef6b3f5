"""Proof of publication: what hung publicly on which page from when to when, written once and sealed.

The records of a town are a chain: each carries the SHA-256 of its own values and of the seal before it, so that none
can be changed, taken out or put in between without all later seals being wrong. They compare what hangs now with what
the last records say, so writing them once more writes nothing.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Site

from sites.documents.public import unrestricted
from sites.documents.versions import sha256_of
from sites.models import Publication, PublicationAction, TownDocument, TownSettings
from sites.open_pages import open_to_all
from sites.page_urls import TOWN_PATH_LENGTH
from sites.tenancy.references import is_shared_with
from sites.tenancy.scope import site_id_of
from sites.towns import live_homes, town_of_site

SEALED = (
    "site_id",
    "action",
    "document_id",
    "version",
    "title",
    "filename",
    "file_size",
    "sha256",
    "page_id",
    "page_title",
    "page_url",
)
"""The values that a seal is made of, beside the time."""


@dataclass(frozen=True)
class Hanging:
    """A file on a public page."""

    document_id: int
    version: int
    title: str
    filename: str
    file_size: int
    sha256: str
    page_id: int
    page_title: str
    page_url: str

    @property
    def place(self) -> tuple[int, int]:
        return (self.page_id, self.document_id)

    @property
    def identity(self) -> tuple[str, str]:
        """What makes a record out of date when it changes: the content of the file and the address of the page."""
        return (self.sha256, self.page_url)


def record_page(page: Page) -> set[int]:
    """Write down what has changed of the documents on a page; return the numbers of those documents."""
    return _settle(site_id_of(page), [page.pk])


def record_tree(page: Page) -> set[int]:
    """Write down what has changed on a page and on those below it."""
    site_id = site_id_of(page)
    return _settle(site_id, _concerned(Page.objects.filter(path__startswith=page.path), site_id))


def record_documents(documents: Iterable[TownDocument], are_gone: bool = False) -> set[int]:
    """Write down what has changed on all pages that carry one of the documents; all of them, when they are deleted."""
    keys = {document.pk for document in documents}
    references = ReferenceIndex.objects.filter(
        **_from_pages_to_documents(), to_object_id__in=[str(key) for key in keys]
    ).values_list("object_id", flat=True)
    pages: dict[int, set[int]] = {}
    for page in Page.objects.filter(pk__in={int(key) for key in references}):
        site_id = site_id_of(page)
        if site_id is not None:
            pages.setdefault(site_id, set()).add(page.pk)
    gone = keys if are_gone else set()
    return {changed for site_id, found in pages.items() for changed in _settle(site_id, found, gone)}


def pages_are_gone(pages: Iterable[Page], site_id: int | None) -> set[int]:
    """Write down that nothing hangs any more on pages that are deleted, or in another town now."""
    return _settle(site_id, [page.pk for page in pages], are_pages_gone=True)


def _settle(
    site_id: int | None, page_ids: Iterable[int], gone: Collection[int] = (), are_pages_gone: bool = False
) -> set[int]:
    """Write the difference between what hangs on pages and what the records say; ``gone`` are deleted documents."""
    pages = set(page_ids)
    town = town_of_site(site_id) if site_id is not None and pages else None
    if town is None or not _concerned(Page.objects.filter(pk__in=pages), site_id):
        return set()
    with transaction.atomic():
        # One at a time in a town, else two records would follow the same seal.
        site = Site.objects.order_by().select_for_update(no_key=True).get(pk=site_id)
        found = [] if are_pages_gone else hanging_on(pages, town)
        now = {hanging.place: hanging for hanging in found if hanging.document_id not in gone}
        open_ = open_records(site.pk, pages)
        ended = [old for old in open_.values() if old.place not in now or now[old.place].identity != old.identity]
        begun = [new for new in now.values() if new.place not in open_ or open_[new.place].identity != new.identity]
        _write(site, [(PublicationAction.TAKEN_DOWN, old) for old in ended])
        _write(site, [(PublicationAction.HUNG, new) for new in begun])
    return {hanging.document_id for hanging in (*ended, *begun)}


def _from_pages_to_documents() -> dict[str, ContentType]:
    return {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "to_content_type": ContentType.objects.get_for_model(TownDocument),
    }


def _concerned(pages: "QuerySet[Page]", site_id: int | None) -> list[int]:
    """Return the keys of those pages that refer to a document or were written about."""
    references = ReferenceIndex.objects.filter(
        **_from_pages_to_documents(), object_id=Cast(OuterRef("pk"), CharField())
    )
    records = Publication.objects.filter(site=site_id, page_id=OuterRef("pk"))
    return list(pages.filter(Q(Exists(references)) | Q(Exists(records))).values_list("pk", flat=True))


def hanging_on(page_ids: Iterable[int], town: TownSettings) -> list[Hanging]:
    """Return what hangs publicly on pages of a town now, ordered by page and document."""
    homes = [home.path for home in live_homes(town).values()]
    pages = {
        page.pk: page
        for page in open_to_all(Page.objects.live().filter(pk__in=set(page_ids)))
        if page.path[:TOWN_PATH_LENGTH] in homes
    }
    references = ReferenceIndex.objects.filter(
        **_from_pages_to_documents(), object_id__in=[str(key) for key in pages]
    ).values_list("object_id", "to_object_id")
    places = sorted({(int(page), int(document)) for page, document in references})
    documents = unrestricted(TownDocument.objects.select_related("collection")).in_bulk(
        {document for _page, document in places}
    )
    own = {key: document for key, document in documents.items() if _is_of_town(document, town)}
    return [
        Hanging(
            document_id=document,
            version=own[document].version,
            title=own[document].title,
            filename=own[document].address_name,
            file_size=own[document].get_file_size() or 0,
            sha256=sha256_of(own[document]),
            page_id=page,
            page_title=pages[page].title,
            page_url=pages[page].full_url or "",
        )
        for page, document in places
        if document in own and sha256_of(own[document])
    ]


def _is_of_town(document: TownDocument, town: TownSettings) -> bool:
    if town.collection is not None and document.collection.path.startswith(town.collection.path):
        return True
    return site_id_of(document) is None and is_shared_with(document.collection, town.site_id)


def open_records(site_id: int, page_ids: Iterable[int]) -> dict[tuple[int, int], Hanging]:
    """Return what hangs on pages by what has been written down, by page and document."""
    last: dict[tuple[int, int], Publication] = {}
    for record in Publication.objects.filter(site=site_id, page_id__in=page_ids).order_by("pk"):
        last[(record.page_id, record.document_id)] = record
    names = Hanging.__dataclass_fields__
    return {
        place: Hanging(**{name: getattr(record, name) for name in names})
        for place, record in last.items()
        if record.action == PublicationAction.HUNG
    }


def _write(site: Site, changes: Iterable[tuple[PublicationAction, Hanging]]) -> None:
    for action, hanging in changes:
        before = Publication.objects.filter(site=site.pk).order_by("-pk").values_list("digest", flat=True).first()
        record = Publication(site=site, action=action, **asdict(hanging))
        record.digest = seal(record, before or "")
        record.save()


def sealed_text(record: Publication) -> str:
    """Return the values of a record as its seal takes them: JSON with sorted names, the time in UTC."""
    values = {name: getattr(record, name) for name in SEALED}
    values["action"] = str(record.action)
    values["at"] = record.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(record: Publication, before: str) -> str:
    """Return the seal of a record; ``before`` is that of the town's record before it, "" for the first one."""
    return hashlib.sha256((sealed_text(record) + before).encode()).hexdigest()


@dataclass(frozen=True)
class Verification:
    """How many records a town has, and the numbers of those whose seal does not fit."""

    records: int
    broken: list[int]


def verify(site: Site) -> Verification:
    """Walk a town's chain; a record that was taken out shows at the one after it."""
    before, count, broken = "", 0, []
    for record in Publication.objects.filter(site=site.pk).order_by("pk").iterator():
        count += 1
        if seal(record, before) != record.digest:
            broken.append(record.pk)
        before = record.digest
    return Verification(count, broken)

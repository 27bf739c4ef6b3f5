"""Taking several files for one plan: each is checked, the good ones are stored and appended in one new draft."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from kpss_pages.plans.models import PlanDocument, PlanPage
from sites.files import FileRefused, check_duplicate, check_file
from sites.models import TownDocument, TownSettings, User
from sites.pictures import bare_upload

UPLOAD_ACTION = "kpss_plans.upload"


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, and the sentence that says why and what to do."""

    name: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What became of the files of one upload, in the order in which they were chosen."""

    accepted: list[TownDocument]
    refused: list[Refused]


@dataclass(frozen=True)
class Facts:
    """What is said of a file; a blank title or summary keeps the document's own."""

    kind: str
    language: str
    dated_on: date | None
    title: str = ""
    summary: str = ""


def files_come_from_original(page: PlanPage) -> bool:
    """Whether the page is a translation that takes its files over from the page it translates."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).exists()


def title_of(name: str) -> str:
    """Return a title made of a file's name: "akcni_plan-2018.pdf" gives "Akcni plan-2018"."""
    stem = " ".join(PurePath(name).stem.replace("_", " ").split())
    return (stem[:1].upper() + stem[1:])[:255] or name[:255]


def take_files(page: PlanPage, files: Iterable[UploadedFile], facts: Facts, town: TownSettings, user: User) -> Report:
    """Check each file and append the good ones to a new draft of the page.

    All rows are made in one transaction; when it fails, the files stored so far are removed from the disk.
    """
    report = Report(accepted=[], refused=[])
    with ExitStack() as undo:
        with transaction.atomic():
            for file in files:
                try:
                    check_file(file)
                    bare = bare_upload(file)
                    check_duplicate(bare, town.site)
                except FileRefused as refusal:
                    report.refused.append(Refused(str(file.name), refusal.sentence))
                    continue
                report.accepted.append(_store(bare, facts, town, user, undo))
            if report.accepted:
                _append(page, report.accepted, facts, user)
        undo.pop_all()  # what is committed stays
    return report


def _store(file: UploadedFile, facts: Facts, town: TownSettings, user: User, undo: ExitStack) -> TownDocument:
    name = file.name or ""
    document = TownDocument(
        title=title_of(name), language=facts.language, collection=town.plan_collection, uploaded_by_user=user
    )
    document.file.save(name, file, save=False)
    undo.callback(document.file.storage.delete, str(document.file.name))
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    log(instance=document, action="wagtail.create", user=user)
    return document


def _append(page: PlanPage, documents: list[TownDocument], facts: Facts, user: User) -> None:
    draft: PlanPage = page.get_latest_revision_as_object()
    last = max((row.sort_order or 0 for row in draft.files.all()), default=-1)
    for order, document in enumerate(documents, start=last + 1):
        draft.files.add(PlanDocument(document=document, kind=facts.kind, dated_on=facts.dated_on, sort_order=order))
    # As it is: what an editor left unfinished elsewhere on the page does not hold the files up.
    revision = draft.save_revision(user=user, clean=False)
    page.latest_revision = revision  # the draft is another object than the page in hand
    titles: dict[str, Any] = {"files": [document.title for document in documents]}
    log(instance=draft, action=UPLOAD_ACTION, user=user, data=titles, revision=revision, content_changed=True)


def draft_files(page: PlanPage) -> list[PlanDocument]:
    """Return the files of the page's newest draft."""
    draft: PlanPage = page.get_latest_revision_as_object()
    return list(draft.files.all())


@transaction.atomic
def describe_files(page: PlanPage, facts: Mapping[int, Facts], user: User) -> None:
    """Change what is said of files, by document, in a new draft; documents that the draft does not hold are left out.

    A title, a language and a summary are the document's own and change wherever it is shown.
    """
    draft: PlanPage = page.get_latest_revision_as_object()
    rows = list(draft.files.all())
    for row in rows:
        said = facts.get(row.document_id)
        if said is None:
            continue
        row.kind, row.dated_on = said.kind, said.dated_on
        document: TownDocument = row.document
        facts_before = (document.title, document.language, document.summary)
        facts_now = (said.title or document.title, said.language, said.summary or document.summary)
        if facts_before != facts_now and document.is_editable_by_user(user):
            document.title, document.language, document.summary = facts_now
            document.save()
            log(instance=document, action="wagtail.edit", user=user)
    draft.files.set(rows)
    draft.save_revision(user=user, clean=False, log_action=True)

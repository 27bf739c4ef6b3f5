"""Files that a town has already, told by their checksum; other towns' files are never looked at."""

from django.core.files import File
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.utils.file import hash_filelike

from sites.files.refusal import FileRefused
from sites.models import TownDocument, TownSettings


def documents_of_town(site: Site) -> "QuerySet[TownDocument]":
    """Return the documents in the town's collections."""
    town = TownSettings.objects.select_related("collection").filter(site=site).first()
    if town is None or town.collection is None:
        return TownDocument.objects.none()
    return TownDocument.objects.filter(collection__path__startswith=town.collection.path)


def find_duplicate(file: File, site: Site) -> TownDocument | None:
    """Return the town's document with the same content, None when there is none.

    Compared by the checksum that Wagtail keeps of every document (SHA-1): it is there however a document came in, and
    what a forged one could do is to have its own twin refused.
    """
    checksum = hash_filelike(file)
    candidates = documents_of_town(site).filter(Q(file_hash=checksum) | Q(file_hash="")).order_by("pk")
    return next((document for document in candidates if _checksum_of(document) == checksum), None)


def check_duplicate(file: File, site: Site) -> None:
    """Raise FileRefused, naming the document, for a file that the town has already."""
    duplicate = find_duplicate(file, site)
    if duplicate is not None:
        raise FileRefused(
            _("The same file is here already as “%(title)s”. Use that document, or choose another file."),
            code="duplicate",
            params={"title": duplicate.title},
        )


def _checksum_of(document: TownDocument) -> str:
    """Return a document's checksum; documents made by a program may be without one until they are asked."""
    try:
        return str(document.get_file_hash())
    except OSError:  # the file is missing from the disk
        return ""

"""Uploaded files, given out to the host of their town: renditions of pictures, and documents.

No other uploaded file has an address; originals of pictures have none.
"""

import hashlib
import mimetypes
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from wagtail.documents.models import document_served
from wagtail.models import BaseViewRestriction, CollectionViewRestriction

from sites.documents.public import Access, pass_gate, successor_of
from sites.documents.versions import names_of_earlier
from sites.files.serving import Stored, serve
from sites.models import DocumentVersion, TownDocument, TownRendition, TownSettings
from sites.models.media import SHARED_FOLDER, collection_ancestor_paths
from sites.tenancy.scope import works_for
from sites.towns import current_town

RENDITIONS = "images"
"""The folder of renditions in a town's folder; originals and documents lie beside it."""

RENDITION_KEPT = "public, max-age=31536000, s-maxage=3600, immutable"
"""A year: another crop, size or original has another name. Caches that many share ask again, should it become private."""
DOCUMENT_KEPT = "public, max-age=0, must-revalidate"
"""Kept, but asked for again: a document keeps its address when its file is replaced."""
AT_WORK = "private, max-age=3600"
"""What is public at another host, as the admin shows it."""
NOT_KEPT = "private, no-store"


def serve_rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a rendition of the current town, or of a town that the person signed in works for; else 404."""
    steps = path.split("/")
    if len(steps) != 3 or steps[1] != RENDITIONS or not all(steps) or not _is_plain(steps):
        raise Http404
    restrictions = _restrictions_of_rendition(path)
    if not _may_see(request, steps[0], path, restrictions):
        raise Http404
    kept = RENDITION_KEPT if _is_at_home(request, steps[0], path) else AT_WORK
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    etag = hashlib.sha256(path.encode()).hexdigest()[:20]
    return serve(request, Stored(path, content_type, steps[2], etag, NOT_KEPT if restrictions else kept))


def serve_document(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """Answer with the present file of a document; stands in for Wagtail's view of the same address.

    The names that its file has or had before lead to its address.
    """
    documents = TownDocument.objects.select_related("collection", "superseded_by")
    document = get_object_or_404(documents, pk=document_id)
    access, answer = pass_gate(document, request)
    if answer is not None:
        return answer
    kept = DOCUMENT_KEPT if access is Access.OPEN else NOT_KEPT
    if name != document.address_name:
        if name != document.filename and name not in names_of_earlier(document):
            raise Http404
        moved = HttpResponsePermanentRedirect(document.url)
        moved.headers["Cache-Control"] = kept
        return moved
    document_served.send(sender=TownDocument, instance=document, request=request)
    stored = Stored(document.file.name, document.content_type, document.address_name, document.file_hash, kept)
    response = serve(request, stored)
    newer = successor_of(document)
    if newer is not None:
        response.headers["Link"] = f'<{newer.url}>; rel="successor-version"'  # RFC 5829
    return response


def serve_version(request: HttpRequest, document_id: str, number: str, name: str) -> HttpResponseBase:
    """Answer with a file that a document had before, to whom its present one is open too."""
    versions = DocumentVersion.objects.select_related("document__collection")
    version = get_object_or_404(versions, document=document_id, number=number)
    access, answer = pass_gate(version.document, request)
    if answer is not None:
        return answer
    if name != version.filename:
        raise Http404
    kept = DOCUMENT_KEPT if access is Access.OPEN else NOT_KEPT
    stored = Stored(str(version.file.name), version.document.content_type, name, version.sha256, kept)
    response = serve(request, stored)
    response.headers["Link"] = f'<{version.document.url}>; rel="latest-version"'
    return response


def _is_plain(steps: list[str]) -> bool:
    return not any(step in (".", "..") or "\\" in step or "\0" in step for step in steps) and bool(
        PurePosixPath(steps[2]).suffix
    )


def _may_see(request: HttpRequest, folder: str, path: str, restrictions: list[CollectionViewRestriction]) -> bool:
    """Whether a picture is open here to everybody, or to this person."""
    if _is_at_home(request, folder, path) and all(_has_passed(request, found) for found in restrictions):
        return True
    return _works_for_folder(request, folder)


def _has_passed(request: HttpRequest, restriction: CollectionViewRestriction) -> bool:
    """Whether somebody has given the password; being signed in, or in a group, is a matter of the town's own people."""
    return restriction.restriction_type == BaseViewRestriction.PASSWORD and restriction.accept_request(request)


def _is_at_home(request: HttpRequest, folder: str, path: str) -> bool:
    """Whether the picture belongs on this host: the town's own, shared ones, coats of arms on the landing page."""
    if folder == SHARED_FOLDER:
        return True
    town = current_town(request)
    if town is not None:
        return folder == town.media_key
    return TownRendition.objects.filter(file=path, image__in=TownSettings.objects.values("coat_of_arms")).exists()


def _restrictions_of_rendition(path: str) -> list[CollectionViewRestriction]:
    """Return what keeps a picture private: restrictions of its collection and of those above."""
    rendition = TownRendition.objects.select_related("image__collection").filter(file=path).first()
    if rendition is None:
        return []
    above = collection_ancestor_paths(rendition.image.collection)
    return list(CollectionViewRestriction.objects.select_related("collection").filter(collection__path__in=above))


def _works_for_folder(request: HttpRequest, folder: str) -> bool:
    if not request.user.is_authenticated:
        return False
    site_id = TownSettings.objects.filter(media_key=folder).values_list("site_id", flat=True).first()
    return works_for(request.user, site_id)

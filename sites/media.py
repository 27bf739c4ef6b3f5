"""Serving of image renditions to the host of their town; no other uploaded file has a direct address."""

import mimetypes
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from wagtail.models import CollectionViewRestriction

from sites.models import TownRendition, TownSettings
from sites.models.media import SHARED_FOLDER, collection_ancestor_paths
from sites.tenancy.scope import works_for
from sites.towns import current_town

RENDITIONS = "images"
"""The folder of renditions in a town's folder; originals and documents lie beside it."""

MAX_AGE_SECONDS = 31_536_000
"""A year: another crop, size or original has another name."""


def serve_rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a rendition of the current town, or of a town that the person signed in works for; else 404."""
    steps = path.split("/")
    if len(steps) != 3 or steps[1] != RENDITIONS or not all(steps) or not _is_plain(steps):
        raise Http404
    is_public = _is_public_here(request, steps[0], path)
    if not is_public and not _works_for_folder(request, steps[0]):
        raise Http404
    try:
        file = default_storage.open(path)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    kept_by = "public" if is_public else "private"
    response["Cache-Control"] = f"{kept_by}, max-age={MAX_AGE_SECONDS}, immutable"
    return response


def _is_plain(steps: list[str]) -> bool:
    return not any(step in (".", "..") or "\\" in step or "\0" in step for step in steps) and bool(
        PurePosixPath(steps[2]).suffix
    )


def _is_public_here(request: HttpRequest, folder: str, path: str) -> bool:
    """Whether anybody may have the file on this host: the town's own, shared ones, coats of arms on the landing page."""
    if _is_private(path):
        return False
    if folder == SHARED_FOLDER:
        return True
    town = current_town(request)
    if town is not None:
        return folder == town.media_key
    return TownRendition.objects.filter(file=path, image__in=TownSettings.objects.values("coat_of_arms")).exists()


def _is_private(path: str) -> bool:
    """Whether the picture's collection is private; private collections are few and mostly there are none."""
    private = set(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    if not private:
        return False
    rendition = TownRendition.objects.select_related("image__collection").filter(file=path).first()
    return rendition is not None and not private.isdisjoint(collection_ancestor_paths(rendition.image.collection))


def _works_for_folder(request: HttpRequest, folder: str) -> bool:
    if not request.user.is_authenticated:
        return False
    site_id = TownSettings.objects.filter(media_key=folder).values_list("site_id", flat=True).first()
    return works_for(request.user, site_id)

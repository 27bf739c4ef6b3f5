"""Giving out of stored files, after somebody has found that they may be: whole, in parts, or by the server in front.

Whatever was uploaded, nothing of it runs in our address: the type is the one that was checked, browsers are told not to
guess another, and the file's own policy lets it load and run nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

SHOWN_TYPES = frozenset({"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
"""What a browser may show in its window; everything else is saved."""

ISOLATED = "default-src 'none'; frame-ancestors 'none'; sandbox"
PDF_POLICY = "default-src 'none'; frame-ancestors 'none'; object-src 'self'"
"""Browsers show no PDF in a sandbox; their viewers are sandboxes of their own."""

CHUNK_BYTES = 64 * 1024
_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Stored:
    """A file to give out: its name in the store, its type, the name to save it under, what its content is known by."""

    name: str
    content_type: str
    save_as: str
    etag: str
    cache_control: str


def serve(request: HttpRequest, stored: Stored) -> HttpResponseBase:
    """Answer with a stored file: 200, 206 for a part, 304 for what the browser has, 416; 404 when it is missing."""
    etag = quote_etag(stored.etag) if stored.etag else None
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _by_the_server_in_front(stored) or _by_ourselves(request, stored, etag)
    response.headers["Cache-Control"] = stored.cache_control
    if etag:
        response.headers["ETag"] = etag
    is_pdf = stored.content_type == "application/pdf"
    response.headers["Content-Security-Policy"] = PDF_POLICY if is_pdf else ISOLATED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = (
        "cross-origin" if stored.cache_control.startswith("public") else "same-origin"
    )
    return response


def _describe(response: HttpResponseBase, stored: Stored) -> None:
    response.headers["Content-Type"] = stored.content_type
    is_saved = stored.content_type not in SHOWN_TYPES
    disposition = content_disposition_header(is_saved, stored.save_as)
    if disposition:
        response.headers["Content-Disposition"] = disposition


def _by_the_server_in_front(stored: Stored) -> HttpResponse | None:
    """Name the file to the server in front, where that gives out the folder of uploads."""
    if settings.MEDIA_SENDFILE == "application":
        return None
    try:
        path = default_storage.path(stored.name)
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response = HttpResponse()
    if settings.MEDIA_SENDFILE == "nginx":
        response["X-Accel-Redirect"] = f"{settings.MEDIA_SENDFILE_LOCATION}{quote(stored.name)}"
    else:
        response["X-Sendfile"] = path
    _describe(response, stored)
    return response


def _by_ourselves(request: HttpRequest, stored: Stored, etag: str | None) -> HttpResponseBase:
    try:
        file = default_storage.open(stored.name)
        size: int = file.size
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    part = _asked_part(request, size, etag)
    response: HttpResponseBase
    if part is None:
        response = FileResponse(file, filename=PurePath(stored.name).name)
    elif not part:
        file.close()
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    else:
        response = StreamingHttpResponse(_bytes_of(file, part), status=206)
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        response.headers["Content-Length"] = str(len(part))
    response.headers["Accept-Ranges"] = "bytes"
    _describe(response, stored)
    return response


def _asked_part(request: HttpRequest, size: int, etag: str | None) -> range | None:
    """Return the bytes asked for; None for all of them, an empty range for what the file does not have.

    Several parts in one answer are not given: the whole file is a correct answer too (RFC 9110, 14.2).
    """
    asked = _ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or asked is None or asked.group() == "bytes=-":
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _bytes_of(file: File, part: range) -> Iterator[bytes]:
    with file:
        file.seek(part.start)
        left = len(part)
        while left > 0 and (chunk := file.read(min(CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk

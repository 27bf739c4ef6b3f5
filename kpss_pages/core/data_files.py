"""Answers with public data, whatever they are made of.

A file of up to a megabyte is an ordinary response, which the page cache keeps; a longer one lies on the disk while it is
sent and is written anew each time.
"""

import hashlib
from collections.abc import Iterable, Mapping
from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

KEPT_BYTES = 1_000_000


def serve_data(
    request: HttpRequest, pieces: Iterable[str | bytes], content_type: str, headers: Mapping[str, str] | None = None
) -> HttpResponseBase:
    """Answer with a file for programs of any site; with 304 to whoever has it already."""
    # Closed when the response is, or by the end of the function.
    file = SpooledTemporaryFile(max_size=KEPT_BYTES)  # noqa: SIM115
    digest, size = hashlib.blake2b(digest_size=12), 0
    for piece in pieces:
        written = piece.encode("utf-8", "replace") if isinstance(piece, str) else piece
        digest.update(written)
        size += file.write(written)
    file.seek(0)
    etag = f'"{digest.hexdigest()}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is not None:
        file.close()
    elif size <= KEPT_BYTES:
        with file:
            response = HttpResponse(file.read(), content_type=content_type)
    else:
        response = FileResponse(file, content_type=content_type)
        response.headers["Content-Length"] = str(size)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    response.headers["ETag"] = etag
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response

"""How a data set becomes a file: written thing by thing, however many there are, and answered with.

A file of up to a megabyte is an ordinary response, which the page cache keeps; a longer one lies on the disk while it is
sent and is written anew each time.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from kpss_pages.core.linked_data import SCHEMA_ORG

CONTENT_TYPE = "application/ld+json"
KEPT_BYTES = 1_000_000

Thing = Mapping[str, Any]


def list_of(things: Iterable[Thing], context: str) -> Iterator[str]:
    """Yield the text of a list of a norm's things, each of which names its context: the norms' lists are bare."""
    return _array("[", ({"@context": context, **thing} for thing in things), "]")


def graph_of(things: Iterable[Thing]) -> Iterator[str]:
    """Yield the text of a graph in the vocabulary of schema.org."""
    return _array(f'{{"@context":"{SCHEMA_ORG}","@graph":[', things, "]}")


def one(value: Thing) -> Iterator[str]:
    """Yield the text of a single document."""
    yield json.dumps(value, ensure_ascii=False, indent=1)


def serve(request: HttpRequest, pieces: Iterable[str]) -> HttpResponseBase:
    """Answer with a file for programs of any site; with 304 to whoever has it already."""
    # Closed when the response is, or by the end of the function.
    file = SpooledTemporaryFile(max_size=KEPT_BYTES)  # noqa: SIM115
    digest, size = hashlib.blake2b(digest_size=12), 0
    for piece in pieces:
        written = piece.encode("utf-8", "replace")
        digest.update(written)
        size += file.write(written)
    file.seek(0)
    etag = f'"{digest.hexdigest()}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is not None:
        file.close()
    elif size <= KEPT_BYTES:
        with file:
            response = HttpResponse(file.read(), content_type=CONTENT_TYPE)
    else:
        response = FileResponse(file, content_type=CONTENT_TYPE)
        response.headers["Content-Length"] = str(size)
    response.headers["ETag"] = etag
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _array(start: str, things: Iterable[Thing], end: str) -> Iterator[str]:
    yield start
    separator = "\n"
    for thing in things:
        yield separator + json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
        separator = ",\n"
    yield f"\n{end}"

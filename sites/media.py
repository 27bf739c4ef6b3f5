"""Serving of image renditions to the host of their town."""

from django.http import Http404, HttpRequest, HttpResponse


def serve_rendition(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with a rendition of the current town."""
    raise Http404

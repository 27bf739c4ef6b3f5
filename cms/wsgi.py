"""What a WSGI server loads, under the production settings unless DJANGO_SETTINGS_MODULE says otherwise."""

import gc
import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()


def settle() -> None:
    """Load what every request needs, and have it left out when memory is looked through for garbage.

    It stays as long as the process does; to look through it held up a page in some hundred for a third of a second.
    """
    for urlconf in (settings.ROOT_URLCONF, *settings.TOWN_URLCONFS.values()):
        import_module(urlconf)
    gc.collect()
    gc.freeze()


settle()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with what is whole as a list: granian sends a list at once, and asks anything else for its parts one by one."""
    response: Any = django_application(environ, start_response)
    # A stream, the server's own wrapper of a file, or what is closed after it was sent only (``sites.afterwards``).
    if getattr(response, "streaming", True) or getattr(response, "answers_first", False):
        parts: Iterable[bytes] = response
        return parts
    try:
        return [response.content]
    finally:
        response.close()  # as the server would, had it been given the response

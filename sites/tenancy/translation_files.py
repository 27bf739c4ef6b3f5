"""Files of translations that somebody uploads: wagtail-localize fails on one that it has not written itself."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request

OWN_HEADER = re.compile(rb'^"X-WagtailLocalize-TranslationID: ', re.MULTILINE)


def takes_own_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse, with a message, an upload without a file or with one that does not say which translation it is of."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = request.FILES.get("file")
        if file is None or not OWN_HEADER.search(file.read()):
            messages.error(
                request, _("This is no file of this translation. Download its PO file, fill it in and upload it again.")
            )
            return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
        file.seek(0)
        return view(request, *args, **kwargs)

    return checked

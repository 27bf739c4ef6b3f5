"""Lists that somebody downloads from the admin, whichever view makes them."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from sites.audit.recording import record
from sites.audit.whose import sites_of_person
from sites.models import User

FILE_NAME = re.compile(r'filename="?([^";]+)')


def entering_exports(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Enter into the trail that a view of the admin has handed out a file to keep."""
    if getattr(view, "is_entering_exports", False):
        return view

    @wraps(view)
    def entering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        handed_out = response.headers.get("Content-Disposition", "")
        if handed_out.startswith("attachment") and isinstance(request.user, User):
            name = FILE_NAME.search(handed_out)
            record(
                "kpss_sites.export",
                _sites_exported(request.user, kwargs),
                person=request.user,
                label=name.group(1) if name else "",
                details={"view": request.resolver_match.view_name if request.resolver_match else ""},
            )
        return response

    entering.is_entering_exports = True  # type: ignore[attr-defined]
    return entering


def _sites_exported(user: User, kwargs: dict[str, Any]) -> Iterable[int | None]:
    """Return the town in the view's address, and of a view about all of the person's towns those."""
    return (kwargs["site_id"],) if "site_id" in kwargs else sites_of_person(user)

"""How entries of the audit trail read."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from sites.models import AuditEntry, Role


def action_label(action: str) -> str:
    """Return the name of an action; of one that no longer exists what it was called in the code."""
    return str(dict(registry.get_choices()).get(action, action))


def person_label(entry: AuditEntry) -> str:
    if entry.person:
        return entry.person
    return _("Account no. %(number)d") % {"number": entry.person_id} if entry.person_id else _("the system")


def kind_label(entry: AuditEntry) -> str:
    """Return what kind of thing an entry is about, "" when it is about none."""
    try:
        return capfirst(str(apps.get_model(entry.what)._meta.verbose_name)) if entry.what else ""
    except (LookupError, ValueError):
        return entry.what


def label_of_entry(entry: AuditEntry) -> str:
    """Return what an entry is about, with the details that say more than the action."""
    about = entry.label or (_("Account no. %(number)s") % {"number": entry.object_id} if _is_account(entry) else "")
    told = ", ".join(_details(entry.details))
    return f"{about} ({told})" if about and told else about or told


def _is_account(entry: AuditEntry) -> bool:
    return entry.what == "kpss_sites.user"


def _details(details: dict[str, Any]) -> Iterator[str]:
    roles = dict(Role.choices)
    for role in [details["role"]] if "role" in details else details.get("roles", ()):
        yield str(roles.get(role, role))
    if "group" in details:
        yield str(details["group"])
    if "suspended" in details:
        yield _("suspended") if details["suspended"] else _("open")
    if "hostname" in details:
        yield str(details["hostname"])
    if "factor" in details:
        yield {"totp": _("codes"), "webauthn": _("passkey"), "recovery_codes": _("recovery codes")}.get(
            details["factor"], details["factor"]
        )

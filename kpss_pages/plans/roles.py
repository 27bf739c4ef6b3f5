"""The roles that measures name as responsible: always as they are now, whoever holds them.

A measure keeps the number of a role among the town's contacts. Roles of other towns, and those that are no more, are
none: nothing of them is shown, nor said of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from kpss_pages.contacts.addresses import role_url
from kpss_pages.contacts.models import ContactRole
from kpss_pages.contacts.shown import ShownContact, shown_roles
from sites.tenancy.scope import site_id_of, town_of

if TYPE_CHECKING:
    from kpss_pages.plans.content import PlanContent
    from kpss_pages.plans.models.plan import PlanPage

RoleNames = Mapping[int, str]
"""Roles of one town by their numbers, as they are told apart: "Coordinator – Department of social affairs"."""

_NUMBERED = re.compile(r"(?s:.*)\((\d{1,9})\)", re.ASCII)


@dataclass(frozen=True)
class ShownRole:
    """A role as a measure shows it: ``holder`` is "" while nobody holds it, ``url`` where there is no page of contacts."""

    id: int
    name: str
    holder: str
    department: str
    url: str

    def __str__(self) -> str:
        return f"{self.name} ({self.holder})" if self.holder else self.name


def roles_in(content: "PlanContent") -> set[int]:
    """Return the numbers of the roles that measures name."""
    return {measure.responsible_role for measure in content.measures if measure.responsible_role is not None}


def shown_roles_of(page: "PlanPage", keys: Iterable[int], request: HttpRequest | None = None) -> dict[int, ShownRole]:
    """Return those roles of a plan's own town that have the given numbers; in one query, in none for no numbers."""
    wanted, town = set(keys), town_of(page)
    if not wanted or town is None:
        return {}
    found = ContactRole.objects.filter(site=town.site_id, pk__in=wanted).select_related("holder", "department")
    return {
        role.pk: ShownRole(
            id=role.pk,
            name=role.name,
            holder=role.holder.name if role.holder else "",
            department=role.department.name if role.department else "",
            url=role_url(role, town, page.language, request),
        )
        for role in found
    }


def contact_of(page: "PlanPage") -> ShownContact | None:
    """Return whom to ask about a plan, None where nobody of its own town is named."""
    if page.contact_id is None:
        return None
    named = ContactRole.objects.filter(pk=page.contact_id, site=site_id_of(page))
    return next(iter(shown_roles(named)), None)


def role_names(site_id: int | None, keys: Iterable[int] | None = None) -> dict[int, str]:
    """Return the roles of a town, all or those with some numbers, by their numbers and in the order of their names."""
    if site_id is None:
        return {}
    roles = ContactRole.objects.filter(site=site_id)
    if keys is not None:
        roles = roles.filter(pk__in=set(keys))
    rows = roles.order_by().values_list("pk", "name", "department__name")
    names = {pk: f"{name} – {department}" if department else name for pk, name, department in rows}
    return dict(sorted(names.items(), key=lambda row: (row[1].casefold(), row[0])))


def words_of(role_id: int | None, names: RoleNames) -> str:
    """Return how a spreadsheet names a role: by its name, which people read, and its number, which counts."""
    if role_id is None:
        return ""
    return f"{names[role_id]} ({role_id})" if role_id in names else f"({role_id})"


def role_of(words: str, names: RoleNames, known: int | None = None) -> int | None:
    """Return the number of the role that words name; None when there is no such role, or several of that name.

    ``known`` is the role that the measure has already: it may stay although the town has it no more.
    """
    found = _NUMBERED.fullmatch(words.strip())
    if found and (int(found[1]) in names or int(found[1]) == known):
        return int(found[1])
    wanted = _folded(words)
    same = [pk for pk, name in names.items() if wanted in (_folded(name), _folded(name.split(" – ")[0]))]
    return same[0] if len(same) == 1 else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()

"""Organizations, whole with the services that they give: by their names, or whole too."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kpss_pages.catalog.exporting.chosen import TOGETHER
from kpss_pages.catalog.exporting.hsds.things import Feed
from kpss_pages.catalog.models import Provider, Service
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import shown_services
from kpss_pages.core.linked_data import Thing, known


def organizations_of(feed: Feed, pks: Sequence[int], *, is_full: bool, has_services_full: bool) -> Iterator[Thing]:
    """Yield organizations of the town in the order of their numbers, read in parts."""
    for first in range(0, len(pks), TOGETHER):
        part = pks[first : first + TOGETHER]
        rows = Provider.objects.filter(site=feed.town.site_id).in_bulk(part)
        services = _services(feed, part, are_full=has_services_full) if is_full or has_services_full else {}
        for pk in part:
            if pk in rows:
                organization = feed.organization(rows[pk], is_full=is_full or has_services_full)
                yield organization | known({"services": services.get(pk)})


def _services(feed: Feed, providers: Sequence[int], *, are_full: bool) -> dict[int, list[Thing]]:
    rows = Service.objects.in_town(feed.town.site_id).published().filter(provider__in=providers)
    rows = rows.order_by("sorts_as", "pk")
    found: dict[int, list[Thing]] = defaultdict(list)
    if are_full:
        for shown in shown_services(rows.whole(), settings_of(feed.town.site_id)):
            service = feed.service(shown, is_full=True)
            del service["organization"]
            found[shown.row.provider_id].append(service)
    else:
        for provider, pk, name in rows.values_list("provider_id", "pk", "name"):
            found[provider].append({"id": feed.ids.of_service(pk), "name": name, "status": "active"})
    return found

"""Which services the feed is asked for: those of the list at the same words, narrowed down by what the specification has."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from kpss_pages.catalog.exporting.chosen import Chosen, chosen_by
from kpss_pages.catalog.exporting.hsds.ids import Ids, of_vocabulary
from kpss_pages.catalog.exporting.hsds.taxonomies import AGES, FORMS, GROUPS, RELATED, taxonomy_of
from kpss_pages.catalog.finding.stock import Entry
from kpss_pages.catalog.models import CatalogIndexPage, Facility, Provider, Service
from kpss_pages.catalog.vocabulary import service_type
from sites.text import without_diacritics

_PLACE = ("name", "street", "postal_code", "municipality")


def whole_feed(page: CatalogIndexPage, request: HttpRequest) -> Chosen:
    """Return everything, whatever the parameters say."""
    return chosen_by(page, request, QueryDict())


def asked_for(page: CatalogIndexPage, request: HttpRequest, ids: Ids) -> Chosen:
    """Find what a request to the feed asks for: also the services with a term, or of an organization."""
    asked = request.GET.copy()
    if search := request.GET.get("search"):
        asked["q"] = str(search)
    chosen = chosen_by(page, request, asked)
    entries: Iterable[Entry] = chosen.found.entries
    if term := asked.get("taxonomy_term_id"):
        entries = [entry for entry in entries if term in (pk for _key, pk in terms_of(entry, ids))]
    if taxonomy := asked.get("taxonomy_id"):
        entries = [entry for entry in entries if taxonomy in (key for key, _pk in terms_of(entry, ids))]
    if organization := asked.get("organization_id"):
        there = services_of(chosen.town.site_id, organization, ids)
        entries = [entry for entry in entries if entry.pk in there]
    return chosen.narrowed([entry.pk for entry in entries])


def terms_of(entry: Entry, ids: Ids) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of a service's terms with those of their taxonomies."""
    found = service_type(entry.type_code)
    if found is not None:
        taxonomy = taxonomy_of(found)
        yield taxonomy.id, of_vocabulary("term", taxonomy.key, found.code)
    elif entry.related_type:
        yield RELATED.id, ids.of("related_type", entry.related_type)
    for taxonomy, codes in ((GROUPS, entry.groups), (FORMS, entry.forms), (AGES, entry.ages)):
        for code in codes:
            yield taxonomy.id, of_vocabulary("term", taxonomy.key, code)


def services_of(site_id: int, organization: str, ids: Ids) -> set[int]:
    """Return the numbers of an organization's services; none for an organization of another town."""
    pk = next((pk for pk in organizations(site_id) if ids.of_organization(pk) == organization), None)
    if pk is None:
        return set()
    return set(Service.objects.in_town(site_id).published().filter(provider=pk).values_list("pk", flat=True))


def organizations(site_id: int, search: str = "") -> list[int]:
    """Return the numbers of providers that have something in the feed, by their names; one query."""
    with_services = Service.objects.in_town(site_id).published().order_by().values("provider")
    rows = Provider.objects.filter(site=site_id, pk__in=with_services).order_by("sorts_as", "pk")
    return [pk for pk, name in rows.values_list("pk", "name") if is_called(name, search)]


def is_called(name: str, search: str) -> bool:
    """Whether a name has all words that are looked for; what is left out of a letter makes no difference."""
    plain = without_diacritics(name)
    return all(word in plain for word in without_diacritics(search).split())


def at_locations(chosen: Chosen, ids: Ids) -> list[tuple[int, str]]:
    """Return the numbers of services with the identifiers of the places where they are, in one query, each pair once."""
    rows = Facility.objects.filter(service__site=chosen.town.site_id, is_secret=False)
    rows = rows.exclude(ended_on__lt=timezone.localdate()).order_by("sort_order", "pk")
    found: dict[int, dict[str, None]] = {}
    for pk, provider, *said in rows.values_list("service_id", "service__provider_id", *_PLACE):
        found.setdefault(pk, {})[ids.of_location(provider, *said)] = None
    return [(pk, location) for pk in chosen.ids for location in found.get(pk, ())]


def related_types(site_id: int) -> list[str]:
    """Return the sorts of help that are in the feed."""
    rows = Service.objects.in_town(site_id).published().filter(type_code="").exclude(related_type="")
    return sorted(set(rows.order_by().values_list("related_type", flat=True)))

"""The vocabularies of the two acts as taxonomies, and the sorts of help beside them; terms have names in the language of the feed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy

from kpss_pages.catalog.exporting.hsds.ids import Ids, of_vocabulary
from kpss_pages.catalog.shown import ShownForm, ShownService
from kpss_pages.catalog.vocabulary import ServiceType, Term, age_groups, forms, service_types, target_groups
from kpss_pages.core.linked_data import Thing, known


@dataclass(frozen=True)
class Taxonomy:
    """A vocabulary: ``key`` is what its identifiers are made of, and the type of links to its terms."""

    key: str
    name: Any
    description: Any
    version: str = ""

    @property
    def id(self) -> str:
        return of_vocabulary("taxonomy", self.key)

    def as_thing(self) -> Thing:
        return {"id": self.id, "name": str(self.name), "description": str(self.description)} | known(
            {"version": self.version}
        )


TYPES_CZ = Taxonomy(
    "service_type_cz",
    gettext_lazy("Types of social services, Czech Republic"),
    gettext_lazy("Types of social services by the Czech act on social services."),
    "108/2006 Sb.",
)
TYPES_SK = Taxonomy(
    "service_type_sk",
    gettext_lazy("Types of social services, Slovakia"),
    gettext_lazy("Types of social services by the Slovak act on social services."),
    "448/2008 Z. z.",
)
RELATED = Taxonomy(
    "related_type",
    gettext_lazy("Sorts of help beside the act"),
    gettext_lazy("What sorts of help related services are, in the town's own words."),
)
GROUPS = Taxonomy(
    "target_group",
    gettext_lazy("For whom"),
    gettext_lazy("Target groups of the Czech register; their Slovak names are translations."),
)
FORMS = Taxonomy("form", gettext_lazy("Forms of social services"), gettext_lazy("How a service is given."))
AGES = Taxonomy("age_group", gettext_lazy("Ages"), gettext_lazy("Age groups of the Czech register."))
TAXONOMIES = (TYPES_CZ, TYPES_SK, RELATED, GROUPS, FORMS, AGES)


def taxonomy_of(found: ServiceType) -> Taxonomy:
    """Return the taxonomy of a type: that of its country's act."""
    return TYPES_SK if found.country == "SK" else TYPES_CZ


def taxonomy_terms(ids: Ids, related: Iterable[str]) -> Iterator[Thing]:
    """Yield all terms; ``related`` are the sorts of help that the town has."""
    for found in service_types().values():
        yield term_of(taxonomy_of(found), found)
    for taxonomy, terms in _VOCABULARIES:
        for term in terms().values():
            yield term_of(taxonomy, term)
    for name in related:
        yield related_term(name, ids)


_VOCABULARIES: tuple[tuple[Taxonomy, Any], ...] = ((GROUPS, target_groups), (FORMS, forms), (AGES, age_groups))


def term_of(taxonomy: Taxonomy, term: Term) -> Thing:
    """Return a term of a vocabulary with its taxonomy; it is described by its paragraph, else by its taxonomy."""
    said = str(taxonomy.description)
    if isinstance(term, ServiceType) and term.paragraph:
        said = f"{term.paragraph}, {taxonomy.version}"
    return _term(of_vocabulary("term", taxonomy.key, term.code), term.code, str(term), said, taxonomy)


def related_term(name: str, ids: Ids) -> Thing:
    return _term(ids.of("related_type", name), "", name, str(RELATED.description), RELATED)


def _term(pk: str, code: str, name: str, description: str, taxonomy: Taxonomy) -> Thing:
    return {
        "id": pk,
        **known({"code": code}),
        "name": name,
        "description": description,
        "taxonomy": str(taxonomy.name),
        "taxonomy_detail": taxonomy.as_thing(),
        "language": (get_language() or "cs")[:2],
    }


class Terms:
    """The terms of one answer, each made once: thousands of services have some dozens of terms."""

    def __init__(self, ids: Ids) -> None:
        self.ids = ids
        self._made: dict[tuple[str, str], Thing] = {}

    def attributes_of(self, shown: ShownService, capacity_of: Callable[[ShownForm], str]) -> list[Thing]:
        """Return what a service is in the vocabularies; the value of a form is its capacity in words."""
        service = self.ids.service(shown.row)
        return [
            {
                "id": self.ids.of("attribute", shown.pk, term["id"]),
                "link_id": service,
                "taxonomy_term_id": term["id"],
                "link_type": link_type,
                "link_entity": "service",
                **known({"value": value}),
                "taxonomy_term": term,
            }
            for link_type, term, value in self._of(shown, capacity_of)
        ]

    def _of(self, shown: ShownService, capacity_of: Callable[[ShownForm], str]) -> Iterator[tuple[str, Thing, str]]:
        found = shown.type
        if found is not None:
            yield "service_type", self._term(taxonomy_of(found), found), ""
        elif shown.row.related_type:
            yield "service_type", related_term(shown.row.related_type, self.ids), ""
        for group in shown.target_groups:
            yield "target_group", self._term(GROUPS, group), ""
        for age in shown.age_groups:
            yield "age_group", self._term(AGES, age), ""
        known_forms: Mapping[str, Term] = forms()
        for form in shown.forms:
            if form.row.form in known_forms:
                yield "form", self._term(FORMS, known_forms[form.row.form]), capacity_of(form)

    def _term(self, taxonomy: Taxonomy, term: Term) -> Thing:
        key = taxonomy.key, term.code
        if key not in self._made:
            self._made[key] = term_of(taxonomy, term)
        return self._made[key]

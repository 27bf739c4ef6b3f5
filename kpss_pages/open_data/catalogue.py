"""A town's catalogue of data sets by DCAT-AP-CZ (https://ofn.gov.cz/dcat-ap-cz-rozhraní-katalogů-otevřených-dat/2024-05-28/).

The Czech national catalogue fetches it: the catalogue names the addresses of its data sets, each of which is a document
of its own. Whoever provides them is told by the register of public bodies, so that only Czech towns whose company number
is known have one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from kpss_pages.core.data_sets import DataSet, Distribution, data_sets
from kpss_pages.core.linked_data import CZECH, known, public_body, publishes_in_czech, text, thing
from kpss_pages.open_data.choices import Licence
from kpss_pages.open_data.files import CATALOGUE, Content, File
from sites.choices import Country
from sites.models import TownSettings

if TYPE_CHECKING:
    from kpss_pages.open_data.models import OpenDataPage

NORM = "https://ofn.gov.cz/dcat-ap-cz-rozhraní-katalogů-otevřených-dat/2024-05-28"
CONTEXT = f"{NORM}/kontexty/rozhraní-katalogů-otevřených-dat.jsonld"
AUTHORITY = "http://publications.europa.eu/resource/authority"
TERMS = "https://data.gov.cz/podmínky-užití"
MUNICIPALITY = "https://linked.cuzk.cz/resource/ruian/obec"
MEDIA_TYPES = "http://www.iana.org/assignments/media-types"
MEDIA_TYPE = f"{MEDIA_TYPES}/application/ld+json"

Value = dict[str, Any]


def wants(page: "OpenDataPage", town: TownSettings) -> list[str]:
    """Return what keeps a town from having a catalogue, a sentence each; empty when it has one."""
    if town.country != Country.CZ:
        return [_("The catalogue is that of Czech public bodies; a town in Slovakia has none here.")]
    missing = []
    if not publishes_in_czech(town):
        missing.append(_("The catalogue is written in Czech, in which the town publishes nothing."))
    if not public_body(town):
        missing.append(_("The settings of the town do not say its company number."))
    if not page.licence:
        missing.append(_("The open data page does not say under which terms the data may be used."))
    return missing


def catalogue_of(page: "OpenDataPage", town: TownSettings) -> Value:
    """Return the catalogue (Katalog); the town has to have all that it ``wants``."""
    address = page.full_url
    with translation.override(CZECH):
        return {
            "@context": CONTEXT,
            **thing(
                "Katalog",
                iri=f"{address}{CATALOGUE}",
                název=text(_("Open data of the site “%(town)s”") % {"town": _name(town)}, CZECH),
                popis=text(_("Data sets that the site makes of what it publishes."), CZECH),
                poskytovatel=public_body(town),
                kontaktní_bod=_contact(town),
                domovská_stránka=address,
            ),
            "datová_sada": [f"{address}{File(Content.ABOUT, found).name}" for found in data_sets()],
        }


def data_set_of(page: "OpenDataPage", town: TownSettings, data_set: DataSet) -> Value:
    """Return a data set with its files (Datová sada)."""
    address = page.full_url
    iri = f"{address}{File(Content.ABOUT, data_set).name}"
    with translation.override(CZECH):
        return {
            "@context": CONTEXT,
            **thing(
                "Datová sada",
                iri=iri,
                název=text(f"{data_set.title} – {_name(town)}", CZECH),
                popis=text(str(data_set.description), CZECH),
                poskytovatel=public_body(town),
                téma=[f"{AUTHORITY}/data-theme/{theme}" for theme in data_set.themes],
                periodicita_aktualizace=f"{AUTHORITY}/frequency/IRREG",
                klíčové_slovo={CZECH: [str(word) for word in data_set.keywords or (data_set.title,)]},
                kontaktní_bod=_contact(town),
                dokumentace=address,
                specifikace=[data_set.norm] if data_set.has_norm(town) else None,
                distribuce=list(_distributions(page, town, data_set, iri)),
            ),
            # Required, and empty while nobody has said which municipality it is.
            "prvek_rúian": [f"{MUNICIPALITY}/{page.ruian_code}"] if page.ruian_code else [],
        }


def _distributions(page: "OpenDataPage", town: TownSettings, data_set: DataSet, iri: str) -> Iterator[Value]:
    terms = _terms(page, town, data_set)
    files = [(Content.NORM, _("In the open formal norm"), data_set.schema)] if data_set.has_norm(town) else []
    files.append((Content.SCHEMA_ORG, _("In the vocabulary of schema.org"), ""))
    for content, name, schema in files:
        address = f"{page.full_url}{File(content, data_set).name}"
        yield thing(
            "Distribuce",
            iri=f"{iri}#{content.name.lower().replace('_', '-')}",
            název=text(name, CZECH),
            podmínky_užití=terms,
            přístupové_url=address,
            soubor_ke_stažení=address,
            formát=f"{AUTHORITY}/file-type/JSON_LD",
            typ_média=MEDIA_TYPE,
            schéma=schema,
        )
    for other in data_set.distributions(town):
        yield _distribution(other, terms, iri)


def _distribution(other: Distribution, terms: Value, iri: str) -> Value:
    """Return a file of a kind, or a service for programs, whose data are asked for piece by piece."""
    address = f"{iri}#{other.key}"
    common = {"iri": address, "název": text(str(other.title), CZECH), "podmínky_užití": terms}
    if not other.specification:
        return thing(
            "Distribuce",
            **common,
            přístupové_url=other.address,
            soubor_ke_stažení=other.address,
            formát=f"{AUTHORITY}/file-type/{other.file_type}",
            typ_média=f"{MEDIA_TYPES}/{other.media_type}",
        )
    service = thing(
        "Datová služba",
        iri=f"{address}-service",
        název=text(str(other.title), CZECH),
        přístupový_bod=other.address,
        specifikace=other.specification,
        popis_přístupového_bodu=other.description,
    )
    return thing("Distribuce", **common, přístupové_url=other.address, přístupová_služba=service)


def _terms(page: "OpenDataPage", town: TownSettings, data_set: DataSet) -> Value:
    """Return the terms of use: the licence covers what rights there are in the texts and in their collection."""
    others = data_set.terms(town)
    licence = others.address if others else page.licence
    author = text(_name(town), CZECH) if licence != Licence.CC0 else None
    personal = "obsahuje-osobní-údaje" if data_set.has_personal_data else "neobsahuje-osobní-údaje"
    return thing(
        "Specifikace podmínek užití",
        autorské_dílo=licence,
        autor=author,
        databáze_jako_autorské_dílo=licence,
        autor_databáze=author,
        databáze_chráněná_zvláštními_právy=licence,
        osobní_údaje=f"{TERMS}/{personal}/",
    )


def _name(town: TownSettings) -> str:
    return town.in_language("site_name", CZECH)


def _contact(town: TownSettings) -> Value | None:
    """Return whom to write about the data, None while the town has no e-mail registry."""
    if not town.filing_email:
        return None
    name = text(town.operator or _name(town), CZECH)
    return {"typ": "Organizace", **known({"jméno": name, "e-mail": f"mailto:{town.filing_email}"})}

"""Tables of services: what each row would do, in one piece or not at all, and never twice."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.facts import Facts
from kpss_pages.catalog.importing.columns import COLUMNS
from kpss_pages.catalog.importing.notes import sentences
from kpss_pages.catalog.importing.reading import MOST_ROWS
from kpss_pages.catalog.models import Provider, Service
from kpss_pages.core.tables.cells import MOST_BYTES
from sites.models import Role, TownSettings
from tests.builders import make_provider, make_service, make_user, signed_in

pytestmark = pytest.mark.django_db
LONG_AGO = date(2026, 3, 12)


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


def csv(*lines: Mapping[str, str]) -> bytes:
    names = list(dict.fromkeys(name for line in lines for name in line))
    quoted = [['"' + line.get(name, "").replace('"', '""') + '"' for name in names] for line in lines]
    return "\r\n".join(";".join(row) for row in [names, *quoted]).encode()


def screen(town: TownSettings) -> str:
    return reverse("kpss_catalog_import", args=[town.site_id])


def send(client: Client, town: TownSettings, content: bytes, name: str = "sluzby.csv") -> Any:
    response = client.post(screen(town), {"upload": SimpleUploadedFile(name, content)})
    assert response.status_code == 200
    return response


def fates(response: Any) -> list[str]:
    return [outcome.fate.value for outcome in response.context["checked"].outcomes]


def wrong(response: Any) -> list[tuple[int, str]]:
    return [(trouble.line, trouble.header) for trouble in response.context["checked"].troubles]


def save(client: Client, town: TownSettings, checked: Any) -> Any:
    return client.post(screen(town), {"kept": checked.context["kept"]}, follow=True)


LOAN = {
    "provider": "Charita Vzorov",
    "company_id": "00301825",
    "name": "Půjčovna pomůcek",
    "related_type": "půjčování pomůcek",
    "target_groups": "senioři; pečující osoby",
    "forms": "ambulantní",
    "hours_note": "po dohodě",
    "street": "Příkladná 1",
    "municipality": "Přerov",
    "access": "accessible",
    "price": "partly",
    "area": "Přerov; Bochoř",
    "phones": "581 268 111 – výdej; 777 123 456",
    "is_anonymous": "no",
}


def test_new_services_are_shown_then_saved_with_their_provider_by_the_town(clerk: Client, prerov: TownSettings) -> None:
    checked = send(clerk, prerov, csv(LOAN, {"provider": "charita  vzorov", "name": "Klub", "related_type": "kluby"}))
    assert fates(checked) == ["created", "created"]
    assert not Service.objects.filter(site=prerov.site).exists()
    assert save(clerk, prerov, checked).status_code == 200

    provider = Provider.objects.get(site=prerov.site)
    assert (provider.name, provider.company_id) == ("Charita Vzorov", "00301825")
    service = Service.objects.whole().get(site=prerov.site, name="Půjčovna pomůcek")
    assert (service.kind, service.related_type, service.price) == ("related", "půjčování pomůcek", "partly")
    assert service.target_groups == ["seniori", "pecujici-osoby"]
    assert service.area.splitlines() == ["Přerov", "Bochoř"]
    assert [(form.form, form.hours_note) for form in service.forms.all()] == [("amb", "po dohodě")]
    assert [(place.street, place.access) for place in service.facilities.all()] == [("Příkladná 1", "accessible")]
    assert (service.confirmed_on, service.confirmed_by) == (timezone.localdate(), Origin.TOWN)
    assert service.facts.of("forms").origin == Origin.TOWN
    assert service.latest_revision is not None
    assert service.is_anonymous is False


def test_same_file_twice_changes_nothing(clerk: Client, prerov: TownSettings) -> None:
    save(clerk, prerov, send(clerk, prerov, csv(LOAN)))
    before = Service.objects.get(site=prerov.site)
    again = send(clerk, prerov, csv(LOAN))
    assert fates(again) == ["unchanged"]
    assert again.context["kept"] == ""
    assert Service.objects.get(site=prerov.site).latest_revision_id == before.latest_revision_id


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_downloaded_table_changes_nothing_and_has_the_own_town_only(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings, kind: str
) -> None:
    facts = Facts().said(["name"], Origin.REGISTER, LONG_AGO)
    make_service(prerov, "=SUM(1)", facts=facts, languages=["cs", "en"], activities="a\nb", confirmed_on=LONG_AGO)
    provider = make_provider(prerov, "Dvakrát")
    for street in ("A", "C"):  # a register has services of one provider with one name
        make_service(prerov, "Dvě", provider=provider, facilities=[{"street": street}, {"street": "B"}], forms=[])
    make_service(
        prerov,
        "Azyl",
        facilities=[{"is_secret": True}],
        age_groups=["dospeli"],
        target_groups=["osoby-v-krizi", "seniori"],
    )
    make_service(bbsk, "Cudzia služba")
    url = reverse("kpss_catalog_table", args=[prerov.site_id, "services", kind])
    content = clerk.get(url).content
    assert b"Cudzia" not in content
    checked = send(clerk, prerov, content, f"sluzby.{kind}")
    assert wrong(checked) == []
    assert fates(checked) == ["unchanged"] * 6


def test_template_has_the_words_of_the_own_country(clerk: Client, prerov: TownSettings) -> None:
    response = clerk.get(reverse("kpss_catalog_table", args=[prerov.site_id, "template", "xlsx"]))
    book = load_workbook(BytesIO(response.content))
    table, notes, words = (
        [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell] for sheet in book.worksheets
    )
    assert len(table) == len(COLUMNS)
    assert set(sentences()) < set(notes)
    assert "Pečovatelská služba" in words
    assert "Jídelna" not in words
    assert clerk.get(reverse("kpss_catalog_table", args=[prerov.site_id, "template", "pdf"])).status_code == 404


def test_change_keeps_what_the_row_does_not_say(clerk: Client, prerov: TownSettings) -> None:
    facts = Facts().said(["mission", "price", "facilities"], Origin.REGISTER, LONG_AGO)
    place = {"street": "Stará 1", "municipality": "Přerov", "municipality_code": "511382", "address_code": "7"}
    service = make_service(
        prerov,
        "Poradna",
        provider=make_provider(prerov, "Pomoc"),
        facts=facts,
        mission="Radíme.",
        confirmed_on=LONG_AGO,
        forms=[{"form": "ter", "capacities": [[45, "klient", ""]], "free_places": 2, "free_places_on": LONG_AGO}],
        facilities=[place],
    )
    row = {
        "provider": "Pomoc",
        "name": "poradna",
        "price": "free",
        "street": "Nová 2",
        "forms": "ter; amb",
        "mission": "",
    }
    checked = send(clerk, prerov, csv(row))
    assert fates(checked) == ["changed"]
    assert len(checked.context["outcomes"][0].changes) == 3
    save(clerk, prerov, checked)
    kept = Service.objects.whole().get(pk=service.pk)
    assert (kept.name, kept.mission, kept.confirmed_on) == ("Poradna", "Radíme.", LONG_AGO)
    assert {form.form: (len(form.capacities.all), form.free_places) for form in kept.forms.all()} == {
        "ter": (1, 2),
        "amb": (0, None),
    }
    moved = kept.facilities.get()
    assert (moved.street, moved.municipality_code, moved.address_code) == ("Nová 2", "511382", "")
    origins = {name: kept.facts.of(name).origin for name in kept.facts}
    assert origins["mission"] == Origin.REGISTER
    assert origins["price"] == origins["facilities"] == Origin.TOWN


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"provider": ""}, "provider"),
        ({"name": ""}, "name"),
        ({"company_id": "123"}, "company_id"),
        ({"company_id": "00301825", "provider": "Pomoc"}, "company_id"),
        ({"related_type": ""}, "related_type"),
        ({"type": "Rané péče", "related_type": ""}, "type"),
        ({"type": "sk-jedalen", "related_type": ""}, "type"),
        ({"type": "Raná péče"}, "related_type"),
        ({"target_groups": "senioři, mládež"}, "target_groups"),
        ({"forms": "venku"}, "forms"),
        ({"hours_note": "ráno"}, "hours_note"),
        ({"monday": "8-12"}, "monday"),
        ({"forms": "terénní", "monday": "8-12 a dle domluvy"}, "monday"),
        ({"forms": "terénní", "special_days": "24. 12.: zavřeno"}, "special_days"),
        ({"forms": "terénní", "footnotes": "* jen někdy"}, "footnotes"),
        ({"forms": "terénní; ambulantní", "capacities": "12 klientů"}, "capacities"),
        ({"forms": "terénní", "capacities": "12 stromů"}, "capacities"),
        ({"forms": "terénní", "is_nonstop": "občas"}, "is_nonstop"),
        ({"latitude": "49.4"}, "latitude"),
        ({"latitude": "149.4", "longitude": "17.4", "municipality": "Přerov"}, "latitude"),
        ({"provider_postal_code": "7" * 11}, "provider_postal_code"),
        ({"access": "accessible"}, "access"),
        ({"place_ended_on": "někdy", "street": "Příkladná 1"}, "place_ended_on"),
        ({"number": "1"}, "number"),
        ({"price": "drahé"}, "price"),
        ({"phones": "abc"}, "phones"),
        ({"emails": "abc"}, "emails"),
        ({"website": "abc"}, "website"),
        ({"ended_on": "31. 2. 2026"}, "ended_on"),
        ({"is_anonymous": "možná"}, "is_anonymous"),
        ({"waiting": "x" * 201}, "waiting"),
    ],
)
def test_mistakes_name_row_and_column_and_nothing_is_saved(
    clerk: Client, prerov: TownSettings, row: dict[str, str], column: str
) -> None:
    make_provider(prerov, "Pomoc", company_id="25083325")
    good = {"provider": "Nová", "name": "Klub", "related_type": "kluby"}
    checked = send(clerk, prerov, csv(good, good | {"name": "Druhý"} | row))
    assert wrong(checked) == [(3, column)]
    assert checked.context["kept"] == ""


def test_secret_address_is_not_filled_in_by_a_table(clerk: Client, prerov: TownSettings) -> None:
    make_service(prerov, "Azyl", provider=make_provider(prerov, "Pomoc"), facilities=[{"is_secret": True}])
    checked = send(clerk, prerov, csv({"provider": "Pomoc", "name": "Azyl", "street": "Tajná 1"}))
    assert wrong(checked) == [(2, "street")]


def test_company_number_is_filled_in_where_there_was_none(clerk: Client, prerov: TownSettings) -> None:
    provider = make_provider(prerov, "Pomoc")
    make_service(prerov, "Klub", provider=provider)
    make_service(prerov, "Poradna", provider=provider)
    row = {"provider": "Pomoc", "company_id": "301825"}
    checked = send(clerk, prerov, csv(row | {"name": "Klub"}, row | {"name": "Poradna"}))
    assert fates(checked) == ["changed", "unchanged"]
    assert [change.now for change in checked.context["outcomes"][0].changes] == ["00301825"]
    save(clerk, prerov, checked)
    provider.refresh_from_db()
    assert (provider.company_id, provider.facts.of("company_id").origin) == ("00301825", Origin.TOWN)


def test_rows_of_one_service_may_not_contradict_each_other(clerk: Client, prerov: TownSettings) -> None:
    row = {"provider": "Pomoc", "name": "Klub", "related_type": "kluby", "forms": "terénní", "monday": "8-12"}
    row |= {"street": "Příkladná 1", "access": "accessible", "waiting": "týden"}
    for column, text in (("waiting", "měsíc"), ("monday", "9-12"), ("access", "not_accessible")):
        assert wrong(send(clerk, prerov, csv(row, row | {"name": "KLUB", column: text}))) == [(3, column)]
    checked = send(clerk, prerov, csv(row, row | {"name": "KLUB"}))
    assert (wrong(checked), fates(checked)) == ([], ["created", "unchanged"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01",
        b"x;y\n1;2",
        b"name;provider\n",
        b"a" * (MOST_BYTES + 1),
        b"PK\x03\x04rubbish",
        b'name;provider\n"a;b',
        b"name;provider\n" + b"a;b\n" * (MOST_ROWS + 1),
    ],
    ids=["empty", "binary", "no header", "no rows", "too large", "no workbook", "open quote", "too many rows"],
)
def test_faulty_file_is_told_at_the_field(clerk: Client, prerov: TownSettings, content: bytes) -> None:
    assert send(clerk, prerov, content).context["form"].errors["upload"]


def test_what_was_checked_is_for_the_same_person_and_town_and_for_what_was_shown(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    checked = send(clerk, prerov, csv(LOAN))
    colleague = signed_in(make_user(prerov, Role.EDITOR, username="colleague"), "prerov.example")
    for client, signed in ((colleague, checked.context["kept"]), (clerk, "\x00"), (clerk, "x")):
        client.post(screen(prerov), {"kept": signed})
    assert not Service.objects.filter(site=prerov.site).exists()
    make_provider(prerov, "Charita Vzorov", company_id="00301825")
    make_service(prerov, "Půjčovna pomůcek", provider=Provider.objects.get(site=prerov.site, name="Charita Vzorov"))
    late = save(clerk, prerov, checked)
    assert fates(late) == ["changed"]
    assert Service.objects.get(site=prerov.site).kind == "social"
    for url in (screen(bbsk), reverse("kpss_catalog_table", args=[bbsk.site_id, "services", "csv"])):
        assert clerk.get(url).status_code == 404
    assert clerk.post(screen(bbsk), {"kept": checked.context["kept"]}).status_code == 404

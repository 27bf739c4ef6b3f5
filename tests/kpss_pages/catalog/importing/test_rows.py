"""Several rows of a service: its forms with capacities and hours, and its places."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import ModelLogEntry, ReferenceIndex

from kpss_pages.catalog.capacities import Capacities
from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.importing.applying import SERVICES_IMPORT
from kpss_pages.catalog.importing.columns import COLUMNS, LAYOUT
from kpss_pages.catalog.importing.rows import rows_of
from kpss_pages.catalog.importing.template import csv_of, xlsx_of
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.core.hours.form_fields import hours_from_lines
from kpss_pages.core.tables.columns import in_all_languages
from kpss_pages.core.tables.keeping import Kept
from sites.files import FileRefused
from sites.models import TownSettings
from sites.page_cache.generations import generations_of, key_of
from sites.page_cache.tags import kind
from tests.builders import make_place, make_provider, make_service
from tests.kpss_pages.catalog.importing.test_importing import csv

pytestmark = pytest.mark.django_db

KLUB = {"provider": "Pomoc", "name": "Klub", "related_type": "kluby"}


def check(town: TownSettings, *rows: dict[str, str]) -> Any:
    return SERVICES_IMPORT.check(town.site_id, town.country, SERVICES_IMPORT.read(csv(*rows)))


def apply(town: TownSettings, *rows: dict[str, str]) -> list[str]:
    """Save rows and return what has become of each; the same ones once more change nothing."""
    checked = check(town, *rows)
    assert checked.troubles == ()
    _checked, is_saved = SERVICES_IMPORT.apply(town, Kept(checked.reading, checked.digest), None)
    again = check(town, *rows)
    assert is_saved
    assert {outcome.fate.value for outcome in again.outcomes} == {"unchanged"}
    return [outcome.fate.value for outcome in checked.outcomes]


def wrong(checked: Any) -> list[tuple[int, str]]:
    return [(trouble.line, trouble.header) for trouble in checked.troubles]


def the_one(town: TownSettings, name: str = "Klub") -> Service:
    service: Service = Service.objects.whole().get(site=town.site, name=name)
    return service


def places(service: Service) -> list[tuple[str, str, str]]:
    return [(place.name, place.street, place.access) for place in service.facilities.all()]


def test_each_row_adds_a_form_with_its_capacity_and_hours_and_a_place(prerov: TownSettings) -> None:
    fates = apply(
        prerov,
        KLUB
        | {"forms": "ambulantní", "capacities": "12 klientů – ihned; 2 lůžka", "monday": "8-11.30, 12.30-17"}
        | {"friday": "13–15 jen na objednání", "special_days": "24. 12. 2026 – Vánoce; 31. 12. 2026"}
        | {"seasons": "1. 7. – 31. 8. – Léto; po, st 8-12", "open_on_holidays": "ano", "street": "Příkladná 1"},
        {"name": "Klub", "forms": "terénní", "is_nonstop": "ano", "street": "Vzorová 2", "municipality": "Přerov"}
        | {"latitude": "49,45512", "longitude": "17.4512", "place_ended_on": "31. 12. 2026"},
    )
    assert fates == ["created", "created"]
    service = the_one(prerov)
    ambulant, field = service.forms.all()
    assert ambulant.capacities.to_json() == [[12, "klient", "ihned"], [2, "luzka", ""]]
    assert ambulant.hours == hours_from_lines(
        ["8–11.30, 12.30–17", "", "", "", "13–15 obj."],
        special_days="24. 12. 2026 – Vánoce\n31. 12. 2026",
        seasons="1. 7. – 31. 8. – Léto\npo, st 8–12",
        open_on_holidays=True,
    )
    assert (field.form, field.is_nonstop, bool(field.hours)) == ("ter", True, False)
    assert places(service) == [("", "Příkladná 1", ""), ("", "Vzorová 2", "")]
    second = service.facilities.all()[1]
    assert (f"{second.latitude} {second.longitude}", f"{second.ended_on}") == ("49.455120 17.451200", "2026-12-31")


def test_change_of_hours_leaves_other_days_forms_free_places_and_rows(prerov: TownSettings) -> None:
    hours = hours_from_lines(["8–12*", "9–10"], [("*", "jen na pozvání")])
    forms = [{"form": "amb", "hours": hours, "free_places": 2}, {"form": "ter", "hours_note": "dle dohody"}]
    service = make_service(prerov, "Klub", provider=make_provider(prerov, "Pomoc"), forms=forms)
    before = [form.pk for form in service.forms.all()]
    assert apply(prerov, {"name": "Klub", "forms": "ambulantní", "tuesday": "zavřeno", "friday": "8-9"}) == ["changed"]
    ambulant, field = the_one(prerov).forms.all()
    assert [ambulant.pk, field.pk] == before
    assert ambulant.hours == hours_from_lines(["8–12*", "", "", "", "8–9"], [("*", "jen na pozvání")])
    assert (ambulant.free_places, field.hours_note) == (2, "dle dohody")
    assert wrong(check(prerov, {"name": "Klub", "monday": "8-9"})) == [(2, "monday")]


def test_another_address_corrects_the_only_place_and_is_one_more_of_several(prerov: TownSettings) -> None:
    mapped = make_place(prerov)
    first = {"street": "Stará 1", "municipality": "Přerov", "municipality_code": "511382", "address_code": "7"}
    make_service(prerov, "Klub", provider=make_provider(prerov, "Pomoc"), facilities=[first])
    row = {"name": "Klub", "municipality": "Přerov"}
    apply(prerov, row | {"street": "Nová 2"})
    moved = the_one(prerov).facilities.get()
    assert (moved.street, moved.municipality_code, moved.address_code) == ("Nová 2", "511382", "")
    moved.mapped_place = mapped
    moved.save()

    assert apply(prerov, row | {"street": "Nová 2"}, row | {"street": "Třetí 3", "access": "accessible"}) == [
        "unchanged",
        "changed",
    ]
    apply(prerov, row | {"place": "Dílna", "street": "Čtvrtá 4"})
    assert places(the_one(prerov)) == [("", "Nová 2", ""), ("", "Třetí 3", "accessible"), ("Dílna", "Čtvrtá 4", "")]
    # Each of the others has its row, so this one is the one left over.
    apply(prerov, row | {"street": "nová 2"}, row | {"street": "Třetí 3"}, row | {"place": "Dílna", "street": "Pátá 5"})
    assert places(the_one(prerov))[2] == ("Dílna", "Pátá 5", "")
    assert the_one(prerov).facilities.all()[0].mapped_place == mapped
    assert wrong(check(prerov, row | {"access": "accessible"})) == [(2, "municipality")]


def test_secret_address_is_not_in_the_table_and_not_filled_in_by_one(prerov: TownSettings) -> None:
    facilities: list[dict[str, Any]] = [{"street": "Známá 1"}, {"is_secret": True, "name": "Azyl"}]
    service = make_service(prerov, "Azyl", provider=make_provider(prerov, "Pomoc"), facilities=facilities)
    assert b"Zn" not in csv_of(rows_of([service], "CZ"))
    assert wrong(check(prerov, {"provider": "Pomoc", "name": "Azyl", "street": "Známá 1"})) == [(2, "street")]


def test_all_mistakes_of_a_row_are_told_at_once_whatever_it_is_about(prerov: TownSettings) -> None:
    make_service(prerov, "Azyl", facilities=[{"street": "A"}, {"street": "B"}])
    part = {"capacities": "12 stromů", "monday": "8-12, 11-13", "tuesday": "9-10*", "is_nonstop": "občas"}
    faulty = ["capacities", "monday", "is_nonstop"]
    # A mark may have its footnote in a form that the row does not tell; the table has no column of footnotes.
    for forms, told in (("venku", "forms"), ("", "capacities"), ("terénní; ambulantní", "capacities")):
        columns = [header for _line, header in wrong(check(prerov, KLUB | part | {"forms": forms}))]
        assert {told, *faulty} <= set(columns) <= {told, *faulty, ""}
        assert columns.count("monday") == 1
        assert ("" in columns) is (forms == "terénní; ambulantní")
    unknown = part | {"forms": "venku", "price": "drahé", "target_groups": "mládežníci", "access": "snad"}
    told_of = {"company_id", "forms", *faulty, "price", "target_groups", "access"}
    columns = [header for _line, header in wrong(check(prerov, KLUB | unknown | {"company_id": "123"}))]
    assert (set(columns), len(columns)) == (told_of, len(told_of))
    unclear = {"name": "Azyl", "access": "snad", "place_ended_on": "někdy"}
    assert wrong(check(prerov, unclear)) == [(2, "access"), (2, "access"), (2, "place_ended_on")]


def test_address_of_a_provider_is_said_once_by_the_town_and_is_no_place(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    address = {"provider_street": "Sídelní 1", "provider_postal_code": "750 02", "provider_municipality": "Přerov"}
    assert apply(prerov, KLUB | address, KLUB | {"name": "Poradna"}) == ["created", "created"]
    provider = the_one(prerov).provider
    assert (provider.street, provider.postal_code, provider.municipality) == ("Sídelní 1", "750 02", "Přerov")
    assert (provider.facts.of("street").origin, places(the_one(prerov))) == (Origin.TOWN, [])

    foreign = make_provider(bbsk, "Pomoc", street="Cudzia 1")
    revision = the_one(prerov).latest_revision_id
    assert apply(prerov, KLUB, KLUB | {"name": "Poradna", "provider_street": "Nová 2"}) == ["unchanged", "changed"]
    for row in (provider, foreign):
        row.refresh_from_db()
    assert (provider.street, provider.municipality, foreign.street) == ("Nová 2", "Přerov", "Cudzia 1")
    assert provider.latest_revision.content["street"] == "Nová 2"
    assert the_one(prerov).latest_revision_id == revision

    other = {"name": "Poradna", "provider_street": "Třetí 3"}
    assert wrong(check(prerov, KLUB | {"provider_street": "Čtvrtá 4"}, KLUB | other)) == [(3, "provider_street")]
    rows = rows_of(Service.objects.in_town(prerov.site_id).whole(), "CZ")
    assert [row.count("Nová 2") for row in rows] == [0, 1, 0]


@pytest.mark.parametrize("language", ["cs", "sk"])
def test_whole_service_comes_back_as_it_went_out(prerov: TownSettings, bbsk: TownSettings, language: str) -> None:
    hours = hours_from_lines(
        ["8–12* obj.", "", "22–2"],
        [("*", "jen na pozvání; volejte")],
        special_days="24. 12. 2026 – Vánoce; není nikdo",
        seasons="1. 7. – 31. 8. – Léto\npo 8–9\n1. 9. – 30. 9. – Září\nút 8–9",
    )
    make_service(
        prerov,
        "Klub",
        provider=make_provider(prerov, "Pomoc", company_id="12345678", street="-Sídelní  1", postal_code="750 02"),
        type_code="unknown",
        mission="První řádek\r\n\r\n=druhý\x0b",
        activities="jedno; druhé\r\ntřetí",
        target_groups=["seniori", "neznama"],
        website="bez adresy",
        forms=[
            {"form": "amb", "hours": hours, "capacities": Capacities.from_json([[12, "klient", "ihned; hned"]])},
            {"form": "ter", "is_nonstop": True},
            {"form": "xyz", "hours_note": "+420"},
        ],
        facilities=[
            {"street": "Stejná 1", "access": "accessible"},
            {"street": "Stejná 1", "access_note": "zvonek\r\nvlevo", "latitude": "49.455120", "longitude": "17.451200"},
            {"municipality": "Přerov"},
            {},
        ],
    )
    make_service(bbsk, "Cudzia", type_code="")
    with override(language):
        rows = rows_of(Service.objects.in_town(prerov.site_id).whole(), "CZ")
        for content in (csv_of(rows), xlsx_of(rows, "CZ")):
            checked = SERVICES_IMPORT.check(prerov.site_id, "CZ", SERVICES_IMPORT.read(content))
            assert wrong(checked) == []
            assert checked.counts()["unchanged"] == len(rows) - 1 == 5
            assert checked.written == checked.providers == ()


def test_number_tells_services_of_one_name_apart_and_never_renames_one(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    provider = make_provider(prerov, "Pomoc")
    first, second = (make_service(prerov, "Klub", provider=provider) for _twice in range(2))
    foreign = make_service(bbsk, "Klub")
    row = {"name": "Klub", "waiting": "rok"}
    assert wrong(check(prerov, row)) == [(2, "name")]
    for number, name in ((second.pk, "Jiný"), (foreign.pk, "Klub"), ("\u00b2", "Klub"), ("9" * 40, "Klub")):
        assert wrong(check(prerov, row | {"number": str(number), "name": name})) == [(2, "number")]
    assert wrong(check(prerov, row | {"number": str(second.pk), "provider": "Jiní"})) == [(2, "number")]
    apply(prerov, row | {"number": str(second.pk)}, {"name": "Klub", "street": "Další 1", "municipality": "Bochoř"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.waiting, second.waiting, second.facilities.count()) == ("", "rok", 1)


def test_queries_do_not_grow_with_the_rows(prerov: TownSettings, django_assert_max_num_queries: Any) -> None:
    rows = [KLUB | {"name": f"Klub {number}", "street": f"Vzorová {number}"} for number in range(60)]
    checked = check(prerov, *rows)
    with django_assert_max_num_queries(45):
        SERVICES_IMPORT.apply(prerov, Kept(checked.reading, checked.digest), None)
    assert Service.objects.filter(site=prerov.site, latest_revision=None).count() == 0
    changed = check(prerov, *(row | {"forms": "terénní", "street": f"{row['street']}a"} for row in rows))
    with django_assert_max_num_queries(45):
        SERVICES_IMPORT.apply(prerov, Kept(changed.reading, changed.digest), None)
    assert places(the_one(prerov, "Klub 59")) == [("", "Vzorová 59a", "")]


def test_what_is_written_in_bulk_is_as_if_saved_by_hand(prerov: TownSettings, bbsk: TownSettings) -> None:
    kept, foreign = kind(prerov.site_id, "kpss_catalog.Service"), kind(bbsk.site_id, "kpss_catalog.Service")
    before = generations_of([kept, foreign])
    apply(prerov, KLUB | {"phones": "581268111", "forms": "terénní", "monday": "8-9", "street": "Nová 2"})
    apply(prerov, {"name": "Klub", "waiting": "rok", "forms": "terénní", "capacities": "3 lůžka"})
    after = generations_of([kept, foreign])
    assert [key for key in before if before[key] != after[key]] == [key_of(kept)]
    made = the_one(prerov)
    assert made.latest_revision.content["forms"][0]["pk"] == made.forms.get().pk
    assert made.latest_revision.content["waiting"] == "rok"
    actions = ModelLogEntry.objects.for_instance(made).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["wagtail.create", "wagtail.edit"]

    words = (made.search_words, made.search_digits, made.sorts_as)
    references = set(ReferenceIndex.get_references_for_object(made).values_list("content_path", "to_object_id"))
    made.save()
    by_hand = the_one(prerov)
    assert words == (by_hand.search_words, by_hand.search_digits, by_hand.sorts_as)
    assert references == set(
        ReferenceIndex.get_references_for_object(by_hand).values_list("content_path", "to_object_id")
    )


def test_no_word_stands_above_two_columns() -> None:
    words = [word for column in COLUMNS for word in {column.name, *in_all_languages(column.header)}]
    assert len(words) == len(set(words)) == len(LAYOUT.by_header())


def test_public_table_is_refused_and_not_half_read(client: Client, prerov: TownSettings) -> None:
    page = CatalogIndexPage.objects.descendant_of(prerov.site.root_page).get()
    make_service(prerov, "Klub")
    for name in ("services.csv", "services.xlsx"):
        url = f"{page.get_url()}{name}"
        response = client.get(url, headers={"host": prerov.site.hostname})
        assert response.status_code == 200
        with pytest.raises(FileRefused, match="Stáhněte tabulku"):
            SERVICES_IMPORT.read(b"".join(response))

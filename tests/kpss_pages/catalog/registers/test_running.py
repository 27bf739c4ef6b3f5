"""Reading a register for towns: what is proposed, what is left alone, and what a second reading changes."""

import io
from datetime import date
from typing import IO, Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.models import CatalogSettings, Proposal, RegisterCode, RegisterRun, Service
from kpss_pages.catalog.proposing import accept, reject, take_all
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.catalog.registers.running import read, read_for_towns
from kpss_pages.catalog.registers.synthetic import PLACES, services
from kpss_pages.catalog.registers.synthetic.writing import write_czech
from kpss_pages.catalog.registers.wording import sentence_of_row
from sites.models import TownSettings
from tests.builders import make_service
from tests.kpss_pages.catalog.registers.files import item, place, register, slovak, slovak_service

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture
def town(prerov: TownSettings) -> TownSettings:
    """Return a town whose area is one municipality, by its number."""
    CatalogSettings.objects.create(site=prerov.site, area="511382 Přerov")
    return prerov


def run(town: TownSettings, file: IO[bytes], **options: Any) -> RegisterRun:
    (found,) = read_for_towns(file, [town.site_id], source="rpss.json", today=TODAY, **options)
    return found


def accepted(town: TownSettings, *items: Any) -> Service:
    """Return the service that the first item has become in the town's catalogue."""
    run(town, register(*(items or (item(),))))
    assert take_all(town.site_id, None).left == []
    return Service.objects.get(site=town.site, register_number=(items or (item(),))[0]["identifikator"])


def proposed(town: TownSettings) -> list[tuple[str, str, list[str]]]:
    rows = Proposal.objects.filter(site=town.site, state=ProposalState.OPEN).order_by("key")
    return [(row.kind, row.key, sorted(row.values)) for row in rows]


def fates(found: RegisterRun) -> dict[str, int]:
    return dict(found.report["counts"])


def test_new_service_in_the_area_is_proposed_and_others_are_not(town: TownSettings, bbsk: TownSettings) -> None:
    elsewhere = item(identifikator="2", zarizeni=[place(obec={"id": "Obec/555428"})])
    found = run(town, register(item(), elsewhere))
    assert [(kind, key) for kind, key, _values in proposed(town)] == [("new", "rpss:1234567")]
    assert fates(found) == {"new": 1}
    assert found.report["read"] == found.progress == 2
    assert (found.ended_at is not None, len(found.fingerprint)) == (True, 64)
    assert not Proposal.objects.filter(site=bbsk.site).exists()
    service = accepted(town)
    assert service.facts.of("phones").origin == Origin.REGISTER
    assert (service.register, service.provider.company_id) == ("rpss", "00301825")


def test_same_file_twice_changes_nothing(town: TownSettings) -> None:
    run(town, register(item()))
    before = list(Proposal.objects.values())
    assert fates(run(town, register(item()))) == {"open": 1}
    assert list(Proposal.objects.values()) == before
    take_all(town.site_id, None)
    assert fates(run(town, register(item()))) == {"same": 1}
    assert proposed(town) == []


def test_trial_says_the_same_and_changes_nothing(town: TownSettings) -> None:
    service = accepted(town)
    changed = item(telefony=[{"telefon": "354 111 222"}], druhSocialniSluzby={"id": "DruhSocialniSluzby/2"})
    trial = run(town, register(changed, item(identifikator="2")), is_trial=True)
    assert proposed(town) == []
    service.refresh_from_db()
    assert service.unknown_codes == []
    real = run(town, register(changed, item(identifikator="2")))
    assert trial.report == real.report
    assert fates(real) == {"changed": 1, "new": 1}


def test_what_the_town_or_the_provider_wrote_is_left_and_said_so(town: TownSettings) -> None:
    service = accepted(town)
    service.facts = service.facts.said(["phones"], Origin.TOWN, TODAY).said(["website"], Origin.PROVIDER, TODAY)
    service.save()
    changed = item(
        telefony=[{"telefon": "354 111 222"}], weby=[{"web": "nova.example"}], emaily=[{"email": "nova@pomoc.example"}]
    )
    found = run(town, register(changed))
    assert proposed(town) == [("change", "rpss:1234567", ["emails"])]
    (row,) = found.report["rows"]
    assert (row["fields"], sorted(row["left"])) == (["emails"], ["phones", "website"])
    with override("en"):
        assert "Left as the town or the provider wrote it: telephones, website." in sentence_of_row(row)


def test_positions_accesses_and_hours_of_the_town_survive_a_change_of_the_place(town: TownSettings) -> None:
    service = accepted(town)
    (facility,), (form,) = service.facilities.all(), service.forms.all()
    facility.latitude, facility.longitude, facility.access_note = 49.5, 17.5, "zvonek"
    form.hours_note = "po dohodě"
    facility.save()
    form.save()
    assert fates(run(town, register(item()))) == {"same": 1}
    run(town, register(item(zarizeni=[place(nazev="Nové", ulice={"nazev": "Zkušební"}), place()])))
    (proposal,) = Proposal.objects.filter(site=town.site, state=ProposalState.OPEN)
    assert list(proposal.values) == ["name", "facilities"]
    assert [each["access_note"] for each in proposal.values["facilities"]] == ["zvonek", ""]


def test_ended_and_vanished_services_are_proposed_to_end_and_stay(town: TownSettings) -> None:
    accepted(town, item(), item(identifikator="2"))
    found = run(town, register(item(datumPoskytovaniDo="2026-08-31")))
    assert [(kind, key) for kind, key, _values in proposed(town)] == [("end", "rpss:1234567"), ("end", "rpss:2")]
    assert fates(found) == {"ended": 2}
    assert fates(run(town, register(item(datumPoskytovaniDo="2026-08-31")), is_trial=True)) == {"open": 2}
    (later,) = read_for_towns(
        register(item(datumPoskytovaniDo="2026-08-31")), [town.site_id], source="", today=date(2026, 9, 2)
    )
    assert fates(later) == {"open": 2}
    take_all(town.site_id, None)
    ended = Service.objects.filter(site=town.site).order_by("register_number").values_list("ended_on", flat=True)
    assert list(ended) == [date(2026, 8, 31), TODAY]
    again = run(town, register(item(datumPoskytovaniDo="2026-08-31"), item(identifikator="2")))
    assert fates(again) == {"same": 1, "changed": 1}


def test_end_that_was_rejected_is_not_proposed_again(town: TownSettings) -> None:
    accepted(town, item(), item(identifikator="2"))
    run(town, register(item()))
    reject(Proposal.objects.get(site=town.site, state=ProposalState.OPEN), None)
    (later,) = read_for_towns(register(item()), [town.site_id], source="", today=date(2026, 9, 5))
    assert fates(later) == {"same": 1, "refused": 1}
    assert proposed(town) == []


def test_service_that_the_register_has_again_is_not_proposed_to_end_any_more(town: TownSettings) -> None:
    accepted(town, item(), item(identifikator="2"))
    run(town, register(item()))
    run(town, register(item(), item(identifikator="2")))
    assert proposed(town) == []


@pytest.mark.usefixtures("in_english")
def test_file_that_breaks_off_ends_and_proposes_nothing(town: TownSettings) -> None:
    accepted(town, item(), item(identifikator="2"))
    whole = register(item(telefony=[]), item(identifikator="3")).read()
    with pytest.raises(RegisterRefused):
        run(town, io.BytesIO(whole[:-4]))
    assert proposed(town) == []
    last = RegisterRun.objects.filter(site=town.site).first()
    assert last is not None
    assert "breaks off" in last.refusal
    assert last.ended_at


def test_register_without_most_of_the_services_or_with_nameless_entries_ends_none(town: TownSettings) -> None:
    accepted(town, *(item(identifikator=str(number)) for number in range(1, 10)))
    found = run(town, register(item(identifikator="1")))
    assert [note[0] for note in found.report["notes"]] == ["no_list", "many_vanished"]
    found = run(town, register(*(item(identifikator=str(number)) for number in range(2, 10)), item(identifikator=None)))
    assert "numberless" in [note[0] for note in found.report["notes"]]
    assert fates(found) == {"same": 8, "wrong": 1}
    assert proposed(town) == []


def test_unknown_codes_are_kept_and_take_nothing_away(town: TownSettings) -> None:
    service = accepted(town)
    groups = [{"cilovaSkupina": {"id": "CilovaSkupinaOsoby/77"}}]
    found = run(town, register(item(ciloveSkupiny=groups, druhSocialniSluzby={"id": "DruhSocialniSluzby/2"})))
    assert fates(found) == {"same": 1}
    service.refresh_from_db()
    assert service.target_groups == ["seniori"]
    assert service.type_code == "cz-pecovatelska-sluzba"
    assert [code for _list, code in service.unknown_codes] == ["DruhSocialniSluzby/2", "CilovaSkupinaOsoby/77"]


def test_service_that_left_the_area_is_still_compared(town: TownSettings) -> None:
    accepted(town)
    run(town, register(item(zarizeni=[place(obec={"id": "Obec/555428"})])))
    assert proposed(town) == [("change", "rpss:1234567", ["facilities"])]


def test_one_reading_serves_several_towns_and_tells_none_of_the_other(town: TownSettings, bbsk: TownSettings) -> None:
    CatalogSettings.objects.create(site=bbsk.site, area="555428")
    there = item(identifikator="2", zarizeni=[place(obec={"id": "Obec/555428"}, nazev="Tam")])
    both = item(identifikator="3", zarizeni=[place(), place(obec={"id": "Obec/555428"})])
    runs = read_for_towns(register(item(), there, both), [town.site_id, bbsk.site_id], source="rpss.json", today=TODAY)
    assert [key for _kind, key, _values in proposed(town)] == ["rpss:1234567", "rpss:3"]
    assert [key for _kind, key, _values in proposed(bbsk)] == ["rpss:2", "rpss:3"]
    assert "Tam" not in str(runs[0].report)


def test_service_with_a_secret_place_alone_is_not_sought_by_it(town: TownSettings) -> None:
    found = run(town, register(item(zarizeni=[place(utajenaAdresa=True)])))
    assert proposed(town) == []
    assert ["secret_only", {}, 1] in found.report["notes"]


def test_names_of_the_area_are_found_in_the_code_list_and_ambiguous_ones_are_told(
    prerov: TownSettings, tmp_path: Any
) -> None:
    (tmp_path / "obce.json").write_text(
        '[{"id": "Obec/511382", "nazev": {"cs": "Přerov"}}, {"id": "Obec/1111", "nazev": {"cs": "Lhota"}},'
        '{"id": "Obec/2222", "nazev": {"cs": "Lhota"}}]'
    )
    call_command("load_register_codes", str(tmp_path / "obce.json"))
    CatalogSettings.objects.create(site=prerov.site, area="prerov\nLhota\nNikde")
    found = run(prerov, register(item()))
    assert fates(found) == {"new": 1}
    assert {note[0] for note in found.report["notes"]} == {"ambiguous_area", "unknown_area", "no_list"}
    assert Proposal.objects.get(site=prerov.site).values["facilities"][0]["municipality"] == "Přerov"


def test_town_without_an_area_takes_nothing_and_is_told(prerov: TownSettings) -> None:
    found = run(prerov, register(item()))
    assert proposed(prerov) == []
    assert "no_area" in [note[0] for note in found.report["notes"]]


def test_services_of_the_town_alone_are_touched(town: TownSettings) -> None:
    make_service(town, name="Půjčovna pomůcek")
    run(town, register(item()))
    assert [kind for kind, _key, _values in proposed(town)] == [ProposalKind.NEW]


def test_slovak_register_updates_what_is_known_of_services_that_the_town_has(bbsk: TownSettings) -> None:
    make_service(bbsk, register="crpss", register_number="1234567", registered_from=date(2014, 1, 1))
    make_service(bbsk, name="Útulok", register="crpss", register_number="7654321")
    found = run(
        bbsk, slovak(slovak_service(further="<novinka>x</novinka>"), slovak_service("7654321", erased="2025-12-31"))
    )
    assert [(kind, key) for kind, key, _values in proposed(bbsk)] == [
        ("change", "crpss:1234567"),
        ("end", "crpss:7654321"),
    ]
    assert "unknown_element" in [note[0] for note in found.report["notes"]]


def test_slovak_service_is_found_by_the_name_or_the_number_of_its_municipality(
    bbsk: TownSettings, prerov: TownSettings
) -> None:
    CatalogSettings.objects.create(site=bbsk.site, area="508438 Banská Bystrica\n518158 Zvolen")
    CatalogSettings.objects.create(site=prerov.site, area="511382 Přerov")
    at_home = "<address><lau2>Banská Bystrica</lau2></address>"
    in_the_field = "<territorialScope><lau2>SK0321518158</lau2></territorialScope>"
    elsewhere = "<address><lau2>Detva</lau2></address>"
    services = [slovak_service(str(n), where) for n, where in enumerate((at_home, in_the_field, elsewhere), start=1)]
    read_for_towns(slovak(*services), [bbsk.site_id, prerov.site_id], source="crpss.xml", today=TODAY)
    assert [key for _kind, key, _values in proposed(bbsk)] == ["crpss:1", "crpss:2"]
    assert proposed(prerov) == []


def test_slovak_service_of_a_whole_district_or_region_is_found_where_a_list_says_what_lies_in_it(
    bbsk: TownSettings,
) -> None:
    CatalogSettings.objects.create(site=bbsk.site, area="Zvolen")
    RegisterCode.objects.create(register="crpss", list_name="obce", code="SK032B518158", name="Zvolen")
    RegisterCode.objects.create(register="crpss", list_name="obce", code="SK0321508438", name="Banská Bystrica")
    scopes = ("<lau1>SK032B</lau1>", "<nuts3>SK032</nuts3>", "<lau1>SK0321</lau1>", "<unCountry>703</unCountry>")
    places = [f"<territorialScope>{scope}</territorialScope>" for scope in scopes]
    places += ["<address><lau2>Zvolen</lau2></address>", "<address><lau2>SK032B518158</lau2></address>"]
    run(bbsk, slovak(*(slovak_service(str(number), where) for number, where in enumerate(places, start=1))))
    assert [key for _kind, key, _values in proposed(bbsk)] == ["crpss:1", "crpss:2", "crpss:5", "crpss:6"]


def test_run_that_has_come_to_an_end_is_not_done_again(town: TownSettings) -> None:
    found = run(town, register(item()))
    take_all(town.site_id, None)
    read(register(item(identifikator="2")), [found], today=TODAY)
    assert proposed(town) == []


@pytest.mark.usefixtures("in_english")
def test_full_format_is_read_by_the_command(
    town: TownSettings, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rpss.json"
    write_czech(path, services(30, 1, PLACES, TODAY))
    CatalogSettings.objects.filter(site=town.site).update(area="\n".join(each.code for each in PLACES))
    call_command("import_register", str(path), "--town", town.site.hostname, "--dry-run", "--rows", "1")
    assert "30 entries read; new service proposed: 2" in capsys.readouterr().out
    assert proposed(town) == []
    with pytest.raises(CommandError, match="no town"):
        call_command("import_register", str(path), "--town", "nowhere.example")


def test_proposal_of_a_new_service_can_be_accepted_alone(town: TownSettings) -> None:
    run(town, register(item(poskytovatel={"ico": "00301825"})))
    service = accept(Proposal.objects.get(site=town.site), None)
    assert service is not None
    assert service.provider.name == "IČO 00301825"

"""A table of contacts says line by line what it would do, and is applied as a whole or not at all."""

from time import monotonic
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, ReferenceIndex

from kpss_pages.contacts.exporting import csv_of
from kpss_pages.contacts.importing.applying import CONTACTS_IMPORT
from kpss_pages.contacts.importing.reading import read
from kpss_pages.contacts.models import ContactRole, Department, Office, Organisation, Person
from kpss_pages.core.tables.keeping import Kept
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import AuditEntry, TownSettings
from tests.builders import make_department, make_office, make_organisation, make_person, make_role, make_user
from tests.kpss_pages.contacts.importing.tables import csv, fates, imported, proposed, wrong

pytestmark = pytest.mark.django_db

OFFICE = "Městský úřad"
LINE = {
    "organisation": OFFICE,
    "department": "Oddělení péče",
    "part_of": "Odbor sociálních věcí",
    "role": "Sociální pracovnice",
    "title_before": "Bc.",
    "given_name": "Jana",
    "family_name": "Vzorná",
    "title_after": "DiS.",
    "phones": "582 329 303 – kancelář; 112",
    "emails": "jana@prerov.example",
    "room": "č. 12",
    "office": "Radnice",
    "note": "V pátek\nnení zde.",
    "is_listed": "no",
}


def role_of(town: TownSettings, name: str = "Sociální pracovnice") -> ContactRole:
    return ContactRole.objects.get(site=town.site, name=name)


def test_line_makes_a_role_with_all_that_it_stands_in(prerov: TownSettings) -> None:
    proposal = imported(prerov, csv(LINE))
    role = role_of(prerov)
    assert fates(proposal) == ["created"]
    assert role.department is not None
    assert role.department.parent is not None
    assert role.holder is not None
    assert (role.department.name, role.department.parent.name) == ("Oddělení péče", "Odbor sociálních věcí")
    assert role.department.organisation.name == role.department.parent.organisation.name == OFFICE
    assert role.organisation is None  # it is its department's
    assert role.holder.name == "Bc. Jana Vzorná, DiS."
    assert role.phones == Phones((Phone("+420582329303", "kancelář"), Phone("112")))
    assert role.emails == Emails((Email("jana@prerov.example"),))
    assert (role.room, role.note, role.is_listed) == ("č. 12", "V pátek\nnení zde.", False)
    assert role.office is None  # it is its department's
    assert role.department.office is not None
    assert role.department.office.name == "Radnice"


def test_same_file_twice_changes_nothing(prerov: TownSettings) -> None:
    vacant = LINE | {"given_name": "", "family_name": "", "title_before": "", "title_after": "", "phones": ""}
    content = csv(LINE, LINE | {"given_name": "Eva"}, vacant, {"role": "Bez odboru"})
    imported(prerov, content)
    assert ContactRole.objects.filter(site=prerov.site).count() == 4
    again = proposed(prerov, content)
    assert fates(again) == ["unchanged"] * 4
    assert not again.can_be_applied


def test_what_is_exported_changes_nothing_when_it_comes_back(prerov: TownSettings) -> None:
    organisation, office = make_organisation(prerov, OFFICE), make_office(prerov)
    department = make_department(prerov, office=office)
    holder = make_person(prerov, "Vzorná", "+421257831111", title_after="DiS.")
    odd = Phones((Phone("+420582329303", "vrátnice; 2. patro"), Phone("116111", "=linka")))
    make_role(prerov, "=Vedoucí", holder=holder, department=department, note="- jen; ráno\n'a")
    make_role(prerov, "Ředitel", organisation=organisation, phones=odd, emails=Emails((Email("a@b.example", "x; y"),)))
    content = csv_of(ContactRole.objects.filter(site=prerov.site))
    proposal = proposed(prerov, content)
    assert wrong(proposal) == []
    assert fates(proposal) == ["unchanged", "unchanged"]
    assert b"\r\n=" not in content
    assert b";=" not in content


def test_blank_cells_leave_what_is_there(prerov: TownSettings) -> None:
    imported(prerov, csv(LINE))
    bare = {name: LINE[name] for name in ("organisation", "department", "role")}
    assert fates(proposed(prerov, csv(bare))) == ["unchanged"]


def test_only_what_differs_is_changed_and_told(prerov: TownSettings) -> None:
    imported(prerov, csv(LINE))
    proposal = imported(prerov, csv(LINE | {"room": "č. 14", "title_before": "Mgr."}))
    (outcome,) = proposal.outcomes
    assert [(change.before, change.now) for change in outcome.changes] == [("Bc.", "Mgr."), ("č. 12", "č. 14")]
    assert role_of(prerov).room == "č. 14"
    assert Person.objects.get(site=prerov.site).title_before == "Mgr."


def test_other_holder_of_the_only_role_takes_it_over(prerov: TownSettings) -> None:
    imported(prerov, csv(LINE))
    pk = role_of(prerov).pk
    proposal = imported(prerov, csv(LINE | {"given_name": "Eva", "title_before": "", "title_after": ""}))
    assert fates(proposal) == ["changed"]
    changed = role_of(prerov)
    assert changed.pk == pk
    assert changed.holder is not None
    assert changed.holder.given_name == "Eva"
    assert Person.objects.filter(site=prerov.site).count() == 2  # nobody is deleted


def test_other_holder_beside_the_known_one_is_a_further_role(prerov: TownSettings) -> None:
    imported(prerov, csv(LINE))
    proposal = imported(prerov, csv(LINE, LINE | {"given_name": "Eva"}))
    assert fates(proposal) == ["unchanged", "created"]


def test_vacant_role_is_filled(prerov: TownSettings) -> None:
    role = make_role(prerov, "Vedoucí")
    imported(prerov, csv({"role": "vedoucí ", "given_name": "Jana", "family_name": "Vzorná"}))
    role.refresh_from_db()
    assert str(role.holder) == "Jana Vzorná"


def test_line_without_a_name_is_asked_which_of_several_roles_it_means(prerov: TownSettings) -> None:
    for given_name in ("Jana", "Eva"):
        make_role(prerov, "Referentka", holder=make_person(prerov, given_name=given_name))
    assert wrong(proposed(prerov, csv({"role": "Referentka", "room": "1"}))) == [(2, "role")]


def test_row_that_repeats_another_is_wrong(prerov: TownSettings) -> None:
    proposal = proposed(prerov, csv({"role": "A", "room": "1"}, {"role": "A", "room": "2"}))
    assert wrong(proposal) == [(3, "role")]
    assert "2" in proposal.troubles[0].sentence


def test_namesakes_are_told_apart_by_titles_or_by_the_role_they_hold(prerov: TownSettings) -> None:
    make_person(prerov, "Vzorný", given_name="Jan")
    doctor = make_person(prerov, "Vzorný", given_name="Jan", title_before="MUDr.")
    named = {"given_name": "Jan", "family_name": "Vzorný"}
    imported(prerov, csv({"role": "Lékař", "title_before": "MUDr."} | named))
    assert role_of(prerov, "Lékař").holder == doctor
    assert fates(proposed(prerov, csv({"role": "Lékař"} | named))) == ["unchanged"]
    assert wrong(proposed(prerov, csv({"role": "Řidič", "title_before": "Ing."} | named))) == [(2, "family_name")]


def test_department_is_found_without_its_organisation_where_there_is_one_only(prerov: TownSettings) -> None:
    department = make_department(prerov, "Odbor")
    imported(prerov, csv({"department": "Odbor", "role": "A"}, {"department": "Nový odbor", "role": "B"}))
    assert role_of(prerov, "A").department == department
    make_organisation(prerov, "Jiná")
    assert wrong(proposed(prerov, csv({"department": "Další", "role": "C"}))) == [(2, "")]


def test_department_cannot_come_below_itself(prerov: TownSettings) -> None:
    outer = make_department(prerov, "Odbor")
    make_department(prerov, "Oddělení", parent=outer)
    proposal = proposed(prerov, csv({"department": "Odbor", "part_of": "Oddělení", "role": "A"}))
    assert wrong(proposal) == [(2, "part_of")]


def test_rows_that_say_different_things_of_one_person_or_department_are_wrong(prerov: TownSettings) -> None:
    named = {"organisation": OFFICE, "given_name": "Jana", "family_name": "Vzorná"}
    proposal = proposed(
        prerov,
        csv(
            named | {"role": "A", "title_before": "Mgr.", "department": "Oddělení", "part_of": "Odbor"},
            named | {"role": "B", "title_before": "Ing.", "department": "Oddělení", "part_of": "Jiný odbor"},
        ),
    )
    assert wrong(proposal) == [(3, "title_before"), (3, "part_of")]


def test_everything_wrong_is_told_with_its_row_and_column(prerov: TownSettings) -> None:
    proposal = proposed(
        prerov,
        csv(
            {"role": "A", "phones": "abc; 582 329 303 – ok; 12", "emails": "x", "is_listed": "možná"},
            {"role": "", "room": "1", "family_name": ""},
            {"role": "B" * 161, "given_name": "Jana", "part_of": "Odbor"},
        ),
    )
    assert wrong(proposal) == [
        (2, "phones"),
        (2, "emails"),
        (2, "is_listed"),
        (3, "role"),
        (4, "role"),
        (4, "given_name"),
        (4, "part_of"),
    ]
    assert set(fates(proposal)) == {"wrong"}
    assert not ContactRole.objects.filter(site=prerov.site).exists()


def test_numbers_without_a_code_are_of_the_towns_country(bbsk: TownSettings) -> None:
    imported(bbsk, csv({"role": "A", "phones": "048 432 5111, 00420582329303"}))
    assert [phone.number for phone in role_of(bbsk, "A").phones] == ["+421484325111", "+420582329303"]


def test_nothing_of_another_town_is_found_or_changed(prerov: TownSettings, bbsk: TownSettings) -> None:
    theirs = make_role(bbsk, "A", department=make_department(bbsk, "Odbor"), holder=make_person(bbsk))
    organisation = make_organisation(prerov)
    imported(prerov, csv({"department": "Odbor", "role": "A", "given_name": "Jana", "family_name": "Vzorná"}))
    mine = role_of(prerov, "A")
    assert mine.department is not None
    assert mine.department.organisation == organisation
    assert mine.pk != theirs.pk
    assert mine.holder != theirs.holder
    assert ContactRole.objects.filter(site=bbsk.site).count() == 1


def test_what_is_imported_is_found_used_and_kept_in_the_history(prerov: TownSettings) -> None:
    role = make_role(prerov, "Vedoucí", room="1")
    imported(prerov, csv({"role": "Vedoucí", "room": "2", "given_name": "Jana", "family_name": "Vzorná"}))
    role.refresh_from_db()
    before, after = role.revisions.order_by("pk")
    assert (before.as_object().room, after.as_object().room) == ("1", "2")
    assert role.latest_revision == after
    person = Person.objects.get(site=prerov.site)
    assert " vzorna " in person.search_words
    assert [reference.object_id for reference in ReferenceIndex.get_references_to(person)] == [str(role.pk)]
    assert {entry.action for entry in ModelLogEntry.objects.for_instance(role)} == {"wagtail.edit"}
    entry = AuditEntry.objects.get(action=CONTACTS_IMPORT.action)
    assert entry.site == prerov.site
    assert entry.details["changed"] == 1


def test_file_is_not_applied_when_it_would_do_something_else_by_now(prerov: TownSettings) -> None:
    proposal = proposed(prerov, csv({"role": "Vedoucí", "room": "2"}))
    make_role(prerov, "Vedoucí", room="1")
    newer, is_saved = CONTACTS_IMPORT.apply(prerov, Kept(proposal.reading, proposal.digest), make_user())
    assert not is_saved
    assert fates(newer) == ["changed"]
    assert role_of(prerov, "Vedoucí").room == "1"


def many(count: int, **changes: Any) -> bytes:
    return csv(
        *(
            {
                "organisation": OFFICE,
                "department": f"Odbor {number % 40}",
                "role": f"Referent {number}",
                "given_name": "Jan",
                "family_name": f"Vzorný{number}",
                "phones": f"582 {number // 1000:03} {number % 1000:03}",
            }
            | changes
            for number in range(count)
        )
    )


def test_five_thousand_lines_with_errors_save_nothing_and_tell_each_line(prerov: TownSettings) -> None:
    lines = many(5000).decode().split("\r\n")
    for number in range(1, len(lines), 10):
        lines[number] = lines[number].replace("582 ", "xyz ", 1)
    began = monotonic()
    proposal = proposed(prerov, "\r\n".join(lines).encode())
    assert monotonic() - began < 20
    assert [trouble.line for trouble in proposal.troubles] == list(range(2, 5002, 10))
    assert not proposal.can_be_applied
    assert not any(model.objects.filter(site=prerov.site).exists() for model in (ContactRole, Person, Department))


def test_five_thousand_lines_are_applied_in_few_queries(prerov: TownSettings) -> None:
    content = many(5000)
    assert read(content).troubles == ()
    with CaptureQueriesContext(connection) as queries:
        imported(prerov, content)
    assert len(queries) < 700
    assert ContactRole.objects.filter(site=prerov.site).count() == 5000
    assert Organisation.objects.filter(site=prerov.site).count() == 1
    assert not Office.objects.filter(site=prerov.site).exists()

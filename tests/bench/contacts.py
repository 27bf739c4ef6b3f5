"""What a directory of 2,000 contacts costs whoever looks something up in it; tells the figures as JSON.

Makes the contacts in the town of the demo that is measured, unless they are there, and leaves them.
"""

import sys
import time
from itertools import product
from statistics import median, quantiles

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from kpss_pages.contacts.models import ContactIndexPage, ContactRole, Department, Office, Organisation, Person
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from tests.bench.figures import Figure, told
from tests.bench.servers import HOST

CONTACTS = 2000
DEPARTMENTS = 80
ROUNDS = 30
MOST_QUERIES = 8
MOST_MILLISECONDS = 30
ORGANISATION = "Úřad se 2 000 kontakty"

GIVEN = ("Jana", "Petra", "Pavel", "Zdeněk", "Šárka", "Ondřej", "Žaneta", "Chrudoš", "Ľubica", "Věra")
FAMILY = ("Vzorná", "Příkladný", "Zkušená", "Tichá", "Čilý", "Chalupová", "Řezáč", "Šikovný", "Hrubá", "Ústecký")
ENDINGS = ("", "-Malá", "-Nová", "-Horská", "-Dolní", "-Polní", "-Lesní", "-Vodní", "-Stará", "-Mladá")
ROLES = ("Sociální pracovník", "Koordinátorka plánování", "Referent", "Vedoucí oddělení", "Podatelna")
FIELDS = (
    "sociální péče",
    "bydlení",
    "rodiny a dětí",
    "dopravy",
    "kultury",
    "životního prostředí",
    "financí",
    "investic",
)

ASKED = {
    "by name": "?q=vzorna+jana",
    "by department": "?q=odbor+kultury",
    "by number": "?q=581+268+111",
    "nothing to be found": "?q=nikdo+takovy",
    "whole, by departments": "",
    "whole, from A to Z": "?sort=name&page=20",
}


def main() -> None:
    site = Site.objects.get(hostname=HOST)
    with transaction.atomic():
        make_contacts(site)
    page = ContactIndexPage.objects.descendant_of(site.root_page).live().first()
    if page is None:
        raise LookupError(f"The demo has no contacts page of {site}")
    path = page.get_url_parts()[2]
    paths = {f"directory, {name}": f"{path}{query}" for name, query in ASKED.items()}
    figures = [figure for name, address in paths.items() for figure in measured(name, address)]
    figures += measured("offices", f"{path}offices/")
    role = ContactRole.objects.filter(site=site, department__organisation__name=ORGANISATION).first()
    if role is not None:
        figures += measured("a role", f"{path}role/{role.pk}/")
    sys.stdout.write(told(figures))


def measured(name: str, path: str) -> list[Figure]:
    """Return how long the answer to an address takes, made anew each time, and how many queries."""
    client = Client(headers={"host": HOST})
    milliseconds = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        response = client.get(path, secure=True)
        milliseconds.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise ValueError(f"{path}: answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path, secure=True)
    first, *others = milliseconds
    note = f"p95 {quantiles(others, n=20)[-1]:.1f} ms, first {first:.0f} ms, {len(response.content) / 1000:.0f} kB"
    is_search = "q=" in path
    return [
        Figure(name, median(others), "ms", MOST_MILLISECONDS if is_search else None, note),
        Figure(f"{name}, queries", len(queries), "", MOST_QUERIES),
    ]


def make_contacts(site: Site) -> None:
    """Make 2,000 contacts in 80 departments, two deep, each with a holder of its own."""
    if Organisation.objects.filter(site=site, name=ORGANISATION).exists():
        return
    organisation = Organisation.objects.create(site=site, name=ORGANISATION, sort_order=99)
    office = Office.objects.create(site=site, name=ORGANISATION, organisation=organisation, municipality="Prostějov")
    departments: list[Department] = []
    for number in range(DEPARTMENTS):
        kind, parent = ("Odbor", None) if number % 4 == 0 else ("Oddělení", departments[number - number % 4])
        departments.append(
            Department.objects.create(
                site=site,
                organisation=organisation,
                parent=parent,
                office=office if parent is None else None,
                name=f"{kind} {FIELDS[number % len(FIELDS)]} {number}",
                phones=Phones((Phone(f"+42058126{number:04}"),)),
            )
        )
    names = [*product(FAMILY, ENDINGS, GIVEN)] * 2
    people = []
    for number, (family, ending, given) in zip(range(CONTACTS), names, strict=True):
        person = Person(site=site, given_name=given, family_name=family + ending, languages=["cs"])
        person.phones = Phones((Phone(f"+42058{2_000_000 + number}"),))
        person.emails = Emails((Email(f"kontakt{number}@prostejov.example"),))
        person.find_words()
        people.append(person)
    people = Person.objects.bulk_create(people)
    roles = []
    for number, person in enumerate(people):
        role = ContactRole(
            site=site, name=f"{ROLES[number % len(ROLES)]} {number}", holder=person, room=f"dveře {number}"
        )
        role.department = departments[number % DEPARTMENTS]
        role.find_words()
        roles.append(role)
    ContactRole.objects.bulk_create(roles)


if __name__ == "__main__":
    main()

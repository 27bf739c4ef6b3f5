"""What stands in the guide and in what words; as files: accessible PDF in two sizes, and a Word document."""

from datetime import date, time, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.utils import timezone
from docx.oxml.ns import qn

from kpss_pages.catalog.guide.book import Book, Entry
from kpss_pages.catalog.guide.composing import NothingToPrint, book_of
from kpss_pages.catalog.guide.indexes import letter_of
from kpss_pages.catalog.guide.pdf import pdf_of
from kpss_pages.catalog.guide.word import word_of
from kpss_pages.catalog.models import CatalogSettings, LifeSituation
from kpss_pages.core.hours import Day, Interval, OfficeHours
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.documents.findings import findings_of
from sites.models import FundingProject, TownSettings
from sites.towns import town_of_site
from tests.builders import make_image, make_provider, make_service
from tests.kpss_pages.plans.printing.printed import docx_text, opened, pdf_text

pytestmark = pytest.mark.django_db

A5, A4 = (420, 595), (595, 842)
"""Widths and heights in points, rounded."""


def entries(book: Book) -> dict[str, Entry]:
    return {entry.name: entry for chapter in book.chapters for entry in chapter.entries}


def lines(entry: Entry) -> dict[str, list[str]]:
    return {line.label: [plain(piece.text) for piece in line.pieces] for line in entry.lines}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_service_in_several_groups_stands_once_and_is_referred_to_elsewhere(prerov: TownSettings) -> None:
    make_service(prerov, "Centrum", target_groups=["seniori", "osoby-telesne-postizeni", "osoby-mentalni-postizeni"])
    make_service(prerov, "Domov", target_groups=["seniori"])
    make_service(prerov, "Poradna", target_groups=[])
    make_service(prerov, "Půjčovna", kind="related", type_code="", related_type="půjčovna", target_groups=["seniori"])

    old, disabled, everybody, related = book_of(prerov, "cs").chapters

    assert [[entry.name for entry in chapter.entries] for chapter in (old, disabled, everybody, related)] == [
        ["Domov"],
        ["Centrum"],
        ["Poradna"],
        ["Půjčovna"],
    ]
    assert [pointer.name for pointer in old.elsewhere] == ["Centrum", "Půjčovna"]
    assert (*disabled.elsewhere, *everybody.elsewhere, *related.elsewhere) == ()


def test_all_that_helps_to_use_a_service_is_said(prerov: TownSettings) -> None:
    workday = Day((Interval(time(8), time(15, 30)),))
    hours = OfficeHours(week=(workday,) * 5 + (Day(), Day()))
    make_service(
        prerov,
        "Pečovatelská služba",
        ages_note="od 27 let",
        mission="Pomáháme doma.",
        activities="nákupy\núklid",
        price="paid",
        price_note="135 Kč za hodinu",
        area="Přerov\nKokory",
        how_to_apply="Zavolejte.",
        documents_to_bring="občanský průkaz",
        is_anonymous=True,
        waiting="týden",
        languages=["uk"],
        phones=Phones((Phone("+420581268111", "sociální pracovnice"),)),
        emails=Emails((Email("pomoc@pece.example"),)),
        website="https://pece.example/",
        forms=[
            {"form": "ter", "hours": hours, "hours_note": "v sobotu po domluvě"},
            {"form": "ina", "is_nonstop": True},
        ],
        facilities=[
            {"street": "Příkladná 12/3", "municipality": "Přerov", "access": "partly", "access_note": "Zvonek."}
        ],
    )

    entry = entries(book_of(prerov, "cs"))["Pečovatelská služba"]

    assert entry.kind.startswith("Pečovatelská služba (terénní")
    assert entry.provider == "Příkladová pomoc"
    said = " | ".join(text for texts in lines(entry).values() for text in texts)
    for words in ("senioři", "od 27 let", "nákupy", "úklid", "pondělí–pátek 8.00–15.30", "v sobotu po domluvě"):
        assert words in said
    for words in ("Příkladná 12/3, Přerov", "Zvonek.", "135 Kč za hodinu", "Přerov, Kokory", "Zavolejte.", "týden"):
        assert words in said
    for words in ("občanský průkaz", "581 268 111 – sociální pracovnice", "pomoc@pece.example", "ukrajin"):
        assert words in said
    assert [piece.address for line in entry.lines for piece in line.pieces if piece.address] == [
        "tel:+420581268111",
        "mailto:pomoc@pece.example",
        "https://pece.example/",
    ]
    assert [piece.access for line in entry.lines for piece in line.pieces if piece.access] == ["partly"]


def test_nothing_says_where_a_secret_place_is(prerov: TownSettings) -> None:
    make_service(prerov, "Azyl", facilities=[{"name": "Dům na půli cesty", "is_secret": True}])

    where = next(line for line in entries(book_of(prerov, "cs"))["Azyl"].lines if line.label == "Kde")

    assert len(where.pieces) == 1
    assert prerov.name not in where.pieces[0].text


def test_old_and_invented_entries_are_marked_and_others_are_not(prerov: TownSettings) -> None:
    example = make_provider(prerov, "Vymyšlená", is_example=True)
    make_service(prerov, "Čerstvá")
    make_service(prerov, "Stará", confirmed_on=timezone.localdate() - timedelta(days=900))
    make_service(prerov, "Vymyšlená", provider=example)

    found = entries(book_of(prerov, "cs"))

    assert {name: len(entry.marks) for name, entry in found.items()} == {"Čerstvá": 0, "Stará": 1, "Vymyšlená": 0}
    assert {name for name, entry in found.items() if entry.confirmation} == {"Čerstvá", "Vymyšlená"}
    assert {name for name, entry in found.items() if entry.is_example} == {"Vymyšlená"}


def test_names_are_in_the_order_of_the_language_below_their_letters(prerov: TownSettings, bbsk: TownSettings) -> None:
    for name in ("Charita", "Domov", "Hospic", "Čajovna", "Centrum", "Útulek", "3 kroky"):
        make_service(prerov, name)
    make_service(bbsk, "Cudzia", type_code="sk-opatrovatelska-sluzba")

    index = book_of(prerov, "cs").by_name

    assert [group.heading for group in index] == ["#", "C", "Č", "D", "H", "Ch", "U"]
    assert [pointer.name for group in index for pointer in group.pointers][4:6] == ["Hospic", "Charita"]
    assert [letter_of(name, "sk") for name in ("Ôsmy dom", "äko", "Łódź")] == ["Ô", "Ä", "L"]


def test_index_is_by_the_towns_situations_and_by_target_groups_without_any(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    LifeSituation.objects.filter(site=prerov.site).delete()  # those that a new town begins with
    make_service(prerov, "Domov", target_groups=["seniori"])
    make_service(prerov, "Půjčovna", kind="related", type_code="", related_type="Půjčovna pomůcek", target_groups=[])
    assert [group.heading for group in book_of(prerov, "cs").by_situation] == ["Senioři"]

    LifeSituation.objects.create(site=bbsk.site, name_cs="Cizí", slug="cizi", target_groups=["seniori"])
    LifeSituation.objects.create(
        site=prerov.site, name_cs="Starám se o maminku", slug="m", related_types="půjčovna pomůcek\n"
    )
    LifeSituation.objects.create(site=prerov.site, name_cs="Nikdo", slug="n", target_groups=["etnicke-mensiny"])
    LifeSituation.objects.create(site=prerov.site, name_cs="Sám doma", slug="s", target_groups=["seniori"])

    index = book_of(prerov, "cs").by_situation
    found = [(plain(group.heading), [each.name for each in group.pointers]) for group in index]
    assert found == [("Starám se o maminku", ["Půjčovna"]), ("Sám doma", ["Domov"])]


def test_guide_has_nothing_of_another_town_and_nothing_that_is_not_offered(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    CatalogSettings.objects.create(site=bbsk.site, guide_title="Sprievodca kraja", guide_introduction="Vitajte.")
    make_service(prerov, "Domov")
    make_service(prerov, "Skrytá", is_published=False)
    make_service(prerov, "Zrušená", ended_on=date(2025, 1, 1))
    make_service(bbsk, "Cudzia", type_code="sk-opatrovatelska-sluzba")

    czech, slovak = book_of(prerov, "cs"), book_of(bbsk, "sk")

    assert set(entries(czech)) == {"Domov"}
    assert set(entries(slovak)) == {"Cudzia"}
    assert entries(slovak)["Cudzia"].kind == "Opatrovateľská služba (terénna)"
    assert (czech.introduction, slovak.introduction) == ((), ("Vitajte.",))
    assert slovak.title == "Sprievodca kraja" != czech.title
    assert "156" in {number.number for number in czech.numbers}
    assert "159" in {number.number for number in slovak.numbers}


def test_imprint_names_the_registers_that_the_services_are_from(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov, "Domov", register="rpss", register_number="1")
    make_service(prerov, "Poradna", register="rpss", register_number="2")
    make_service(bbsk, "Vlastná", type_code="sk-opatrovatelska-sluzba")

    addresses = [[piece.address for piece in book_of(town, "cs").imprint] for town in (prerov, bbsk)]

    assert [found.count("https://data.mpsv.cz/web/data/rpss") for found in addresses] == [1, 0]


def test_guide_in_the_second_language_has_terms_in_it(bbsk: TownSettings) -> None:
    make_service(bbsk, "Opatera", type_code="sk-opatrovatelska-sluzba")

    czech = book_of(bbsk, "cs")

    assert entries(czech)["Opatera"].kind.lower().startswith("pečovatelská služba (terénní")


def test_catalogue_without_services_has_no_guide(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(bbsk, "Cudzia")

    with pytest.raises(NothingToPrint):
        book_of(prerov, "cs")


def test_number_of_queries_does_not_grow_with_services(
    prerov: TownSettings, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        make_service(prerov, f"Služba {number}")
    book_of(prerov, "cs")

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        book_of(prerov, "cs")


def furnish(town: TownSettings) -> TownSettings:
    """Give a town a coat of arms and a funded project, and return it as a worker finds it."""
    town.coat_of_arms, town.coat_of_arms_text = make_image(town, "Znak"), "Znak: stříbrný lev"
    town.save()
    FundingProject.objects.create(
        town=town,
        name="Plánujeme spolu",
        statement="Spolufinancováno Evropskou unií",
        registration_number="CZ.03/0001",
        emblem=make_image(town, "EU"),
        emblem_text="Vlajka Evropské unie",
    )
    found = town_of_site(town.site_id)
    assert found is not None
    return found


def outline(pdf: bytes) -> list[tuple[int, str]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(mark.level, mark.get_title().replace("\u00a0", " ")) for mark in document.get_toc()]


@pytest.mark.parametrize("is_large", [False, True], ids=["brochure", "large print"])
def test_pdf_is_accessible_and_of_its_size(prerov: TownSettings, bbsk: TownSettings, is_large: bool) -> None:
    make_service(
        prerov, "Domov Vzorov", activities="praní", facilities=[{"municipality": "Přerov", "access": "accessible"}]
    )
    make_service(bbsk, "Domov Vzor", type_code="sk-opatrovatelska-sluzba")

    czech = pdf_of(book_of(furnish(prerov), "cs"), is_large)
    slovak = pdf_of(book_of(bbsk, "sk"), is_large)

    with pypdfium2.PdfDocument(czech) as document:
        assert document.is_tagged()
        assert document.get_metadata_dict()["Author"] == "Přerov"
        assert tuple(map(round, document[0].get_size())) == (A4 if is_large else A5)
    assert b"pdfuaid" in czech
    assert b"/Lang(cs)" in czech
    assert b"/Lang(sk)" in slovak
    assert findings_of(BytesIO(czech), "guide.pdf") == []  # type: ignore[arg-type]
    assert (1, "Domov Vzorov") in outline(czech)
    text = pdf_text(czech)
    for words in ("Domov Vzorov", "Příkladová pomoc", "praní", "Plánujeme spolu", "CZ.03/0001", "112"):
        assert words in text
    assert "Domov Vzor," not in text


def test_word_file_has_headings_contents_alternative_texts_and_language(prerov: TownSettings) -> None:
    CatalogSettings.objects.create(site=prerov.site, guide_imprint="Vydalo město.")
    make_service(prerov, "Domov Vzorov", activities="praní", target_groups=["seniori", "osoby-zavislosti"])

    content = word_of(book_of(furnish(prerov), "cs"))

    document, text = opened(content), docx_text(content)
    styles = {str(each.text): str(each.style.name) for each in document.paragraphs if each.style is not None}
    assert styles["Domov Vzorov"] == "Heading 2"
    body = document.element.body
    assert {node.get("descr") for node in body.iter(qn("wp:docPr"))} == {"Znak: stříbrný lev", "Vlajka Evropské unie"}
    fields = [str(node.text) for node in body.iter(qn("w:instrText"))]
    assert any("TOC" in field for field in fields)
    assert any("PAGEREF service" in field for field in fields)
    assert document.core_properties.language == "cs"
    lines = [each.text for each in document.paragraphs]
    assert lines[lines.index("• praní") - 1] == "Co služba dělá: "
    for words in ("Příkladová pomoc", "praní", "Vydalo město.", "Spolufinancováno Evropskou unií"):
        assert words in text


def test_what_is_written_by_people_is_text_and_never_markup(prerov: TownSettings) -> None:
    hostile = '#panic("x") @ref <label> $x$ *b* _i_ \\ [= ] // \u202eabc \x01\x07 😀 "]))'
    CatalogSettings.objects.create(site=prerov.site, guide_title=hostile[:160], guide_introduction=hostile)
    make_service(
        prerov,
        hostile,
        mission=f"{hostile}\n" + "slovo " * 1700,
        price_note="Nejneobhospodařovávatelnějšími" * 20,
        how_to_apply="x" * 10_000,
        website=f"https://pece.example/{'a' * 150}",
        ages_note=hostile[:190],
    )
    book = book_of(prerov, "cs")

    text = pdf_text(pdf_of(book, False))
    word = docx_text(word_of(book))

    for found in (text, word):
        assert '#panic("x") @ref <label> $x$ *b* _i_' in found
        assert "\u202e" not in found


def test_guide_without_pictures_settings_and_page_is_made(bbsk: TownSettings) -> None:
    make_service(bbsk, "Holá", type_code="", target_groups=[], forms=[], facilities=[], confirmed_on=None)

    book = book_of(bbsk, "sk")

    for found in (pdf_text(pdf_of(book, False)), docx_text(word_of(book))):
        assert "Holá" in found
        assert found.count("zatiaľ nikto nepotvrdil") == 1

"""What surrounds a page of a town, and where it keeps out."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, PageViewRestriction

from kpss_pages.subscriptions.models import SubscriptionPage
from sites.models import Role
from tests.builders import (
    At,
    home_of,
    make_news,
    make_page,
    make_topic,
    make_town,
    make_user,
    publish_language,
    section_of,
    signed_in,
)

CHOOSERS = ("images", "documents", "choose-page")


@pytest.mark.django_db
@pytest.mark.parametrize("chooser", CHOOSERS)
def test_names_of_the_chrome_do_not_meet_those_of_wagtails_templates(chooser: str) -> None:
    town = make_town("Prostějov")
    browser = signed_in(make_user(town, Role.EDITOR), town.site.hostname)
    path = "/admin/choose-page/" if chooser == "choose-page" else f"/admin/{chooser}/chooser/"
    assert browser.get(path).status_code == 200


@pytest.mark.django_db
def test_pages_that_every_page_links_to_are_right_at_once(at: At) -> None:
    town, other = make_town("prostejov"), make_town("prerov")

    def linked(host: str = "prostejov.example") -> bool:
        return b'href="/nova/"' in at(host).get("/").content

    assert not linked()
    page = make_page(home_of(town), "Nová", slug="nova", show_in_menus=True)
    assert linked()
    assert not linked(other.site.hostname)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not linked()
    restriction.delete()
    assert linked()
    page.unpublish()
    assert not linked()
    page.save_revision().publish()
    page.refresh_from_db()
    page.move(make_page(home_of(town), "Jiná"), "last-child")
    assert not linked()
    page.refresh_from_db()
    page.move(home_of(town), "last-child")
    assert linked()
    page.delete()
    assert not linked()


@pytest.mark.django_db
def test_translation_is_linked_to_as_soon_as_it_is_there_and_no_longer(at: At) -> None:
    town = make_town("bbsk", language="sk", other_languages=("cs",), country="SK")
    publish_language(town, "cs")
    page = make_page(home_of(town), "Prvá", slug="prva")

    def linked() -> bool:
        return b'hreflang="cs"' in at("bbsk.example").get("/prva/").content

    assert not linked()
    translation = page.copy_for_translation(Locale.objects.get(language_code="cs"))
    assert not linked()
    translation.save_revision().publish()
    assert linked()
    translation.refresh_from_db()
    translation.unpublish()
    assert not linked()
    translation.save_revision().publish()
    assert linked()
    translation.refresh_from_db()
    translation.delete()
    assert not linked()


@pytest.mark.django_db
def test_years_and_topics_of_the_news_are_right_at_once(at: At) -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    make_news(town, date=date(2024, 1, 1))
    topic = make_topic(town, "Sbírka")

    def listed(text: str, host: str = "prostejov.example") -> bool:
        return f">{text}</option>" in at(host).get("/aktuality/").content.decode()

    assert not listed("2019")
    news = make_news(town, date=date(2019, 1, 1), topics=[topic])
    assert listed("2019")
    assert listed("Sbírka")
    assert not listed("2019", other.site.hostname)
    topic.name_cs = "Pomoc"
    topic.save()
    assert listed("Pomoc")
    news.delete()
    assert not listed("2019")
    assert not listed("Pomoc")


@pytest.mark.django_db
def test_home_page_leads_to_its_sections_and_to_search_in_this_order(at: At) -> None:
    make_town("prostejov")
    quick = BeautifulSoup(at("prostejov.example").get("/").content, "html.parser").find("nav", class_="shortcuts")
    assert quick is not None
    assert [link["href"] for link in quick.find_all("a")] == [
        "/katalog/",
        "/bezbarierova-mapa/",
        "/plany/",
        "/akce/",
        "/aktuality/",
        "/kontakty/",
        "/hledani/",
    ]


@pytest.mark.django_db
def test_footer_leads_to_each_section_and_legal_page_once(at: At) -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    make_page(home_of(other), "Cizí", slug="cizi")
    footer = BeautifulSoup(at("prostejov.example").get("/").content, "html.parser").footer
    assert footer is not None
    hrefs = [str(link["href"]) for link in footer.find_all("a")]
    for address in ("/kontakty/", "/odber-novinek/", "/otevrena-data/", "/mapa-stranek/", "/ochrana-osobnich-udaju/"):
        assert hrefs.count(address) == 1, (address, hrefs)
    assert "/cizi/" not in hrefs
    section_of(town, SubscriptionPage).unpublish()
    assert b"/odber-novinek/" not in at("prostejov.example").get("/").content

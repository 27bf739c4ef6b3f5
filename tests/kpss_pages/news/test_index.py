from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from kpss_pages.news.models import NewsIndexPage, NewsPage
from sites.models import TownSettings
from tests.builders import make_image, make_news, make_topic, section_of

pytestmark = pytest.mark.django_db

Visitor = Callable[[str], Client]


def listed(response: Any) -> list[str]:
    """Return the titles that a list of news shows, in its order."""
    assert response.status_code == 200
    return [page.title for page in response.context["news"]]


def index_path(town: TownSettings, language: str | None = None) -> str:
    return section_of(town, NewsIndexPage, language).get_url_parts()[2]


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def test_list_shows_news_of_its_own_town_and_language(at: Visitor, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_news(prerov, "Přerov")
    make_news(bbsk, "Slovensky")
    make_news(bbsk, "Česky", language="cs")

    assert listed(at("prerov.example").get(index_path(prerov))) == ["Přerov"]
    assert listed(at("bbsk.example").get(index_path(bbsk))) == ["Slovensky"]
    assert listed(at("bbsk.example").get(index_path(bbsk, "cs"))) == ["Česky"]


def test_pinned_news_come_first_then_the_newest(at: Visitor, prerov: TownSettings) -> None:
    make_news(prerov, "Old", date=date(2023, 1, 1))
    make_news(prerov, "New", date=date(2024, 1, 1))
    make_news(prerov, "Pinned", date=date(2022, 1, 1), is_pinned=True)

    assert listed(at("prerov.example").get(index_path(prerov))) == ["Pinned", "New", "Old"]


def test_drafts_and_restricted_news_are_not_listed(at: Visitor, prerov: TownSettings) -> None:
    make_news(prerov, "Draft").unpublish()
    PageViewRestriction.objects.create(
        page=make_news(prerov, "For members"), restriction_type=PageViewRestriction.LOGIN
    )
    make_news(prerov, "Public")

    assert listed(at("prerov.example").get(index_path(prerov))) == ["Public"]


def test_expired_news_keep_their_address_and_stand_in_the_archive_only(at: Visitor, prerov: TownSettings) -> None:
    page = make_news(prerov, "Expired", date=date(2024, 3, 1), relevant_until=yesterday())
    make_news(prerov, "Last day", date=date(2024, 3, 2), relevant_until=timezone.localdate())
    visitor = at("prerov.example")

    assert listed(visitor.get(index_path(prerov))) == ["Last day"]
    assert listed(visitor.get(index_path(prerov), {"year": "2024"})) == ["Last day", "Expired"]
    assert visitor.get(page.get_url_parts()[2]).status_code == 200
    assert page.is_expired


def test_year_and_topic_narrow_the_list(at: Visitor, prerov: TownSettings) -> None:
    events = make_topic(prerov, "Akce")
    make_news(prerov, "Event of 2024", date=date(2024, 5, 1), topics=[events])
    make_news(prerov, "Event of 2023", date=date(2023, 5, 1), topics=[events])
    make_news(prerov, "Other", date=date(2024, 5, 1))
    visitor, path = at("prerov.example"), index_path(prerov)

    assert listed(visitor.get(path, {"topic": "akce"})) == ["Event of 2024", "Event of 2023"]
    assert listed(visitor.get(path, {"year": "2024", "topic": "akce"})) == ["Event of 2024"]


def test_years_and_topics_are_offered_when_published_news_have_them(
    at: Visitor, prerov: TownSettings, bbsk: TownSettings
) -> None:
    used, unused = make_topic(prerov, "Akce"), make_topic(prerov, "Granty")
    make_news(prerov, date=date(2024, 5, 1), topics=[used])
    make_news(prerov, date=date(2021, 5, 1), topics=[unused]).unpublish()
    make_news(bbsk, date=date(2020, 5, 1), topics=[make_topic(bbsk, "Akce")])

    context = at("prerov.example").get(index_path(prerov)).context

    assert context["years"] == [2024]
    assert context["topics"] == [used]


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "abc"},
        {"year": "-1"},
        {"year": "99999999999999999999"},
        {"topic": "nothing"},
        {"topic": "'; --"},
        {"year": "1066", "topic": "Ž"},
    ],
)
def test_unknown_year_or_topic_is_dropped_and_said(at: Visitor, prerov: TownSettings, asked: dict[str, str]) -> None:
    make_news(prerov, "News")

    response = at("prerov.example").get(index_path(prerov), asked)

    assert listed(response) == ["News"]
    assert response.context["filters"].has_unknown


@pytest.mark.parametrize("name", ["year", "topic"])
def test_nul_character_asks_for_nothing(at: Visitor, prerov: TownSettings, name: str) -> None:
    make_news(prerov, "News")

    response = at("prerov.example").get(index_path(prerov), {name: "\x00"})

    assert listed(response) == ["News"]


def test_topic_of_another_town_is_unknown(at: Visitor, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_news(prerov, "News")
    make_news(bbsk, topics=[make_topic(bbsk, "Granty")])

    response = at("prerov.example").get(index_path(prerov), {"topic": "granty"})

    assert listed(response) == ["News"]
    assert response.context["filters"].topic == ""


@pytest.mark.parametrize(
    ("number", "shown"), [("1", 1), ("2", 2), ("99", 2), ("0", 2), ("x", 1), ("", 1), ("9" * 5000, 1), ("\x00", 1)]
)
def test_bad_page_number_gives_a_page_that_exists(at: Visitor, prerov: TownSettings, number: str, shown: int) -> None:
    for _ in range(11):
        make_news(prerov)

    page = at("prerov.example").get(index_path(prerov), {"page": number}).context["news"]

    assert page.number == shown


def test_sentence_says_what_the_list_shows(prerov: TownSettings, at: Visitor) -> None:
    topic = make_topic(prerov, "Akce 100 %(x)s")
    make_news(prerov, date=date(2024, 5, 1), topics=[topic])
    visitor, path = at("prerov.example"), index_path(prerov)

    def sentence(**asked: str) -> str:
        return str(visitor.get(path, asked).context["filters"].sentence())

    assert sentence() == ""
    assert "2024" in sentence(year="2024")
    assert topic.name in sentence(topic=topic.slug)
    assert topic.name in sentence(year="2024", topic=topic.slug)
    assert "2024" in sentence(year="2024", topic=topic.slug)


@pytest.mark.parametrize("language", ["sk", "cs"])
def test_queries_do_not_grow_with_the_list_or_the_towns(
    at: Visitor, prerov: TownSettings, bbsk: TownSettings, language: str, django_assert_max_num_queries: Any
) -> None:
    topic, image = make_topic(bbsk), make_image(bbsk)
    for _ in range(12):
        make_news(bbsk, language=language, topics=[topic], image=image)
    PageViewRestriction.objects.create(page=make_news(prerov), restriction_type=PageViewRestriction.LOGIN)
    visitor, path = at("bbsk.example"), index_path(bbsk, language)
    visitor.get(path)

    with django_assert_max_num_queries(12):
        assert len(listed(visitor.get(path))) == 10


def test_news_belong_under_their_index_only() -> None:
    assert NewsIndexPage.allowed_subpage_models() == [NewsPage]
    assert NewsPage.allowed_parent_page_models() == [NewsIndexPage]


def test_expired_news_are_marked_on_their_page_and_in_the_archive(at: Visitor, prerov: TownSettings) -> None:
    page = make_news(prerov, "Expired", date=date(2024, 3, 1), relevant_until=date(2024, 3, 31))
    visitor = at("prerov.example")

    for response in (
        visitor.get(page.get_url_parts()[2]),
        visitor.get(index_path(prerov), {"year": "2024"}),
    ):
        assert 'class="badge is-expired"' in response.content.decode()


def test_news_cannot_expire_before_their_date(prerov: TownSettings) -> None:
    page = NewsPage(title="News", slug="news", date=date(2024, 3, 2), relevant_until=date(2024, 3, 1))

    with pytest.raises(ValidationError, match="__all__"):
        page.validate_constraints()

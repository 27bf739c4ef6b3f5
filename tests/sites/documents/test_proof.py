"""What hung where from when to when: written at once, once, for good, and in a chain of seals a town."""

import hashlib
import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from kpss_pages.news.models import NewsIndexPage
from sites.documents.history import periods_of, records_of
from sites.documents.proof import record_page, record_tree, verify
from sites.models import Publication, TownDocument, Unchangeable
from sites.removal import remove_town
from tests.builders import carry, home_of, make_document, make_news, make_town, publish_language, signed_in
from tests.files import samples
from tests.sites.documents.conftest import Carried
from tests.sites.documents.test_versions import replace

Written = list[tuple[str, str, int]]


def written(carried: Carried) -> Written:
    """Return what is written down of a town: action, document, version."""
    rows = Publication.objects.filter(site=carried.town.site_id)
    return [(row.action, row.title, row.version) for row in rows]


def last(carried: Carried) -> tuple[str, str, int]:
    return written(carried)[-1]


def plan(carried: Carried, action: str, version: int = 1) -> tuple[str, str, int]:
    return (action, carried.document.title, version)


def test_publishing_a_page_is_written_down_with_file_and_place(prerov: Carried, benesov: Carried) -> None:
    record = Publication.objects.get(site=prerov.town.site_id)
    document = TownDocument.objects.get(pk=prerov.document.pk)
    content = document.file.open().read()
    assert (record.action, record.document_id, record.version) == ("hung", document.pk, 1)
    assert (record.filename, record.file_size) == ("plan.pdf", len(content))
    assert record.sha256 == hashlib.sha256(content).hexdigest()
    assert (record.page_id, record.page_title) == (prerov.page.pk, prerov.page.title)
    assert record.page_url == prerov.page.full_url
    assert written(benesov) == [plan(benesov, "hung")]


def test_what_has_not_changed_is_written_once(prerov: Carried) -> None:
    record_page(prerov.page)
    record_tree(home_of(prerov.town))
    Page.objects.get(pk=prerov.page.pk).specific.save_revision().publish()
    prerov.document.save()
    assert written(prerov) == [plan(prerov, "hung")]


def test_alias_and_copy_of_a_page_are_places_too(prerov: Carried) -> None:
    for slug, options in (("alias", {"alias": "on"}), ("copy", {"publish_copies": "on"})):
        form = {"new_title": slug, "new_slug": slug, "new_parent_page": prerov.page.get_parent().pk} | options
        url = reverse("wagtailadmin_pages:copy", args=[prerov.page.pk])
        assert signed_in(prerov.manager, prerov.host).post(url, form).status_code == 302
        place = Page.objects.get(slug=slug)
        assert place.live
        assert last(prerov) == plan(prerov, "hung"), slug
        assert Publication.objects.get(page_id=place.pk).page_url == place.full_url
    prerov.page.unpublish()
    assert [action for action, _title, _version in written(prerov)] == ["hung"] * 3 + ["taken_down"] * 2


def test_draft_and_its_documents_are_not_written_down(prerov: Carried) -> None:
    make_news(prerov.town, "Rozepsané", documents=[make_document(prerov.town)], live=False).unpublish()
    prerov.page.attachments = []
    prerov.page.save_revision()
    titles = {title for _action, title, _version in written(prerov)}
    assert plan(prerov, "taken_down") not in written(prerov)
    assert "Document" in titles  # published by the builder, and taken down again
    assert last(prerov)[0] == "taken_down"


@pytest.mark.parametrize("how", ["unpublish", "delete", "take_out", "delete_document", "section"])
def test_end_is_written_down_whatever_ends_it(prerov: Carried, benesov: Carried, how: str) -> None:
    if how == "unpublish":
        prerov.page.unpublish()
    elif how == "delete":
        Page.objects.get(pk=prerov.page.pk).delete()
    elif how == "section":
        NewsIndexPage.objects.get(pk=prerov.page.get_parent().pk).delete()
    elif how == "delete_document":
        TownDocument.objects.get(pk=prerov.document.pk).delete()
    else:
        prerov.page.attachments = []
        prerov.page.save_revision().publish()
    assert written(prerov) == [plan(prerov, "hung"), plan(prerov, "taken_down")]
    assert written(benesov) == [plan(benesov, "hung")]


def test_replacing_the_file_ends_one_version_and_begins_the_next(prerov: Carried) -> None:
    replace(prerov, "druhy")
    assert written(prerov) == [plan(prerov, "hung"), plan(prerov, "taken_down"), plan(prerov, "hung", 2)]
    first, end, second = Publication.objects.filter(site=prerov.town.site_id)
    assert first.sha256 == end.sha256 != second.sha256
    assert second.sha256 == TownDocument.objects.get(pk=prerov.document.pk).sha256


@pytest.mark.parametrize("on", ["page", "section", "collection"])
def test_restriction_ends_and_its_removal_begins(prerov: Carried, on: str) -> None:
    restriction: Any
    if on == "collection":
        restriction = CollectionViewRestriction.objects.create(
            collection=prerov.document.collection.get_parent(), restriction_type="login"
        )
    else:
        page = prerov.page if on == "page" else prerov.page.get_parent()
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert written(prerov) == [plan(prerov, "hung"), plan(prerov, "taken_down")]
    restriction.delete()
    assert written(prerov) == [plan(prerov, "hung"), plan(prerov, "taken_down"), plan(prerov, "hung")]


def test_deleting_a_restricted_page_opens_nothing_in_between(prerov: Carried) -> None:
    PageViewRestriction.objects.create(page=prerov.page.get_parent(), restriction_type="login")
    before = written(prerov)
    Page.objects.get(pk=prerov.page.get_parent().pk).delete()
    assert written(prerov) == before


def test_moved_page_hangs_at_its_new_address(prerov: Carried) -> None:
    former = prerov.page.full_url
    prerov.page.move(home_of(prerov.town), "last-child")
    assert written(prerov) == [plan(prerov, "hung"), plan(prerov, "taken_down"), plan(prerov, "hung")]
    addresses = [record.page_url for record in Publication.objects.filter(site=prerov.town.site_id)]
    assert addresses == [former, former, Page.objects.get(pk=prerov.page.pk).full_url]
    assert addresses[2] != former


def test_language_that_opens_or_closes_counts_for_all_its_pages(prerov: Carried) -> None:
    document = make_document(prerov.town, "Slovenský", language="sk")
    publish_language(prerov.town, "sk")
    make_news(prerov.town, "Správa", language="sk", documents=[document])
    assert last(prerov) == ("hung", "Slovenský", 1)
    home_of(prerov.town, "sk").unpublish()
    assert last(prerov) == ("taken_down", "Slovenský", 1)
    publish_language(prerov.town, "sk")
    assert last(prerov) == ("hung", "Slovenský", 1)
    assert plan(prerov, "taken_down") not in written(prerov)


def test_two_pages_are_two_places(prerov: Carried) -> None:
    second = make_news(prerov.town, "Druhá", documents=[prerov.document])
    prerov.page.unpublish()
    places = [(row.action, row.page_id) for row in Publication.objects.filter(site=prerov.town.site_id)]
    assert places == [("hung", prerov.page.pk), ("hung", second.pk), ("taken_down", prerov.page.pk)]
    periods = periods_of(records_of(prerov.document.pk, prerov.town.site_id))
    assert [(period.begun.page_id, period.ended is None) for period in periods] == [
        (second.pk, True),
        (prerov.page.pk, False),
    ]


def test_records_are_neither_changed_nor_removed(prerov: Carried) -> None:
    record = Publication.objects.get(site=prerov.town.site_id)
    with pytest.raises(Unchangeable):
        record.save()
    with pytest.raises(Unchangeable):
        record.delete()
    with pytest.raises(Unchangeable):
        Publication.objects.all().delete()
    with pytest.raises(Unchangeable):
        Publication.objects.update(title="X")
    statements = ["UPDATE kpss_sites_publication SET title = 'X'"]
    if connection.vendor == "postgresql":
        statements.append("DELETE FROM kpss_sites_publication")
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Publication.objects.get(pk=record.pk).title == record.title


def test_records_go_with_their_town_only(
    prerov: Carried, benesov: Carried, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        remove_town(benesov.town)
    assert not Publication.objects.filter(site=benesov.town.site_id).exists()
    assert written(prerov) == [plan(prerov, "hung")]


def tamper(statement: str, *values: Any) -> None:
    """Change the table as somebody with the rights of the database's owner can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kpss_sites_publication DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER kpss_publications_are_kept")
        cursor.execute(statement, values)


def three_records(carried: Carried) -> list[Publication]:
    replace(carried, "druhy")
    return list(Publication.objects.filter(site=carried.town.site_id))


def test_untouched_chain_is_whole_and_each_town_has_its_own(prerov: Carried, benesov: Carried) -> None:
    records = three_records(prerov)
    assert verify(prerov.town.site).records == len(records) == 3
    assert not verify(prerov.town.site).broken
    assert not verify(benesov.town.site).broken
    out = StringIO()
    call_command("verify_publications", stdout=out)
    assert "prerov.example: 3 records\n" in out.getvalue()
    assert "benesov.example: 1 records\n" in out.getvalue()


@pytest.mark.parametrize(
    ("column", "value"),
    [("sha256", "0" * 64), ("page_url", "http://x"), ("at", datetime(2020, 1, 1, tzinfo=UTC)), ("site_id", None)],
)
def test_changed_record_is_found(prerov: Carried, benesov: Carried, column: str, value: Any) -> None:
    record = three_records(prerov)[1]
    if column == "site_id":
        value = benesov.town.site_id
    tamper(f"UPDATE kpss_sites_publication SET {column} = %s WHERE id = %s", value, record.pk)  # noqa: S608
    assert verify(prerov.town.site).broken or verify(benesov.town.site).broken
    with pytest.raises(CommandError):
        call_command("verify_publications", stdout=StringIO())


def test_removed_record_shows_at_the_one_after_it(prerov: Carried, benesov: Carried) -> None:
    _first, second, third = three_records(prerov)
    tamper("DELETE FROM kpss_sites_publication WHERE id = %s", second.pk)
    assert verify(prerov.town.site).broken == [third.pk]
    assert not verify(benesov.town.site).broken
    with pytest.raises(CommandError):
        call_command("verify_publications", "prerov.example", stdout=StringIO())
    call_command("verify_publications", "benesov.example", stdout=StringIO())


def test_unknown_town_is_told_by_the_command(prerov: Carried) -> None:
    with pytest.raises(CommandError):
        call_command("verify_publications", "nowhere.example")


def test_confirmation_says_what_hung_where_and_can_be_checked(prerov: Carried) -> None:
    prerov.page.unpublish()
    Page.objects.get(pk=prerov.page.pk).specific.save_revision().publish()
    address = f"/documents/{prerov.document.pk}/publication/confirmation"
    values = json.loads(prerov.visitor().get(f"{address}.json").content)
    now, before = values["periods"]
    assert (now["is_published"], now["until"]) == (True, None)
    assert before["until"] is not None
    assert now["sha256"] == TownDocument.objects.get(pk=prerov.document.pk).sha256
    assert (now["page"], now["page_address"]) == (prerov.page.title, prerov.page.full_url)
    assert values["town"] == {"name": prerov.town.name, "address": prerov.town.site.root_url}
    for record in values["records"]:
        assert hashlib.sha256((record["sealed"] + record["seal_before"]).encode()).hexdigest() == record["seal"]
    assert values["records"][1]["seal_before"] == values["records"][0]["seal"]


@pytest.mark.parametrize("prefix", ["", "/sk"])
def test_confirmation_as_pdf_is_accessible_and_says_the_same(prerov: Carried, prefix: str) -> None:
    if prefix:
        publish_language(prerov.town, "sk")
    answer = prerov.visitor().get(f"{prefix}/documents/{prerov.document.pk}/publication/confirmation.pdf")
    assert answer["Content-Type"] == "application/pdf"
    pdf = pypdfium2.PdfDocument(answer.content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    record = Publication.objects.get(site=prerov.town.site_id)
    joined = "".join(text.split())
    for said in (record.sha256, record.digest, str(record.page_url), "sha256sum"):
        assert "".join(said.split()) in joined
    assert prerov.page.title.replace(" ", "") in joined
    assert pdf.is_tagged()


def test_command_of_the_confirmation_keeps_the_hyphens_of_a_long_name(db: None) -> None:
    name = "-".join(["zapis"] * 9)
    document = make_document(make_town("prerov"), "Zápis", samples.pdf(), name=f"{name}.pdf")
    carry(document)
    answer = Client(headers={"host": "prerov.example"}).get(f"/documents/{document.pk}/publication/confirmation.pdf")
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(answer.content))
    # A hyphen at the end of a line comes as U+0002; Czech would begin the next line with another one.
    said = "".join(text.split()).partition("sha256sum")[2]
    assert "\x02" in said, "the name was not broken"
    assert said.replace("\x02", "-").startswith(name)


def test_confirmation_of_what_is_not_public_is_for_the_towns_people(prerov: Carried, benesov: Carried) -> None:
    pk = prerov.document.pk
    addresses = [f"/documents/{pk}/publication/confirmation.{ending}" for ending in ("pdf", "json")]
    prerov.page.unpublish()
    for deleted in (False, True):
        if deleted:
            TownDocument.objects.get(pk=pk).delete()
        for address in addresses:
            assert prerov.visitor().get(address).status_code == 404
            assert signed_in(benesov.manager, prerov.host).get(address).status_code == 404
            assert signed_in(benesov.manager, benesov.host).get(address).status_code == 404
            assert signed_in(prerov.manager, prerov.host).get(address).status_code == 200


def test_document_that_never_hung_has_no_confirmation(prerov: Carried) -> None:
    document = make_document(prerov.town, "Nikdy")
    address = f"/documents/{document.pk}/publication/confirmation.pdf"
    assert signed_in(prerov.manager, prerov.host).get(address).status_code == 404


def test_seals_stay_apart_between_towns(prerov: Carried) -> None:
    third = make_town("bbsk")
    make_news(third, "Zpráva", documents=[make_document(third)])
    assert Site.objects.filter(pk=third.site_id).exists()
    assert not verify(third.site).broken
    assert (
        Publication.objects.get(site=third.site_id).digest != Publication.objects.get(site=prerov.town.site_id).digest
    )

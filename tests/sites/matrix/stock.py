"""What a town of the matrix holds beside its pages' own builders; the rows of the page kinds are in ``stock_of_kinds``."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    Locale,
    Page,
    PageSubscription,
    PageViewRestriction,
    UploadedFile,
    Workflow,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from kpss_pages.standard.models import StandardPage
from sites.models import (
    DocumentText,
    FundingProject,
    Invitation,
    ParentBreadcrumb,
    PartnerLink,
    Role,
    Territory,
    TownDocument,
    TownHost,
    TownImage,
    TownSettings,
    User,
    VisitCount,
)
from tests.builders import (
    make_document,
    make_image,
    make_page,
)
from tests.files import samples
from tests.sites.matrix.rows import tables

__all__ = ["make_page", "tables_by_name"]

People = Mapping[Role, User]


def tables_by_name() -> dict[str, type[models.Model]]:
    return tables()


def fill_settings(town: TownSettings, title: str) -> None:
    emblem = make_image(town, f"{title} arms")
    town.coat_of_arms, town.coat_of_arms_text = emblem, f"{title} lion"
    town.slogan = f"{title} slogan"
    town.save()
    Territory.objects.create(town=town, name=f"{title} territory")
    ParentBreadcrumb.objects.create(town=town, title=f"{title} above", url="https://above.example")
    TownHost.objects.create(site=town.site, hostname=f"www.{town.site.hostname}")
    PartnerLink.objects.create(town=town, title=f"{title} partner", url="https://partner.example")
    FundingProject.objects.create(
        town=town, name=f"{title} project", statement="Paid by all.", emblem=emblem, emblem_text="Emblem"
    )


def make_full_page(town: TownSettings, title: str, image: TownImage, document: TownDocument, owner: User) -> Any:
    """Make a page whose body refers to something in every way that a body can."""
    home = town.site.root_page
    target = make_page(home, f"{title} target")
    links = (
        f'<p data-block-key="a1b2c"><a linktype="page" id="{target.pk}">page</a>'
        f' <a linktype="document" id="{document.pk}">file</a></p>'
    )

    def block(kind: str, value: Any) -> dict[str, Any]:
        return {"type": kind, "value": value, "id": str(uuid4())}

    picture = {"image": image.pk, "alt_text": "Picture", "caption": ""}
    body = [
        block("text", {"heading": f"{title} heading", "text": links}),
        block("image", picture),
        block("logos", {"heading": "", "logos": [block("item", {"image": image.pk, "text": "Logo", "url": ""})]}),
        block("downloads", {"heading": "", "files": [block("item", {"document": document.pk, "title": ""})]}),
        block("links", {"heading": "", "links": [block("item", {"title": "", "page": target.pk, "url": ""})]}),
        block(
            "table",
            {
                "caption": "Years",
                "columns": [{"type": "rich_text", "heading": "Where"}],
                "rows": [{"values": [links]}],
            },
        ),
    ]
    return make_page(home, f"{title} page", owner=owner, body=body)


def make_waiting_page(home: Page, title: str, editor: User) -> StandardPage:
    page = make_page(home, f"{title} waiting", live=False, owner=editor)
    page.save_revision(user=editor)
    Workflow.objects.get(workflow_pages__page=home).start(page, editor)
    page.refresh_from_db()
    return page


def make_private_page(town: TownSettings, title: str) -> StandardPage:
    page = make_page(town.site.root_page, f"{title} private")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
    groups = PageViewRestriction.objects.create(
        page=make_page(town.site.root_page, f"{title} for groups"), restriction_type="groups"
    )
    groups.groups.add(*[row.group for row in town.site.town_roles.all()])
    folder: Any = town.files_collection
    cellar: Collection = folder.add_child(name=f"{title} cellar")
    kept = CollectionViewRestriction.objects.create(collection=cellar, restriction_type="groups")
    kept.groups.add(*[row.group for row in town.site.town_roles.all()])
    make_document(town, f"{title} kept document", collection=cellar)
    make_image(town, f"{title} kept image", collection=cellar)
    return page


def make_locked_page(home: Page, title: str, manager: User) -> StandardPage:
    page = make_page(home, f"{title} locked", live=False)
    page.save_revision()
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=manager, locked_at=timezone.now())
    page.refresh_from_db()
    return page


def make_scheduled_page(home: Page, title: str) -> StandardPage:
    page = make_page(home, f"{title} scheduled", live=False)
    page.go_live_at = timezone.now() + timedelta(days=9)
    page.save_revision(approved_go_live_at=page.go_live_at)
    page.refresh_from_db()
    return page


def translate(page: Page, user: User) -> Page:
    """Have a page translated into Slovak, one text and one picture of it by hand."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    slovak = Locale.objects.get(language_code="sk")
    translation = Translation.objects.create(source=source, target_locale=slovak)
    translation.save_target(publish=False)
    segment = source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string, locale=slovak, context=segment.context, data=f"{page.title} sk"
    )
    override = OverridableSegment.objects.filter(source=source).first()
    assert override is not None
    SegmentOverride.objects.create(
        locale=slovak, context=override.context, last_translated_by=user, data_json=override.data_json
    )
    TranslationLog.objects.create(source=source, locale=slovak, revision=page.latest_revision)
    found: Page = page.get_translation(slovak)
    return found


def leave_traces(town: TownSettings, page: Any, image: TownImage, people: People, title: str) -> None:
    """Leave what working in the admin leaves behind."""
    editor, manager = people[Role.EDITOR], people[Role.MANAGER]
    page.save_revision(user=editor)
    for thing in (page, image, town):
        log(instance=thing, action="wagtail.edit", user=editor)
    comment = Comment.objects.create(page=page, user=editor, text=f"{title} comment", contentpath="title")
    CommentReply.objects.create(comment=comment, user=manager, text=f"{title} reply")
    PageSubscription.objects.create(page=page, user=manager, comment_notifications=True)
    image.get_rendition("max-165x165")
    kind = ContentType.objects.get_for_model(page)
    now, key = timezone.now(), str(page.pk)
    EditingSession.objects.create(user=editor, content_type=kind, object_id=key, last_seen_at=now)
    # Of no page that the matrix previews: half a form would hide what its preview shows.
    FormState.objects.create(user=editor, content_type=kind, object_id="1", data=f"title={title}", last_updated_at=now)
    for model, content in ((TownImage, samples.picture()), (TownDocument, b"text")):
        upload = UploadedFile(for_content_type=ContentType.objects.get_for_model(model), uploaded_by_user=editor)
        upload.file.save(f"{title.split()[0]}.png", ContentFile(content))


def rows_of_others(town: TownSettings, people: People, title: str) -> None:
    """Make the rows that stand beside the pages."""
    word = title.split()[0]
    Invitation.objects.create(site=town.site, email=f"{word}-new@{word}.example", roles=["editor"])
    Redirect.add_redirect(f"/{word}-old/", town.site.root_page, site=town.site)
    # Two days ago: those of the last minutes, and of the last day, would leave the figures in the middle of a test.
    VisitCount.objects.create(site=town.site, starts_at=timezone.now() - timedelta(days=2), views=7)
    for person in people.values():
        profile = UserProfile.get_for_user(person)
        profile.avatar.save(f"{word}.png", ContentFile(samples.picture()))


def rows_of_documents(document: TownDocument, superseded: TownDocument, title: str) -> None:
    """Replace the file of a document, keep its text, and let it supersede another one."""
    document.file.save(f"{title.split()[0]}-new.txt", ContentFile(f"{title} new file".encode()), save=False)
    document.version_note, document.summary = f"{title} note", f"{title} summary"
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    DocumentText.objects.get_or_create(document=document, number=1, defaults={"text": f"{title} text"})
    superseded.superseded_by = document
    superseded.save()

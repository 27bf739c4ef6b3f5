"""The words of published pages, from which snippets are cut; kept by ``signals`` and rebuilt by ``rebuild_search``."""

from django.db import transaction
from wagtail.models import get_page_models

from kpss_pages.core.models import BasePage
from kpss_pages.search.models import PageText


def keep_text(page: BasePage) -> None:
    """Keep the words of a page as it stands in memory; drop them when it is not published."""
    if page.live:
        PageText.objects.update_or_create(page_id=page.pk, defaults={"text": page.plain_text()})
    else:
        PageText.objects.filter(page_id=page.pk).delete()


@transaction.atomic
def rebuild_texts() -> int:
    """Make the words of all published pages anew, kind by kind; return how many pages have some."""
    PageText.objects.all().delete()
    for kind in (model for model in get_page_models() if issubclass(model, BasePage)):
        pages = kind._default_manager.filter(live=True).iterator(chunk_size=500)
        PageText.objects.bulk_create((PageText(page_id=page.pk, text=page.plain_text()) for page in pages), 500)
    return PageText.objects.count()

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock

from kpss_pages.core.blocks import groups
from kpss_pages.core.blocks.rich_text import heading


class DownloadBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(
        label=_("Title"),
        required=False,
        max_length=250,
        help_text=_("Leave blank to show the document's own title. Type, size and language are added."),
    )

    class Meta:
        icon = "doc-full"
        label = _("File")
        label_format = "{title}"


class DownloadsBlock(StructBlock):
    heading = heading()
    files = ListBlock(DownloadBlock(), label=_("Files"), min_num=1)

    class Meta:
        icon = "download"
        group = groups.FILES_AND_CONTACTS
        label = _("Files for download")
        label_format = "{heading}"
        description = _("A list of files; each link says the file's type and size.")
        template = "kpss_core/blocks/downloads.html"

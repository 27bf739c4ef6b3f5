"""Blocks of a page's body, grouped by what an editor looks for; every prose field can be translated."""

from wagtail.blocks import StreamBlock

from kpss_pages.core.blocks.contacts import ContactBlock, LinksBlock
from kpss_pages.core.blocks.files import DownloadsBlock
from kpss_pages.core.blocks.pictures import ImageBlock, LogosBlock
from kpss_pages.core.blocks.planning import AimsBlock, BenefitsBlock, RolesBlock, StepsBlock, VisionBlock
from kpss_pages.core.blocks.questions import QuestionsBlock
from kpss_pages.core.blocks.table import TableBlock
from kpss_pages.core.blocks.text import CalloutBlock, TextBlock

__all__ = ["BodyBlock"]


class BodyBlock(StreamBlock):
    """The body of a page."""

    text = TextBlock()
    questions = QuestionsBlock()
    callout = CalloutBlock()
    table = TableBlock()
    roles = RolesBlock()
    benefits = BenefitsBlock()
    aims = AimsBlock()
    vision = VisionBlock()
    steps = StepsBlock()
    image = ImageBlock()
    logos = LogosBlock()
    downloads = DownloadsBlock()
    contact = ContactBlock()
    links = LinksBlock()

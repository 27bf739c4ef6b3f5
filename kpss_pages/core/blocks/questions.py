from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from kpss_pages.core.blocks import groups
from kpss_pages.core.blocks.rich_text import heading, rich_text


class QuestionBlock(StructBlock):
    question = CharBlock(label=_("Question"), max_length=250)
    answer = rich_text(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")
        label_format = "{question}"


class QuestionsBlock(StructBlock):
    heading = heading()
    questions = ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        group = groups.TEXT
        label = _("Questions and answers")
        label_format = "{heading}"
        description = _("What people ask, each question with its answer.")
        template = "kpss_core/blocks/questions.html"
        preview_value = {
            "heading": _("What people ask"),
            "questions": [
                {
                    "question": _("Who may take part?"),
                    "answer": _("Everybody. Come to the next public meeting."),
                }
            ],
        }

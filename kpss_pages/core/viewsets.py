"""Screens on which editors keep their town's topics and urgent notices."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView

from kpss_pages.core.models import Topic, UrgentNotice
from sites.tenancy.forms import TownRowForm
from sites.tenancy.viewsets import TownSnippetViewSet


class TopicViewSet(TownSnippetViewSet):
    """Topics of the person's own towns."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "slug", "site"]
    search_fields = ["name_cs", "name_sk"]
    copy_view_enabled = False


class UrgentNoticeForm(TownRowForm):
    """Takes no notice that nobody would see."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        ends_at = cleaned.get("ends_at")
        if (
            ends_at is not None
            and "ends_at" in self.changed_data
            and not self.instance.pk
            and ends_at <= timezone.now()
        ):
            self.add_error(
                "ends_at",
                ValidationError(_("This moment is over, so nobody would see the notice. Choose a later end."), "over"),
            )
        return cleaned


class SaysWhen:
    """Confirms what was saved with the days on which it is shown: a wrong month is seen at once."""

    object: UrgentNotice

    def get_success_message(self, instance: UrgentNotice | None = None) -> str:
        notice = instance or self.object
        return f"{super().get_success_message(notice)} {notice.when}"  # type: ignore[misc]


class UrgentNoticeCreateView(SaysWhen, CreateView):
    pass


class UrgentNoticeEditView(SaysWhen, EditView):
    pass


class UrgentNoticeViewSet(TownSnippetViewSet):
    """Urgent notices of the person's own towns."""

    model = UrgentNotice
    icon = "warning"
    menu_label = _("Urgent notices")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["__str__", Column("state_label", label=_("State")), "starts_at", "ends_at", "site"]
    search_fields = ["text_cs", "text_sk"]
    base_form_class = UrgentNoticeForm
    add_view_class = UrgentNoticeCreateView
    edit_view_class = UrgentNoticeEditView
    copy_view_enabled = False

"""Ways to publish a page without its form, which refuses files that are held back: by approval and as a translation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page
from wagtail_localize.models import Translation

from sites.documents.findings import files_of, held_back, refusal_of


def tell_what_is_held_back(request: HttpRequest, *pages: Page) -> bool:
    """Say which files keep pages, as they stand in memory, from being published; return whether there are any."""
    files = held_back(set().union(*map(files_of, pages)))
    for file in files:
        messages.error(request, refusal_of(file))
    return bool(files)


class ApprovalView(WorkflowActionView):
    """Approves nothing whose files were replaced meanwhile by such as are held back."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name == "approve" and tell_what_is_held_back(request, self.task_state.revision.as_object()):
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                answer: HttpResponse = self.render_modal_json(
                    request, {"step": "success", "redirect": self.redirect_url}
                )
                return answer
            return redirect(self.redirect_url)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


def check_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook ``before_edit_page``, before that of wagtail-localize, which publishes a translation."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None or not page.permissions_for_user(request.user).can_publish():
        return None
    translated = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return redirect("wagtailadmin_pages:edit", page.pk) if tell_what_is_held_back(request, translated) else None

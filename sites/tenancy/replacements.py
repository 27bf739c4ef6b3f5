"""Which of Wagtail's admin views are ours, by name; ``sites.tenancy.gate`` puts them in."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from wagtail_localize.views import edit_translation

from sites.tenancy import choosers, collection_screens, reports, short_forms, translation, workflow_screens
from sites.tenancy.bulk import bulk_action
from sites.tenancy.explorer import TownSearchView
from sites.tenancy.held_back import ApprovalView
from sites.tenancy.overrides import takes_own_and_safe
from sites.tenancy.translation_files import takes_own_files

REPLACEMENTS: Mapping[str, Callable[..., HttpResponse]] = {
    "wagtail_bulk_action": bulk_action,
    "wagtailadmin_choose_page": choosers.BrowseView.as_view(),
    "wagtailadmin_choose_page_child": choosers.BrowseView.as_view(),
    "wagtailadmin_choose_page_chosen_multiple": choosers.ChosenMultipleView.as_view(),
    "wagtailadmin_choose_page_external_link": choosers.ExternalLinkView.as_view(),
    "wagtailadmin_collections:add": collection_screens.TownCollectionCreate.as_view(),
    "wagtailadmin_collections:edit": collection_screens.TownCollectionEdit.as_view(),
    "wagtailadmin_collections:index": collection_screens.TownCollectionIndex.as_view(),
    "wagtailadmin_collections:set_privacy": collection_screens.set_privacy,
    "wagtaildocs:add_multiple": short_forms.TownDocumentAddView.as_view(),
    "wagtailimages:add_multiple": short_forms.TownImageAddView.as_view(),
    "wagtailsettings:edit": short_forms.edit_settings,
    "wagtailadmin_pages:search": TownSearchView.as_view(),
    "wagtailadmin_pages:search_results": TownSearchView.as_view(results_only=True),
    "wagtailadmin_pages:workflow_action": ApprovalView.as_view(),
    "wagtailadmin_reports:aging_pages": reports.AgingPagesView.as_view(),
    "wagtailadmin_reports:aging_pages_results": reports.AgingPagesView.as_view(results_only=True),
    "wagtailadmin_reports:locked_pages": reports.LockedPagesView.as_view(),
    "wagtailadmin_reports:locked_pages_results": reports.LockedPagesView.as_view(results_only=True),
    "wagtailadmin_reports:page_types_usage": reports.PageTypesView.as_view(),
    "wagtailadmin_reports:page_types_usage_results": reports.PageTypesView.as_view(results_only=True),
    "wagtailadmin_workflows:add_task": workflow_screens.TownTaskCreate.as_view(),
    "wagtailadmin_workflows:edit_task": workflow_screens.TownTaskEdit.as_view(),
    "wagtailadmin_workflows:index": workflow_screens.TownWorkflowIndex.as_view(),
    "wagtailadmin_workflows:index_results": workflow_screens.TownWorkflowIndex.as_view(results_only=True),
    "wagtailadmin_reports:site_history": reports.SiteHistoryView.as_view(),
    "wagtailadmin_reports:site_history_results": reports.SiteHistoryView.as_view(results_only=True),
    "wagtailadmin_reports:workflow": reports.WorkflowView.as_view(),
    "wagtailadmin_reports:workflow_results": reports.WorkflowView.as_view(results_only=True),
    "wagtailadmin_reports:workflow_tasks": reports.WorkflowTasksView.as_view(),
    "wagtailadmin_reports:workflow_tasks_results": reports.WorkflowTasksView.as_view(results_only=True),
    "wagtail_localize:edit_override": takes_own_and_safe(edit_translation.edit_override),
    "wagtail_localize:edit_string_translation": translation.keeps_references(edit_translation.edit_string_translation),
    "wagtail_localize:snippets_api_detail": translation.SnippetApiView.as_view({"get": "retrieve"}),
    "wagtail_localize:snippets_api_listing": translation.SnippetApiView.as_view({"get": "list"}),
    "wagtail_localize:submit_page_translation": translation.SubmitTranslationView.as_view(),
    "wagtail_localize:translations_report": translation.ReportView.as_view(),
    "wagtail_localize:translations_report_results": translation.ReportView.as_view(results_only=True),
    "wagtail_localize:update_translations": translation.UpdateView.as_view(),
    "wagtail_localize:upload_pofile": takes_own_files(translation.keeps_references(edit_translation.upload_pofile)),
}

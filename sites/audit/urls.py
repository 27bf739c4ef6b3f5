from django.urls import path

from sites.audit.views import AuditView, audit_towns

trail = AuditView.as_view()
results = AuditView.as_view(results_only=True)

urlpatterns = [
    path("audit/", audit_towns, name="audit_towns"),
    path("audit/platform/", trail, name="audit_of_platform"),
    path("audit/platform/results/", results, name="audit_results_of_platform"),
    path("audit/<int:site_id>/", trail, name="audit"),
    path("audit/<int:site_id>/results/", results, name="audit_results"),
]

"""The landing hosts: the list of towns, in Czech and under /sk/ in Slovak."""

from django.urls import include, path

from cms.urls.shared import shared_patterns
from home.views import landing

urlpatterns = [
    *shared_patterns,
    path("documents/", include("sites.documents.urls")),
    path("", landing, name="landing"),
    path("sk/", landing, name="landing_sk"),
]

handler400 = "sites.refusals.bad_request"
handler403 = "sites.refusals.forbidden"

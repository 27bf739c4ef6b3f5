"""The landing hosts: the list of towns, in Czech and under /sk/ in Slovak."""

from django.urls import path

from cms.urls.shared import shared_patterns
from home.views import landing

urlpatterns = [*shared_patterns, path("", landing, name="landing"), path("sk/", landing, name="landing_sk")]

handler400 = "sites.refusals.bad_request"
handler403 = "sites.refusals.forbidden"

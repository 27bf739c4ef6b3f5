"""Towns whose default language is Slovak."""

from cms.urls.town import town_urlpatterns

urlpatterns = town_urlpatterns("sk")

handler400 = "sites.refusals.bad_request"
handler403 = "sites.refusals.forbidden"

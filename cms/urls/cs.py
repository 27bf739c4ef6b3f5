"""Towns whose default language is Czech."""

from cms.urls.town import town_urlpatterns

urlpatterns = town_urlpatterns("cs")

handler400 = "sites.refusals.bad_request"
handler403 = "sites.refusals.forbidden"

"""Wagtail's admin behind the gate; included in the place of ``wagtail.admin.urls``."""

from wagtail.admin import urls as admin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from sites.audit.exports import entering_exports
from sites.tenancy.gate import gated
from sites.tenancy.replacements import REPLACEMENTS

urlpatterns = decorate_urlpatterns(gated(admin_urls.urlpatterns, REPLACEMENTS), entering_exports)

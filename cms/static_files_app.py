"""Static files without those of packages that are broken and not used."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    # It names a map for debuggers that its package leaves out; the readable file beside it has one.
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "leaflet.markercluster.js"]

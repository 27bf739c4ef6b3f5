"""Places from files: tables by a template, GeoJSON, tables with OpenStreetMap's tags; checked first, applied as a whole."""

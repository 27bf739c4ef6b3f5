"""Places as data: GeoJSON, tables, A11yJSON, the open formal norm, GPX."""

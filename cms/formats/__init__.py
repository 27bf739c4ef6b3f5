"""Dates as Czech and Slovak write them: Django has "12.03.2024" and, in Slovak, "12. marec 2024" (settings: FORMAT_MODULE_PATH)."""

"""A town's data for machines: data sets in open formal norms and the catalogue that lists them (DCAT-AP-CZ).

Nobody edits it. What the data sets are comes from the kinds (``kpss_pages.core.data_sets``); they are served below the
open data page ("otevrena-data/").
"""

"""The benchmark: `make bench`, or a part of it with `--only pages`, `plans` or `workers`.

The demo on PostgreSQL and Redis under granian with two workers: uncached, from the page cache, and behind nginx's cache,
beside a bare Django view and the same HTML as a file of nginx's, in one run. Not a test: figures depend on the machine,
which also runs the visitors, so the marks compare what was measured side by side. Then a plan with 150 measures, its
page, files and screens; and the texts of 1,000 documents, read by two workers of which one is killed in the middle.
"""

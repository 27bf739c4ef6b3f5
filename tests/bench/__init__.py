"""The benchmark of the public pages: `make bench`.

The demo on PostgreSQL and Redis under granian with two workers: uncached, from the page cache, and behind nginx's cache,
beside a bare Django view and the same HTML as a file of nginx's, in one run. Not a test: figures depend on the machine,
which also runs the visitors, so the marks compare what was measured side by side.
"""

"""The benchmark of the public pages: `make bench`.

The demo on PostgreSQL under granian with two workers, beside a bare Django view and a static
file in the same run. Not a test: figures depend on the machine, which also runs the visitors.
"""

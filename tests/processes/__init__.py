"""Two web processes on one PostgreSQL, Redis and S3 store behave as one: the programs are started for real.

Needs PostgreSQL, so it is the part of `make test` that runs there; the production settings serve.
"""

"""Tests, in folders that mirror the source; how to run them: `make test`."""

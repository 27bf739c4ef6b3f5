"""The demo walked through in a real browser; SQLite only, the server is a process of its own.

The tests of a run share one demo, so each makes pages of its own and changes nobody else's.
"""

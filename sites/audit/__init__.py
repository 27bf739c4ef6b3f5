"""The audit trail: who did what in a town, and when.

It is filled from Wagtail's log and from what that log leaves out (``sources``), read by a town's managers and the
platform's administrators (``views``), and kept for a set time (``retention``). Reading pages and files is not recorded,
and neither are e-mail addresses, passwords, tokens or addresses of computers.
"""

"""Services as a table: a template is downloaded, filled in, uploaded, checked row by row and applied as a whole.

A row is a service; it is found again by its provider and its name. A blank cell leaves what is there, nothing is
deleted, and a table that has been applied changes nothing when it is applied again.
"""

"""Contacts as a table: downloaded, filled in, uploaded, checked line by line and applied as a whole.

``reading`` and ``tables`` take lines out of a CSV or XLSX file, ``proposing`` says what each would change, ``applying``
keeps what was checked until it is confirmed and writes it in one transaction. ``columns`` is what both directions share.

A line is a role: it is found by its organisation, its department, its name and, where there are several of a name, by
its holder. Case and spaces make no difference, diacritics do. A blank cell leaves what is there, and nothing is deleted.
"""

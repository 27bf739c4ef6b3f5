"""A plan's goals and measures as a spreadsheet: downloaded with its content, filled in, checked and applied.

``template.write`` makes the workbook, ``reader.read`` takes rows out of an uploaded one, ``assembly.assemble`` makes
content of them, ``changes.changes_of`` says what that would change, ``applying`` keeps a checked upload and applies it.
``columns`` is what the two directions share. Coordinators use it at /admin/plans/<page>/spreadsheet/.
"""

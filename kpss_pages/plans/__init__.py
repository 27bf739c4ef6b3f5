"""Plans: the town's community plans, action plans, evaluations and analyses with their files.

Written, uploaded and published by the town's coordinators and managers; editors read. Files come from the coordinators.
Public URLs are those of the pages; in the admin ``/admin/plans/<page>/content/`` holds goals and measures,
``…/progress/`` what is reported year by year, and ``…/upload/`` takes several files at once.
"""

"""Whom to turn to: organisations, their offices and departments, the roles in them and who holds these.

Coordinators and editors keep them, by hand or from a CSV file; pages, plans and forms point to roles. Other kinds stand
on this one. The public reads them at the index page ("kontakty/"): the directory, offices with their hours, a role's card.
"""

"""The catalogue of social services: providers, their services and the places where these are given.

Coordinators keep it; the state's registers and the providers themselves propose changes (``proposals``), which somebody
of the town takes or leaves. The public looks for help at the index page ("katalog/"), takes the printed guide from it,
and machines read the same services as data.
"""

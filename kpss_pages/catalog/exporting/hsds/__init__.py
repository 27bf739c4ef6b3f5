"""The catalogue in the Human Services Data Specification 3.0 of Open Referral (https://docs.openreferral.org/en/3.0/).

Providers are organizations, places locations, a service at a place a service_at_location; types, groups, forms and ages are
terms of taxonomies, and the capacity of a form is the value of its attribute. The addresses are those of the specification's
API reference.

- All services are "active": what has ended or is not shown is not in the feed, as on the site.
- A secret place is no location, for nothing of it may be told.
- ``state_province`` is empty: the catalogue does not know the region of a place, and the specification wants the text.
- Times are those of the town and have no distance from UTC, which changes twice a year; ``notes`` names the time zone.
- Ids stay the same as long as the row does, at whatever host or language it is read.
"""

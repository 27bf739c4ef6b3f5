"""The catalogue in the Human Services Data Specification 3.0 of Open Referral (https://docs.openreferral.org/en/3.0/).

Providers are organizations, places locations, a service at a place a service_at_location; types, groups, forms and ages are
terms of taxonomies, and the capacity of a form is the value of its attribute. The addresses are those of the specification's
API reference. Compared with the schemas of openreferral/specification at commit 77e5a3898e2d51122c543548d0627337c0bcdb2b
(between 3.0 and 3.1), less what is new in 3.1: see ``tests/files/hsds/SOURCE.txt``.

- All services are "active": what has ended or is not shown is not in the feed, as on the site.
- A secret place is no location, for nothing of it may be told.
- ``state_province`` is empty, and the specification wants the text: a place is kept without its region, which the Czech
  register alone would tell, and no list gives the region of a municipality.
- Times are those of the town; ``timezone`` is their distance from UTC when the hours begin to count, which changes twice a
  year, so ``notes`` names the time zone. A schedule of every week has no ``interval``, which would want a first day.
- Nothing says when a service was last modified: its history does not know of its free places. ``modified_after`` is not
  read, so whoever asks with it gets more than that.
- Ids stay the same as long as the row does, at whatever host or language it is read.
"""

"""Services as a table: a template is downloaded, filled in, uploaded, checked row by row and applied as a whole.

A row is a service; it is found again by its provider and its name. One more row of the same service is one more form or
place of it. A blank cell leaves what is there, nothing is deleted, and a table that has been applied changes nothing when it
is applied again; neither does one that has just been downloaded.

``columns`` names the columns, ``rows`` writes services into them; ``reading`` takes a file apart, ``known`` finds what a
row is about, ``said`` brings the rows of a service together, ``forms_said`` and ``places_said`` say which form and
which place each is about, ``providers_said`` what rows say of providers, ``alone`` what is wrong with cells that are about
nothing known, ``checking`` puts it all together in memory and ``writing`` saves it.
"""

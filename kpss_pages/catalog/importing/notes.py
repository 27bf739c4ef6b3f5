"""How a table of services is filled in, in sentences: beside the upload and in the template."""

from django.utils.translation import gettext as _

from kpss_pages.catalog.importing.columns import LAYOUT


def sentences() -> list[str]:
    """Return the rules by which a table is read."""
    return [
        _("A row is a service. It is found again by its provider and its name; a new name makes a new service."),
        _(
            "One more row with the same provider and name is one more form or place of the service. What holds for the "
            "whole service is filled in once."
        ),
        _("Related services have a sort of help, services by the act have a type. One of the two has to be filled in."),
        _(
            "Capacity and hours are those of the form in the same row. Where a form has no hours yet, a day that is left "
            "blank is closed."
        ),
        _(
            "A place is found again by its name, street and municipality. Another address corrects the only place of a "
            "service; where there are several, it is one more place."
        ),
        _(
            "The address of the provider is its own, not that of a place. It is filled in once, in any row of its services."
        ),
        _("Nothing is deleted: a row that is missing leaves its service alone, and a blank cell leaves what is there."),
        _("Providers that do not exist yet are made. Look for misspelt names before you confirm."),
        _("Several groups, forms, telephones or e-mails stand in one cell, separated by semicolons."),
        _("What the table changes counts as said by the town; a register does not overwrite it."),
        _(
            "The table with the services changes nothing when it is uploaded as it is. It has no secret addresses, free "
            "places and data of the register; these stay as they are. Tables for the public, which the site offers, "
            "cannot be uploaded."
        ),
    ]


def examples() -> dict[str, str]:
    """Return what may stand in the cells of some columns, by their headers."""
    said = {
        "capacities": _("A number and what it counts, one a line; a note behind a dash: 12 beds – at once"),
        "monday": "8.00–11.30, 12.30–17.00",
        "special_days": _(
            "One a line, with the year: 24. 12. 2026 – Christmas, or 28.–30. 12. 2026: 8.00–10.00 – stock-taking"
        ),
        "seasons": _(
            "For a part of every year with hours of its own. First its days and its name: 1. 7. – 31. 8. –"
            " Summer. Below it a line for days with the same hours: Mon, Wed 8.00–12.00. Other days are closed."
        ),
        "footnotes": _("One a line, with the mark that stands behind the hours: * by invitation only"),
        "latitude": "49.455120",
        "longitude": "17.451200",
        "place_ended_on": "2026-12-31; 31. 12. 2026",
        "number": _("Leave it as it is, and blank for a new service."),
    }
    return {str(LAYOUT[name].header): text for name, text in said.items()}

"""The statutory vocabularies of the two countries, read from the tables beside this file: values, not rows.

Types have their validity, because the acts change them. A paragraph is blank where it could not be confirmed. What code
of a register stands for a term is known from the register's own code lists (``models.RegisterCode``); the codes here
are those that are confirmed.
"""

from kpss_pages.catalog.vocabulary.terms import (
    AgeGroup,
    Form,
    ServiceType,
    Term,
    age_groups,
    capacity_units,
    forms,
    service_type,
    service_types,
    target_groups,
    term_names,
)

__all__ = [
    "AgeGroup",
    "Form",
    "ServiceType",
    "Term",
    "age_groups",
    "capacity_units",
    "forms",
    "service_type",
    "service_types",
    "target_groups",
    "term_names",
]

"""What production writes to its log: enough to repair a fault, nothing about a person."""

import logging
import re

E_MAIL = re.compile(r"[^\s@<>'\"(=]+@[^\s@<>'\")]+")
# PostgreSQL quotes the row that broke a rule: "DETAIL:  Key (email)=(…) already exists."
ROW = re.compile(r"^DETAIL: .*$", re.MULTILINE)
QUERY = re.compile(r"(/[^\s?]*)\?\S+")


class DiscreetFormatter(logging.Formatter):
    """Masks e-mail addresses, rows quoted by the database and what was asked in an address."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        line = ROW.sub("DETAIL: (left out)", line)
        line = QUERY.sub(r"\1?(left out)", line)
        return E_MAIL.sub("(e-mail)", line)

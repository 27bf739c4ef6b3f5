"""What a file that only looks like a spreadsheet makes its readers raise."""

import zlib
from zipfile import BadZipFile

from openpyxl.utils.exceptions import InvalidFileException

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""By openpyxl and the XML parsers below it."""

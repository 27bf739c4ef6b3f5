"""The address of a page as a QR code, for whoever holds the printed page."""

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""Empty modules around the code (ISO/IEC 18004)."""


def qr_path(address: str) -> tuple[str, int]:
    """Return the ``d`` of an SVG path that draws the code, and how many units its square has on each side."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    modules = code.get_matrix()
    squares = (
        f"M{column + QUIET} {line + QUIET}h1v1h-1z"
        for line, row in enumerate(modules)
        for column, is_dark in enumerate(row)
        if is_dark
    )
    return "".join(squares), len(modules) + 2 * QUIET

"""Colour contrast by WCAG 2.2 (relative luminance and contrast ratio, § 1.4.3)."""

WHITE = "#ffffff"
MINIMUM_RATIO = 4.5
"""Contrast that text of any size needs (WCAG 2.2, 1.4.3, level AA)."""


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0–255) of a "#rrggbb" colour."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance (0 black, 1 white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)

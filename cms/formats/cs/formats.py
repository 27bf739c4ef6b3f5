"""What differs from Django's Czech formats (ČSN 01 6910)."""

SHORT_DATE_FORMAT = "j. n. Y"
SHORT_DATETIME_FORMAT = "j. n. Y G:i"
# Seen on towns' pages: "12.3.2024", "01.07.2022", "14. 04. 2023"; and what browsers send.
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d. %m. %Y", "%Y-%m-%d", "%d.%m.%y", "%d. %m. %y"]

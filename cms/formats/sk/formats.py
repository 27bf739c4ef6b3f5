"""What differs from Django's Slovak formats (STN 01 6910); the month's name would need the genitive, so figures stand in."""

DATE_FORMAT = "j. n. Y"
DATETIME_FORMAT = "j. n. Y G:i"
SHORT_DATE_FORMAT = "j. n. Y"
SHORT_DATETIME_FORMAT = "j. n. Y G:i"
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d. %m. %Y", "%Y-%m-%d", "%d.%m.%y", "%d. %m. %y"]

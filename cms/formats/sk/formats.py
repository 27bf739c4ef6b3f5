# Non-breaking spaces, so that a date stays on one line.
DATE_FORMAT = "j.\xa0E\xa0Y"
SHORT_DATE_FORMAT = "j.\xa0n.\xa0Y"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = "j.\xa0E\xa0Y G:i"
SHORT_DATETIME_FORMAT = "j.\xa0n.\xa0Y G:i"

# What people write: "12.3.2024", "01.07.2022", "14. 04. 2023", and the standard "2024-03-12".
DATE_INPUT_FORMATS = ["%d. %m. %Y", "%d.%m.%Y", "%d. %m.%Y", "%d.%m. %Y", "%d.%m.%y", "%Y-%m-%d"]

"""Names and hosts of invented towns, each by its number and always the same."""

from dataclasses import dataclass

SLOVAK_EVERY = 3
"""One town in three is Slovak, as in the two countries."""

_QUALITIES = ("", "Dolní ", "Horní ", "Nová ", "Stará ", "Velká ", "Malá ", "Česká ", "Suchá ", "Bílá ")
_STEMS = (
    *("Lhota", "Ves", "Čeladná", "Chotěbuz", "Řepice", "Šumná", "Žďárná", "Újezdec", "Olešnice", "Ždírec"),
    *("Bystřice", "Kamenice", "Lipová", "Březová", "Dubnice", "Hradiště", "Jablonná", "Krásná", "Mýto", "Rudná"),
    *("Studánka", "Třebová", "Vrbice", "Zálesí", "Ostrožná", "Písečná", "Chlumec", "Hůrka", "Ďáblice", "Ťapešov"),
)
_RIVERS = (
    *("", " nad Bečvou", " nad Moravou", " nad Labem", " pod Kosířem", " u Svitav", " na Hané", " v Podhájí"),
    *(" nad Váhom", " nad Hronom", " pod Tatrami", " pri Nitre", " u Znojma", " nad Sázavou", " pod Radhoštěm"),
    *(" u Chebu", " nad Jizerou", " za Lesem", " nad Ohří", " u Lomu", " pri Dunaji", " na Orave", " v Čechách"),
    *(" u Mostu", " nad Lužnicí", " nad Opavou", " pod Ralskem", " u Brodu", " nad Odrou", " na Spiši", " u Tábora"),
)


@dataclass(frozen=True)
class InventedTown:
    """A town that is not there yet; ``label`` is the first part of its host and the name of its things."""

    number: int
    name: str
    label: str
    hostname: str

    @property
    def is_slovak(self) -> bool:
        return self.number % SLOVAK_EVERY == 0


def invented(number: int, domain: str) -> InventedTown:
    """Return the town of a number, counted from 1."""
    label = f"obec-{number:05}"
    return InventedTown(number, _name(number), label, f"{label}.{domain}")


def _name(number: int) -> str:
    # The stem changes fastest, so that a few towns already stand in different places of the alphabet.
    rest, stem = divmod(number - 1, len(_STEMS))
    rest, river = divmod(rest, len(_RIVERS))
    again, quality = divmod(rest, len(_QUALITIES))
    return f"{_QUALITIES[quality]}{_STEMS[stem]}{_RIVERS[river]}{f' {again + 1}' if again else ''}"

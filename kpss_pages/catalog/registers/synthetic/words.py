"""What invented services and their providers are made of."""

NAMES = (
    "Pomoc",
    "Podpora",
    "Doprovod",
    "Opora",
    "Most",
    "Přístav",
    "Domov",
    "Krok",
    "Naděje pro všechny",
    "Blízko",
    "Společně",
    "Rodina",
    "Senior",
    "Zázemí",
    "Cesta",
    "Otevřené dveře",
    "Maják",
    "Lípa",
    "Sousedství",
    "Kompas",
)
STREETS = ("Příkladná", "Vzorová", "Ukázková", "Zkušební", "Smyšlená", "Cvičná", "Názorná")
SLOVAK_STREETS = ("Príkladná", "Vzorová", "Ukážková", "Skúšobná", "Vymyslená", "Cvičná", "Názorná")
"""The same in Slovak, in the same order."""

FORMS_OF_COMPANIES = {
    "CZ": (
        ("zapsaný spolek", "z. s."),
        ("ústav", "z. ú."),
        ("obecně prospěšná společnost", "o. p. s."),
        ("příspěvková organizace", "p. o."),
        ("společnost s ručením omezeným", "s. r. o."),
    ),
    "SK": (
        ("občianske združenie", "o. z."),
        ("nezisková organizácia", "n. o."),
        ("rozpočtová organizácia", "r. o."),
        ("spoločnosť s ručením obmedzeným", "s. r. o."),
    ),
}

UNITS_BY_FORM = {
    "pob": (("luzka", 120),),
    "amb": (("klient", 60), ("kontakt", 20), ("interv", 15)),
    "ter": (("klient", 80), ("kontakt", 30)),
    "ina": (("hovor", 40),),
}
"""Units with the number below which capacities lie."""

GROUPS_BY_WORD = {
    "senior": ("seniori",),
    "pecovatelska": ("seniori", "osoby-zdravotni-postizeni"),
    "opatrovatel": ("seniori", "osoby-zdravotni-postizeni"),
    "tisnova": ("seniori",),
    "zvlastnim": ("osoby-s-demenci", "seniori"),
    "odlehcovaci": ("pecujici-osoby", "seniori"),
    "nzdm": ("deti-mladez-6-26",),
    "deti": ("rodiny-s-ditetem",),
    "rodiny": ("rodiny-s-ditetem",),
    "rana": ("rodiny-s-ditetem",),
    "vcasna": ("rodiny-s-ditetem",),
    "azylove": ("osoby-bez-pristresi", "rodiny-s-ditetem"),
    "utulok": ("osoby-bez-pristresi",),
    "noc": ("osoby-bez-pristresi",),
    "intervencni": ("obeti-domaciho-nasili",),
    "kontaktni": ("osoby-zavislosti",),
    "krizov": ("osoby-v-krizi",),
    "ozp": ("osoby-zdravotni-postizeni",),
    "dusevni": ("osoby-dusevni-onemocneni",),
    "tlumoc": ("osoby-sluchove-postizeni",),
    "asisten": ("osoby-telesne-postizeni", "seniori"),
}
"""For whom a type is, by a part of its code."""

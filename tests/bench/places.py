"""5,000 places in one town, each with a survey in which everything was measured, and their copies in other towns."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model, OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Site

from kpss_pages.barrier_free.choices import SHAPES, Category, Shape, SurveyOrigin, SurveyState
from kpss_pages.barrier_free.measures import Kind, Measure, parts_of
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.surveying.holding import let_hold, verdicts_of
from kpss_pages.core.hours import hours_from_lines

PLACES = 5000
WITHOUT_POSITION = 25
"""Every so many-th."""
KEY = "bench-"
KINDS = (
    *(
        "Lékárna",
        "Knihovna",
        "Kavárna",
        "Pošta",
        "Základní škola",
        "Mateřská škola",
        "Kostel",
        "Ordinace",
        "Prodejna",
        "Bistro",
    ),
    *(
        "Zastávka",
        "Přechod",
        "Lavička",
        "Parkoviště",
        "Poradna",
        "Denní stacionář",
        "Galerie",
        "Tělocvična",
        "Hotel",
        "Banka",
    ),
)
CALLED = (
    *(
        "U Anděla",
        "Na Rohu",
        "Pod Lipami",
        "Za Branou",
        "Nad Hloučelou",
        "Svatopluk",
        "Slunečnice",
        "Jitřenka",
        "Rozkvět",
    ),
    *(
        "U Kašny",
        "Zlatá lyra",
        "Modrý dům",
        "Vodní",
        "Třešňovka",
        "Sokolovna",
        "Na Výsluní",
        "Skála",
        "Říční",
        "Kolářovy sady",
    ),
)
STREETS = (
    *(
        "Husova",
        "Palackého",
        "Sušilova",
        "Plumlovská",
        "Vrahovická",
        "Olomoucká",
        "Kostelecká",
        "Polní",
        "Brněnská",
        "Dolní",
    ),
    *(
        "Krapkova",
        "Wolkerova",
        "Svatoplukova",
        "Partyzánská",
        "Šárka",
        "Tylova",
        "Újezd",
        "Žeranovská",
        "Kravařova",
        "Máchova",
    ),
)
MIDDLE = (49.4718, 17.1118)
OTHER_TOWNS = 90

LIKELY: Mapping[str, tuple[float, float]] = {
    "door": (70, 110),
    "passage": (70, 140),
    "threshold": (0, 6),
    "ramp_slope": (4, 16),
    "kerb": (0, 8),
    "slope": (0, 12),
}
"""From least to most, of measures that decide; others are within the limits of what is believable."""


def make_places(site: Site) -> None:
    """Make them in a town, unless they are there; one of fifty is a route, one of six has a stale survey."""
    if Place.objects.filter(site=site, source_key=f"{KEY}0").exists():
        return
    chance = random.Random(7)  # noqa: S311 -- the same places each time
    today = timezone.localdate()
    hours = [hours_from_lines([f"{opens}.00-{opens + 9}.30"] * 5 + ["", ""]) for opens in range(6, 11)]
    places: list[Place] = []
    surveys: list[Survey] = []
    for number in range(PLACES):
        place = _place(site, number, chance)
        place.hours = hours[number % len(hours)]
        place.find_words("cs")
        survey = _survey(place, chance, today)
        let_hold(place, survey)
        place.survey = None  # it has no number yet
        places.append(place)
        surveys.append(survey)
    for place, survey in zip(Place.objects.bulk_create(places, 500), surveys, strict=True):
        survey.place = place
    Survey.objects.bulk_create(surveys, 500)
    held = Survey.objects.filter(place=OuterRef("pk")).values("pk")[:1]
    Place.objects.filter(site=site, source_key__startswith=KEY).update(survey=Subquery(held))


def _place(site: Site, number: int, chance: random.Random) -> Place:
    categories = list(Category)
    is_route = number % 50 == 0
    category = Category.PATH if is_route else categories[number % (len(categories) - 1)]
    latitude, longitude = (round(middle + chance.gauss(0, 0.015), 6) for middle in MIDDLE)
    place = Place(
        site=site,
        source_key=f"{KEY}{number}",
        name=f"{chance.choice(KINDS)} {chance.choice(CALLED)} {number}",
        category=category,
        street=f"{chance.choice(STREETS)} {chance.randrange(1, 4000)}/{chance.randrange(1, 90)}",
        postal_code="796 01",
        municipality="Prostějov",
        about="Sem se chodí pro léky i pro radu. " * 4,
    )
    if number % WITHOUT_POSITION:
        place.latitude, place.longitude = latitude, longitude
    if is_route:
        place.line = [[round(longitude + step / 3000, 6), round(latitude + step % 2 / 4000, 6)] for step in range(8)]
    return place


def _survey(place: Place, chance: random.Random, today: date) -> Survey:
    surveyed_on = today - timedelta(days=chance.randrange(1300))
    survey = Survey(
        site_id=place.site_id,
        place=place,
        state=SurveyState.ACCEPTED,
        origin=SurveyOrigin.DESK,
        surveyed_on=surveyed_on,
        next_survey_on=surveyed_on + timedelta(days=1095),
        surveyor="Klub vozíčkářů",
        measures=_measures(place.category, chance),
        decided_at=timezone.now(),
    )
    survey.verdicts = verdicts_of(place.category, survey.measures, survey.edition)
    return survey


def _measures(category: str, chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Return a value of everything that can be measured; of a fifth of the places little is known."""
    most = 0.2 if chance.random() < 0.2 else 1
    return {
        part.key: [
            {measure.key: _value(measure, chance) for measure in part.measures if chance.random() < most}
            for _ in range(min(part.most, 2))
        ]
        for part in parts_of(category)
        if SHAPES[Category(category)] is Shape.BUILDING or chance.random() < 0.5
    }


def _value(measure: Measure, chance: random.Random) -> Any:
    if measure.kind is Kind.CLAIM:
        return chance.random() < 0.6
    if measure.kind is Kind.CHOICE and measure.choices:
        return chance.choice(list(measure.choices))
    if measure.kind is Kind.STEPS:
        return chance.choice(["0", "0", "+1", "+3 -1"])
    if measure.kind is Kind.TEXT:
        return "Zvonek je vlevo od dveří."
    least, most = LIKELY.get(measure.key, (measure.least, measure.most))
    return round(chance.uniform(least, most))


def copy_to_others(site: Site) -> int:
    """Copy the places with their surveys, but for what was measured, to other towns in the database; return how many."""
    hosts = [f"mapa{number}.bench.example" for number in range(OTHER_TOWNS)]
    if not Site.objects.filter(hostname__in=hosts[:1]).exists():
        sites = Site.objects.bulk_create(
            Site(hostname=host, port=443, site_name=host, root_page_id=site.root_page_id) for host in hosts
        )
        others = [other.pk for other in sites]
        with connection.cursor() as cursor:
            own, copied = _columns(Place, "p", "site_id", "survey_id")
            cursor.execute(
                f"INSERT INTO kpss_barrier_free_place (site_id, {own}) SELECT o.id, {copied}"  # noqa: S608
                " FROM kpss_barrier_free_place p, wagtailcore_site o"
                " WHERE p.site_id = %s AND p.source_key LIKE %s AND o.id = ANY(%s)",
                [site.pk, f"{KEY}%", others],
            )
            # Without it the database believes that there are 5,000 places still, and joins them one by one.
            cursor.execute("ANALYZE kpss_barrier_free_place, kpss_barrier_free_survey")
            own, copied = _columns(Survey, "s", "site_id", "place_id", "key", "measures")
            cursor.execute(
                f"INSERT INTO kpss_barrier_free_survey (site_id, place_id, key, measures, {own})"  # noqa: S608
                f" SELECT c.site_id, c.id, gen_random_uuid(), '{{}}', {copied}"
                " FROM kpss_barrier_free_place c JOIN kpss_barrier_free_place p"
                " ON p.source_key = c.source_key AND p.site_id = %s"
                " JOIN kpss_barrier_free_survey s ON s.id = p.survey_id WHERE c.site_id = ANY(%s)",
                [site.pk, others],
            )
            cursor.execute(
                "UPDATE kpss_barrier_free_place p SET survey_id = s.id FROM kpss_barrier_free_survey s"
                " WHERE s.place_id = p.id AND p.site_id = ANY(%s)",
                [others],
            )
    return Place.objects.filter(site__hostname__in=hosts).count()


def _columns(model: type[Model], table: str, *without: str) -> tuple[str, str]:
    """Return the names of a table's columns, alone and of ``table``."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    names = [f'"{name}"' for name in columns if name and name not in without]
    return ", ".join(names), ", ".join(f"{table}.{name}" for name in names)

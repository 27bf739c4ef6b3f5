"""The barrier-free map of a demo town: invented places of all verdicts, some never surveyed, some surveyed long ago."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.demo.services import WEEKS
from kpss_pages.barrier_free.choices import Category, Profile, Surveyor, SurveyOrigin, SurveyState, Verdict
from kpss_pages.barrier_free.models import (
    BarrierFreeSettings,
    BarrierReport,
    Place,
    PlacePhoto,
    Survey,
    SurveyLink,
    SurveyPhoto,
)
from kpss_pages.barrier_free.surveying.holding import accept, verdicts_of
from kpss_pages.catalog.models import Facility
from kpss_pages.contacts.models import Office
from kpss_pages.core.hours import OfficeHours, hours_from_lines
from sites.models import TownImage, TownSettings

OPEN = {
    **WEEKS,
    "office": ("8.00–12.00, 13.00–17.00", "8.00–15.00", "8.00–12.00, 13.00–17.00", "8.00–15.00"),
    "shop": (*("8.00–18.00",) * 5, "8.00–12.00"),
}
"""Hours by the words of the content files."""
OVERRIDDEN, RESURVEYED, CITIZENS, PHOTOGRAPHED = 9, 4, 3, 6
"""Of so many places one is held to be less than suggested, was surveyed before, was surveyed by a citizen, has a photo."""
EVERY = timedelta(days=3 * 365)


@dataclass
class Map:
    """A town's barrier-free map under construction."""

    town: TownSettings
    written: Mapping[str, Any]
    """The town's own file, and under "measures" what was measured at places of one kind."""
    images: Mapping[str, TownImage]
    today: date = field(default_factory=timezone.localdate)

    def build(self) -> None:
        edges = {name: Decimal(str(edge)) for name, edge in self.written["settings"].items()}
        BarrierFreeSettings.objects.update_or_create(site=self.town.site, defaults=edges)
        rows = [(*row[:6], row[6:8], []) for row in self.written["places"]]
        rows += [(*row[:6], row[6][0][::-1], row[6]) for row in self.written["routes"]]
        places = [self._place(number, *row) for number, row in enumerate(rows)]
        self._move_in(places)
        self._waiting(places)
        for number, subject, words in self.written["reports"]:
            BarrierReport.objects.create(site=self.town.site, place=places[number], subject=subject, words=words)

    def _place(
        self,
        number: int,
        name: str,
        category: str,
        kind: str,
        street: str,
        hours: str,
        days: int,
        position: list[float],
        line: list[list[float]],
    ) -> Place:
        place = Place(
            site=self.town.site,
            name=name,
            category=category,
            street=street,
            postal_code=self.written["postal_code"],
            municipality=self.written["municipality"],
            latitude=Decimal(str(position[0])),
            longitude=Decimal(str(position[1])),
            line=line,
            hours=hours_from_lines(OPEN[hours]) if hours else OfficeHours(),
            about=self.written["about"],
            source_key=f"demo-{number + 1}",
        )
        place.save()
        if kind:
            if number % RESURVEYED == 0:
                self._survey(place, number, kind, days + EVERY.days)
            self._survey(place, number, kind, days)
        if number % PHOTOGRAPHED == 0:
            photo = PlacePhoto(place=place, image=self.images[self.written["image"]], alt_text=self.written["photo"])
            photo.save()
        return place

    def _survey(self, place: Place, number: int, kind: str, days: int) -> None:
        measures = self.written["measures"][kind]
        surveyed_on = self.today - timedelta(days=days)
        is_citizen = number % CITIZENS == 1
        survey = Survey(
            site=self.town.site,
            place=place,
            origin=SurveyOrigin.FIELD if is_citizen else SurveyOrigin.DESK,
            surveyed_on=surveyed_on,
            surveyor_kind=Surveyor.CITIZEN if is_citizen else Surveyor.ORGANISATION,
            surveyor="" if is_citizen else self.written["surveyors"]["club" if number % 2 else "town"],
            measures=measures,
            next_survey_on=surveyed_on + EVERY,
        )
        survey.verdicts = verdicts_of(place.category, measures, survey.edition)
        said = survey.verdicts[Profile.WHEELCHAIR.value]
        if number % OVERRIDDEN == 2 and said["suggested"] == Verdict.ACCESSIBLE:
            said |= {"verdict": Verdict.PARTLY.value, "reason": self.written["corrected"]}
        accept(survey)

    def _move_in(self, places: list[Place]) -> None:
        """Let the town's office and some services be at places that are surveyed."""
        Office.objects.filter(pk=Office.objects.filter(site=self.town.site).values("pk")[:1]).update(
            mapped_place=places[0]
        )
        served = [place for place in places if place.category in (Category.SOCIAL, Category.HEALTH)]
        facilities = Facility.objects.filter(service__site=self.town.site, municipality=self.written["municipality"])
        for number, facility in enumerate(facilities.order_by("pk")[: 2 * len(served)]):
            place = served[number % len(served)]
            # What the provider once said of the way in would gainsay what was measured there.
            facility.mapped_place, facility.street, facility.access_note = place, place.street, ""
            facility.latitude, facility.longitude = place.latitude, place.longitude
            facility.save()

    def _waiting(self, places: list[Place]) -> None:
        """Give the coordinator something to take or leave: another survey of a place, and a place that is new."""
        said = self.written["waiting"]
        link = SurveyLink.objects.create(
            site=self.town.site, name=said["link"], valid_until=self.today + timedelta(days=60)
        )
        SurveyLink.objects.create(
            site=self.town.site, name=said["ended_link"], valid_until=self.today - timedelta(days=90)
        )
        again, place = self._sent(link, said["measures"], places[said["place"]].category), places[said["place"]]
        again.place, again.note = place, said["note"]
        again.save()
        picture = self.images[self.written["image"]].get_rendition("width-1200|format-jpeg")
        with picture.file.open() as file:
            photo = SurveyPhoto(survey=again, alt_text=self.written["photo"])
            photo.file.save("entrance.jpg", ContentFile(file.read()))
        _name, _category, _kind, street, _hours, _days, latitude, longitude = self.written["places"][0]
        new = self._sent(link, said["new_measures"], said["new_category"])
        new.place_values = {
            "name": said["new_place"],
            "category": said["new_category"],
            "street": street,
            "municipality": self.written["municipality"],
            "latitude": f"{latitude + 0.001:.6f}",
            "longitude": f"{longitude:.6f}",
        }
        new.save()

    def _sent(self, link: SurveyLink, kind: str, category: str) -> Survey:
        survey = Survey(
            site=self.town.site,
            link=link,
            origin=SurveyOrigin.FIELD,
            state=SurveyState.WAITING,
            surveyed_on=self.today - timedelta(days=1),
            surveyor_kind=Surveyor.CITIZEN,
            measures=self.written["measures"][kind],
        )
        survey.verdicts = verdicts_of(category, survey.measures, survey.edition)
        return survey

"""Turns photos of surveys into pictures of the town and back; files of what comes to nothing are not left behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import ReferenceIndex

from kpss_pages.barrier_free.models import Place, PlacePhoto, Survey, SurveyPhoto
from sites.models import TownImage, TownSettings, User


class Pictures:
    """Makes pictures of a town for whoever decides."""

    def __init__(self, town: TownSettings, user: User) -> None:
        self.town, self.user = town, user
        self.written: list[Any] = []
        """Files that are there now, and must not be when the decision is not kept."""

    def take(self, photo: SurveyPhoto, place: Place, alt_text: str) -> dict[str, Any]:
        """Make a photo of a survey one of its place; return what undoes it."""
        with photo.file.open() as file:
            content = file.read()
        image = TownImage(
            title=place.name,
            description=alt_text,
            collection=self.town.files_collection,
            uploaded_by_user=self.user,
            file=ContentFile(content, "photo.jpg"),
        )
        image._set_image_file_metadata()
        image.save()
        self.written.append(image.file)
        last = place.photos.aggregate(last=Max("sort_order"))["last"]
        shown = PlacePhoto.objects.create(
            place=place, image=image, alt_text=alt_text, sort_order=0 if last is None else last + 1
        )
        undo = {"image": image.pk, "photo": shown.pk, "alt_text": photo.alt_text}
        photo.delete()
        return undo

    def keep_for(self, survey: Survey, content: bytes, alt_text: str) -> SurveyPhoto:
        """Keep a photo with a survey, without an address."""
        row = SurveyPhoto(survey=survey, alt_text=alt_text)
        row.file.save("photo.jpg", ContentFile(content), save=False)
        self.written.append(row.file)
        row.save()
        return row


@contextmanager
def pictures_of(town: TownSettings, user: User) -> Iterator[Pictures]:
    """Make pictures of a town; to be opened around the transaction in which they are made."""
    pictures = Pictures(town, user)
    try:
        yield pictures
    except BaseException:
        for file in pictures.written:
            file.delete(save=False)
        raise


def give_back(survey: Survey, place: Place, taken: dict[str, Any], pictures: Pictures) -> None:
    """Make a picture a photo of its survey again; a picture that is used elsewhere too stays one of the town."""
    PlacePhoto.objects.filter(pk=taken["photo"], place=place).delete()
    image = TownImage.objects.filter(pk=taken["image"], collection=pictures.town.files_collection).first()
    if image is None:
        return
    with image.file.open() as file:
        pictures.keep_for(survey, file.read(), taken["alt_text"])
    if not _is_used(image, place):
        image.delete()


@receiver(post_delete, sender=SurveyPhoto)
def delete_file(instance: SurveyPhoto, **kwargs: Any) -> None:
    """Delete the file of a photo that is deleted, by itself or with its survey, once that is certain."""
    transaction.on_commit(partial(instance.file.storage.delete, str(instance.file.name)))


def _is_used(image: TownImage, place: Place) -> bool:
    references = ReferenceIndex.get_references_to(image)
    content_type = ReferenceIndex._get_base_content_type(place)
    of_place = references.filter(base_content_type=content_type, object_id=str(place.pk))
    return bool(references.count() > of_place.count())

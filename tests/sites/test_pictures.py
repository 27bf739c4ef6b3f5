"""Pictures lose what was added to them, and nothing of what they show."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image, ImageCms, PngImagePlugin

from sites.models import Role, TownDocument, TownImage, TownSettings
from sites.pictures import without_metadata
from tests.builders import make_town, make_user, signed_in
from tests.files.samples import HTML, upload

PLACE = "49.4719N 17.1118E"
ORIENTATION, DESCRIPTION = 0x0112, 0x010E
KINDS = ["JPEG", "PNG", "WEBP"]


def telling(kind: str, orientation: int = 1, size: tuple[int, int] = (40, 24)) -> bytes:
    """Return a picture that says where it was taken, in each way that its kind has."""
    picture = Image.effect_noise(size, 90).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = orientation, PLACE
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, object] = {"exif": exif.tobytes(), "icc_profile": profile}
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", PLACE)
        words.add_itxt("XML:com.adobe.xmp", PLACE)
        more["pnginfo"] = words
    else:
        more |= {"xmp": PLACE.encode()} | ({"comment": PLACE, "progressive": True} if kind == "JPEG" else {})
    buffer = BytesIO()
    picture.save(buffer, kind, **more)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_picture_loses_what_was_added_and_keeps_every_point(kind: str) -> None:
    content = telling(kind)
    assert PLACE.encode() in content

    bare = without_metadata(content)

    assert PLACE.encode() not in bare
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(bare)) as after:
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        assert after.info["icc_profile"] == before.info["icc_profile"]
        assert not after.getexif()
    assert without_metadata(bare) == bare


@pytest.mark.parametrize("orientation", range(2, 9))
def test_photograph_keeps_how_it_was_held(orientation: int) -> None:
    bare = without_metadata(telling("JPEG", orientation))
    with Image.open(BytesIO(bare)) as picture:
        assert dict(picture.getexif()) == {ORIENTATION: orientation}
    assert PLACE.encode() not in bare


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_a_picture_goes(kind: str) -> None:
    bare = without_metadata(telling(kind) + HTML)
    assert HTML not in bare
    with Image.open(BytesIO(bare)) as picture:
        picture.load()


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_picture_is_left_to_the_check(kind: str) -> None:
    content = telling(kind)
    for end in (3, 12, 20, 60, len(content) // 2, len(content) - 3):
        assert without_metadata(content[:end]) == content[:end]


def test_other_files_stay_as_they_are() -> None:
    for content in (HTML, b"", b"GIF89a", b"RIFF\x00\x00\x00\x00WAVE"):
        assert without_metadata(content) == content


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_uploaded_picture_and_its_renditions_say_nothing(town: TownSettings, kind: str) -> None:
    manager = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    name = f"x.{kind.lower()}"
    form = {"title": "X", "description": "X", "collection": town.files_collection_id}
    manager.post(reverse("wagtailimages:add"), form | {"file": upload(name, telling(kind))})
    picture = TownImage.objects.get(title="X")
    for file in (
        picture.file,
        picture.get_rendition("max-20x20|format-jpeg").file,
        picture.get_rendition("original").file,
    ):
        with file.open() as stored:
            assert PLACE.encode() not in stored.read()
    assert picture.file_size == picture.file.size


@pytest.mark.django_db
def test_renditions_of_a_picture_that_came_past_the_form_say_nothing(town: TownSettings) -> None:
    file = ImageFile(BytesIO(telling("JPEG", orientation=6)), name="x.jpeg")
    picture = TownImage.objects.create(title="X", file=file, collection=town.files_collection)
    for spec in ("max-20x20", "max-20x20|format-png", "original"):
        rendition = picture.get_rendition(spec)
        with rendition.file.open() as stored:
            assert PLACE.encode() not in stored.read()
        assert rendition.height > rendition.width  # turned as it was held


@pytest.mark.django_db
def test_document_that_is_a_picture_says_nothing(town: TownSettings) -> None:
    manager = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    form = {"title": "X", "language": "cs", "collection": town.files_collection_id}
    manager.post(reverse("wagtaildocs:add"), form | {"file": upload("x.jpg", telling("JPEG"))})
    document = TownDocument.objects.get()
    with document.file.open() as stored:
        content = stored.read()
    assert PLACE.encode() not in content
    assert document.file_size == len(content)
    # The same photograph is the same document, with or without what the camera added.
    again = manager.post(reverse("wagtaildocs:add"), form | {"file": upload("y.jpg", telling_again(content))})
    assert "file" in again.context["form"].errors


def telling_again(bare: bytes) -> bytes:
    """Return a bare photograph with another comment."""
    return bare[:2] + b"\xff\xfe\x00\x07again" + bare[2:]


@pytest.mark.django_db
@pytest.mark.parametrize(("ending", "kind"), [("png", "PNG"), ("gif", "GIF"), ("webp", "WEBP")])
def test_bomb_of_small_weight_is_refused(town: TownSettings, ending: str, kind: str) -> None:
    """A few kilobytes that become hundreds of megabytes: one huge picture, or many frames of a large one."""
    manager = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    buffer = BytesIO()
    if kind == "PNG":
        Image.new("1", (9000, 9000)).save(buffer, kind)
    else:
        frames = [Image.new("L", (2000, 2000), shade) for shade in range(0, 256, 16)]
        frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
    assert len(buffer.getvalue()) < 300_000
    form = {"title": "X", "description": "X", "collection": town.files_collection_id}
    answer = manager.post(reverse("wagtailimages:add"), form | {"file": upload(f"x.{ending}", buffer.getvalue())})
    assert answer.context["form"].errors["file"]
    assert not TownImage.objects.exists()
    if ending == "png":
        answer = manager.post(reverse("wagtaildocs:add"), form | {"file": upload("x.png", buffer.getvalue())})
        assert answer.context["form"].errors["file"]
        assert not TownDocument.objects.exists()


@pytest.mark.django_db
def test_pictures_are_asked_for_by_their_types_so_that_a_phone_converts_others(town: TownSettings) -> None:
    manager = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    asked = manager.get(reverse("wagtailimages:add")).context["form"].fields["file"].widget.attrs["accept"]
    assert "image/jpeg" in asked
    assert "*" not in asked
    assert "heic" not in asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("x.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("x.html", HTML),
        ("x.jpg", HTML),
        ("x.gif", b"GIF89a/*" + HTML),
        ("x.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + bytes(200)),
        ("x.tiff", b"II*\x00\x08\x00\x00\x00"),
    ],
)
def test_what_is_no_picture_is_not_taken_as_one(town: TownSettings, name: str, content: bytes) -> None:
    manager = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    form = {"title": "X", "description": "X", "collection": town.files_collection_id}
    answer = manager.post(reverse("wagtailimages:add"), form | {"file": upload(name, content)})
    assert answer.context["form"].errors["file"]
    assert not TownImage.objects.exists()

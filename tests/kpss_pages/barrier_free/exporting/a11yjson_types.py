"""The types of A11yJSON that our places use, transcribed by hand as a JSON schema.

It is no schema of A11yJSON's own: that is written in TypeScript (https://github.com/sozialhelden/a11yjson, src/*.ts, 31.1.0), and
this is what it says of PlaceInfo, PlaceProperties, StructuredAddress, Accessibility, PersonalProfile, Entrance(Properties), Door,
Stairs, Restroom, Toilet, WashBasin, Parking, WheelchairParking, Pathways, Surface, AnimalPolicy, AppointmentPolicy,
EquipmentInfo, EquipmentProperties, Quantity and LocalizedString. Every type is closed, so that a misspelt name is an error.
"hasSpeech" and "hasBrailleText" of equipment are in the format's validator and not in its interface any more. Two things are
ours: the collection of GeoJSON around the places with the equipment beside each, and a place may lack a geometry. There is no
property for what we have of staff that helps, nor for photos: "media" are things that the place shows.
"""

from typing import Any

Schema = dict[str, Any]

BOOLEAN: Schema = {"type": "boolean"}
TEXT: Schema = {"type": "string", "minLength": 1}
URL: Schema = {"type": "string", "pattern": "^https?://"}
COUNT: Schema = {"type": "integer", "minimum": 0}


def closed(required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        "minProperties": 1,
    }


def list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def booleans(*names: str) -> dict[str, Schema]:
    return dict.fromkeys(names, BOOLEAN)


def quantity(*units: str) -> Schema:
    return closed(("unit", "value"), unit={"enum": list(units)}, value={"type": "number"})


LENGTH, SLOPE = quantity("cm", "m"), quantity("%")
LOCALIZED: Schema = {
    "type": "object",
    "propertyNames": {"pattern": "^[a-z]{2}$"},
    "additionalProperties": TEXT,
    "minProperties": 1,
}
POINT: Schema = closed(
    ("type", "coordinates"),
    type={"const": "Point"},
    coordinates={
        "type": "array",
        "items": {"type": "number", "minimum": -180, "maximum": 180},
        "minItems": 2,
        "maxItems": 2,
    },
)
DOOR = closed(width=LENGTH, thresholdHeight=LENGTH, **booleans("isAutomatic", "needsEuroKey"))
STAIRS = closed(count=COUNT, hasHandRail=BOOLEAN)
ENTRANCE = closed(
    slopeAngle=SLOPE,
    stairs=STAIRS,
    door=DOOR,
    **booleans("isMainEntrance", "isLevel", "hasFixedRamp", "hasRemovableRamp", "hasHoist"),
)
PERSON = closed(**booleans("wheelchair", "mobilityImpairment", "visualImpairment", "hearingImpairment"))
RESTROOM = closed(
    entrance=ENTRANCE,
    toilet=closed(heightOfBase=LENGTH),
    washBasin=closed(accessibleWithWheelchair=BOOLEAN),
    **booleans("isAccessibleWithWheelchair", "hasSupportRails", "hasChangingTableForBabies"),
)
WHEELCHAIR_PARKING = closed(count=COUNT, width=LENGTH, distanceToEntrance=LENGTH)
ACCESSIBILITY = closed(
    wheelchairAccessibilityGrade={"enum": ["fully", "partially", "not"]},
    accessibleWith=PERSON,
    partiallyAccessibleWith=PERSON,
    entrances=list_of(ENTRANCE),
    restrooms=or_null(list_of(RESTROOM)),
    parking=closed(forWheelchairUsers=or_null(WHEELCHAIR_PARKING)),
    pathways=closed(width=LENGTH, isKerbstoneFree=BOOLEAN),
    pathwaysInside=closed(width=LENGTH),
    surface=closed(
        types=list_of({"enum": ["paved", "paving_stones", "cobblestone", "unpaved"]}),
        longitudinalSlope=SLOPE,
        lateralSlope=SLOPE,
    ),
    animalPolicy=closed(**booleans("allowsGuideDogs", "allowsAssistanceDogs")),
    appointmentPolicies=list_of(closed(allowsWalkIn=BOOLEAN, openingHours=TEXT)),
    **booleans("isWellLit", "hasTactileGuideStrips", "hasTactileSignage", "hasBrailleSignage", "hasInductionLoop"),
)
PLACE_PROPERTIES = closed(
    ("category",),
    originalId=TEXT,
    name=LOCALIZED,
    category=TEXT,
    address=closed(street=LOCALIZED, postalCode=LOCALIZED, city=LOCALIZED, countryCode={"enum": ["CZE", "SVK"]}),
    description=LOCALIZED,
    infoPageUrl=URL,
    placeWebsiteUrl=URL,
    accessibility=ACCESSIBILITY,
)
EQUIPMENT_PROPERTIES = closed(
    originalId=TEXT,
    originalPlaceInfoId=TEXT,
    category={"enum": ["elevator", "hoist"]},
    cabinWidth=LENGTH,
    cabinLength=LENGTH,
    door=DOOR,
    **booleans("hasSpeech", "hasBrailleText"),
)
PLACE_INFO = closed(
    ("geometry", "properties"),
    type={"const": "Feature"},
    formatVersion={"const": "31.1.0"},
    geometry=or_null(POINT),
    properties=PLACE_PROPERTIES,
    equipmentInfos=list_of(closed(("properties",), properties=EQUIPMENT_PROPERTIES)),
)
COLLECTION = closed(
    ("type", "features"),
    type={"const": "FeatureCollection"},
    formatVersion={"const": "31.1.0"},
    name=TEXT,
    attribution=TEXT,
    license=URL,
    terms=URL,
    features={"type": "array", "items": PLACE_INFO},
)
